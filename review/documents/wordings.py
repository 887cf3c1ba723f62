"""A next text made of the latest one: every wording that was taken over stands in its passage, word for word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from review.documents.blocks import Block, split
from review.documents.errors import BadText
from review.documents.plain import plain_words

LEADS = {
    "paragraph": re.compile(""),
    "heading": re.compile(r" {0,3}#{1,6}[ \t]+"),
    "item": re.compile(r"\s*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?"),
    "footnote": re.compile(r"\[\^[^\]\s]+\]:[ \t]*"),
    "quote": re.compile(r" {0,3}>[ \t]?"),
}
"""What stands before the words of a block of each kind and stays; blocks of other kinds are changed by hand."""
_OPENS = re.compile(r"^(\s*)([#>+*|~`=-]|\d{1,9}[.)](?=\s)|\[\^)")


class Left(StrEnum):
    """Why a wording does not stand in the text."""

    GONE = "gone"  #: the passage is not in the latest version
    TWO = "two"  #: another wording is for the same passage or for the same words
    KIND = "kind"  #: a row of a table, a figure: to be changed by hand
    PART = "part"  #: far shorter than the passage, so meant for a part of it that nobody pointed at
    WORDS = "words"  #: the words that it replaces do not stand there any more, or more than once


@dataclass(frozen=True, slots=True)
class Wording:
    """Proposed words for a block, or for the words ``instead_of`` of it."""

    key: int
    block: int
    text: str
    instead_of: str = ""


@dataclass(frozen=True, slots=True)
class Composed:
    source: str
    placed: Mapping[int, str]  #: by key, how the passage reads now
    left: Mapping[int, Left]


def compose(blocks: Sequence[tuple[int, Block]], wordings: Sequence[Wording]) -> Composed:
    """The text with each wording in its place. Two on one passage are both left out: people choose."""
    sources = {number: block.source for number, block in blocks}
    kinds = {number: block.kind for number, block in blocks}
    placed: dict[int, str] = {}
    left: dict[int, Left] = {}
    claims = Counter(one.block for one in wordings)
    for one in wordings:
        if one.block not in sources:
            left[one.key] = Left.GONE
        elif claims[one.block] > 1:
            left[one.key] = Left.TWO
        elif isinstance(made := _placed(kinds[one.block], sources[one.block], one), Left):
            left[one.key] = made
        else:
            sources[one.block] = made
            placed[one.key] = plain_words(made)
    return Composed("".join(sources.values()), placed, left)


def _placed(kind: str, source: str, one: Wording) -> str | Left:
    if kind not in LEADS:
        return Left.KIND
    if not one.instead_of and 2 * len(one.text.split()) < len(plain_words(source).split()):
        return Left.PART
    made = _within(source, one) if one.instead_of else _whole(kind, source, one.text)
    if isinstance(made, Left):
        return made
    try:
        found = split(made)
    except BadText:
        return Left.KIND
    return made if len(found) == 1 and found[0].kind == kind else Left.KIND


def _within(source: str, one: Wording) -> str | Left:
    if source.count(one.instead_of) != 1:
        return Left.WORDS
    return source.replace(one.instead_of, " ".join(one.text.split()))


def _whole(kind: str, source: str, text: str) -> str:
    """The words on one line: what a member typed is text, and no heading or list because of how it begins."""
    lead = LEADS[kind].match(source)
    words = " ".join(text.split())
    body = source.rstrip("\n")
    return (lead.group() if lead else "") + _OPENS.sub(r"\1\\\2", words) + source[len(body) :]
