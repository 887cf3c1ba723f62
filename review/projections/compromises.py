"""Which compromises were reported, how far are they, and which versions does nobody read meanwhile?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Event, Reader, Recorded, Sealed, Words
from review.domain.compromises import (
    AFTER,
    CompromiseContained,
    CompromiseInvestigated,
    CompromiseKind,
    CompromiseOutcome,
    CompromiseReported,
    CompromiseState,
    is_frozen_for,
    sees_compromise,
    sees_compromises,
)
from review.domain.vocabulary import Capacity, DocumentKind
from review.projections import finding
from review.projections.drafts import drafts, versions
from review.projections.finding import the_one
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

compromises = sa.Table(
    "compromises",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("kind", sa.Text),
    column("state", sa.Text, index=True),
    column("since", sa.Date),
    *sealed_columns("text"),
    column("draft", Id, nullable=True),
    column("draft_version", sa.Integer),
    column("officer_told_on", sa.Date, nullable=True),
    column("outcome", sa.Text, nullable=True),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
    column("position", Big),
)
steps = sa.Table(
    "compromise_steps",
    metadata,
    identity("compromise"),
    column("position", Big, primary_key=True),
    column("evaluation", Id, index=True),
    column("state", sa.Text),
    *sealed_columns("text"),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
)
_TEXTS = ("measures", "findings", "note")
"""Which field of an act is its text."""


def changes(it: Recorded) -> Iterator[Change]:
    event, by = it.event, it.envelope
    acted = {"person": by.person, "capacity": by.capacity, "organisation": by.on_behalf_of, "at": it.at}
    acted |= {"evaluation": it.log, "position": it.position}
    if isinstance(event, CompromiseReported):
        row = {"id": it.stream, "kind": event.kind, "state": CompromiseState.REPORTED, "since": event.since}
        row |= {"draft": event.draft, "draft_version": event.draft_version, "officer_told_on": None, "outcome": None}
        yield Insert(compromises, row | acted | sealed_values("text", event.text))
    elif type(event) in AFTER:
        state = AFTER[type(event)]
        yield Update(compromises, (it.stream,), {"state": state, **_values(event)})
        text: Sealed = next(found for name in _TEXTS if (found := getattr(event, name, None)) is not None)
        yield Insert(steps, {"compromise": it.stream, "state": state} | acted | sealed_values("text", text))


def _values(event: Event) -> dict[str, Any]:
    match event:
        case CompromiseContained():
            return {"officer_told_on": event.officer_told_on}
        case CompromiseInvestigated():
            return {"outcome": event.outcome}
    return {}


@dataclass(frozen=True, slots=True)
class CompromiseStep:
    """Something that was done about it; ``state`` is what it led to."""

    state: CompromiseState
    text: Words
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int


@dataclass(frozen=True, slots=True)
class Compromise:
    """``draft`` with its kind, part and version is what it concerns; None: something else."""

    id: UUID
    evaluation: UUID
    kind: CompromiseKind
    state: CompromiseState
    since: date
    text: Words
    draft: UUID | None
    document: DocumentKind | None
    part: int
    number: int
    officer_told_on: date | None
    outcome: CompromiseOutcome | None
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int


_QUERY = sa.select(compromises, drafts.c.kind.label("document"), drafts.c.part).outerjoin(
    drafts, drafts.c.id == compromises.c.draft
)


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Compromise]:
    """Those that this reader may know of, the youngest first."""
    query = _QUERY.where(compromises.c.evaluation == evaluation).order_by(compromises.c.position.desc())
    return _compromises(door, tx, reader, tx.execute(query).mappings().all())


def one(tx: sa.Connection, door: Door, reader: Reader, compromise: UUID) -> Compromise:
    """Raises Unknown, also where this reader may not know of it."""
    rows = tx.execute(_QUERY.where(compromises.c.id == compromise)).mappings().all()
    return the_one(_compromises(door, tx, reader, rows), "compromise")


def evaluation_of(tx: sa.Connection, compromise: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, compromises, compromise, "compromise")


def _compromises(door: Door, tx: sa.Connection, reader: Reader, found: Sequence[sa.RowMapping]) -> list[Compromise]:
    rows = [row for row in found if sees_compromise(reader, row["person"])]
    opened, names = Opened(door, reader, rows, "text"), Names(tx, door, reader, [row["person"] for row in rows])
    return [
        Compromise(
            row["id"],
            row["evaluation"],
            CompromiseKind(row["kind"]),
            CompromiseState(row["state"]),
            row["since"],
            opened.need(row, "text"),
            row["draft"],
            DocumentKind(row["document"]) if row["document"] else None,
            row["part"] or 0,
            row["draft_version"],
            row["officer_told_on"],
            CompromiseOutcome(row["outcome"]) if row["outcome"] else None,
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


def steps_of(tx: sa.Connection, door: Door, reader: Reader, compromise: UUID) -> list[CompromiseStep]:
    """What was done, the youngest first; whether the reader may know of it is asked before."""
    query = sa.select(steps).where(steps.c.compromise == compromise).order_by(steps.c.position.desc())
    rows = tx.execute(query).mappings().all()
    opened, names = Opened(door, reader, rows, "text"), Names(tx, door, reader, [row["person"] for row in rows])
    return [
        CompromiseStep(
            CompromiseState(row["state"]),
            opened.need(row, "text"),
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


def unseen(tx: sa.Connection, reader: Reader, evaluation: UUID) -> frozenset[UUID]:
    """Those that this reader may not know of."""
    if sees_compromises(reader):
        return frozenset()
    rows = tx.execute(_REPORTED_BY, {"of": evaluation})
    return frozenset(row.id for row in rows if not sees_compromise(reader, row.person))


_REPORTED_BY = sa.select(compromises.c.id, compromises.c.person).where(compromises.c.evaluation == sa.bindparam("of"))


# -- what is frozen meanwhile


@dataclass(frozen=True, slots=True)
class Freeze:
    """A version on which a compromise was reported that nobody has contained."""

    evaluation: UUID
    draft: UUID
    number: int
    root: bytes
    reporter: UUID
    at: int


_FROZEN = (
    sa.select(
        compromises.c.evaluation,
        compromises.c.draft,
        compromises.c.draft_version,
        versions.c.root,
        compromises.c.person,
        compromises.c.at,
    )
    .join(
        versions,
        sa.and_(versions.c.draft == compromises.c.draft, versions.c.number == compromises.c.draft_version),
    )
    .where(compromises.c.state == sa.bindparam("reported"))
    .order_by(compromises.c.at)
)


def freezes(tx: sa.Connection) -> tuple[Freeze, ...]:
    """All there are in the house, the oldest first: seldom any."""
    rows = tx.execute(_FROZEN, {"reported": CompromiseState.REPORTED})
    return tuple(Freeze(row.evaluation, row.draft, row.draft_version, row.root, row.person, row.at) for row in rows)


def frozen_for(reader: Reader, found: Sequence[Freeze], root: bytes) -> Freeze | None:
    """The oldest of these by which a version, known by its root, is not read by this reader now."""
    return next((one for one in found if one.root == root and is_frozen_for(reader, one.reporter)), None)


def frozen_in(tx: sa.Connection, reader: Reader, evaluation: UUID) -> frozenset[tuple[UUID, int]]:
    """The versions of an evaluation, by document and number, that this reader does not read now."""
    return frozenset(
        (one.draft, one.number)
        for one in freezes(tx)
        if one.evaluation == evaluation and is_frozen_for(reader, one.reporter)
    )
