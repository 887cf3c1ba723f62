"""How every read row is made: pure changes answered by reducers, and the MetaData the read tables hang from.

One reducer serves the inline write, the bulk rebuild and the view as of a moment.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Lost, Reader, Recorded, Sealed, Words

metadata = sa.MetaData()
Tx = sa.Connection
"""One consistent view of the read tables: what every query asks; for floors that know no SQL."""


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row."""

    table: sa.Table
    row: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Add:
    """Added to the number that is there."""

    by: int


@dataclass(frozen=True, slots=True)
class Once:
    """Kept only where nothing stands yet."""

    value: Any


@dataclass(frozen=True, slots=True)
class Update:
    """Columns of the row with this primary key; values are as they will be, or an Add, or a Once."""

    table: sa.Table
    key: tuple[Any, ...]
    values: dict[str, Any]


Change = Insert | Update
E = TypeVar("E", bound=StrEnum)
Reducer = Callable[[Recorded], Iterable[Change]]


def sealed_columns(name: str, *, nullable: bool = False) -> tuple[sa.Column[Any], sa.Column[Any]]:
    """Two columns that hold a sealed text by reference."""
    return (
        sa.Column(f"{name}_key", Id, nullable=nullable),
        sa.Column(f"{name}_commitment", sa.LargeBinary, nullable=nullable),
    )


def sealed_values(name: str, sealed: Sealed | None) -> dict[str, Any]:
    return {
        f"{name}_key": sealed.key if sealed else None,
        f"{name}_commitment": sealed.commitment if sealed else None,
    }


def sealed_of(row: Any, name: str) -> Sealed | None:
    """The sealed text of a row (mapping access), None where there is none."""
    key = row[f"{name}_key"]
    return None if key is None else Sealed(key, row[f"{name}_commitment"])


def members(kind: type[E]) -> dict[str, E]:
    """The members of an enumeration by what a row holds: looking one up takes a tenth of what calling the type does."""
    return {one.value: one for one in kind}


def column(name: str, kind: Any, *, nullable: bool = False, **more: Any) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=nullable, **more)


def identity(name: str = "id") -> sa.Column[Any]:
    return sa.Column(name, Id, primary_key=True)


def moment(name: str, *, nullable: bool = False) -> sa.Column[Any]:
    """Microseconds UTC."""
    return sa.Column(name, Big, nullable=nullable)


class Opened:
    """The texts of many rows, opened together in one go at the door.

    ``shown`` False: this reader may know of the rows and not read them; the door stays shut.
    """

    def __init__(self, door: Door, reader: Reader, rows: Iterable[Any], *names: str, shown: bool = True) -> None:
        self._shown = shown
        rows = list(rows) if shown else []
        wanted = [sealed_of(row, name) for row in rows for name in names]
        opened = door.open_all([sealed for sealed in wanted if sealed], reader)
        self._words = {sealed.commitment: words for sealed, words in opened.items() if sealed}

    def of(self, row: Any, name: str) -> Words | None:
        commitment = row[f"{name}_commitment"]
        return None if commitment is None or not self._shown else self._words[commitment]

    def need(self, row: Any, name: str) -> Words:
        """The text of a column that is never empty; nothing where it is not shown."""
        if not self._shown:
            return ""
        found = self.of(row, name)
        return Lost.UNREADABLE if found is None else found
