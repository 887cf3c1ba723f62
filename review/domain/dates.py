"""Fuzzy dates: a day, month, season, quarter, half-year or year, kept as given and as the interval it means."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

import msgspec

from review.domain.errors import BadWhen

FIRST_YEAR, LAST_YEAR = 1900, 2199
SEASONS = {21: 3, 22: 6, 23: 9, 24: 12}
QUARTERS = {33: 1, 34: 4, 35: 7, 36: 10}
HALVES = {40: 1, 41: 7}
"""The codes of ISO 8601-2 with the month each begins; a winter begins in December and ends in the next year."""
_CODE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


class When(msgspec.Struct, frozen=True, array_like=True):
    """``given`` is a code of ISO 8601-2 (``2021-40``: first half of 2021), or two of them with a slash between."""

    given: str
    first: date
    last: date


def when(code: str) -> When:
    """The fuzzy date of a code. Raises BadWhen."""
    begin, slash, end = code.partition("/")
    first, last = _interval(begin)
    if slash:
        last = _interval(end)[1]
    if last < first:
        raise BadWhen()
    return When(code, first, last)


def on(day: date) -> When:
    return When(day.isoformat(), day, day)


def _interval(code: str) -> tuple[date, date]:
    found = _CODE.fullmatch(code)
    if found is None:
        raise BadWhen()
    year = int(found[1])
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise BadWhen()
    part = int(found[2]) if found[2] else None
    if found[3]:
        try:
            day = date(year, part or 0, int(found[3]))
        except ValueError:
            raise BadWhen() from None
        return day, day
    if part is None:
        return date(year, 1, 1), date(year, 12, 31)
    for starts, months in ((SEASONS, 3), (QUARTERS, 3), (HALVES, 6)):
        if part in starts:
            return _months(year, starts[part], months)
    if not 1 <= part <= 12:
        raise BadWhen()
    return _months(year, part, 1)


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    later, last = divmod(month + count - 2, 12)
    return date(year, month, 1), date(year + later, last + 1, monthrange(year + later, last + 1)[1])
