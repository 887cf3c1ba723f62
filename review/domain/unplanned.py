"""Refusals about the plan of an evaluation."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class BadWhen(Invalid):
    """No day, month, season, quarter, half-year or year, or a range that ends before it begins."""

    FIELD = "when"


class NothingPlanned(Invalid):
    """A plan has at least one milestone, and a revision changes at least one."""


class Overdrawn(Refused):
    """The extension takes more days than the contingency has left; only the director decides on that."""


class TrackElsewhere(Refused):
    """A track that is ``state`` allows no such act."""


class DirectorNeeded(Refused):
    """A track that answers a main question is dropped by the director alone (condition 15)."""

    STATUS = 403


class NotOnTrack(Refused):
    """An external researcher works on the own track alone (condition 4)."""

    STATUS = 403


class OwnTrack(Refused):
    """An external author does not accept the own work."""

    STATUS = 403
