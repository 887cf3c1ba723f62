"""Fuzzy dates out of a form, and the milestones that it moves; for every form that may move the plan."""

from __future__ import annotations

from collections.abc import Iterator

from review.domain.errors import BadWhen
from review.web import whens
from review.web.forms import Entered


def code(entered: Entered, field: str, *, optional: bool = False) -> str:
    """The code of what stands in a field; empty where nothing does and nothing needs to. Raises Missing, BadWhen."""
    text = entered.text(field, required=not optional)
    if not text:
        return ""
    try:
        return whens.code_of(text)
    except BadWhen:
        raise BadWhen(field=field) from None


def moves(entered: Entered) -> Iterator[tuple[int, str]]:
    """Every milestone of the form with the moment that stands there; an empty field takes it out."""
    for number in entered.numbers("milestone"):
        yield number, code(entered, f"to_{number}", optional=True)
