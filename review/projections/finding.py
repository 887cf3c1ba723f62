"""One thing of a kind, by its id: whose evaluation is it, and is it there for this reader at all?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar
from uuid import UUID

import sqlalchemy as sa

from review.domain.errors import Unknown

T = TypeVar("T")


def evaluation_of(tx: sa.Connection, table: sa.Table, id: UUID, what: str) -> UUID:
    """To which evaluation a thing belongs, so that its reader can be known. Raises Unknown."""
    found: UUID | None = tx.scalar(sa.select(table.c.evaluation).where(table.c.id == id))
    if found is None:
        raise Unknown(what=what)
    return found


def the_one(found: Sequence[T], what: str) -> T:
    """What was found of one thing; what a reader may not see is not found. Raises Unknown."""
    if not found:
        raise Unknown(what=what)
    return found[0]
