"""What a Word file holds that a version cannot carry, counted and named before anybody submits it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from enum import StrEnum

import msgspec

MOST_WORDS = 400  #: characters of what was lost that are shown


class LossKind(StrEnum):
    """In the order in which they are told: first what is gone, then what looks different."""

    WORDS = "words"
    COMMENTS = "comments"
    CHANGES = "changes"
    HEADERS = "headers"
    IMAGES = "images"
    OBJECTS = "objects"
    EQUATIONS = "equations"
    CONTENTS = "contents"
    FIELDS = "fields"
    BOXES = "boxes"
    MERGED = "merged"
    CELLS = "cells"
    NESTED = "nested"
    LINKS = "links"
    RAISED = "raised"
    MARKED = "marked"


class Loss(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """So many of a kind; ``words`` quotes them where words of the document went with it."""

    kind: LossKind
    count: int
    words: str = ""


def told(counts: Counter[LossKind], words: dict[LossKind, list[str]]) -> tuple[Loss, ...]:
    """The losses that there are, in the order of telling."""
    return tuple(Loss(kind, counts[kind], _quoted(words.get(kind, ()))) for kind in LossKind if counts[kind])


def _quoted(words: Iterable[str]) -> str:
    found = " · ".join(" ".join(one.split()) for one in words if one.strip())
    return found if len(found) <= MOST_WORDS else found[:MOST_WORDS].rsplit(" ", 1)[0] + "…"


def encoded(losses: tuple[Loss, ...]) -> str:
    return msgspec.json.encode(losses).decode()


def decoded(text: str) -> tuple[Loss, ...]:
    """What ``encoded`` made; empty for anything else."""
    try:
        return msgspec.json.decode(text, type=tuple[Loss, ...])
    except msgspec.MsgspecError:
        return ()
