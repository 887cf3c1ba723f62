"""Which rounds count: one that ended because its version was withdrawn gave no advice."""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from review.domain.vocabulary import ClosingGround
from review.projections.rounds import rounds

COUNTS = sa.or_(rounds.c.ground.is_(None), rounds.c.ground != ClosingGround.VERSION_WITHDRAWN)
"""Of a round: it runs, or ended with what the group had to say."""


def on_version(tx: sa.Connection, draft: UUID, number: int) -> list[UUID]:
    """Every round on one version, the oldest first."""
    query = sa.select(rounds.c.id).where(rounds.c.draft == draft, rounds.c.draft_version == number)
    return list(tx.scalars(query.order_by(rounds.c.position)))
