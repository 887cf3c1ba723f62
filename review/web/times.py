"""Moments, days and numbers as people read them, in the language of the page and the time of the Netherlands.

The filters are context filters on purpose: Jinja folds a constant through an ordinary filter once, in the language of
the first reader, and shows that to everyone after.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from babel import dates, numbers
from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from review.domain import moments
from review.web.translations import gettext, language, ngettext

LONG = "EEEE d MMMM yyyy HH:mm"
SHORT = {"nl": "d MMM yyyy HH:mm", "en": "d MMM yyyy HH:mm"}
DAY = "d MMMM yyyy"
SHORT_DAY = "d MMM yyyy"
WEEKDAY = "EEEE d MMMM yyyy"


def install(app: Flask) -> None:
    app.jinja_env.filters.update({name: _in_context(function) for name, function in FILTERS.items()})


def moment(at: int | None, pattern: str = LONG) -> str:
    """A moment in microseconds, written out: *maandag 23 november 2026 18:57*."""
    if at is None:
        return ""
    return dates.format_datetime(moments.of(at).replace(tzinfo=None), pattern, locale=language())


def short(at: int | None) -> str:
    """A moment for tables: *23 nov 2026 18:57*."""
    return moment(at, SHORT[language()])


def day(when: int | date | None, pattern: str = DAY) -> str:
    """The day of a moment, or a day: *23 november 2026*."""
    if when is None:
        return ""
    return dates.format_date(_day(when), pattern, locale=language())


def weekday(when: int | date | None) -> str:
    return day(when, WEEKDAY)


def clock(at: int | None) -> str:
    return moment(at, "HH:mm")


def stamp(at: int | None) -> Markup:
    """A ``<time>`` element for a moment: short for the eye, exact for machines."""
    if at is None:
        return Markup("")
    exact = moments.of(at).isoformat(timespec="seconds")
    return Markup('<time datetime="{}" title="{}">{}</time>').format(exact, moment(at), short(at))


def remaining(deadline: int | date | None, now: int) -> str:
    """How long until a deadline in whole days of the calendar: *nog 6 dagen*, *vandaag*, *1 dag te laat*."""
    if deadline is None:
        return ""
    days = (_day(deadline) - _day(now)).days
    if days == 0 and isinstance(deadline, int) and deadline < now:
        return gettext("closed earlier today")
    if days < 0:
        return ngettext("%(num)d day late", "%(num)d days late", -days)
    if days == 0:
        return gettext("today")
    if days == 1:
        return gettext("tomorrow")
    return ngettext("%(num)d day left", "%(num)d days left", days)


def ago(at: int | None, now: int) -> str:
    """How long ago a moment was: *zojuist*, *5 minuten geleden*, *gisteren*, else its day."""
    if at is None:
        return ""
    minutes = max(0, now - at) // 60_000_000
    days = (_day(now) - _day(at)).days
    if minutes < 1:
        return gettext("just now")
    if minutes < 60:
        return ngettext("%(num)d minute ago", "%(num)d minutes ago", minutes)
    if days == 0:
        return ngettext("%(num)d hour ago", "%(num)d hours ago", max(1, minutes // 60))
    if days == 1:
        return gettext("yesterday")
    return day(at, SHORT_DAY)


def number(value: float | None, digits: int | None = None) -> str:
    """A number with the separators of the language."""
    if value is None:
        return ""
    pattern = None if digits is None else "#,##0" + ("." + "0" * digits if digits else "")
    return numbers.format_decimal(value, format=pattern, locale=language())


def percent(part: float, whole: float) -> str:
    return numbers.format_percent(part / whole if whole else 0, locale=language())


def _day(when: int | date) -> date:
    if isinstance(when, datetime):
        return when.date()
    return moments.day_of(when) if isinstance(when, int) else when


def _in_context(function: Any) -> Any:
    @pass_context
    def filtered(_context: Context, value: Any, *arguments: Any) -> Any:
        return function(value, *arguments)

    return filtered


FILTERS = {
    "moment": moment,
    "short": short,
    "day": day,
    "weekday": weekday,
    "clock": clock,
    "stamp": stamp,
    "remaining": remaining,
    "ago": ago,
    "number": number,
}
