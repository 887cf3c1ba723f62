"""Sections assigned to whom not all of a text is for (conditions 4 and 5); what stands for the rest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event
from review.domain.errors import NotAssignable
from review.domain.vocabulary import Capacity

ASSIGNED_ONLY = frozenset({Capacity.ADVISER, Capacity.EXTERNAL_RESEARCHER})
"""Who reads only what was assigned; an external researcher the own parts of a report as well."""


class SectionsAssigned(Event, frozen=True, kw_only=True):
    """The sections of one document by the numbers of their headings; a later one replaces it, an empty one ends it."""

    NAME: ClassVar[str] = "seat.sections-assigned"
    draft: UUID
    sections: tuple[int, ...]


def assign(
    capacity: Capacity | None, draft: UUID, sections: Iterable[int], kinds: Mapping[int, str]
) -> SectionsAssigned:
    """Raises NotAssignable for another capacity, and for what is no heading of the document."""
    chosen = tuple(dict.fromkeys(sections))
    if capacity not in ASSIGNED_ONLY:
        raise NotAssignable(field="seat")
    if any(kinds.get(number) != "heading" for number in chosen):
        raise NotAssignable(field="sections")
    return SectionsAssigned(draft=draft, sections=chosen)


def within(headings: Iterable[tuple[int, int | None]], chosen: Iterable[int]) -> frozenset[int]:
    """The blocks of these sections, from their heading to the next one that is not below it.

    ``headings``: every block in the order of the text, with its level where it is a heading.
    """
    wanted, found, under = set(chosen), set(), 0
    for number, level in headings:
        if level is not None and (not under or level <= under):
            under = level if number in wanted else 0
        if under:
            found.add(number)
    return frozenset(found)


_NUMBER = r"(?:\d{1,3}(?:\.\d{1,3})+[.):]?|\d{1,3}[.):]|[A-Z][.):]|[IVXLC]+[.):])[ \t]+"
_HEADING = re.compile(rf"(?P<mark> {{0,3}}#{{1,6}}[ \t]+)(?P<number>{_NUMBER})?")
_MARK = re.compile(r"\[\^[^\]\s]+\](?!:)")
_ITEM = re.compile(r"""(?:[ \t>]*\{type="[1aAiI]"\}[ \t]*\n)*[ \t>]*(?:[-*+]|\d{1,9}[.)])[ \t]+""")
_NOTE = re.compile(r" {0,3}\[\^[^\]\s]+\]:[ \t]*")
_RULE = re.compile(r"^[ \t>]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-*:?[ \t]*)*\|?[ \t]*$")


def level_of(source: str) -> int:
    """The level of a heading from its source; the second way of writing one knows two levels."""
    found = _HEADING.match(source)
    if found is not None:
        return found["mark"].count("#")
    return 1 if source.rstrip().endswith("=") else 2


def covered(kind: str, source: str, words: str) -> str:
    """What stands for a block that was not assigned: the same place in the numbering, and none of its words."""
    end = source[len(source.rstrip("\n")) :] or "\n"
    apart = end if len(end) > 1 else "\n\n"
    told = words + "".join(_MARK.findall(source))  # the marks, so that notes keep their numbers
    match kind:
        case "heading":
            found = _HEADING.match(source)
            before = f"{found['mark']}{found['number'] or ''}" if found else "#" * level_of(source) + " "
            return f"{before}{told}{end}"
        case "row":
            return _row(source, told) + end
        case "item":
            found = _ITEM.match(source)
            return f"{found[0] if found else '- '}{told}{end}"
        case "quote":
            return f"> {told}{apart}"
        case "definition":
            return f"{words}\n: {told}{end}"
        case "footnote":
            found = _NOTE.match(source)
            return f"{found[0] if found else ''}{words}{end}"
    return told + apart


def _row(source: str, words: str) -> str:
    """A row with as many cells, and under a head the line that makes it one."""
    first, *rest = source.rstrip("\n").split("\n")
    cells = max(first.strip().strip("|").replace("\\|", "").count("|") + 1, 1)
    lines = ["| " + " | ".join([words] + ["–"] * (cells - 1)) + " |"]
    return "\n".join(lines + [line for line in rest if _RULE.match(line)])
