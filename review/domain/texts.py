"""Checks on what a person typed, before it is sealed."""

from __future__ import annotations

import unicodedata

from review.domain.errors import BadOrganisation, Missing, TooLong
from review.domain.vocabulary import ORGANISATION

TITLE_LIMIT = 300
NOTE_LIMIT = 20_000
COMMENT_LIMIT = 100_000

_DROPPED = {code: None for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\n\t"}
_DROPPED |= dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
"""Control characters, and the marks that make a text read in another order than it was recorded in."""


def required(text: str | None, field: str, limit: int = NOTE_LIMIT) -> str:
    """The text without outer white space. Raises Missing or TooLong."""
    kept = optional(text, field, limit)
    if kept is None:
        raise Missing(field=field)
    return kept


def optional(text: str | None, field: str, limit: int = NOTE_LIMIT) -> str | None:
    """The text without outer white space, None where nothing can be seen in it. Raises TooLong."""
    kept = without_surrogates(text or "").replace("\r\n", "\n").translate(_DROPPED).strip()
    if len(kept) > limit:
        raise TooLong(field=field, limit=limit, length=len(kept))
    return kept if any(unicodedata.category(sign)[0] not in "CZ" for sign in kept) else None


def without_surrogates(text: str) -> str:
    """A lone surrogate can neither be sealed nor counted as a sign."""
    return text.encode("utf-8", "replace").decode()


def organisation(code: str, *, needed: bool = True) -> str:
    """The organisation code as it is recorded. Raises BadOrganisation."""
    kept = code.strip()
    if (kept or needed) and not ORGANISATION.fullmatch(kept):
        raise BadOrganisation(code=kept[:40])
    return kept
