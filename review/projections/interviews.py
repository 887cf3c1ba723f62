"""Which interviews are there, where do they stand, and who looked at who a respondent is?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Event, Reader, Recorded, Sealed, Words
from review.domain.interviews import (
    AFTER,
    ENOUGH,
    HELD,
    ConsentScope,
    IdentitySeen,
    InterviewConsented,
    InterviewHeld,
    InterviewMode,
    InterviewPlanned,
    InterviewState,
    InterviewUsed,
    InterviewWithdrawn,
    RespondentCategory,
    WithdrawalGround,
    sees_interviews,
)
from review.domain.vocabulary import Capacity
from review.projections import erasures, finding, sources
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

interviews = sa.Table(
    "interviews",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("number", sa.Integer),
    column("category", sa.Text),
    column("state", sa.Text),
    *sealed_columns("identity"),
    column("interviewer", Id),
    column("track", Id, nullable=True),
    column("scope", sa.Text, nullable=True),
    column("mode", sa.Text, nullable=True),
    column("held_on", sa.Date, nullable=True),
    column("ground", sa.Text, nullable=True),
    column("source", Id, nullable=True),
    moment("at"),
    column("position", Big),
)
steps = sa.Table(
    "interview_steps",
    metadata,
    identity("interview"),
    column("position", Big, primary_key=True),
    column("evaluation", Id, index=True),
    column("step", sa.Text),
    *sealed_columns("text", nullable=True),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
)
_TEXTS = ("told", "place", "note", "motive")
"""Which field of an event is its text, the first there is."""


def changes(it: Recorded) -> Iterator[Change]:
    event = it.event
    if isinstance(event, InterviewPlanned):
        yield Insert(interviews, _planned(it, event))
    elif type(event) in AFTER:
        yield Update(interviews, (it.stream,), {"state": AFTER[type(event)], **_values(event)})
        yield Insert(steps, _step(it, event))
    elif isinstance(event, IdentitySeen):
        yield Insert(steps, _step(it, event))


def _planned(it: Recorded, event: InterviewPlanned) -> dict[str, Any]:
    row = {"id": it.stream, "evaluation": it.log, "number": event.number, "category": event.category}
    row |= {"state": InterviewState.PLANNED, "interviewer": event.interviewer, "track": event.track}
    row |= dict.fromkeys(("scope", "mode", "held_on", "ground", "source"))
    return row | sealed_values("identity", event.identity) | {"at": it.at, "position": it.position}


def _values(event: Event) -> dict[str, Any]:
    match event:
        case InterviewConsented():
            return {"scope": event.scope}
        case InterviewHeld():
            return {"held_on": event.held_on, "mode": event.mode}
        case InterviewUsed():
            return {"source": event.source}
        case InterviewWithdrawn():
            return {"ground": event.ground}
    return {}


def _step(it: Recorded, event: Event) -> dict[str, Any]:
    by = it.envelope
    text: Sealed | None = next((found for name in _TEXTS if (found := getattr(event, name, None))), None)
    row = {"interview": it.stream, "position": it.position, "evaluation": it.log, "at": it.at}
    row |= {"step": event.NAME.partition(".")[2], "person": by.person, "capacity": by.capacity}
    return row | {"organisation": by.on_behalf_of} | sealed_values("text", text)


@dataclass(frozen=True, slots=True)
class InterviewStep:
    """Something that became of an interview; ``step`` is the act's own word."""

    step: str
    text: Words | None
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int


@dataclass(frozen=True, slots=True)
class Interview:
    """``identity`` is who the respondent is, for those alone who asked for it by an act."""

    id: UUID
    evaluation: UUID
    number: int
    category: RespondentCategory
    state: InterviewState
    identity: Words | None
    key: UUID  #: of the identity
    person: UUID  #: who holds it
    name: Words
    track: UUID | None
    scope: ConsentScope | None
    mode: InterviewMode | None
    held_on: date | None
    ground: WithdrawalGround | None
    source: UUID | None
    at: int
    position: int


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Interview]:
    """In the order of their numbers; none for who may not know of them."""
    query = _QUERY.where(interviews.c.evaluation == evaluation).order_by(interviews.c.number)
    return _interviews(tx, door, reader, tx.execute(query).mappings().all()) if sees_interviews(reader) else []


