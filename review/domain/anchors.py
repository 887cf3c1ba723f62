"""Where on a version a comment stands: what somebody points at, and the anchor that is made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

import msgspec

from review.domain.acts import Sealed
from review.domain.errors import NoSuchPassage, TooManyPassages, WordsNotFound, WordsNotUnique

CONTEXT = 32
"""So many characters before and after the words go along in a quote."""
MARKS_LIMIT = 40
"""Whoever points at more passages than this means a section, or the document."""
NOTE_MARK = "\u2060"
"""Stands for a footnote's mark in the plain text of a block."""
_LONGEST = 20_000  #: characters of words that are looked for in other spellings than their own


class Anchor(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One block, the section under a heading block, or a range inside a block; no anchor at all: the whole document.

    ``start`` and ``end`` count characters of the block's plain text (W3C TextPositionSelector, local to the block);
    ``quote`` seals the TextQuoteSelector as JSON with exact, prefix and suffix. An anchor is never changed.
    """

    block: int
    section: bool = False
    start: int | None = None
    end: int | None = None
    quote: Sealed | None = None


class Mark(msgspec.Struct, frozen=True):
    """What somebody points at in one block: all of it, the section under it, or these words of it.

    ``start`` says where the words were selected; without it they must occur once. Both are checked against the text.
    """

    block: int
    words: str = ""
    start: int | None = None
    section: bool = False


def anchored(
    marks: Sequence[Mark], texts: Mapping[int, str], kinds: Mapping[int, str], seal: Callable[[str], Sealed]
) -> tuple[Anchor, ...]:
    """The anchors of these marks, in their order, each once.

    ``texts``: the plain texts of the blocks in which words are pointed at; ``kinds``: of every block of the version.
    Raises NoSuchPassage, WordsNotFound, WordsNotUnique or TooManyPassages.
    """
    if len(marks) > MARKS_LIMIT:
        raise TooManyPassages(field="words", limit=MARKS_LIMIT)
    return tuple(_anchor(mark, texts, kinds, seal) for mark in dict.fromkeys(marks))


def _anchor(mark: Mark, texts: Mapping[int, str], kinds: Mapping[int, str], seal: Callable[[str], Sealed]) -> Anchor:
    if mark.block not in kinds or (mark.section and kinds[mark.block] != "heading"):
        raise NoSuchPassage(block=mark.block)
    if not mark.words:
        return Anchor(block=mark.block, section=mark.section)
    text = texts[mark.block]
    start, end = locate(text, mark.words, mark.start)
    return Anchor(block=mark.block, start=start, end=end, quote=seal(quote(text, start, end)))


def quote(text: str, start: int, end: int) -> str:
    """The W3C TextQuoteSelector of a range, as JSON."""
    selector = {
        "exact": text[start:end],
        "prefix": text[max(0, start - CONTEXT) : start],
        "suffix": text[end : end + CONTEXT],
    }
    return msgspec.json.encode(selector).decode()


def locate(text: str, words: str, start: int | None = None) -> tuple[int, int]:
    """From where to where these words stand in the text of a block: at ``start``, else at the one place where they do.

    People paste and type: line ends, marks of notes and other forms of the same accent do not matter.
    Raises WordsNotFound, or WordsNotUnique.
    """
    if start is not None and words and text.startswith(words, max(0, start)):
        return max(0, start), max(0, start) + len(words)
    for form in dict.fromkeys((words, *(unicodedata.normalize(form, words) for form in ("NFC", "NFD")))):
        found = list(_places(text, form))
        if len(found) > 1:
            raise WordsNotUnique(field="words")
        if found:
            return found[0]
    raise WordsNotFound(field="words")


def _places(text: str, words: str) -> Iterator[tuple[int, int]]:
    parts = [part for part in re.split(rf"[\s{NOTE_MARK}]+", words) if part]
    if not parts or len(words) > max(_LONGEST, 2 * len(text)):
        return
    between = rf"[\s{NOTE_MARK}]+"
    pattern = between.join(_spelled(part) for part in parts)
    yield from (found.span() for found in re.finditer(pattern, text))


_NUMBERED = re.compile(r"(.*[^\W\d]|.*[.,;:!?)\]”’\"'])\d{1,3}")


def _spelled(part: str) -> str:
    """One word as it may stand in the text: what looks like the number of a note may be the mark of one."""
    found = _NUMBERED.fullmatch(part)
    return f"(?:{re.escape(part)}|{re.escape(found[1])}{NOTE_MARK})" if found else re.escape(part)
