"""Statements rendered once: to look up the text of a statement by its structure takes longer than to execute it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

Values = Mapping[str, Any]
Bind = Callable[[Values], Any]
Process = Callable[[Any], Any]


class Prepared:
    """A statement that is executed as text, with its parameters bound as their columns bind them.

    For writing, and for questions whose columns come as the driver has them (numbers, bytes, text). ``names`` are the
    columns of an insert. Every value is given by name: what Python would fill in by itself is not filled in.
    """

    __slots__ = ("_names", "_rendered", "_statement")

    def __init__(self, statement: sa.Executable, names: Iterable[str] | None = None) -> None:
        self._statement = statement
        self._names = None if names is None else list(names)
        self._rendered: dict[str, tuple[str, Bind]] = {}

    def execute(self, tx: sa.Connection, values: Values) -> Any:
        """The cursor of the driver, after it executed this in the open transaction.

        Raises KeyError when a value is missing, and the errors of the driver itself: SQLAlchemy is passed by.
        """
        dialect = tx.dialect
        found = self._rendered.get(dialect.name)
        if found is None:
            found = self._rendered.setdefault(dialect.name, self._render(dialect))
        text, bind = found
        driver: Any = tx.connection.driver_connection
        return driver.execute(text, bind(values))

    def _render(self, dialect: Dialect) -> tuple[str, Bind]:
        compiled: Any = self._statement.compile(dialect=dialect, column_keys=self._names)  # type: ignore[attr-defined]
        steps = {
            name: bound.type.dialect_impl(dialect).bind_processor(dialect) for name, bound in compiled.binds.items()
        }
        if compiled.positional:
            return str(compiled), _in_order([(name, steps[name]) for name in compiled.positiontup])
        return str(compiled), _by_name(list(steps.items()))


def _in_order(steps: list[tuple[str, Process | None]]) -> Bind:
    return lambda values: tuple([values[name] if process is None else process(values[name]) for name, process in steps])


def _by_name(steps: list[tuple[str, Process | None]]) -> Bind:
    return lambda values: {name: values[name] if process is None else process(values[name]) for name, process in steps}
