"""The comments that a meeting discussed: named by number in its minutes, and told beside each of them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from review.domain.acts import Reader
from review.domain.errors import NoSuchChoice
from review.domain.vocabulary import CommentState
from review.projections import comments, discussions
from review.projections.schema import Tx
from review.web.acting import reader_knowing
from review.web.session import once, review

NAMED = 500  #: so many comments can be named with the minutes at once
DIGITS = 9


def discussed_at(it: comments.Comment) -> list[discussions.Discussed]:
    """The meetings at which a comment was discussed, the oldest first; asked once for a page of many."""

    def asked() -> list[discussions.Discussed]:
        with review().reading() as tx:
            return discussions.of_evaluation(tx, reader_knowing(tx, it.evaluation), it.evaluation)

    return [one for one in once(("discussed", it.evaluation), asked) if one.comment == it.id]


def discussed_comments(tx: Tx, said: Sequence[comments.Comment], meeting: UUID) -> list[comments.Comment]:
    """Those of these comments that were discussed at a meeting, by number."""
    there = discussions.at_meeting(tx, meeting)
    return sorted((one for one in said if one.id in there), key=lambda one: one.number)


def comments_named(tx: Tx, reader: Reader, evaluation: UUID, text: str) -> tuple[UUID, ...]:
    """The comments whose numbers stand in ``3, 7, 12-15``. Raises NoSuchChoice for what is no number or no comment."""
    wanted = _numbers(text)
    if not wanted:
        return ()
    known = {
        one.number: one.id
        for one in comments.of_evaluation(tx, review().door(), reader, evaluation)
        if one.state is not CommentState.WITHDRAWN
    }
    for number in wanted:
        if number not in known:
            raise NoSuchChoice(field="discussed", value=str(number))
    return tuple(known[number] for number in wanted)


def _numbers(text: str) -> list[int]:
    found: dict[int, None] = {}
    for part in text.replace(";", ",").replace("–", "-").split(","):
        first, _, last = (one.strip() for one in part.partition("-"))
        if not first and not last:
            continue
        last = last or first
        if not all(one.isascii() and one.isdigit() and len(one) <= DIGITS for one in (first, last)):
            raise NoSuchChoice(field="discussed", value=part.strip()[:40])
        if not 0 <= int(last) - int(first) <= NAMED - len(found):
            raise NoSuchChoice(field="discussed", value=part.strip()[:40])
        found |= dict.fromkeys(range(int(first), int(last) + 1))
    return list(found)
