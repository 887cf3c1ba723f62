"""Refusals about an approval that was given, or was not."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class NotGranted(Refused):
    """Only an approval that was given has conditions to confirm, or can be withdrawn."""


class PasskeyNeeded(Invalid):
    """Who has a passkey that counts decides with it, and not with a password."""

    FIELD = "passkey"


class PasskeyUnfit(Invalid):
    """What came from the passkey is not what was asked for: another statement, another key, nobody verified."""

    FIELD = "passkey"


class OwnPasskey(Refused):
    """Nobody confirms an own passkey: it takes two people."""

    STATUS = 403
