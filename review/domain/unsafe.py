"""Refusals about compromise."""

from __future__ import annotations

from review.domain.refusing import Refused


class CompromiseElsewhere(Refused):
    """A compromise that is ``what`` allows no such act: it is contained, investigated and closed in this order."""


class ReadingFrozen(Refused):
    """A version on which a compromise was reported, since the day ``what``, is not given out until it is contained."""
