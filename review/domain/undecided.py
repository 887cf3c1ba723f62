"""Refusals about an approval that was given, or was not."""

from __future__ import annotations

from review.domain.refusing import Refused


class NotGranted(Refused):
    """Only an approval that was given has conditions to confirm, or can be withdrawn."""
