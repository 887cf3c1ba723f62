"""A text as blocks: runs of whole source lines that together are the text, exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from markdown_it.token import Token

from review.documents.errors import ControlCharacter, EmptyText, NotUtf8, TooLarge, TooManyBlocks
from review.documents.leaves import Leaf, find_leaves
from review.documents.markdown import MAX_BLOCKS, parse

MAX_BYTES = 4 * 1024 * 1024
KINDS = (
    "heading",
    "paragraph",
    "item",
    "row",
    "fence",
    "definition",
    "footnote",
    "quote",
    "image",
    "rule",
    "front",
)

_LINES = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Block:
    """One addressable piece of a text.

    ``source`` is its exact lines, blank lines after it included. ``text`` is what a reader sees: a footnote's mark is
    one U+2060, table cells (and a term and its description) are joined by TAB. ``line`` counts from 1. ``level`` is a
    heading's level, a footnote's shown number (0 where nothing refers to it), otherwise the depth in lists. ``marks``
    are the numbers at the marks in ``text``, in order.
    """

    kind: str
    source: str
    text: str
    line: int
    level: int
    marks: tuple[int, ...] = ()


def lines_of(source: str) -> list[str]:
    """The lines with their ends; other separators than LF and CR do not end a line in Markdown."""
    return _LINES.findall(source)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text as the parser read it, in one go so that footnotes and reference links work across its blocks.

    Whoever renders it changes the tokens, so it serves once.
    """

    source: str
    tokens: list[Token]
    env: dict[str, Any]
    leaves: list[Leaf]


def parsed(source: str) -> Parsed:
    """A text taken apart. Raises one of ``errors`` where it is built to break readers (too deep, wide or much)."""
    tokens, env = parse(source)
    return Parsed(source, tokens, env, find_leaves(tokens))


def split(source: str) -> list[Block]:
    """The blocks of a text in order; their sources joined give the text again. Raises as ``parsed`` does."""
    return blocks_of(parsed(source))


def blocks_of(text: Parsed) -> list[Block]:
    """Raises TooManyBlocks."""
    if not text.source:
        return []
    leaves, lines = text.leaves, lines_of(text.source)
    if not leaves:
        return [Block("front", text.source, "", 1, 0)]
    if len(leaves) > MAX_BLOCKS:
        raise TooManyBlocks(limit=MAX_BLOCKS)
    numbers = note_numbers(text.env)
    ends = [leaf.line for leaf in leaves[1:]] + [len(lines)]
    begins = [0, *ends[:-1]]
    return [
        Block(leaf.kind, "".join(lines[begin:end]), leaf.text, leaf.line + 1, _level(leaf, numbers), tuple(leaf.marks))
        for leaf, begin, end in zip(leaves, begins, ends, strict=True)
    ]


def _level(leaf: Leaf, numbers: dict[str, int]) -> int:
    if leaf.kind != "footnote" or leaf.note is None:
        return leaf.level
    return numbers.get(leaf.note.meta["label"], 0)


def note_numbers(env: dict[str, Any]) -> dict[str, int]:
    """The number a reader sees for each footnote label that is referred to."""
    referred = env.get("footnotes", {}).get("refs", {})
    return {label[1:]: number + 1 for label, number in referred.items() if number >= 0}


def normalise(raw: bytes) -> str:
    """The text of an uploaded file: UTF-8 without byte order mark, LF line ends, nothing invisible.

    Raises NotUtf8, TooLarge, EmptyText or ControlCharacter.
    """
    if len(raw) > MAX_BYTES:
        raise TooLarge(size=len(raw), limit=MAX_BYTES)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        offset = error.start + (3 if raw.startswith(b"\xef\xbb\xbf") else 0)
        raise NotUtf8(offset=offset, hint=_guess(raw)) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if bad := _CONTROL.search(text):
        if (guess := _guess(raw)) != "legacy":
            raise NotUtf8(offset=len(text[: bad.start()].encode()), hint=guess)
        raise ControlCharacter(line=text.count("\n", 0, bad.start()) + 1, code=ord(bad.group()))
    if not text.strip():
        raise EmptyText()
    return text


def _guess(raw: bytes) -> str:
    """What a file that is no UTF-8 text probably is."""
    if raw.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "word"
    if raw.startswith(b"%PDF"):
        return "pdf"
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\x00" in raw[:4]:
        return "utf-16"
    return "legacy"
