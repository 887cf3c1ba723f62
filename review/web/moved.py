"""What came while the page of a decision was open."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from review.projections import trail
from review.projections.schema import Tx
from review.web.forms import Entered

DIGITS = 19
"""A longer number is no position in a log."""


def came_since(tx: Tx, evaluation: UUID, forms: Mapping[str, Entered]) -> tuple[int, ...] | None:
    """The records since a form of these was shown, also where it is refused for something else.

    The page that is shown next holds them, and who signs that one must have been told. None: nothing came, or the form
    decides on nothing.
    """
    for form in forms.values():
        seen = form.value("seen")
        if seen.isdecimal() and len(seen) < DIGITS:
            return tuple(line.position for line in trail.since(tx, evaluation, int(seen))) or None
    return None
