"""Why did passages change, according to the team?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.changes import ChangeExplained
from review.domain.visibility import may_read
from review.domain.vocabulary import CHANGES_TEXT, CommentState
from review.projections.comments import comments, joined
from review.projections.people import Names
from review.projections.rounds import responded_by
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)
from review.projections.veils import sifted

explanations = sa.Table(
    "explanations",
    metadata,
    identity(),
    column("evaluation", Id),
    column("draft", Id, index=True),
    column("draft_version", sa.Integer),
    column("block", sa.Integer),
    *sealed_columns("reason"),
    column("person", Id),
    moment("at"),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case ChangeExplained() as event:
            row = {"id": it.stream, "evaluation": it.log, "draft": event.draft, "draft_version": event.draft_version}
            row |= {"block": event.block, **sealed_values("reason", event.reason), "person": it.envelope.person}
            yield Insert(explanations, row | {"at": it.at, "position": it.position})


@dataclass(frozen=True, slots=True)
class Explanation:
    block: int
    reason: Words
    name: Words
    at: int


def explaining(tx: sa.Connection, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> frozenset[int]:
    """The blocks of a version whose change is explained: by an accepted comment that this reader sees, or by a note."""
    it = comments.c
    asked = sa.and_(it.draft == draft, it.in_version == number, it.disposition.in_(tuple(CHANGES_TEXT)))
    rows = tx.execute(joined.where(asked, it.state != CommentState.WITHDRAWN)).mappings().all()
    seen = sifted(tx, reader, rows, responded_by(tx, evaluation, reader.seats)) if rows else []
    noted = sa.select(explanations.c.block).where(explanations.c.draft == draft, explanations.c.draft_version == number)
    return frozenset(row["answer_block"] or row["block"] for row in seen) | frozenset(tx.scalars(noted))


def of_version(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> list[Explanation]:
    """The oldest first."""
    it = explanations.c
    query = sa.select(explanations).where(it.draft == draft, it.draft_version == number).order_by(it.position)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "reason", shown=may_read(reader))
    names = Names(tx, door, reader, (row["person"] for row in rows))
    return [Explanation(row["block"], opened.need(row, "reason"), names[row["person"]], row["at"]) for row in rows]
