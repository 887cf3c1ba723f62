"""Refusals about seats, mandates and who must be heard."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class SeatTaken(Refused):
    """The person holds this seat in the group for an overlapping period."""


class OverlapMotiveNeeded(Invalid):
    """The person holds another role that looks at the same text (``capacity``): why this seat as well?"""

    FIELD = "overlap"


class MandateOver(Refused):
    """The mandate does not hold at this moment; ``ended`` says since when (None: it has yet to begin)."""

    STATUS = 403


class MandateBarred(Invalid):
    """Who holds an office that checks, keeps or shields what is decided does not decide it, under a mandate either."""

    FIELD = "person"


class NotAssignable(Invalid):
    """Sections are assigned to an adviser or an external researcher, and are named by their headings."""

    FIELD = "sections"


class NotAssigned(Refused):
    """An adviser remarks on nothing but the sections assigned (condition 5)."""

    STATUS = 403


class NotOwnPart(Refused):
    """An external researcher submits the own parts of a report, and no other document (condition 4)."""

    STATUS = 403


class BadQuorum(Invalid):
    """A quorum asks for at least one member, and at most ``limit``."""
