"""Refusals where an evaluation waits or has ended."""

from __future__ import annotations

from review.domain.refusing import Refused


class EvaluationWaits(Refused):
    """The evaluation is suspended: nothing moves until the director resumes it."""


class EvaluationEnded(Refused):
    """The evaluation was withdrawn: nothing moves in it any more."""
