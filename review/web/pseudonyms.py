"""What speaking under a pseudonym changes in the form of a comment: who can be chosen to read it, and a warning.

A member is told that a text gives the name away before it is placed; placing it stays a choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from review.domain.acts import Acting, Reader
from review.domain.naming import names_author
from review.domain.vocabulary import RoundMode, Visibility
from review.projections import rounds
from review.projections.people import Names
from review.projections.schema import Tx
from review.web.forms import Entered
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

ANYWAY = "anyway"


def audiences(asked: Iterable[rounds.Round]) -> Sequence[Visibility]:
    """Who can be chosen to read a comment: under a pseudonym not the own organisation, which that would name."""
    hides = any(it.mode is RoundMode.PSEUDONYMOUS for it in asked)
    return [one for one in Visibility if not (hides and one is Visibility.OWN_ORGANISATION)]


def warn(tx: Tx, reader: Reader, entered: Entered, acting: Acting, mode: RoundMode, *, fields: Iterable[str]) -> bool:
    """Whether to show the form again with a warning at these fields; not where the member said to place it anyway."""
    if mode is not RoundMode.PSEUDONYMOUS or entered.checked(ANYWAY):
        return False
    name = plain(Names(tx, review().door(), reader, [reader.person])[reader.person])
    for field in fields:
        found = names_author(entered.text(field), name, acting.organisation)
        if found:
            words = ", ".join(f"\u201c{one}\u201d" for one in found[:3])
            entered.errors[field] = gettext(
                "This gives away who you are: %(words)s. Change it, or tick below that you want to place it anyway.",
                words=words,
            )
    return bool(entered.errors)
