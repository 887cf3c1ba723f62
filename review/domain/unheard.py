"""Refusals about interviews."""

from __future__ import annotations

from review.domain.refusing import Refused


class InterviewElsewhere(Refused):
    """An interview that is ``what`` allows no such act."""


class OtherInterview(Refused):
    """Somebody of the team learns who the respondents of the own interviews are, and of no others (condition 18)."""

    STATUS = 403
