"""How are all read rows made at once? What ``catalogue.apply`` does with statements, done with dictionaries."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from operator import itemgetter
from typing import Any

import sqlalchemy as sa

from review.prepared import Prepared
from review.projections.schema import Add, Change, Insert, Once, Update, metadata

HELD = 20_000
"""How many rows of a table stay in memory; older ones are written, and what changes in them later is written after."""
BATCH = 2_000
Key = tuple[Any, ...]
Values = dict[str, Any]


@cache
def insert_into(table: sa.Table) -> sa.Insert:
    return table.insert()


@cache
def insert_of(table: sa.Table, names: tuple[str, ...]) -> Prepared:
    return Prepared(insert_into(table), names)


@cache
def update_of(table: sa.Table, shape: tuple[tuple[str, type | None], ...]) -> sa.Update:
    """By primary key (``k0`` ...), the new values under ``n_`` and their name; ``shape`` says which of them add."""
    columns: dict[str, Any] = {}
    for name, how in shape:
        new = sa.bindparam(f"n_{name}", type_=table.c[name].type)
        if how is Add:
            columns[name] = table.c[name] + new
        elif how is Once:
            columns[name] = sa.func.coalesce(table.c[name], new)
        else:
            columns[name] = new
    keys = table.primary_key.columns
    where = [key == sa.bindparam(f"k{index}", type_=key.type) for index, key in enumerate(keys)]
    return table.update().where(*where).values(columns)


class Bulk:
    """The rows of every read table on their way into empty tables of this transaction."""

    def __init__(self, tx: sa.Connection, held: int = HELD) -> None:
        self._tx = tx
        self._held = held
        self._rows: dict[sa.Table, dict[Key, Values]] = {table: {} for table in metadata.sorted_tables}
        self._later: dict[sa.Table, dict[Key, Values]] = {table: {} for table in metadata.sorted_tables}
        self._written: set[sa.Table] = set()
        self._key_of = {table: _key_of(table) for table in metadata.sorted_tables}

    def take(self, changes: Iterable[Change]) -> None:
        for change in changes:
            if isinstance(change, Insert):
                rows = self._rows[change.table]
                rows[self._key_of[change.table](change.row)] = dict(change.row)
                if len(rows) > self._held:
                    self._spill(change.table)
            else:
                self._update(change)

    def _update(self, change: Update) -> None:
        row = self._rows[change.table].get(change.key)
        if row is not None:
            _merge(row, change.values)
        elif change.table in self._written:
            _merge(self._later[change.table].setdefault(change.key, {}), change.values)

    def _spill(self, table: sa.Table) -> None:
        """Write the older half of what is held, with what came later to rows that were written before."""
        self._write_later(table)
        rows = self._rows[table]
        older = list(rows)[: len(rows) // 2]
        _load(self._tx, table, [rows.pop(key) for key in older])
        self._written.add(table)

    def write(self) -> None:
        """Write all that is still held; more may be taken after that."""
        for table, rows in self._rows.items():
            self._write_later(table)
            if rows:
                _load(self._tx, table, list(rows.values()))
                self._written.add(table)
                rows.clear()

    def _write_later(self, table: sa.Table) -> None:
        by_shape: dict[tuple[tuple[str, type | None], ...], list[Values]] = {}
        for key, values in self._later[table].items():
            shape = tuple((name, _how(value)) for name, value in values.items())
            parameters = {f"k{index}": part for index, part in enumerate(key)}
            by_shape.setdefault(shape, []).append(
                parameters | {f"n_{name}": bare(value) for name, value in values.items()}
            )
        self._later[table].clear()
        for shape, rows in by_shape.items():
            self._tx.execute(update_of(table, shape), rows)


def _how(value: Any) -> type | None:
    return type(value) if isinstance(value, (Add, Once)) else None


def bare(value: Any) -> Any:
    """The value itself, without how it is to be written."""
    match value:
        case Add(by=by):
            return by
        case Once(value=kept):
            return kept
    return value


def _merge(into: Values, values: Values) -> None:
    """Into a row, or into the changes that wait for one that was written."""
    for name, value in values.items():
        if isinstance(value, Add):
            into[name] = _added(into[name], value) if name in into else value
        elif not isinstance(value, Once) or name not in into:
            into[name] = value
        elif into[name] is None:
            into[name] = value.value


def _added(old: Any, new: Add) -> Any:
    """As the database adds: to nothing known nothing is added."""
    if old is None:
        return None
    return Add(old.by + new.by) if isinstance(old, Add) else old + new.by


def _load(tx: sa.Connection, table: sa.Table, rows: Sequence[Values]) -> None:
    if not rows:
        return
    if tx.dialect.name == "postgresql":
        _copy(tx, table, rows)
        return
    for start in range(0, len(rows), BATCH):
        some = rows[start : start + BATCH]
        filled = tuple(name for name in some[0] if any(row[name] is not None for row in some))
        insert_of(table, filled).execute_many(tx, some)


def _copy(tx: sa.Connection, table: sa.Table, rows: Sequence[Values]) -> None:
    """COPY takes rows several times as fast as INSERT; it is the driver's own, so words of lists become plain text."""
    names = list(rows[0])
    texts = [isinstance(table.c[name].type, sa.Text) for name in names]
    quoted = tx.dialect.identifier_preparer
    columns, target = ", ".join(quoted.quote(name) for name in names), quoted.format_table(table)
    driver: Any = tx.connection.driver_connection
    with driver.cursor() as cursor, cursor.copy(f"COPY {target} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(
                [
                    str(value) if is_text and value is not None else value
                    for is_text, value in zip(texts, row.values(), strict=True)
                ]
            )


def _key_of(table: sa.Table) -> Callable[[Values], Key]:
    first, *more = (column.name for column in table.primary_key.columns)
    return itemgetter(first, *more) if more else lambda row: (row[first],)
