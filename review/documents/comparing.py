"""A comparison as HTML to read: deletions and insertions marked, table rows as rows, nothing left unescaped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import zip_longest
from typing import Literal

from review.documents.alignment import equal_runs
from review.documents.blocks import Block
from review.documents.difference import Change, Comparison
from review.documents.wording import Words, word_difference
from review.domain.anchors import NOTE_MARK

Side = Literal["both", "old", "new"]
"""What is shown of a change: all of it in one text, or one of the two versions with what differs marked in it."""

LABELS: Mapping[str, str] = {
    "ins": "Added",
    "del": "Removed",
    "edit": "Changed",
    "move": "Moved",
    "same": "Unchanged",
    "markup": "Changed in the markup",
    "note": "Note {n}",
    "mark": "note",
}
"""What stands above each change and what a screen reader hears; callers pass translations."""

_SIDE = {"ins": "new", "del": "old"}
_HIDDEN: Mapping[Side, str] = {"both": "", "old": "ins", "new": "del"}


@dataclass(slots=True)
class Marks:
    """The numbers at the footnote marks of a passage, as its pieces are walked through.

    ``notes`` says which block is a changed note: (in the new version, number) to the block's number.
    """

    word: str = "note"
    old: Sequence[int] = ()
    new: Sequence[int] = ()
    notes: Mapping[tuple[bool, int], int] = field(default_factory=dict)
    side: Side = "both"
    at: int = 0  #: marks of the old text that were passed
    beyond: int = 0  #: marks of the new text that were passed

    def next_html(self, op: str) -> str:
        """The next mark in a piece of this kind; without numbers it says only that there is a note."""
        is_new = op == "ins" or (op == "eq" and self.side != "old")
        numbers, at = (self.new, self.beyond) if is_new else (self.old, self.at)
        self.at += op != "ins"
        self.beyond += op != "del"
        if at >= len(numbers):
            return f'<sup class="footnote-ref">[{escape(self.word)}]</sup>'
        number = numbers[at]
        shown = f'<span class="vh">{escape(self.word)} </span>{number}'
        block = self.notes.get((is_new, number))
        if block is not None:
            shown = f'<a href="#d{block}">{shown}</a>'
        return f'<sup class="footnote-ref">{shown}</sup>'


def comparison_html(comparison: Comparison, labels: Mapping[str, str] | None = None) -> str:
    """Every change as a block of its own, in reading order, addressed by ``data-b``."""
    names = {**LABELS, **(labels or {})}
    return "\n".join(change_html(change, names) for change in comparison.changes)


def change_html(change: Change, labels: Mapping[str, str] | None = None) -> str:
    """One change: a label, the passage with its changed words, and its source where the words do not tell it all."""
    names = {**LABELS, **(labels or {})}
    label = escape(names["markup" if change.markup_only else change.op])
    kind = " markup" if change.markup_only else ""
    passage = "" if change.markup_only else passage_html(change, names)
    parts = filter(None, (f'<p class="label">{label}</p>', passage, markup_html(change)))
    return f'<div class="change {change.op}{kind}" data-b="{change.number}">\n' + "\n".join(parts) + "\n</div>"


def passage_html(
    change: Change,
    labels: Mapping[str, str] | None = None,
    side: Side = "both",
    notes: Mapping[tuple[bool, int], int] | None = None,
) -> str:
    """The passage with what changed in it, or one side of it; empty where that side has no passage."""
    names = {**LABELS, **(labels or {})}
    block = change.old if side == "old" else change.new if side == "new" else change.block
    if block is None:
        return ""
    if block.kind in ("row", "definition"):
        return _in_cells(block, cells_html(change, names, side, notes))
    return _in_one(block, words_html(change.words, _marks(change, names, side, notes)), names)


def cells_html(
    change: Change,
    labels: Mapping[str, str] | None = None,
    side: Side = "both",
    notes: Mapping[tuple[bool, int], int] | None = None,
) -> list[str]:
    """The cells of a row, or a term and its description; a cell that is gone stands beside those that are there."""
    names = {**LABELS, **(labels or {})}
    marks = _marks(change, names, side, notes)
    shown = [(sides, words_html(words, marks)) for sides, words in _columns(change)]
    return [html for sides, html in shown if side == "both" or side in sides]


def markup_html(change: Change, side: Side = "both") -> str:
    """The source with what changed in it, where the words do not tell everything; else empty."""
    if not change.markup:
        return ""
    return f'<pre class="markup"><code>{words_html(change.markup, Marks(side=side))}</code></pre>'


def words_html(words: Words, marks: Marks | str = "note") -> str:
    """The pieces with ``<ins>`` and ``<del>``, without those of the other side where one side is asked for.

    A footnote's mark, invisible in plain text, is shown with its number where ``marks`` knows it.
    """
    walk = Marks(marks) if isinstance(marks, str) else marks
    return "".join(_piece(op, text, walk) for op, text in words)


def _piece(op: str, text: str, marks: Marks) -> str:
    first, *rest = escape(text).split(NOTE_MARK)
    shown = first + "".join(marks.next_html(op) + part for part in rest)
    if op == _HIDDEN[marks.side] or not text:
        return ""
    return shown if op == "eq" else f"<{op}>{shown}</{op}>"


def _marks(change: Change, names: Mapping[str, str], side: Side, notes: Mapping[tuple[bool, int], int] | None) -> Marks:
    old = change.old.marks if change.old is not None else ()
    new = change.new.marks if change.new is not None else ()
    return Marks(names["mark"], old, new, notes or {}, side)


def _in_one(block: Block, inner: str, names: Mapping[str, str]) -> str:
    if block.kind == "footnote":
        note = escape(names["note"].format(n=block.level)) if block.level else ""
        return f'<p class="footnote" dir="auto"><span class="label">{note}</span> {inner}</p>'
    if block.kind in ("fence", "front"):
        return f"<pre><code>{inner}</code></pre>"
    if block.kind == "rule":
        return "<hr>"
    if block.kind == "image":
        return f'<p class="image" dir="auto"><span class="figure">{inner}</span></p>'
    return f'<p class="{block.kind} level-{min(block.level, 6)}" dir="auto">{inner}</p>'


def _in_cells(block: Block, cells: Sequence[str]) -> str:
    if block.kind == "definition":
        return f"<dl><dt>{cells[0]}</dt>{''.join(f'<dd>{text}</dd>' for text in cells[1:])}</dl>"
    row = "".join(f'<td dir="auto">{cell}</td>' for cell in cells)
    return f'<div class="table"><table><tbody><tr>{row}</tr></tbody></table></div>'


def _columns(change: Change) -> list[tuple[tuple[str, ...], Words]]:
    """The pieces per cell, with the sides that have this cell.

    Where the number of cells is the same they are compared one by one; otherwise equal cells find each other, those
    between them go side by side, and what is left over came or went.
    """
    if change.old is None or change.new is None:
        op = "ins" if change.old is None else "del"
        return [((_SIDE[op],), [(op, cell)] if cell else []) for cell in change.block.text.split("\t")]
    old, new = change.old.text.split("\t"), change.new.text.split("\t")
    if len(old) == len(new):
        return [(("old", "new"), word_difference(a, b)) for a, b in zip(old, new, strict=True)]
    known: dict[str, int] = {}
    left, right = ([known.setdefault(cell, len(known)) for cell in cells] for cells in (old, new))
    columns: list[tuple[tuple[str, ...], Words]] = []
    i = j = 0
    for start, other, length in [*equal_runs(left, right), (len(old), len(new), 0)]:
        columns += _uneven(old[i:start], new[j:other])
        columns += [(("old", "new"), word_difference(cell, cell)) for cell in old[start : start + length]]
        i, j = start + length, other + length
    return columns


def _uneven(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[tuple[str, ...], Words]]:
    for a, b in zip_longest(old, new):
        if a is None:
            yield ("new",), [("ins", b)] if b else []
        elif b is None:
            yield ("old",), [("del", a)] if a else []
        else:
            yield ("old", "new"), word_difference(a, b)
