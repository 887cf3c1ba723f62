"""Which sources are an organisation's own, and which passages wait for its judgement?"""

from __future__ import annotations

from collections.abc import Collection

import sqlalchemy as sa

from review.projections.drafts import versions
from review.projections.flags import flags
from review.projections.sources import sources


def numbers_of(tx: sa.Connection, organisations: Collection[str], root: bytes) -> frozenset[int]:
    """The numbers of the sources that these organisations own, in the evaluation of a version known by its root."""
    query = sa.select(sources.c.number).where(
        sources.c.owner.in_(list(organisations)),
        sources.c.withdrawn.is_(False),
        sources.c.evaluation.in_(sa.select(versions.c.evaluation).where(versions.c.root == root)),
    )
    return frozenset(tx.scalars(query))


def flagged(tx: sa.Connection, organisations: Collection[str], root: bytes) -> frozenset[int]:
    """The passages of the document that were flagged for their sources, or for no source of anybody."""
    own = sources.c.owner.in_(list(organisations))
    query = (
        sa.select(flags.c.block)
        .join(sources, sources.c.id == flags.c.source, isouter=True)
        .where(
            flags.c.draft.in_(sa.select(versions.c.draft).where(versions.c.root == root)),
            sa.or_(own, sources.c.id.is_(None), flags.c.directorate.in_(list(organisations))),
        )
    )
    return frozenset(block for block in tx.scalars(query) if block is not None)
