"""The six phases as IOB itself names them, computed from what happened; never kept by hand."""

from __future__ import annotations

from enum import StrEnum

import msgspec


class Phase(StrEnum):
    EXPLORATION = "exploration"
    TOR_ADOPTION = "tor_adoption"
    RESEARCH = "research"
    REPORT_ADOPTION = "report_adoption"
    POLICY_RESPONSE = "policy_response"
    PUBLICATION = "publication"


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """When the turning points of an evaluation came, in microseconds UTC; None: not yet."""

    opened: int
    tor_submitted: int | None = None
    tor_approved: int | None = None
    report_submitted: int | None = None
    report_approved: int | None = None
    published: int | None = None


class Step(msgspec.Struct, frozen=True):
    phase: Phase
    since: int | None
    is_done: bool
    is_current: bool


def steps(course: Course) -> tuple[Step, ...]:
    """The stepper: every phase with the moment it began."""
    starts = (
        course.opened,
        course.tor_submitted,
        course.tor_approved,
        course.report_submitted,
        course.report_approved,
        course.published,
    )
    reached = max(index for index, start in enumerate(starts) if start is not None)
    return tuple(
        Step(phase, start, is_done=index < reached, is_current=index == reached)
        for index, (phase, start) in enumerate(zip(Phase, starts, strict=True))
    )


def phase(course: Course) -> Phase:
    return next(step.phase for step in steps(course) if step.is_current)
