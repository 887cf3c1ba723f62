"""What was promised, by whom and until when, how does it stand, and who keeps watch over it?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.commitments import CommitmentFollowedUp, CommitmentHandedOver, CommitmentMade
from review.domain.items import ItemKind
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    sealed_columns,
    sealed_values,
)

commitments = sa.Table(
    "commitments",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    *sealed_columns("what"),
    column("owner", sa.Text),
    column("due_on", sa.Date),
    column("kind", sa.Text, nullable=True),
    column("number", sa.Text, nullable=True),
    column("position", Big),
    column("done_on", sa.Date, nullable=True),
    column("handed_to", sa.Text, nullable=True),
    *sealed_columns("remark", nullable=True),
)
follow_ups = sa.Table(
    "commitment_follow_ups",
    metadata,
    sa.Column("commitment", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("occurred_on", sa.Date),
    *sealed_columns("remark"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case CommitmentMade() as event:
            row = {
                "id": it.stream,
                "evaluation": it.log,
                "owner": event.owner,
                "due_on": event.due_on,
                "kind": event.item.kind if event.item else None,
                "number": event.item.number if event.item else None,
                "position": it.position,
                "done_on": None,
                "handed_to": None,
            }
            yield Insert(commitments, row | sealed_values("what", event.what) | sealed_values("remark", None))
        case CommitmentFollowedUp() as event:
            key = {"commitment": it.stream, "version": it.version, "evaluation": it.log}
            row = {"occurred_on": event.occurred_on, **sealed_values("remark", event.remark)}
            yield Insert(follow_ups, key | row)
            if event.done:
                yield Update(commitments, (it.stream,), {"done_on": event.occurred_on})
        case CommitmentHandedOver() as event:
            over = {"handed_to": event.organisation, **sealed_values("remark", event.remark)}
            yield Update(commitments, (it.stream,), over)


@dataclass(frozen=True, slots=True)
class FollowUp:
    occurred_on: date
    remark: Words


@dataclass(frozen=True, slots=True)
class Commitment:
    id: UUID
    position: int
    what: Words
    owner: str
    due_on: date
    kind: ItemKind | None
    number: str
    follow_ups: tuple[FollowUp, ...]
    done_on: date | None
    handed_to: str
    remark: Words | None

    @property
    def is_open(self) -> bool:
        return self.done_on is None and not self.handed_to

    def is_late(self, today: date) -> bool:
        return self.is_open and self.due_on < today


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Commitment]:
    """In the order in which they were made; whether the reader may know of the evaluation was asked before."""
    query = sa.select(commitments).where(commitments.c.evaluation == evaluation).order_by(commitments.c.position)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "what", "remark")
    later = _follow_ups(tx, door, reader, evaluation)
    return [
        Commitment(
            row["id"],
            row["position"],
            opened.need(row, "what"),
            row["owner"],
            row["due_on"],
            ItemKind(row["kind"]) if row["kind"] else None,
            row["number"] or "",
            tuple(one for of, one in later if of == row["id"]),
            row["done_on"],
            row["handed_to"] or "",
            opened.of(row, "remark"),
        )
        for row in rows
    ]


def _follow_ups(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[tuple[UUID, FollowUp]]:
    it = follow_ups.c
    query = sa.select(follow_ups).where(it.evaluation == evaluation).order_by(it.commitment, it.version)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "remark")
    return [(row["commitment"], FollowUp(row["occurred_on"], opened.need(row, "remark"))) for row in rows]


# -- for decisions


def unfinished(tx: sa.Connection, evaluation: UUID) -> tuple[int, int]:
    """How many commitments there are, and how many of them were neither done nor handed over."""
    it = commitments.c
    rows = tx.execute(sa.select(it.done_on, it.handed_to).where(it.evaluation == evaluation)).all()
    return len(rows), sum(row.done_on is None and not row.handed_to for row in rows)
