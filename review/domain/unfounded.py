"""Refusals about evidence."""

from __future__ import annotations

from review.domain.refusing import Invalid


class LeadsBack(Invalid):
    """A step of the theory of change leads to another element, at the same level or a higher one."""

    FIELD = "target"


class CannotRestOn(Invalid):
    """A conclusion rests on findings, a lesson on findings and conclusions; a finding on sources alone."""

    FIELD = "rests_on"
