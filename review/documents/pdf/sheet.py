"""Everything that stands on a printed sheet, as one value: the same value gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from math import ceil
from typing import Any

from review.documents.pdf.letters import breakable, printable
from review.documents.pdf.tree import Node

TOGETHER = 30  #: lines of a row that go to the next page together
MANY, NARROW_LINE, WIDE_LINE = 6, 90, 190  #: with more columns the letters are smaller and the paper lies
WORDS: Mapping[str, str] = {
    "page": "page {n}/{of}",
    "root": "fingerprint",
    "image": "Image",
    "contents": "Contents",
    "loose": "Notes without a mark in the text",
}
"""The words of the template itself; callers pass translations with the same placeholders."""


@dataclass(frozen=True, slots=True)
class Annex:
    """A part after the text, under a heading of its own."""

    title: str
    blocks: Sequence[Node]


@dataclass(frozen=True, kw_only=True, slots=True)
class Sheet:
    """``moment`` in seconds is the only time the file knows: never that of printing."""

    title: str
    author: str
    document: str
    marking: str
    status: str
    running: str  #: at the foot of every page, with the fingerprint ``root``
    root: str
    day: date
    moment: int
    language: str
    words: Mapping[str, str] = field(default_factory=lambda: WORDS)
    facts: Sequence[tuple[str, str]] = ()
    contents: bool = False
    margin: bool = True
    landscape: bool = False
    compact: bool = False  #: everything close together, for what has to stand on one page
    blocks: Sequence[Node] = ()
    notes: Mapping[str, Sequence[Node]] = field(default_factory=dict)
    loose: Sequence[Sequence[Node]] = ()
    annexes: Sequence[Annex] = ()


def encoded(sheet: Sheet, *, basic: bool = False) -> str:
    """The sheet as the template reads it; no letter in it that the press would refuse."""
    given = asdict(sheet)
    day = {"year": sheet.day.year, "month": sheet.day.month, "day": sheet.day.day}
    fit = {name: _fit(value, basic) for name, value in given.items() if name != "day"}
    return json.dumps(fit | {"day": day}, ensure_ascii=False, sort_keys=True)


def _fit(value: Any, basic: bool) -> Any:
    match value:
        case str():
            return printable(value, basic=basic)[0]
        case dict():
            return {name: _fit(one, basic) for name, one in value.items()}
        case list() | tuple():
            return [_fit(one, basic) for one in value]
    return value


def paragraph(words: str) -> Node:
    """A paragraph of plain words."""
    return ["par", [["text", breakable(words)]]]


def heading(words: str, level: int = 2) -> Node:
    return ["heading", [["text", words]], level]


def cell(words: str) -> list[Node]:
    """The words of a table's cell, line by line."""
    made: list[Node] = []
    for at, line in enumerate(words.splitlines()):
        made += ([["break", 0]] if at else []) + [["text", breakable(line)]]
    return made


def table(head: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float]) -> Node:
    """A table whose head is repeated on every page; a row that fits on one is not cut in two."""
    body = [[cell(words) for words in row] for row in rows]
    together = [_height(row, widths) <= TOGETHER for row in rows]
    return ["table", [cell(words) for words in head], body, list(widths), ["left"] * len(widths), together]


def _height(row: Sequence[str], widths: Sequence[float]) -> int:
    """About how many lines a row takes."""
    letters = NARROW_LINE if len(widths) <= MANY else WIDE_LINE
    room = [max(3.0, letters * width / sum(widths) - 2) for width in widths]
    cells = zip(row, room, strict=True)
    return max((sum(ceil(len(line) / wide) or 1 for line in words.splitlines()) for words, wide in cells), default=0)
