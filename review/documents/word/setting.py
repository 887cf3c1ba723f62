"""Setting marks between the characters of a line, and changes around them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

Node = dict[str, Any]
ATTR: list[Any] = ["", [], []]

END, POINT_START, POINT_END, START = range(4)
"""At one place: what ends there comes first, then what is but a point, then what begins."""


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A node of no width before the character at ``offset``."""

    offset: int
    rank: int
    node: Node = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wrap:
    """The characters from ``start`` to ``end`` inside a span."""

    start: int
    end: int
    classes: Sequence[str]
    pairs: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Gone:
    """A block that stood here in an older version: its words as deletions, those of a row cell by cell."""

    cells: Sequence[Node]
    is_row: bool

    @property
    def paragraphs(self) -> list[Node]:
        return [{"t": "Para", "c": [cell]} for cell in self.cells]


def text(words: str) -> Node:
    return {"t": "Str", "c": words}


def span(inner: list[Node], *classes: str, ident: str = "", pairs: Iterable[tuple[str, str]] = ()) -> Node:
    return {"t": "Span", "c": [[ident, list(classes), [list(pair) for pair in pairs]], inner]}


def around(start: int, end: int, opening: Node, closing: Node) -> list[Mark]:
    """The two marks of a range, which may be empty."""
    if start == end:
        return [Mark(start, POINT_START, opening), Mark(end, POINT_END, closing)]
    return [Mark(start, START, opening), Mark(end, END, closing)]


def length(line: Iterable[Node]) -> int:
    """How many characters of the text a line holds."""
    return sum(_length(node) for node in line)


def _length(node: Node) -> int:
    match node["t"]:
        case "Str":
            return len(node["c"])
        case "Code":
            return len(node["c"][1])
        case "Emph" | "Strong":
            return length(node["c"])
        case "Link":
            return length(node["c"][1])
        case "SoftBreak" | "LineBreak" | "Note":
            return 1
    return 0


def dressed(line: Iterable[Node], marks: Sequence[Mark], wraps: Sequence[Wrap], at: int = 0) -> list[Node]:
    """A line with its marks set and its changes wrapped; ``at`` is the offset of its first character."""
    waiting = list(marks)
    made, _ = _dressed(line, waiting, wraps, at)
    return [*made, *(mark.node for mark in waiting)]


def _dressed(line: Iterable[Node], waiting: list[Mark], wraps: Sequence[Wrap], at: int) -> tuple[list[Node], int]:
    made: list[Node] = []
    for node in line:
        kind = node["t"]
        if kind in ("Emph", "Strong"):
            inner, at = _dressed(node["c"], waiting, wraps, at)
            made.append({"t": kind, "c": inner})
        elif kind == "Link":
            inner, at = _dressed(node["c"][1], waiting, wraps, at)
            made.append({"t": kind, "c": [node["c"][0], inner, node["c"][2]]})
        else:
            for piece in _cut(node, waiting, wraps, at):
                while waiting and waiting[0].offset <= at:
                    made.append(waiting.pop(0).node)
                made.append(_wrapped(piece, wraps, at))
                at += _length(piece)
    return made, at


def _cut(node: Node, waiting: Sequence[Mark], wraps: Sequence[Wrap], at: int) -> list[Node]:
    """The pieces of a run of characters between the marks in it."""
    if node["t"] not in ("Str", "Code"):
        return [node]
    end = at + _length(node)
    wanted = {mark.offset for mark in waiting} | {edge for wrap in wraps for edge in (wrap.start, wrap.end)}
    edges = [at, *sorted(edge for edge in wanted if at < edge < end), end]
    words = node["c"] if node["t"] == "Str" else node["c"][1]
    parts = [words[left - at : right - at] for left, right in pairwise(edges)]
    return [{"t": "Str", "c": part} if node["t"] == "Str" else {"t": "Code", "c": [ATTR, part]} for part in parts]


def _wrapped(node: Node, wraps: Sequence[Wrap], at: int) -> Node:
    for wrap in wraps:
        if wrap.start <= at < wrap.end and _length(node):
            return span([node], *wrap.classes, pairs=wrap.pairs)
    return node


def cell_of(line: list[Node]) -> list[Any]:
    """A cell of a table with this line in it."""
    return [ATTR, {"t": "AlignDefault"}, 1, 1, [{"t": "Plain", "c": line}] if line else []]


def verbatim(content: str) -> list[Node]:
    """Lines as they were typed."""
    made: list[Node] = []
    for at, line in enumerate(content.split("\n")):
        made += [*([{"t": "LineBreak"}] if at else ()), *([{"t": "Code", "c": [ATTR, line]}] if line else ())]
    return made
