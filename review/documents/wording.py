"""What changed inside one passage, word by word, the way an editor would mark it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from review.documents.alignment import equal_runs

Words = list[tuple[str, str]]
"""Pieces ``(eq|del|ins, text)``: without the inserted ones the old text, without the deleted ones the new text."""

ISLAND = 3  #: fewer unchanged words than this between two changes become part of the change
MAX_CELLS = 12_000_000
KEPT = 0.2  #: a passage of which less than this share remains is shown as replaced


def _ranges(numbers: Iterable[int]) -> Iterator[str]:
    """What stands between the brackets of a pattern for these code points, which rise."""
    for _, run in groupby(enumerate(numbers), key=lambda pair: pair[1] - pair[0]):
        members = [number for _, number in run]
        yield f"\\U{members[0]:08x}-\\U{members[-1]:08x}"


_JOINED_ON = "".join(
    (
        *_ranges(n for n in range(0x300, 0x20000) if unicodedata.category(chr(n))[0] == "M"),
        r"\u200c\u200d\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f\U000e0100-\U000e01ef",
    )
)
"""Accents, vowel signs, skin tones and joiners: what no reader sees apart from the character before it."""

_LETTER = rf"[^\W_][{_JOINED_ON}]*"
_TOKEN = re.compile(
    rf"(?:{_LETTER})+(?:[-'’.,:](?:{_LETTER})+)*|\s+|[\U0001f1e6-\U0001f1ff]{{2}}|.(?:[{_JOINED_ON}]|(?<=\u200d)\S)*",
    re.DOTALL,
)
_SENTENCE = re.compile(r".+?(?:[.!?:;]\s+|\Z)", re.DOTALL)


def word_difference(old: str, new: str) -> Words:
    """The pieces that lead from the old text to the new one; leaving either side out gives the other text exactly.

    Texts of as many cells (joined by TAB) are compared cell by cell.
    """
    if old == new:
        return [("eq", old)] if old else []
    if old.count("\t") == new.count("\t") > 0:
        cells = zip(old.split("\t"), new.split("\t"), strict=True)
        pieces = [piece for cell in cells for piece in (("eq", "\t"), *_passage(*cell))]
        return _joined(pieces[1:])
    return _joined(_passage(old, new))


def _passage(old: str, new: str) -> Words:
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    pieces = _runs(before, after) if len(before) * len(after) <= MAX_CELLS else _by_sentence(old, new)
    pieces = _without_islands(pieces)
    kept = sum(len(text.strip()) for op, text in pieces if op == "eq")
    if kept < KEPT * min(len(old), len(new)) or not kept:
        pieces = [("del", old), ("ins", new)]
    return [(op, text) for op, text in pieces if text]


def _runs(before: Sequence[str], after: Sequence[str]) -> Words:
    """Equal runs and what stands between them, as (eq, x) or (del, x), (ins, y)."""
    known: dict[str, int] = {}
    left = [known.setdefault(token, len(known)) for token in before]
    right = [known.setdefault(token, len(known)) for token in after]
    pieces: Words = []
    i = j = 0
    for start, other, length in [*equal_runs(left, right, MAX_CELLS), (len(before), len(after), 0)]:
        pieces.append(("del", "".join(before[i:start])))
        pieces.append(("ins", "".join(after[j:other])))
        pieces.append(("eq", "".join(before[start : start + length])))
        i, j = start + length, other + length
    return pieces


def _by_sentence(old: str, new: str) -> Words:
    """For very long passages: sentences first, then words inside what is left where that is affordable."""
    pieces: Words = []
    before = after = ""
    for op, text in [*_runs(_SENTENCE.findall(old), _SENTENCE.findall(new)), ("eq", "")]:
        if op == "del":
            before += text
        elif op == "ins":
            after += text
        else:
            left, right = _TOKEN.findall(before), _TOKEN.findall(after)
            affordable = len(left) * len(right) <= MAX_CELLS // 10
            pieces += _runs(left, right) if affordable else [("del", before), ("ins", after)]
            pieces.append((op, text))
            before = after = ""
    return pieces


def _without_islands(pieces: Words) -> Words:
    """Lone words between two changes join the change: readers follow phrases, not confetti."""
    changes = [at for at, (op, text) in enumerate(pieces) if op != "eq" and text]
    if not changes:
        return pieces
    out: Words = []
    for at, (op, text) in enumerate(pieces):
        if op == "eq" and changes[0] < at < changes[-1] and _is_island(text):
            out += [("del", text), ("ins", text)]
        else:
            out.append((op, text))
    return out


def _is_island(text: str) -> bool:
    words = sum(token[0].isalnum() for token in _TOKEN.findall(text)) if len(text) < 80 else ISLAND
    return words < ISLAND and not any(mark in text for mark in ".!?:;\t")


def _joined(pieces: Words) -> Words:
    """Neighbouring changes as one deletion and one insertion."""
    out: Words = []
    for changed, run in groupby((piece for piece in pieces if piece[1]), key=lambda piece: piece[0] != "eq"):
        texts = list(run)
        for op in ("del", "ins") if changed else ("eq",):
            text = "".join(text for kind, text in texts if kind == op)
            if text:
                out.append((op, text))
    return out
