"""Fuzzy dates as people write and read them: *14 maart 2027*, *zomer 2027*, *1e helft 2027*; a code in between.

What ``said`` writes ``code_of`` reads again, in either language, so that a form can be filled in with what there is.
"""

from __future__ import annotations

import re
from datetime import date

from babel.dates import get_month_names
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from review.domain import dates
from review.domain.dates import HALVES, QUARTERS, SEASONS, When
from review.domain.errors import BadWhen
from review.web.times import day
from review.web.translations import gettext, language

SEASON_WORDS = {
    21: ("voorjaar", "lente", "spring"),
    22: ("zomer", "summer"),
    23: ("najaar", "herfst", "autumn", "fall"),
    24: ("winter",),
}
ORDINALS = {"1": ("1", "1e", "1ste", "1st", "eerste", "first"), "2": ("2", "2e", "2de", "2nd", "tweede", "second")}
ORDINALS |= {"3": ("3", "3e", "3de", "3rd", "derde", "third"), "4": ("4", "4e", "4de", "4th", "vierde", "fourth")}
_NUMBER = {word: int(number) for number, known in ORDINALS.items() for word in known}
_SEASON = {word: code for code, known in SEASON_WORDS.items() for word in known}
_RANGE = re.compile(r"\s*(?:\bt/m\b|\btot en met\b|\bthrough\b|\bto\b|\s–|\s-)\s+")
_BY_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")
_CODE = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_WORDS = re.compile(r"(?:(\w+)\s+)?(\w+)\.?\s+(\d{4})(?:/\d{2})?")
_PART = re.compile(r"([hq])([1-4])\s+(\d{4})")


def _month_numbers() -> dict[str, int]:
    found: dict[str, int] = {}
    for locale in ("nl", "en"):
        for width in ("wide", "abbreviated"):
            for number, name in get_month_names(width, "format", locale).items():
                found[name.rstrip(".").lower()] = number
    return found | {"mrt": 3, "sept": 9}


_MONTHS = _month_numbers()


def code_of(text: str) -> str:
    """The code of ISO 8601-2 of what somebody wrote. Raises BadWhen."""
    wanted = " ".join(text.lower().split())
    parts = _RANGE.split(wanted)
    if len(parts) > 2:
        raise BadWhen()
    code = "/".join(_one(part.strip()) for part in parts)
    dates.when(code)
    return code


def _one(text: str) -> str:
    if found := _BY_NUMBERS.fullmatch(text):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    if _CODE.fullmatch(text) or re.fullmatch(r"\d{4}", text):
        return text
    if found := _PART.fullmatch(text):
        starts = HALVES if found[1] == "h" else QUARTERS
        return _nth(starts, int(found[2]), found[3])
    found = _WORDS.fullmatch(text)
    if found is None:
        raise BadWhen()
    before, word, year = found[1], found[2], found[3]
    if word in _MONTHS:
        month = f"{year}-{_MONTHS[word]:02}"
        if before is None:
            return month
        if before.isdigit():
            return f"{month}-{int(before):02}"
    if before is None and word in _SEASON:
        return f"{year}-{_SEASON[word]}"
    if word in ("helft", "half", "halfjaar"):
        return _nth(HALVES, _NUMBER.get(before or "", 0), year)
    if word in ("kwartaal", "quarter"):
        return _nth(QUARTERS, _NUMBER.get(before or "", 0), year)
    raise BadWhen()


def _nth(starts: dict[int, int], number: int, year: str) -> str:
    if not 1 <= number <= len(starts):
        raise BadWhen()
    return f"{year}-{list(starts)[number - 1]}"


def said(when: When | None) -> str:
    """A fuzzy date in the language of the page."""
    if when is None:
        return ""
    return " – ".join(_said(code) for code in when.given.split("/"))


def _said(code: str) -> str:
    year, _, part = code.partition("-")
    if not part:
        return year
    if "-" in part:
        return day(date.fromisoformat(code))
    number = int(part)
    if number in SEASONS:
        return _season(number, int(year))
    if number in QUARTERS:
        return gettext("%(number)s quarter %(year)s", number=_ordinal(number - 32), year=year)
    if number in HALVES:
        return gettext("%(number)s half %(year)s", number=_ordinal(number - 39), year=year)
    return day(date(int(year), number, 1), "MMMM yyyy")


def _season(number: int, year: int) -> str:
    words = SEASON_WORDS[number]
    word = words[0] if language() == "nl" else words[-1 if number != 23 else -2]
    return f"{word} {year}/{(year + 1) % 100:02}" if number == 24 else f"{word} {year}"


def _ordinal(number: int) -> str:
    return ORDINALS[str(number)][1 if language() == "nl" else 3]


def install(app: Flask) -> None:
    app.jinja_env.filters["when"] = _in_context


@pass_context
def _in_context(_context: Context, when: When | None) -> str:
    return said(when)
