"""Refusals about passages, and the words in them, that do not stand there."""

from __future__ import annotations

from review.domain.refusing import Invalid


class NoSuchPassage(Invalid):
    """The version has no such paragraph."""

    FIELD = "block"


class WordsNotFound(Invalid):
    """The words pointed at do not stand in the passage."""


class WordsNotUnique(Invalid):
    """The words pointed at stand in the passage more than once."""


class TooManyPassages(Invalid):
    """A comment points at ``limit`` passages at most."""
