"""Which tracks has the research, who does them, where do they stand, and how did they come there?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.columns import Big, Id
from review.domain import moments
from review.domain.acts import Door, Event, Reader, Recorded, Sealed, Words
from review.domain.dates import When, when
from review.domain.tracks import (
    AFTER,
    DONE,
    TrackContracted,
    TrackKind,
    TrackPlanned,
    TrackPostponed,
    TrackReassigned,
    TrackState,
)
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import finding
from review.projections.finding import the_one
from review.projections.groups import seats
from review.projections.people import Names
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)
from review.projections.trail import lines

tracks = sa.Table(
    "tracks",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("number", sa.Integer),
    column("kind", sa.Text),
    column("state", sa.Text),
    *sealed_columns("title"),
    *sealed_columns("questions", nullable=True),
    *sealed_columns("party", nullable=True),
    column("main_question", sa.Boolean),
    column("seat", Id, nullable=True),
    column("due", sa.Text, nullable=True),
    moment("started_at", nullable=True),
    moment("ended_at", nullable=True),
    moment("at"),
    column("position", Big),
)
steps = sa.Table(
    "track_steps",
    metadata,
    identity("track"),
    column("position", Big, primary_key=True),
    column("evaluation", Id, index=True),
    column("step", sa.Text),
    *sealed_columns("text", nullable=True),
    *sealed_columns("option", nullable=True),
    *sealed_columns("effect", nullable=True),
    column("registered", Id, nullable=True),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
)
_TEXTS = ("motive", "risk", "note", "party")
"""Which field of an event is its text, the first there is."""


def changes(it: Recorded) -> Iterator[Change]:
    event = it.event
    if isinstance(event, TrackPlanned):
        yield Insert(tracks, _planned(it, event))
    elif type(event) in AFTER or isinstance(event, TrackReassigned):
        values = _values(it, event)
        if values:
            yield Update(tracks, (it.stream,), values)
        yield Insert(steps, _step(it, event))


def _planned(it: Recorded, event: TrackPlanned) -> dict[str, Any]:
    row = {"id": it.stream, "evaluation": it.log, "number": event.number, "kind": event.kind}
    row |= {"state": TrackState.PLANNED, "main_question": event.main_question, "seat": event.seat}
    row |= {"due": event.due.given if event.due else None, "started_at": None, "ended_at": None}
    row |= sealed_values("title", event.title) | sealed_values("questions", event.questions)
    return row | sealed_values("party", None) | {"at": it.at, "position": it.position}


def _values(it: Recorded, event: Event) -> dict[str, Any]:
    values: dict[str, Any] = {}
    state = AFTER.get(type(event))
    if state is not None:
        values |= {"state": state, "position": it.position}
        values |= {"ended_at": it.at if state in DONE else None}
    if state is TrackState.RUNNING:
        values |= {"started_at": it.at}
    if isinstance(event, TrackContracted):
        values |= sealed_values("party", event.party) | ({"seat": event.seat} if event.seat else {})
    if isinstance(event, TrackReassigned):
        values |= sealed_values("party", event.party) | {"seat": event.seat}
    if isinstance(event, TrackPostponed) and event.due:
        values |= {"due": event.due.given}
    return values


def _step(it: Recorded, event: Event) -> dict[str, Any]:
    by = it.envelope
    text: Sealed | None = next((found for name in _TEXTS if (found := getattr(event, name, None))), None)
    row = {"track": it.stream, "position": it.position, "evaluation": it.log, "at": it.at}
    row |= {"step": event.NAME.partition(".")[2], "person": by.person, "capacity": by.capacity}
    row |= {"organisation": by.on_behalf_of, "registered": getattr(event, "registered", None)}
    row |= sealed_values("text", text) | sealed_values("option", getattr(event, "option", None))
    return row | sealed_values("effect", getattr(event, "effect", None))


@dataclass(frozen=True, slots=True)
class TrackStep:
    """Something that became of a track, the youngest first on its page; ``step`` is the act's own word."""

    step: str
    text: Words | None
    option: Words | None
    effect: Words | None
    registered: UUID | None  #: the risk of the register that came true
    name: Words
    capacity: Capacity
    organisation: str
    at: int


@dataclass(frozen=True, slots=True)
class Track:
    id: UUID
    evaluation: UUID
    number: int
    kind: TrackKind
    state: TrackState
    title: Words
    questions: Words | None
    main_question: bool
    party: Words | None
    seat: UUID | None
    person: UUID | None
    name: Words | None  #: of who does it
    due: When | None
    started_at: int | None
    ended_at: int | None
    at: int

    @property
    def is_done(self) -> bool:
        return self.state in DONE


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Track]:
    """The tracks that this reader may know of, in the order of their numbers."""
    query = sa.select(tracks, seats.c.person).outerjoin(seats, seats.c.id == tracks.c.seat)
    rows = tx.execute(query.where(tracks.c.evaluation == evaluation).order_by(tracks.c.number)).mappings().all()
    return _tracks(tx, door, reader, rows)


