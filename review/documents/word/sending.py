"""A version out to Word: a bookmark on every block, comments on their passage with the answers as replies, and if
wanted what changed since an older version as tracked changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from review.documents.blocks import Block
from review.documents.difference import change_of, story_of
from review.documents.word import pandoc
from review.documents.word.finishing import Remark, Stamp, finished
from review.documents.word.growing import Setting, document
from review.documents.word.setting import END, START, Gone, Mark, Node, Wrap, around, span, text
from review.documents.wording import Words
from review.domain.anchors import NOTE_MARK

Numbered = tuple[int, Block]


_SPACED = str.maketrans({NOTE_MARK: "", "\t": " ", "\n": " "})


@dataclass(frozen=True, slots=True)
class Since:
    """An older version, and in whose name and when what came after it was written."""

    blocks: Sequence[Numbered]
    author: str
    date: str

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        return (("author", self.author), ("date", self.date))


def sent(
    blocks: Sequence[Numbered],
    remarks: Sequence[Remark],
    stamp: Stamp,
    words: Mapping[str, str],
    since: Since | None = None,
) -> bytes:
    """The Word file. ``words``: see ``growing.document``. Raises WordTooComplex, WordBusy."""
    wraps, cuts, gone = _changes(blocks, since) if since is not None else ({}, {}, {})
    setting = Setting(_marks(blocks, remarks), cuts, wraps, gone)
    made = pandoc.written(document(blocks, setting, words), "docx")
    return finished(made, remarks, stamp, (since.author, since.date) if since is not None else None)


def _marks(blocks: Sequence[Numbered], remarks: Sequence[Remark]) -> dict[int, list[Mark]]:
    """Where each comment begins and ends; one on the document, or on what is gone, stands on the first block."""
    within = dict(blocks)
    order = {number: at for at, number in enumerate(within)}
    marks: defaultdict[int, list[Mark]] = defaultdict(list)
    for one in remarks:
        spots = sorted(_spots(one, within), key=lambda spot: (order.get(spot[0], 0), spot[1]))
        (first, start, end), (last, _, until) = spots[0], spots[-1]
        ident = ("id", str(one.number))
        opening = span(_lines(one.text), "comment-start", pairs=(ident, ("author", one.author), ("date", one.date)))
        closing = span([], "comment-end", pairs=(ident,))
        if first == last:
            end = max(start, *(spot[2] for spot in spots))
            marks[first] += around(start, end, opening, closing)
        else:
            marks[first].append(Mark(start, START, opening))
            marks[last].append(Mark(until, END, closing))
    return marks


def _spots(one: Remark, within: Mapping[int, Block]) -> list[tuple[int, int, int]]:
    """From where to where in which blocks, of the text and not of its notes where it is about both."""
    asked = [(one.block, one.start, one.end), *one.more]
    there = [spot for spot in asked if spot[0] in within]
    there = [spot for spot in there if within[spot[0] or 0].kind != "footnote"] or there[:1]
    first = next(iter(within), 0)
    if not there:
        return [(first, 0, len(within[first].text) if within else 0)]
    found = []
    for block, start, end in there:
        number = block or first
        if start is None or end is None:
            start, end = 0, len(within[number].text)
        found.append((number, start, max(start, end)))
    return found


def _lines(words: str) -> list[Node]:
    made: list[Node] = []
    for at, line in enumerate(words.split("\n")):
        made += [*([{"t": "LineBreak"}] if at else ()), *([text(line)] if line else ())]
    return made


Setted = tuple[dict[int, list[Wrap]], dict[int, list[Mark]], dict[int, list[Gone]]]


def _changes(blocks: Sequence[Numbered], since: Since) -> Setted:
    """Insertions around words, deletions between them, and what is gone as a paragraph of its own.

    What moved is gone from where it stood and new where it stands: so accepting all gives the new version and
    rejecting all the old one, both in their order.
    """
    wraps: dict[int, list[Wrap]] = {}
    cuts: dict[int, list[Mark]] = {}
    stays: dict[int, int] = {}
    for pair in story_of(since.blocks, blocks):
        change = change_of(pair, since.blocks, blocks)
        if change.new is None:
            continue
        number, words = change.number, change.words
        if change.op == "move":
            words = [("ins", change.new.text)] if change.new.text else []
        elif change.was is not None and change.old is not None:
            stays[change.was] = number
        if words and change.op != "same":
            wraps[number], cuts[number] = _in_words(words, since)
    return wraps, cuts, _gone(since, stays)


def _gone(since: Since, stays: Mapping[int, int]) -> dict[int, list[Gone]]:
    """What stands where it stood no more, by the block that it followed: the last one before it that does."""
    gone: defaultdict[int, list[Gone]] = defaultdict(list)
    last = 0
    for number, block in since.blocks:
        if number in stays:
            last = stays[number]
            continue
        is_row = block.kind == "row"
        cells = block.text.split("\t") if is_row else [block.text]
        gone[last].append(Gone([_deleted(cell, since) for cell in cells], is_row))
    return gone


def _in_words(changed: Words, since: Since) -> tuple[list[Wrap], list[Mark]]:
    wraps: list[Wrap] = []
    cuts: list[Mark] = []
    at = 0
    for op, words in changed:
        if op == "del":
            cuts.append(Mark(at, END, _deleted(words, since)))
            continue
        if op == "ins":
            wraps.append(Wrap(at, at + len(words), ("insertion",), since.pairs))
        at += len(words)
    return wraps, cuts


def _deleted(words: str, since: Since) -> Node:
    return span(
        [text(words.replace(NOTE_MARK, "").replace("\t", " ").replace("\n", " "))], "deletion", pairs=since.pairs
    )
