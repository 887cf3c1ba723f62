"""Refusals about levels: of a source, which its authority alone sets, revises or ends, and of what is held here."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class SourcesUnstated(Refused):
    """A source without a stated level keeps a version from a reference round (rule K1)."""


class AboveCeiling(Invalid):
    """The installation holds no text above its ceiling; a reference without text may be registered."""

    FIELD = "level"


class LevelFixed(Refused):
    """The authority set this level, so the team does not state another one (rule K3)."""


class OtherOwner(Refused):
    """The source is owned by ``what``, whose own authority decides on its level."""

    STATUS = 403


class StillClassified(Refused):
    """A flag is not settled by declassification while the source that it cites stands at a level."""
