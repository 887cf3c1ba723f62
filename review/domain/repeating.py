"""Does one text repeat another? What a passage said lives on in wordings that were proposed for it."""

from __future__ import annotations

import re

LONG = 25
"""So many letters and digits in a row are no coincidence."""
_WORD = re.compile(r"\w+")


def repeats(passage: str, words: str) -> bool:
    """Whether these words hold a stretch of the passage, whatever the marks, the spaces and the capitals."""
    sought, said = _bare(passage), _bare(words)
    if len(sought) <= LONG:
        return bool(sought) and sought in said
    return any(said[at : at + LONG] in sought for at in range(len(said) - LONG + 1))


def _bare(words: str) -> str:
    return "".join(_WORD.findall(words)).casefold()
