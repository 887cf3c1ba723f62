"""Statements rendered once: to look up the text of a statement by its structure takes longer than to execute it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

Values = Mapping[str, Any]
Bind = Callable[[Values], Any]
Process = Callable[[Any], Any]


class _Rendered(NamedTuple):
    """The text of a statement for one kind of database, and how its values are bound."""

    text: str
    steps: list[tuple[str, Process | None]]
    bind: Bind


class Prepared:
    """A statement that is executed as text, with its parameters bound as their columns bind them.

    For writing, and for questions whose columns come as the driver has them (numbers, bytes, text). ``names`` are the
    columns of an insert. Every value is given by name: what Python would fill in by itself is not filled in.
    """

    __slots__ = ("_names", "_rendered", "_statement")

    def __init__(self, statement: sa.Executable, names: Iterable[str] | None = None) -> None:
        self._statement = statement
        self._names = None if names is None else list(names)
        self._rendered: dict[str, _Rendered] = {}

    def execute(self, tx: sa.Connection, values: Values) -> Any:
        """The cursor of the driver, after it executed this in the open transaction.

        Raises KeyError when a value is missing, and the errors of the driver itself: SQLAlchemy is passed by.
        """
        found = self._for(tx.dialect)
        driver: Any = tx.connection.driver_connection
        return driver.execute(found.text, found.bind(values))

    def execute_many(self, tx: sa.Connection, rows: Sequence[Values]) -> None:
        """Once for each of these rows, where the driver binds by position (SQLite); raises as ``execute`` does.

        Column by column, so that nothing is asked for each value.
        """
        found = self._for(tx.dialect)
        columns = (
            [row[name] for row in rows] if process is None else [process(row[name]) for row in rows]
            for name, process in found.steps
        )
        driver: Any = tx.connection.driver_connection
        driver.executemany(found.text, zip(*columns, strict=True))

    def _for(self, dialect: Dialect) -> _Rendered:
        found = self._rendered.get(dialect.name)
        return self._rendered.setdefault(dialect.name, self._render(dialect)) if found is None else found

    def _render(self, dialect: Dialect) -> _Rendered:
        compiled: Any = self._statement.compile(dialect=dialect, column_keys=self._names)  # type: ignore[attr-defined]
        steps = {
            name: bound.type.dialect_impl(dialect).bind_processor(dialect) for name, bound in compiled.binds.items()
        }
        order: Iterable[str] = compiled.positiontup if compiled.positional else steps
        found = [(name, steps[name]) for name in order]
        return _Rendered(str(compiled), found, _in_order(found) if compiled.positional else _by_name(found))


def _in_order(steps: list[tuple[str, Process | None]]) -> Bind:
    return lambda values: tuple([values[name] if process is None else process(values[name]) for name, process in steps])


def _by_name(steps: list[tuple[str, Process | None]]) -> Bind:
    return lambda values: {name: values[name] if process is None else process(values[name]) for name, process in steps}
