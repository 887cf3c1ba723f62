"""Words that point at a person, in texts that are to be released without names (Woo 5.2, rule R9)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

SHORTEST = 3
"""Letters of a part of a name that is looked for by itself; shorter ones are particles and initials."""
AROUND = 40
_REACHED = re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+|(?<!\w)(?:\+|0)\d[\d ()/-]{7,14}\d(?!\w)")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A word that points at a person, with the words around it."""

    word: str
    before: str
    after: str


def pattern_of(names: Iterable[str]) -> re.Pattern[str] | None:
    """Looks for whole names, and for the parts of them that are written with a capital."""
    parts = {part for name in names for part in re.findall(r"[^\W\d_][\w’'-]+", name)}
    wanted = {part for part in parts if len(part) >= SHORTEST and part[0].isupper()}
    if not wanted:
        return None
    longest_first = sorted(wanted, key=lambda part: (-len(part), part))
    return re.compile(r"(?<!\w)(?:" + "|".join(re.escape(part) for part in longest_first) + r")(?!\w)")


def pointers(text: str, names: re.Pattern[str] | None) -> Iterator[Pointer]:
    """Names of people around the evaluation, addresses and telephone numbers, in the order of the text."""
    patterns: Sequence[re.Pattern[str]] = (_REACHED,) if names is None else (names, _REACHED)
    found = {match.span(): match.group() for pattern in patterns for match in pattern.finditer(text)}
    for (start, end), word in sorted(found.items()):
        yield Pointer(word, text[max(0, start - AROUND) : start], text[end : end + AROUND])