def one(tx: sa.Connection, door: Door, reader: Reader, interview: UUID) -> Interview:
    """Raises Unknown, also where this reader may not know of it."""
    rows = tx.execute(_QUERY.where(interviews.c.id == interview)).mappings().all()
    return the_one(_interviews(tx, door, reader, rows) if sees_interviews(reader) else [], "interview")


_QUERY = sa.select(interviews, seats.c.person).outerjoin(seats, seats.c.id == interviews.c.interviewer)


def evaluation_of(tx: sa.Connection, interview: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, interviews, interview, "interview")


def _interviews(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Interview]:
    if not rows:
        return []
    evaluation = rows[0]["evaluation"]
    looked, gone = looked_by(tx, evaluation, reader.person), erasures.condemned(tx, evaluation)
    opened = Opened(door, reader, [row for row in rows if row["id"] in looked], "identity")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return [
        Interview(
            row["id"],
            row["evaluation"],
            row["number"],
            RespondentCategory(row["category"]),
            InterviewState.KEY_SHREDDED if row["identity_key"] in gone else InterviewState(row["state"]),
            opened.of(row, "identity") if row["id"] in looked else None,
            row["identity_key"],
            row["person"],
            names[row["person"]],
            row["track"],
            ConsentScope(row["scope"]) if row["scope"] else None,
            InterviewMode(row["mode"]) if row["mode"] else None,
            row["held_on"],
            WithdrawalGround(row["ground"]) if row["ground"] else None,
            row["source"],
            row["at"],
            row["position"],
        )
        for row in rows
    ]


def steps_of(tx: sa.Connection, door: Door, reader: Reader, interview: UUID) -> list[InterviewStep]:
    """What became of it, the youngest first; whether the reader may know of it is asked before."""
    query = sa.select(steps).where(steps.c.interview == interview).order_by(steps.c.position.desc())
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "text")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return [
        InterviewStep(
            row["step"],
            opened.of(row, "text"),
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


def few(found: Sequence[Interview]) -> Mapping[RespondentCategory, int]:
    """The categories with fewer respondents than it takes to name them (rule P2), and how many each has."""
    counted = Counter(it.category for it in found if it.ground is None)
    return {category: many for category, many in counted.items() if many < ENOUGH}


def unseen(tx: sa.Connection, reader: Reader, evaluation: UUID) -> frozenset[UUID]:
    """The interviews that this reader may not know of: all of them, or none."""
    return frozenset() if sees_interviews(reader) else frozenset(tx.scalars(_OF, {"of": evaluation}))


_OF = sa.select(interviews.c.id).where(interviews.c.evaluation == sa.bindparam("of"))
_LOOKED = sa.select(steps.c.interview).where(
    steps.c.evaluation == sa.bindparam("of"),
    steps.c.person == sa.bindparam("by"),
    steps.c.step == IdentitySeen.NAME.partition(".")[2],
)


def looked_by(tx: sa.Connection, evaluation: UUID, person: UUID) -> frozenset[UUID]:
    """The interviews of which this person learned who the respondent is."""
    return frozenset(tx.scalars(_LOOKED, {"of": evaluation, "by": person}))


# -- for decisions


def next_number(tx: sa.Connection, evaluation: UUID) -> int:
    return 1 + (tx.scalar(sa.select(sa.func.count()).where(interviews.c.evaluation == evaluation)) or 0)


def has_looked(tx: sa.Connection, interview: UUID, person: UUID) -> bool:
    return interview in looked_by(tx, evaluation_of(tx, interview), person)


def is_shredded(tx: sa.Connection, evaluation: UUID, interview: UUID) -> bool:
    key = tx.scalar(sa.select(interviews.c.identity_key).where(interviews.c.id == interview))
    return key in erasures.condemned(tx, evaluation)


def interviewers(tx: sa.Connection, evaluation: UUID) -> frozenset[UUID]:
    """Who held an interview, or put one in the register of sources and so counts as having held it."""
    query = _QUERY.where(interviews.c.evaluation == evaluation, interviews.c.state.in_(HELD))
    held = frozenset(row["person"] for row in tx.execute(query).mappings() if row["person"])
    return held | sources.interviewers(tx, evaluation)
