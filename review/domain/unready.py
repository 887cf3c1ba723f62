"""Refusals about a member's own set, and about what came late; known by the name of ``errors`` as all refusals are."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class SetFull(Refused):
    """A member holds at most ``limit`` comments unsubmitted in one round."""


class NotReady(Invalid):
    """A comment of the set lacks its kind or its text."""

    FIELD = "set"


class PositionNeeded(Invalid):
    """With a set comes what its member thinks of the version."""

    FIELD = "position"


class NotLate(Refused):
    """The comment came in time: it counts, and nobody has to decide that."""


class DraftsWait(Refused):
    """A member who holds comments unsubmitted in a round cannot say to have none."""


class HasCommented(Refused):
    """A member who made comments in a round cannot say to have none."""


class StoodAside(Refused):
    """The member stood aside in this round, and so says nothing in it."""
