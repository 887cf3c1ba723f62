"""Refusals about pseudonyms and visibility."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class TooFewToHide(Invalid):
    """With fewer members than this a pseudonym hides nobody."""

    FIELD = "mode"


class NamesOrganisation(Invalid):
    """Under a pseudonym a comment cannot be kept to the own organisation: that would name it."""

    FIELD = "visibility"


class OnlyWider(Invalid):
    """What some could read is never taken away from them: visibility is widened and never narrowed."""

    FIELD = "visibility"


class NothingHidden(Refused):
    """Nobody speaks under a pseudonym in this round."""


class SpokenAloud(Refused):
    """What was said aloud would name its author in a round where members speak under a pseudonym."""
