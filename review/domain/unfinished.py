"""Refusals about what comes after the approval of the report."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class NotYet(Refused):
    """Something else has to come first; ``what`` says which."""


class BadReference(Invalid):
    """A number, an address or a fingerprint has not the form that it always has; ``problem`` tells which."""
