"""Which records prove a clause of the gate that asks that nothing is left: dispositions, settlements, stated levels?"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from review.domain.comments import CommentDisposed
from review.domain.flags import FlagSettled
from review.domain.sources import SourceLevelStated, SourceReclassified, SourceRegistered
from review.domain.visibility import FOR_THE_TEAM
from review.domain.vocabulary import CHANGES_TEXT, FlagState
from review.projections.comments import comments
from review.projections.flags import flags
from review.projections.sources import sources
from review.projections.trail import lines

Positions = tuple[int, ...]
_LAST = sa.func.max(lines.c.position)


def dispositions(tx: sa.Connection, evaluation: UUID, draft: UUID) -> tuple[Positions, Positions]:
    """The last disposition of each comment on a document, and those of them that promised a change."""
    rows = tx.execute(_DISPOSED, {"log": evaluation, "draft": draft}).all()
    return tuple(row[0] for row in rows), tuple(row[0] for row in rows if row.disposition in CHANGES_TEXT)


def settlements(tx: sa.Connection, evaluation: UUID, draft: UUID) -> Positions:
    """The last settlement of each flag on a document."""
    return tuple(row[0] for row in tx.execute(_SETTLED, {"log": evaluation, "draft": draft}))


def levels(tx: sa.Connection, evaluation: UUID) -> Positions:
    """Where each source in use got the level that it has."""
    return tuple(row[0] for row in tx.execute(_STATED, {"log": evaluation}))


_LOG = lines.c.log == sa.bindparam("log")
_DISPOSED = (
    sa.select(_LAST, comments.c.disposition)
    .join(comments, comments.c.id == lines.c.stream)
    .where(
        _LOG,
        lines.c.name == CommentDisposed.NAME,
        comments.c.draft == sa.bindparam("draft"),
        comments.c.visibility.in_(FOR_THE_TEAM),
        comments.c.disposition.is_not(None),
    )
    .group_by(comments.c.id, comments.c.disposition)
    .order_by(_LAST)
)
_SETTLED = (
    sa.select(_LAST)
    .join(flags, flags.c.id == lines.c.stream)
    .where(
        _LOG,
        lines.c.name == FlagSettled.NAME,
        flags.c.draft == sa.bindparam("draft"),
        flags.c.state == FlagState.SETTLED,
    )
    .group_by(flags.c.id)
    .order_by(_LAST)
)
_STATED = (
    sa.select(_LAST)
    .join(sources, sources.c.id == lines.c.stream)
    .where(
        _LOG,
        lines.c.name.in_((SourceRegistered.NAME, SourceLevelStated.NAME, SourceReclassified.NAME)),
        sources.c.evaluation == sa.bindparam("log"),
        sources.c.withdrawn.is_(False),
        sources.c.level.is_not(None),
    )
    .group_by(sources.c.id)
    .order_by(_LAST)
)
