"""A member's own copy: its comments become drafts of the own set, which nobody else reads until they are submitted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from review.application import Work
from review.domain import texts
from review.domain.acts import Sealed
from review.domain.anchors import Mark, anchored
from review.domain.rounds import Round
from review.domain.sets import Unsubmitted
from review.domain.vocabulary import CommentKind
from review.store.ids import uuid7

BETWEEN = "\n\n"
"""Between a comment and what its author wrote below it in the same file."""


class Own(NamedTuple):
    """A comment that a member wrote in Word, as it will stand in the own set."""

    marks: tuple[Mark, ...]
    kind: CommentKind
    text: str
    proposal: str

    def followed_by(self, text: str) -> Own:
        return self._replace(text=f"{self.text}{BETWEEN}{text}")


def keep(work: Work, it: Round, found: Mapping[int, Own], kinds: Mapping[int, str]) -> None:
    """Writes those that are not in the set yet; nothing of it is recorded. Raises SetFull, TooLong."""
    mine = work.review.sets.of(work.person, it.id, {work.acting.seat})
    held = {(one.it.marks, one.it.text, one.it.proposal) for one in mine if one.it is not None}
    for own in found.values():
        text = texts.required(own.text, "text", texts.COMMENT_LIMIT)
        if (own.marks, text, own.proposal) in held:
            continue
        held.add((own.marks, text, own.proposal))
        anchored(own.marks, work.prepared, kinds, unsealed)
        kept = Unsubmitted(
            evaluation=work.log,
            round=it.id,
            person=work.person,
            seat=work.acting.seat,
            hand=uuid7(),
            block=own.marks[0].block if own.marks else None,
            marks=own.marks,
            kind=own.kind,
            text=text,
            proposal=own.proposal,
        )
        work.review.sets.keep(work.tx, uuid7(), kept, seen=0, epoch=work.epoch)


def unsealed(text: str) -> Sealed:
    """Stands for the quote of a draft: places are checked when it is kept, and sealed when it is submitted."""
    return Sealed(UUID(int=0), b"")
