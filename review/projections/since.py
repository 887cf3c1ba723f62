"""Since which version does this reader want to know what changed?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Reader
from review.projections.comments import comments
from review.projections.drafts import versions
from review.projections.rounds import participations, rounds


class Why(StrEnum):
    """What makes a version the one to compare with."""

    ANSWERED = "answered"
    READ = "read"
    BEFORE = "before"
    APPROVED = "approved"


@dataclass(frozen=True, slots=True)
class Since:
    number: int
    why: Why


def since(tx: sa.Connection, reader: Reader, draft: UUID, number: int, opened: Collection[str]) -> list[Since]:
    """The versions before this one that it is worth to be compared with, the most personal first; empty for the first.

    The newest that this reader commented on or responded to, the newest of which the root is in ``opened``, that
    before it, and the newest that was approved. The first of them is what is meant where nobody chose.
    """
    query = sa.select(versions.c.number, versions.c.root, versions.c.approved_at).where(
        versions.c.draft == draft, versions.c.number < number
    )
    earlier = tx.execute(query.order_by(versions.c.number)).all()
    if not earlier:
        return []
    found = [
        (Why.ANSWERED, _answered(tx, reader, draft, number)),
        (Why.READ, max((row.number for row in earlier if row.root.hex() in opened), default=None)),
        (Why.BEFORE, earlier[-1].number),
        (Why.APPROVED, max((row.number for row in earlier if row.approved_at is not None), default=None)),
    ]
    return [Since(at, why) for why, at in found if at is not None]


def _answered(tx: sa.Connection, reader: Reader, draft: UUID, number: int) -> int | None:
    said = sa.select(sa.func.max(comments.c.draft_version)).where(
        comments.c.draft == draft, comments.c.person == reader.person, comments.c.draft_version < number
    )
    responded = (
        sa.select(sa.func.max(rounds.c.draft_version))
        .join(participations, participations.c.round == rounds.c.id)
        .where(rounds.c.draft == draft, rounds.c.draft_version < number)
        .where(participations.c.seat.in_(list(reader.seats)), participations.c.responded_at.is_not(None))
    )
    found = [at for at in (tx.scalar(said), tx.scalar(responded)) if at is not None]
    return max(found, default=None)
