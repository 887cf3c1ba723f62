"""Access reviews: an auditor looked through who may do what, at a moment, and says what was found (rule B3)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from review.domain.acts import Event, Sealed
from review.domain.errors import BadPeriod
from review.domain.vocabulary import Capacity


class ReviewScope(StrEnum):
    """What was looked through."""

    EVERYTHING = "everything"
    PRIVILEGED = "privileged"  #: offices with far-reaching rights, and the classification authorities


class ReviewOutcome(StrEnum):
    IN_ORDER = "in_order"
    TO_BE_MENDED = "to_be_mended"


class AccessReviewed(Event, frozen=True, kw_only=True):
    """In the log of the installation. ``as_of`` is the moment of the list that was looked through, with its numbers."""

    NAME: ClassVar[str] = "access.reviewed"
    scope: ReviewScope
    outcome: ReviewOutcome
    finding: Sealed
    as_of: int
    accounts: int
    offices: int
    seats: int
    mandates: int
    windows: int


PRIVILEGED = frozenset(
    {
        Capacity.DIRECTOR,
        Capacity.ADMINISTRATOR,
        Capacity.RECORDS_MANAGER,
        Capacity.DATA_PROTECTION_OFFICER,
        Capacity.CLASSIFICATION_AUTHORITY,
    }
)
TERM: dict[ReviewScope, timedelta] = {
    ReviewScope.EVERYTHING: timedelta(days=365),
    ReviewScope.PRIVILEGED: timedelta(days=91),
}
"""Rights are reviewed yearly, privileged ones quarterly (BIO2 5.18.02 and 8.02.01)."""
COUNTS: dict[ReviewScope, frozenset[ReviewScope]] = {
    ReviewScope.EVERYTHING: frozenset({ReviewScope.EVERYTHING}),
    ReviewScope.PRIVILEGED: frozenset(ReviewScope),
}
"""By which reviews each scope was covered: who looked through everything looked through the privileged too."""


def due_on(scope: ReviewScope, last: Mapping[ReviewScope, date], founded: date) -> date:
    """The day by which a scope is reviewed again; ``last``: when each was; a new house has its first term."""
    return max((last[one] for one in COUNTS[scope] if one in last), default=founded) + TERM[scope]


def require_seen(as_of: int, now: int) -> None:
    """Raises BadPeriod for a list of a moment that is still to come, or of no moment at all."""
    if not 0 < as_of <= now:
        raise BadPeriod(field="seen")
