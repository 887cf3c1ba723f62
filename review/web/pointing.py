"""What a comment points at: read from the form that is sent, and shown again as the words they were."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from review.domain.anchors import MARKS_LIMIT, Anchor, Mark
from review.domain.errors import NoSuchChoice, TooManyPassages
from review.web.forms import Entered
from review.web.renderings import Text, on_one_line

SECTION = "section"
LONGEST = 240
_MARK = re.compile(r"(\d{1,7})(?: (\d{1,9}) (.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Pointed:
    """One anchor of a comment in the words of its version; ``words`` only where it is a range that can be read."""

    block: int
    place: str
    words: str
    is_section: bool


def marks_in(entered: Entered, block: int) -> tuple[Mark, ...]:
    """What the form of a comment on this block points at; none for the document as a whole (0).

    ``words`` are words of the block itself; ``mark`` is *block* or *block start words*, for a selection that goes on.
    Raises NoSuchChoice or TooManyPassages.
    """
    if not block:
        return ()
    if len(entered.values("mark")) > MARKS_LIMIT:
        raise TooManyPassages(field="words", limit=MARKS_LIMIT)
    others = tuple(_mark(value) for value in entered.values("mark"))
    words = entered.text("words")
    if not words and entered.text("scope") == SECTION:
        return (Mark(block=block, section=True), *others)
    start = entered.number_or_none("start") if words else None
    return (Mark(block=block, words=words, start=start), *others)


def _mark(value: str) -> Mark:
    found = _MARK.fullmatch(value.replace("\r\n", "\n"))
    if found is None:
        raise NoSuchChoice(field="words", value=value[:40])
    block, start, words = found.groups()
    return Mark(block=int(block), words=words or "", start=int(start) if words else None)


def pointing(text: Text, block: int, entered: Entered) -> dict[str, Any]:
    """What the form needs to point at words: the passage to select in, and what is chosen already."""
    found = text.blocks.get(block)
    chosen = [(value, _MARK.fullmatch(value)) for value in entered.values("mark")]
    return {
        "selectable": found.text if found is not None and block not in text.lost else "",
        "is_heading": found is not None and found.kind == "heading",
        "also": [
            (value, text.name(int(parts[1])), on_one_line(parts[3] or text.passage(int(parts[1]))))
            for value, parts in chosen
            if parts is not None
        ],
    }


def pointed(text: Text, anchors: Iterable[Anchor]) -> list[Pointed]:
    """The anchors of a comment as people read them."""
    return [
        Pointed(it.block, text.name(it.block), on_one_line(words_of(text, it)), it.section)
        for it in anchors
        if it.block in text.blocks
    ]


def speaks(anchors: Sequence[Anchor]) -> bool:
    """Whether there is more to say of a place than that it is one whole passage."""
    return len(anchors) > 1 or any(it.section or it.start is not None for it in anchors)


def words_of(text: Text, anchor: Anchor) -> str:
    """The words in a range; empty where the anchor is no range, or where its passage was erased."""
    found = text.blocks.get(anchor.block)
    if found is None or anchor.start is None or anchor.block in text.lost:
        return ""
    return found.text[anchor.start : anchor.end]


def said_of(text: Text, anchors: Sequence[Anchor]) -> str:
    """The words a comment points at, or the beginnings of its passages."""
    words = ((on_one_line(words_of(text, it)), it.block) for it in anchors)
    found = (f"“{shortened(said)}”" if said else text.snippet(block) for said, block in words)
    return " / ".join(filter(None, found))


def quote_of(text: Text, anchors: Sequence[Anchor]) -> str:
    """All the words a comment points at, for a table; of a whole passage its beginning, of what is gone nothing."""
    read = [it for it in anchors if it.block not in text.lost and text.reads(it.block)]
    found = (on_one_line(words_of(text, it)) if it.start is not None else text.snippet(it.block) for it in read)
    return " / ".join(filter(None, found))


def place_of(text: Text, anchors: Iterable[Anchor]) -> str:
    """What people call the places of a comment; the document as a whole where it has none."""
    return text.said(it.block for it in anchors)


def shortened(words: str, longest: int = LONGEST) -> str:
    """Both ends of long words: that is how people find them back."""
    if len(words) <= longest:
        return words
    half = longest // 2
    return f"{words[:half].rsplit(' ', 1)[0]} … {words[-half:].split(' ', 1)[-1]}"


def painted(anchors: Sequence[Anchor]) -> str:
    """The anchors for pointing.js: ``block:start:end`` for a range, ``block`` for a whole passage or section."""
    return " ".join(str(it.block) if it.start is None else f"{it.block}:{it.start}:{it.end}" for it in anchors)


def marked_passage(text: Text, block: int | None, anchors: Iterable[Anchor]) -> Markup:
    """The passage with the first words that are pointed at in it marked."""
    found = None if block is None or block in text.lost else text.blocks.get(block)
    ranges = ((it.start, it.end) for it in anchors if it.block == block and it.start is not None)
    start, end = next(ranges, (None, None))
    if found is None or end is None:
        return escape(text.passage(block))
    parts = (found.text[:start], found.text[start:end], found.text[end:])
    return Markup("{}<mark>{}</mark>{}").format(*(on_one_line(part, keep_ends=True) for part in parts))
