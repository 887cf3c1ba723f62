"""A table on its way to another program and back: columns, rows, and what the file says about itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar

MB = 1024 * 1024
LARGEST = 24 * MB
"""Bytes of a file as it comes; a table of 17,000 comments of sixty words is smaller, in every format but Word."""
MOST_ROWS = 20_000
MOST_COLUMNS = 60
LONGEST = 200_000
"""Characters of one cell: twice the longest comment."""
Cell = str | int | bool | datetime | None


class BadSheet(Exception):
    """The file cannot be taken as a table; ``problem`` names why, ``parameters`` fill the sentence."""

    problem: ClassVar[str] = "matrix_broken"

    def __init__(self, **parameters: Any) -> None:
        super().__init__(type(self).__name__, parameters)
        self.parameters = parameters


class Broken(BadSheet):
    """It is not what its kind of file should be, or holds no table."""


class SheetTooLarge(BadSheet):
    """It is larger than ``limit`` MB, packed or unpacked."""

    problem = "matrix_too_large"


class TooManyRows(BadSheet):
    """It has more than ``limit`` rows, or more columns or longer cells than any matrix."""

    problem = "matrix_too_many_rows"


class NotUtf8(BadSheet):
    """A CSV file that is not UTF-8 has lost signs."""

    problem = "matrix_not_utf8"


class Unwanted(BadSheet):
    """It brings along what no table needs: macros, entities, an encrypted package."""

    problem = "matrix_unwanted"


class UnknownFormat(BadSheet):
    """It is none of the four kinds of file."""

    problem = "matrix_unknown_format"


class Formula(str):
    """What a cell would compute: never a text, and never taken as one."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Column:
    """``heading`` stands above it; ``width`` counts characters; ``choices``: what may be filled in."""

    key: str
    heading: str
    width: int = 14
    is_open: bool = False  #: what a reader of the file may fill in
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """``about`` says in names and values what the file is; ``marking`` stands on every printed page."""

    title: str
    columns: Sequence[Column]
    rows: Sequence[Mapping[str, Cell]]
    about: Mapping[str, str]
    made_at: datetime
    marking: str = ""
    page: str = "{page} / {pages}"


@dataclass(frozen=True, slots=True)
class TakenRow:
    """A row as it came in; ``line`` is its number for people who look in the file."""

    line: int
    cells: Mapping[str, str]  #: by heading; a Formula where the cell holds one


@dataclass(frozen=True, slots=True)
class Taken:
    """A table that was read: what the file says of itself, its headings and its rows."""

    about: Mapping[str, str]
    headings: tuple[str, ...]
    rows: tuple[TakenRow, ...]


def taken(about: Mapping[str, str], lines: Sequence[tuple[int, Sequence[str]]]) -> Taken:
    """The first line that is not empty holds the headings. Raises Broken or TooManyRows."""
    filled = [(number, cells) for number, cells in lines if any(cell.strip() for cell in cells)]
    if not filled:
        raise Broken()
    (_, first), *rest = filled
    headings = tuple(cell.strip().lstrip("\ufeff") for cell in first)
    if len(rest) > MOST_ROWS or len(headings) > MOST_COLUMNS:
        raise TooManyRows(limit=MOST_ROWS)
    if any(len(cell) > LONGEST for _, cells in rest for cell in cells):
        raise TooManyRows(limit=MOST_ROWS)
    rows = [TakenRow(number, dict(zip(headings, cells, strict=False))) for number, cells in rest]
    return Taken(about, headings, tuple(rows))


def written(cell: Cell) -> str:
    """A cell as text, for formats that know text only."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.strftime("%Y-%m-%d %H:%M")
        case _:
            return str(cell)


# -- signs that XML cannot hold

_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\r]|_(?=x[0-9A-Fa-f]{4}_)")
_HELD = re.compile("_x([0-9A-Fa-f]{4})_")


def held(text: str) -> str:
    """Every sign in a form that XML can hold, as spreadsheets write it: ``_x0001_``; undone by ``freed``."""
    return _UNHOLDABLE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def freed(text: str) -> str:
    return _HELD.sub(lambda found: chr(int(found.group(1), 16)), text) if "_x" in text else text
