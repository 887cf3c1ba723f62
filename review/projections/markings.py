"""Which marking does a document carry when it leaves this house (rules K7 and K9)?"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.domain.vocabulary import CEILING, Level
from review.projections.sources import sources


@dataclass(frozen=True, slots=True)
class Marking:
    """``level`` is the high-water mark of the sources a text may hold; with ``unstated`` sources it is the ceiling."""

    level: Level
    unstated: int


def marking(tx: sa.Connection, evaluation: UUID) -> Marking:
    """The highest level of the sources in use, at most the ceiling: above it no text is held, only a reference."""
    query = sa.select(sources.c.level).where(sources.c.evaluation == evaluation, sources.c.withdrawn.is_(False))
    levels = [Level(level) if level else None for level in tx.scalars(query)]
    unstated = sum(level is None for level in levels)
    stated = [level for level in levels if level is not None]
    highest = CEILING if unstated else max(stated, key=lambda level: level.rank, default=Level.UNCLASSIFIED)
    return Marking(min(highest, CEILING, key=lambda level: level.rank), unstated)