def one(tx: sa.Connection, door: Door, reader: Reader, track: UUID) -> Track:
    """Raises Unknown, also where this reader may not know of it."""
    query = sa.select(tracks, seats.c.person).outerjoin(seats, seats.c.id == tracks.c.seat)
    rows = tx.execute(query.where(tracks.c.id == track)).mappings().all()
    return the_one(_tracks(tx, door, reader, rows), "track")


def evaluation_of(tx: sa.Connection, track: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, tracks, track, "track")


def _sees(reader: Reader, seat: UUID | None) -> bool:
    """Condition 4: an external researcher knows of the own track alone; another seat or office opens the rest."""
    return seat in reader.seats or any(one.capacity is not Capacity.EXTERNAL_RESEARCHER for one in reader.holds)


def _tracks(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Track]:
    rows = [row for row in rows if _sees(reader, row["seat"])]
    opened = Opened(door, reader, rows, "title", "questions", "party")
    names = Names(tx, door, reader, [row["person"] for row in rows if row["person"]])
    return [
        Track(
            row["id"],
            row["evaluation"],
            row["number"],
            TrackKind(row["kind"]),
            TrackState(row["state"]),
            opened.need(row, "title"),
            opened.of(row, "questions"),
            row["main_question"],
            opened.of(row, "party"),
            row["seat"],
            row["person"],
            names[row["person"]] if row["person"] else None,
            when(row["due"]) if row["due"] else None,
            row["started_at"],
            row["ended_at"],
            row["at"],
        )
        for row in rows
    ]


def steps_of(tx: sa.Connection, door: Door, reader: Reader, track: UUID) -> list[TrackStep]:
    """What became of a track, the youngest first; whether the reader may know of it is asked before."""
    rows = tx.execute(sa.select(steps).where(steps.c.track == track).order_by(steps.c.position.desc())).mappings().all()
    opened = Opened(door, reader, rows, "text", "option", "effect")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return [
        TrackStep(
            row["step"],
            opened.of(row, "text"),
            opened.of(row, "option"),
            opened.of(row, "effect"),
            row["registered"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


# -- for decisions


def is_of(tx: sa.Connection, evaluation: UUID, track: UUID) -> bool:
    """Whether there is this track in this evaluation."""
    return tx.scalar(sa.select(tracks.c.id).where(tracks.c.id == track, tracks.c.evaluation == evaluation)) is not None


def next_number(tx: sa.Connection, evaluation: UUID) -> int:
    return 1 + (tx.scalar(sa.select(sa.func.count()).where(tracks.c.evaluation == evaluation)) or 0)


def team(tx: sa.Connection, evaluation: UUID, moment: int) -> list[UUID]:
    """The seats of the evaluation team that are held on this day."""
    day = moments.day_of(moment)
    it = seats.c
    query = sa.select(it.id).where(
        it.evaluation == evaluation, it.body == BodyKind.EVALUATION_TEAM, it.starts_on <= day
    )
    return list(tx.scalars(query.where(sa.or_(it.ends_on.is_(None), it.ends_on > day)).order_by(it.position)))


def holder(tx: sa.Connection, seat: UUID | None) -> UUID | None:
    """Who holds, or held, a seat."""
    found: UUID | None = tx.scalar(sa.select(seats.c.person).where(seats.c.id == seat)) if seat else None
    return found


def standing(tx: sa.Connection, evaluation: UUID) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The positions at which tracks were done, and those at which the others came to stand where they stand."""
    query = sa.select(tracks.c.state, tracks.c.position).where(tracks.c.evaluation == evaluation)
    rows = tx.execute(query.order_by(tracks.c.position)).all()
    done = tuple(row.position for row in rows if row.state in DONE)
    return done, tuple(row.position for row in rows if row.state not in DONE)


def in_brief(tx: sa.Connection, evaluations: Collection[UUID]) -> Sequence[Any]:
    """The tracks of these evaluations without their texts, with who does each, and ``since`` when it stands so."""
    return tx.execute(_BRIEF, {"ids": evaluations}).all()


_SINCE = sa.select(lines.c.at).where(lines.c.log == tracks.c.evaluation, lines.c.position == tracks.c.position)
_BRIEF = (
    sa.select(
        tracks.c.id,
        tracks.c.evaluation,
        tracks.c.number,
        tracks.c.state,
        tracks.c.due,
        tracks.c.party_key.is_not(None).label("external"),
        seats.c.person,
        _SINCE.scalar_subquery().label("since"),
    )
    .outerjoin(seats, seats.c.id == tracks.c.seat)
    .where(among(tracks.c.evaluation))
    .order_by(tracks.c.number)
)
