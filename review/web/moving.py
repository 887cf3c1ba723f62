"""Milestones on a page: what each is called, and out of a form the fuzzy dates it names and the ones it moves."""

from __future__ import annotations

from collections.abc import Iterator

from review.domain.errors import BadWhen
from review.projections.planning import Milestone
from review.web import whens
from review.web.forms import Entered
from review.web.labels import label
from review.web.links import capitalised
from review.web.translations import gettext
from review.web.words import plain


def name_of(it: Milestone) -> str:
    """What a milestone is called."""
    if it.name is not None:
        return plain(it.name)
    return capitalised(label(it.kind)) if it.track is None else gettext("A track of the research")


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
