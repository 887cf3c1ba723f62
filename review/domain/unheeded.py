"""Refusals about integrity signals."""

from __future__ import annotations

from review.domain.refusing import Invalid, Refused


class OwnSignal(Refused):
    """Who raised a signal, or is named in it, does not assess it (condition 16)."""


class OthersAssess(Refused):
    """The auditor assesses a signal only where no director or chair is left who may (condition 22)."""


class NoSeatHere(Invalid):
    """A signal concerns somebody with a seat in this evaluation."""

    FIELD = "about"
