"""Which conditions hang on an approval, which were met or lapsed; and which approvals were withdrawn, and why?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.approvals import ApprovalGranted, ApprovalRevoked, ConditionFulfilled
from review.domain.moments import day_of
from review.domain.visibility import may_read
from review.projections import holdings
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

conditions = sa.Table(
    "conditions",
    metadata,
    identity("approval"),
    column("number", sa.Integer, primary_key=True),
    column("evaluation", Id, index=True),
    column("draft", Id),
    column("draft_version", sa.Integer),
    *sealed_columns("text"),
    column("due_on", sa.Date),
    *sealed_columns("note", nullable=True),
    column("met_by", Id, nullable=True),
    moment("met_at", nullable=True),
    column("position", Big),
)
revocations = sa.Table(
    "revocations",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id),
    column("draft_version", sa.Integer),
    column("kind", sa.Text),
    column("part", sa.Integer),
    column("stands", sa.Integer, nullable=True),
    *sealed_columns("motive"),
    column("person", Id),
    moment("at"),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case ApprovalGranted() as event:
            for number, one in enumerate(event.conditions, 1):
                row = {"approval": it.stream, "number": number, "evaluation": it.log, "draft": event.draft}
                row |= {"draft_version": event.draft_version, "due_on": one.due_on, "position": it.position}
                row |= sealed_values("text", one.text) | sealed_values("note", None)
                yield Insert(conditions, row | {"met_by": None, "met_at": None})
        case ConditionFulfilled() as event:
            values = {"met_by": it.envelope.person, "met_at": it.at, **sealed_values("note", event.note)}
            yield Update(conditions, (it.stream, event.number), values)
        case ApprovalRevoked() as event:
            row = {"id": it.stream, "evaluation": it.log, "draft": event.draft, "draft_version": event.draft_version}
            row |= {"kind": event.kind, "part": event.part, "stands": event.stands, "person": it.envelope.person}
            yield Insert(
                revocations, row | {"at": it.at, "position": it.position, **sealed_values("motive", event.motive)}
            )


@dataclass(frozen=True, slots=True)
class Condition:
    approval: UUID
    draft: UUID
    draft_version: int
    number: int
    text: Words
    due_on: date
    note: Words | None
    met_by: Words | None
    met_at: int | None
    lapsed: bool  #: the day has passed at the moment of the reader and nobody confirmed it

    @property
    def is_open(self) -> bool:
        return self.met_at is None


@dataclass(frozen=True, slots=True)
class Revocation:
    approval: UUID
    draft: UUID
    draft_version: int
    kind: str
    part: int
    stands: int | None  #: the version that has been the approved one since
    motive: Words
    name: Words
    at: int
    position: int


def of_approval(tx: sa.Connection, door: Door, reader: Reader, approval: UUID) -> list[Condition]:
    """The conditions of an approval, in the order in which they were set."""
    return _conditions(tx, door, reader, conditions.c.approval == approval)


def standing(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Condition]:
    """Those of an evaluation that nobody confirmed yet, of approvals that hold, the first due first."""
    gone = sa.select(revocations.c.id).where(revocations.c.evaluation == evaluation)
    where = sa.and_(
        conditions.c.evaluation == evaluation, conditions.c.met_at.is_(None), conditions.c.approval.not_in(gone)
    )
    return sorted(_conditions(tx, door, reader, where), key=lambda one: one.due_on)


def _conditions(tx: sa.Connection, door: Door, reader: Reader, where: Any) -> list[Condition]:
    query = sa.select(conditions).where(where).order_by(conditions.c.position, conditions.c.number)
    rows = tx.execute(query).mappings().all()
    opened, names = _opened(tx, door, reader, rows, "met_by", "text", "note")
    today = day_of(reader.moment)
    return [
        Condition(
            row["approval"],
            row["draft"],
            row["draft_version"],
            row["number"],
            opened.need(row, "text"),
            row["due_on"],
            opened.of(row, "note"),
            names[row["met_by"]] if row["met_by"] else None,
            row["met_at"],
            row["met_at"] is None and row["due_on"] < today,
        )
        for row in rows
    ]


def revocations_of(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Revocation]:
    """Every approval that was withdrawn, the youngest first."""
    query = sa.select(revocations).where(revocations.c.evaluation == evaluation)
    rows = tx.execute(query.order_by(revocations.c.position.desc())).mappings().all()
    opened, names = _opened(tx, door, reader, rows, "person", "motive")
    return [
        Revocation(
            row["id"],
            row["draft"],
            row["draft_version"],
            row["kind"],
            row["part"],
            row["stands"],
            opened.need(row, "motive"),
            names[row["person"]],
            row["at"],
            row["position"],
        )
        for row in rows
    ]


def revocation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID, approval: UUID) -> Revocation | None:
    found = revocations_of(tx, door, reader, evaluation)
    return next((one for one in found if one.approval == approval), None)


def _opened(
    tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping], who: str, *sealed: str
) -> tuple[Opened, Names]:
    if rows:
        reader = holdings.within(tx, reader, rows[0]["evaluation"])
    opened = Opened(door, reader, rows, *sealed, shown=may_read(reader))
    return opened, Names(tx, door, reader, (row[who] for row in rows))
