"""Days as iCalendar (RFC 5545): each an event of one whole day that takes no time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

PRODUCT = "-//Toetssteen//deadlines//NL"


def written(days: Iterable[tuple[str, date, str, str]], moment: int) -> bytes:
    """The calendar of these days (key, day, title, address) as of this moment, in microseconds UTC."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", "Toetssteen")
    for key, day, title, address in days:
        event = Event()
        event.add("uid", f"{key}@toetssteen")
        event.add("dtstamp", datetime.fromtimestamp(moment / 1_000_000, UTC))
        event.add("dtstart", day)
        event.add("dtend", day + timedelta(days=1))
        event.add("summary", title)
        event.add("url", address)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    made: bytes = calendar.to_ical()
    return made
