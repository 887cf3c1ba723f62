"""Refusals about integrity signals."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class OwnSignal(Refused):
    """Who raised a signal, or is named in it, does not assess it (condition 16)."""


class NoSeatHere(Invalid):
    """A signal concerns somebody with a seat in this evaluation."""

    FIELD = "about"
