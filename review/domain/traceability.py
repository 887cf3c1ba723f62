"""The check that nothing in a version can be traced to a respondent, by somebody who held no interview (rule P1)."""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event, Sealed
from review.domain.errors import OwnInterviews


class CheckOutcome(StrEnum):
    PASSED = "passed"
    TRACEABLE = "traceable"  #: something points at a respondent


class TraceabilityChecked(Event, frozen=True, kw_only=True):
    """``motive`` says how it was checked and which passages have to change, never whom they point at."""

    NAME: ClassVar[str] = "traceability.checked"
    draft: UUID
    draft_version: int
    outcome: CheckOutcome
    motive: Sealed


def require_no_interviewer(person: UUID, interviewers: Collection[UUID]) -> None:
    """Condition 17. Raises OwnInterviews."""
    if person in interviewers:
        raise OwnInterviews()
