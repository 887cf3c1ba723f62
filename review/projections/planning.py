"""What was planned, what is planned now, what came of it, and what of the contingency is left?"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain import moments
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.dates import When, when
from review.domain.errors import Unknown
from review.domain.planning import (
    Balance,
    Heartbeat,
    MilestoneKind,
    MilestoneReached,
    Plan,
    Planned,
    PlanRevised,
    PlanSet,
    RevisionGround,
    deviation,
)
from review.domain.vocabulary import Capacity
from review.projections import happened, tracks
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

plans = sa.Table(
    "plans",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("starts_on", sa.Date),
    column("ends_on", sa.Date),
    column("contingency", sa.Integer),
    column("days", sa.Integer),
    moment("at"),
    column("position", Big),
)
milestones = sa.Table(
    "milestones",
    metadata,
    identity("plan"),
    column("number", sa.Integer, primary_key=True),
    column("evaluation", Id, index=True),
    column("kind", sa.Text),
    *sealed_columns("name", nullable=True),
    column("track", Id, nullable=True),
    column("baseline", sa.Text, nullable=True),
    column("planned", sa.Text, nullable=True),
    moment("reached_at", nullable=True),
    column("reached_position", Big, nullable=True),
)
revisions = sa.Table(
    "plan_revisions",
    metadata,
    identity("plan"),
    column("position", Big, primary_key=True),
    column("evaluation", Id, index=True),
    column("ground", sa.Text),
    *sealed_columns("motive"),
    column("draws", sa.Integer),
    column("overdrawn", sa.Integer),
    column("cause", Id, nullable=True),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case PlanSet() as event:
            yield from _set(it, event)
        case PlanRevised() as event:
            yield from _revised(it, event)
        case MilestoneReached() as event:
            reached = {"reached_at": it.at, "reached_position": it.position}
            yield Update(milestones, (it.stream, event.number), reached)


def _set(it: Recorded, event: PlanSet) -> Iterator[Change]:
    begun = Plan(id=it.stream).evolve(event)
    row = {"id": it.stream, "evaluation": it.log, "starts_on": event.starts_on, "ends_on": begun.baseline_end}
    row |= {"contingency": event.contingency, "days": begun.days, "at": it.at, "position": it.position}
    yield Insert(plans, row)
    for one in event.milestones:
        yield Insert(milestones, _row(it, one) | {"baseline": one.when.given})


def _revised(it: Recorded, event: PlanRevised) -> Iterator[Change]:
    by = it.envelope
    row = {"plan": it.stream, "position": it.position, "evaluation": it.log, "ground": event.ground}
    row |= {"draws": event.draws, "overdrawn": event.overdrawn, "cause": event.cause, "at": it.at}
    row |= {"person": by.person, "capacity": by.capacity, "organisation": by.on_behalf_of}
    yield Insert(revisions, row | sealed_values("motive", event.motive))
    for move in event.moves:
        yield Update(milestones, (it.stream, move.number), {"planned": move.when.given if move.when else None})
    for one in event.added:
        yield Insert(milestones, _row(it, one))


def _row(it: Recorded, one: Planned) -> dict[str, Any]:
    row = {"plan": it.stream, "number": one.number, "evaluation": it.log, "kind": one.kind, "baseline": None}
    row |= {"planned": one.when.given, "reached_at": None, "reached_position": None, "track": one.track}
    return row | sealed_values("name", one.name)


@dataclass(frozen=True, slots=True)
class Milestone:
    """``days``: how many days later than the baseline it came, or comes at the earliest; negative: earlier.

    ``name`` of one that is a track's: the title of that, where this reader may know of it.
    """

    number: int
    kind: MilestoneKind
    name: Words | None
    track: UUID | None
    baseline: When | None
    planned: When | None
    reached_on: date | None
    proof: int | None  #: the position of the record that reached it, where one record did
    days: int
    is_late: bool  #: its time has passed and it has not been reached


@dataclass(frozen=True, slots=True)
class Revision:
    position: int
    ground: RevisionGround
    motive: Words
    draws: int
    overdrawn: int
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int


@dataclass(frozen=True, slots=True)
class PlanView:
    """The plan of an evaluation: milestones in the order in which they are planned, revisions the youngest first."""

    id: UUID
    starts_on: date
    ends_on: date
    contingency: int
    set_at: int
    position: int
    balance: Balance
    milestones: tuple[Milestone, ...]
    revisions: tuple[Revision, ...]

    @property
    def open(self) -> list[Milestone]:
        """What is planned and has not been reached."""
        return [one for one in self.milestones if one.planned and not one.reached_on]

    @property
    def next(self) -> Milestone | None:
        return next(iter(self.open), None)


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> PlanView | None:
    """The plan as it stands for this reader now; None where there is none yet."""
    row = tx.execute(sa.select(plans).where(plans.c.evaluation == evaluation)).one_or_none()
    if row is None:
        return None
    today = moments.day_of(reader.moment)
    made = _revisions(tx, door, reader, row.id)
    return PlanView(
        row.id,
        row.starts_on,
        row.ends_on,
        row.contingency,
        row.at,
        row.position,
        Balance(row.days, sum(one.draws for one in made)),
        tuple(sorted(_milestones(tx, door, reader, evaluation, row.id, today), key=_order)),
        tuple(made),
    )


def _order(it: Milestone) -> tuple[date, int]:
    stands = it.planned or it.baseline
    return (it.reached_on or (stands.last if stands else date.max), it.number)


def _milestones(
    tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID, plan: UUID, today: date
) -> Iterator[Milestone]:
    rows = tx.execute(sa.select(milestones).where(milestones.c.plan == plan)).mappings().all()
    opened = Opened(door, reader, rows, "name")
    known, accepted = happened.milestones(tx, evaluation), happened.accepted(tx, evaluation)
    titles = _titles(tx, door, reader, evaluation) if any(row["track"] for row in rows) else {}
    for row in rows:
        kind = MilestoneKind(row["kind"])
        baseline, planned = (when(row[name]) if row[name] else None for name in ("baseline", "planned"))
        reached, proof = (accepted.get(row["track"]) if row["track"] else known.get(kind)) or (None, None)
        if row["reached_at"] is not None:
            reached, proof = moments.day_of(row["reached_at"]), row["reached_position"]
        days = deviation(baseline, planned, reached, today)
        is_late = reached is None and planned is not None and planned.last < today
        name = opened.of(row, "name") if row["track"] is None else titles.get(row["track"])
        yield Milestone(row["number"], kind, name, row["track"], baseline, planned, reached, proof, days, is_late)


def _titles(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> dict[UUID, Words]:
    return {one.id: one.title for one in tracks.of_evaluation(tx, door, reader, evaluation)}


def timed(tx: sa.Connection, evaluation: UUID, found: Iterable[tracks.Track]) -> list[tracks.Track]:
    """The tracks, due when the plan has them accepted, where it does: a plan that moves takes them along."""
    query = sa.select(milestones.c.track, milestones.c.planned).where(
        milestones.c.evaluation == evaluation, milestones.c.track.is_not(None), milestones.c.planned.is_not(None)
    )
    dues = {row.track: when(row.planned) for row in tx.execute(query)}
    return [dataclasses.replace(one, due=dues.get(one.id, one.due)) for one in found]


def _revisions(tx: sa.Connection, door: Door, reader: Reader, plan: UUID) -> list[Revision]:
    query = sa.select(revisions).where(revisions.c.plan == plan).order_by(revisions.c.position.desc())
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "motive")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return [
        Revision(
            row["position"],
            RevisionGround(row["ground"]),
            opened.need(row, "motive"),
            row["draws"],
            row["overdrawn"],
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


def heartbeat(tx: sa.Connection, evaluation: UUID, moment: int) -> Heartbeat:
    """The contacts with the sounding board against once in six weeks (rule G9)."""
    return happened.heartbeat(tx, evaluation, moments.day_of(moment))


# -- for decisions


def plan_of(tx: sa.Connection, evaluation: UUID) -> UUID | None:
    found: UUID | None = tx.scalar(sa.select(plans.c.id).where(plans.c.evaluation == evaluation))
    return found


def require_plan(tx: sa.Connection, evaluation: UUID) -> UUID:
    """Raises Unknown."""
    found = plan_of(tx, evaluation)
    if found is None:
        raise Unknown(what="plan")
    return found


def reached(tx: sa.Connection, evaluation: UUID) -> frozenset[int]:
    """The milestones that what happened in the evaluation has reached."""
    known, accepted = set(happened.milestones(tx, evaluation)), happened.accepted(tx, evaluation)
    rows = tx.execute(sa.select(milestones).where(milestones.c.evaluation == evaluation))
    return frozenset(row.number for row in rows if row.kind in known or row.track in accepted)
