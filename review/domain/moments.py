"""Moments are microseconds since the Unix epoch in UTC; days and deadlines are those of the Netherlands."""

from __future__ import annotations

from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Europe/Amsterdam")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

_DAY = 24 * 3600 * 1_000_000


def can_be(moment: int) -> bool:
    """Whether a calendar has this moment, everywhere."""
    return 0 <= moment <= LAST


def of(moment: int) -> datetime:
    """The local date and time of a moment."""
    return (_EPOCH + timedelta(microseconds=moment)).astimezone(ZONE)


def day_of(moment: int) -> date:
    return of(moment).date()


def at(when: datetime) -> int:
    """The moment of an aware date and time."""
    return (when - _EPOCH) // _MICROSECOND


def start_of(day: date) -> int:
    """Midnight, as a day begins."""
    return at(datetime.combine(day, time(), tzinfo=ZONE))


def end_of(day: date) -> int:
    """The last minute of a day: a deadline on a day runs until 23:59."""
    return at(datetime.combine(day, time(23, 59), tzinfo=ZONE))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last of that month where it is shorter (30 November: 28 February)."""
    years, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


LAST = at(datetime.max.replace(tzinfo=UTC)) - _DAY
