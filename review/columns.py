"""Column types that the log tables and the read tables have in common."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import UserDefinedType


class _Uuid16(UserDefinedType[UUID]):
    """A UUID as 16 bytes: SQLite keeps version 7 ids in order and at half the size of text.

    No TypeDecorator, which calls three functions where one will do; a command binds two dozen ids.
    """

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"

    def bind_processor(self, dialect: Dialect) -> Callable[[UUID | None], bytes | None]:
        return _bytes

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[bytes | None], UUID | None]:
        return _uuid


def _bytes(value: UUID | None) -> bytes | None:
    return None if value is None else value.bytes


@lru_cache(1 << 13)
def _uuid(value: bytes | None) -> UUID | None:
    """Kept for a while: the rows of one page name the same persons, seats and evaluations again and again."""
    return None if value is None else UUID(bytes=value)


Id = sa.Uuid().with_variant(_Uuid16(), "sqlite")
#: SQLite makes only INTEGER PRIMARY KEY its rowid.
Big = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
