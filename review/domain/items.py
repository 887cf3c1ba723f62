"""What a policy response answers and what may be withheld: findings and recommendations, by their number."""

from __future__ import annotations

import re
from enum import StrEnum

import msgspec

from review.domain.errors import BadReference

NUMBER = re.compile(r"[1-9][0-9]{0,2}(\.[1-9][0-9]{0,2}){0,2}")
"""``7`` or ``2.2``: it stands in clear, so it is never prose."""


class ItemKind(StrEnum):
    """What is answered: cabinets have answered both."""

    FINDING = "finding"
    RECOMMENDATION = "recommendation"


class Item(msgspec.Struct, frozen=True):
    kind: ItemKind
    number: str


def require_number(number: str, field: str) -> str:
    """Raises BadReference."""
    if not NUMBER.fullmatch(number):
        raise BadReference(field=field, problem="numbers")
    return number


def in_order(number: str) -> tuple[int, ...]:
    """By what the numbers are sorted: 2.2 comes after 2 and before 10."""
    return tuple(int(part) for part in number.split("."))


_RANGE = re.compile(r"([1-9][0-9]{0,2})-([1-9][0-9]{0,2})")
_BETWEEN = re.compile(r"\s*(?:-|–|\bt/m\b|\bto\b)\s*")
_BREAKS = re.compile(r"[\s,;]+|\ben\b|\band\b")


def numbers_in(text: str, field: str = "numbers") -> tuple[str, ...]:
    """The numbers of a list as people write it: ``1-12`` or ``2.2, 3.1 en 4``. Raises BadReference."""
    found: list[str] = []
    for part in filter(None, _BREAKS.split(_BETWEEN.sub("-", text))):
        ends = _RANGE.fullmatch(part)
        if ends is None:
            found.append(require_number(part, field))
            continue
        first, last = int(ends[1]), int(ends[2])
        if last < first:
            raise BadReference(field=field, problem="numbers")
        found.extend(str(number) for number in range(first, last + 1))
    return tuple(dict.fromkeys(found))
