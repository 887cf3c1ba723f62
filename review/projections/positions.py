"""What did a member say before on this document? It never carries over: a new version asks again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.domain.vocabulary import Position, RoundMode
from review.projections.rounds import participations, rounds


@dataclass(frozen=True, slots=True)
class Earlier:
    """The last position of a seat in an earlier round of its group on the same document."""

    round: UUID
    draft_version: int
    position: Position
    at: int


def earlier(tx: sa.Connection, review_round: UUID, seat: UUID) -> Earlier | None:
    """None where there is none, and under pseudonyms: what is said there is tied to nothing that was said in name."""
    now = tx.execute(sa.select(rounds).where(rounds.c.id == review_round)).one_or_none()
    if now is None or now.mode == RoundMode.PSEUDONYMOUS:
        return None
    query = (
        sa.select(rounds.c.id, rounds.c.draft_version, participations.c.answer, participations.c.responded_at)
        .join(participations, participations.c.round == rounds.c.id)
        .where(rounds.c.draft == now.draft, rounds.c.body_id == now.body_id, rounds.c.position < now.position)
        .where(rounds.c.mode != RoundMode.PSEUDONYMOUS, participations.c.seat == seat)
        .where(participations.c.answer.is_not(None))
        .order_by(rounds.c.position.desc())
    )
    row = tx.execute(query.limit(1)).one_or_none()
    return None if row is None else Earlier(row.id, row.draft_version, Position(row.answer), row.responded_at)
