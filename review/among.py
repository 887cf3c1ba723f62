"""Questions about many things at once: their ids go along as one value, however many there are.

A parameter for each of some hundred ids makes SQLAlchemy write the statement anew for every question, and the driver
of PostgreSQL read it anew; and PostgreSQL would plan it anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.types import UserDefinedType


class _Ids(UserDefinedType[Any]):
    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        return "BLOB"

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], bytes | str]:
        return _in_a_row if dialect.name == "sqlite" else _as_array


def _in_a_row(ids: Iterable[UUID]) -> bytes:
    return b"".join([one.bytes for one in ids])


def _as_array(ids: Iterable[UUID]) -> str:
    return "{" + ",".join([one.hex for one in ids]) + "}"


class _Among(FunctionElement[bool]):
    """No Boolean to SQLAlchemy, which would compare it with 1 and keep SQLite from the index."""

    inherit_cache = True
    name = "among"


def among(column: sa.ColumnElement[UUID]) -> sa.ColumnElement[bool]:
    """The condition that a column is one of those ids which are given under the name ``ids``."""
    return _Among(column, sa.bindparam("ids", type_=_Ids()))


@compiles(_Among, "postgresql")
def _on_postgresql(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, ids = (compiler.process(one, **more) for one in element.clauses)
    return f"{column} = ANY (CAST({ids} AS uuid[]))"


@compiles(_Among, "sqlite")
def _on_sqlite(element: _Among, compiler: SQLCompiler, **more: Any) -> str:
    column, ids = (compiler.process(one, **more) for one in element.clauses)
    each = "SELECT 0 UNION ALL SELECT n + 1 FROM at, given WHERE (n + 2) * 16 <= length(ids)"
    taken = "SELECT substr(ids, n * 16 + 1, 16) FROM at, given"
    return f"{column} IN (WITH RECURSIVE given (ids) AS (SELECT {ids}), at (n) AS ({each}) {taken})"
