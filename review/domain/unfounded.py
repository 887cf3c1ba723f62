"""Refusals about evidence."""

from __future__ import annotations

from review.domain.refusing import Invalid


class CannotRestOn(Invalid):
    """A conclusion rests on findings, a lesson on findings and conclusions; a finding on sources alone."""

    FIELD = "rests_on"
