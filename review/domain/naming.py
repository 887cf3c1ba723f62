"""Does a text name whoever wrote it? What somebody under a pseudonym is warned of before it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable

PARTICLES = frozenset({"van", "de", "der", "den", "het", "ten", "ter", "te", "von", "la", "le", "el", "al", "op", "in"})
"""Parts of names that are ordinary words."""
SHORTEST = 3
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")


AFTER = frozenset({"ba", "bsc", "llm", "ma", "mba", "mpa", "msc", "phd", "jr", "sr"})
"""What stands behind a surname."""


def by_surname(name: str) -> tuple[str, str]:
    """By what a name is looked up: *dr. Hanna van der Veld* under the V of *Veld*; *Lid B* under what it is called."""
    words = name.casefold().split()
    while len(words) > 1 and words[-1].replace(".", "").strip(",") in AFTER:
        words.pop()
    last = words[-1] if words else ""
    return (last, name.casefold()) if len(last) > 1 else (name.casefold(), "")


def names_author(text: str, name: str, organisation: str) -> tuple[str, ...]:
    """What in the text points at its author, in the words of the text, each once: name, initials, organisation."""
    parts = [part for part in _WORD.findall(name) if part.casefold() not in PARTICLES]
    found: list[str] = []
    for pattern in (*_names(parts), *_initials(name), *_organisations(organisation)):
        found += [hit.group() for hit in re.finditer(pattern, text)]
    return tuple(dict.fromkeys(found))


def _names(parts: Iterable[str]) -> Iterable[str]:
    """First names and surnames, however they are spelt; a name of two letters is too often a word."""
    return (rf"(?i)(?<!\w){re.escape(part)}(?!\w)" for part in parts if len(part) >= SHORTEST)


def _initials(name: str) -> Iterable[str]:
    """*NN*, *N.N.* and, with the particles, *NvN*: capitals only, because *in* and *of* are words."""
    words = _WORD.findall(name)
    capitals = "".join(word[0] for word in words if word.casefold() not in PARTICLES).upper()
    whole = "".join(word[0].lower() if word.casefold() in PARTICLES else word[0].upper() for word in words)
    dotted = r"\.\s?".join(map(re.escape, capitals)) + r"\."
    if len(capitals) < 2:
        return ()
    return (rf"(?<!\w){dotted}", *(rf"(?<!\w){re.escape(one)}(?!\w)" for one in dict.fromkeys((capitals, whole))))


def _organisations(code: str) -> Iterable[str]:
    """The code as a whole, and the part after the stroke: in *BZ/DVB* the ministry is nobody's secret."""
    own = code.rpartition("/")[2]
    return (rf"(?<!\w){re.escape(one)}(?!\w)" for one in dict.fromkeys((code, own)) if len(one) >= 2)
