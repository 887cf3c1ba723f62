"""Refusals about evidence."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class PledgeNeeded(Refused):
    """Nobody records findings before signing the ethics pledge (rule P5)."""


class OwnInterviews(Refused):
    """Who put the interviews in the register does not check whether they can be traced (condition 17)."""


class NotIndependent(Invalid):
    """An independent opinion is an external expert's who declares both (rule G7)."""

    FIELD = "no_policy"


class LeadsBack(Invalid):
    """A step of the theory of change leads to another element, at the same level or a higher one."""

    FIELD = "target"


class CannotRestOn(Invalid):
    """A conclusion rests on findings, a lesson on findings and conclusions; a finding on sources alone."""

    FIELD = "rests_on"
