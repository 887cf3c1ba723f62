"""A version presented to the steering group: an act with a date and a note (rule G3)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event, Sealed
from review.domain.errors import BadPeriod


class PresentationHeld(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "presentation.held"
    draft: UUID
    draft_version: int
    occurred_on: date
    note: Sealed


def hold(draft: UUID, draft_version: int, occurred_on: date, note: Sealed, today: date) -> PresentationHeld:
    """Raises BadPeriod for a day that has yet to come."""
    if occurred_on > today:
        raise BadPeriod(field="occurred_on")
    return PresentationHeld(draft=draft, draft_version=draft_version, occurred_on=occurred_on, note=note)
