"""Which records prove a clause of the gate that asks that nothing is left: dispositions, settlements, stated levels?

A row that was changed past Toetssteen may say that something was done and not where: it proves nothing here, and
``verify`` names it.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from review.domain.visibility import FOR_THE_TEAM
from review.domain.vocabulary import CHANGES_TEXT, FlagState
from review.projections.comments import comments
from review.projections.flags import flags
from review.projections.sources import sources

Positions = tuple[int, ...]


def dispositions(tx: sa.Connection, draft: UUID) -> tuple[Positions, Positions]:
    """The last disposition of each comment on a document, and those of them that promised a change."""
    rows = tx.execute(_DISPOSED, {"draft": draft}).all()
    return tuple(position for position, _ in rows), tuple(position for position, what in rows if what in CHANGES_TEXT)


def settlements(tx: sa.Connection, draft: UUID) -> Positions:
    """The last settlement of each flag on a document."""
    return tuple(tx.scalars(_SETTLED, {"draft": draft}))


def levels(tx: sa.Connection, evaluation: UUID) -> Positions:
    """Where each source in use got the level that it has."""
    return tuple(tx.scalars(_STATED, {"evaluation": evaluation}))


_DISPOSED = (
    sa.select(comments.c.disposed_position, comments.c.disposition)
    .where(
        comments.c.draft == sa.bindparam("draft"),
        comments.c.visibility.in_(FOR_THE_TEAM),
        comments.c.disposed_position.is_not(None),
    )
    .order_by(comments.c.disposed_position)
)
_SETTLED = (
    sa.select(flags.c.settled_position)
    .where(
        flags.c.draft == sa.bindparam("draft"),
        flags.c.state == FlagState.SETTLED,
        flags.c.settled_position.is_not(None),
    )
    .order_by(flags.c.settled_position)
)
_STATED = (
    sa.select(sources.c.level_position)
    .where(
        sources.c.evaluation == sa.bindparam("evaluation"),
        sources.c.withdrawn.is_(False),
        sources.c.level_position.is_not(None),
    )
    .order_by(sources.c.level_position)
)
