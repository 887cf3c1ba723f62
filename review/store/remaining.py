"""Which texts of a log are left in the vault?"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from review.store.tables import text

_LEFT = sa.select(text.c.key).where(text.c.log == sa.bindparam("of"))


def keys_of(tx: sa.Connection, log: UUID) -> set[UUID]:
    """The keys of every text that can still be opened, or was set apart."""
    return set(tx.scalars(_LEFT, {"of": log}))
