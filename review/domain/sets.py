"""A member's own set: comments that nobody else reads until the member submits them together."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import msgspec

from review.domain.anchors import Mark
from review.domain.errors import SetFull, Stale
from review.domain.repeating import repeats
from review.domain.vocabulary import CommentKind, Visibility

SET_LIMIT = 300
"""So many comments one member holds for one round; nobody writes more, and a script must not fill the disk."""


class Unsubmitted(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A comment as its member left it; unlike a comment it may still lack its kind.

    It says itself whose it is. ``hand`` is the form that wrote it last: a form goes on with what it wrote itself.
    """

    evaluation: UUID
    round: UUID
    person: UUID
    seat: UUID
    hand: UUID
    block: int | None = None
    marks: tuple[Mark, ...] = ()
    kind: CommentKind | None = None
    text: str = ""
    proposal: str = ""
    visibility: Visibility = Visibility.GROUP

    @property
    def is_ready(self) -> bool:
        """Whether it can be submitted."""
        return self.kind is not None and bool(self.text)

    def without(self, passages: Mapping[int, str]) -> Unsubmitted:
        """Without the words of these passages, which are to be forgotten: it points at each as a whole."""
        marks = tuple(Mark(block=one.block) if one.words and one.block in passages else one for one in self.marks)
        repeated = any(repeats(words, self.proposal) for words in passages.values())
        return msgspec.structs.replace(self, marks=marks, proposal="" if repeated else self.proposal)


class Mine(msgspec.Struct, frozen=True, kw_only=True):
    """One comment of a set, with how often it was written; ``it`` None: it does not open any more."""

    id: UUID
    revision: int
    changed_at: int
    it: Unsubmitted | None


def require_continuing(there: Mine | None, new: Unsubmitted, seen: int) -> None:
    """Raises Stale where another window wrote this comment after it was opened here: nothing is written over."""
    if there is None or there.it is None or there.it.hand == new.hand or there.revision == seen:
        return
    raise Stale(what="unsubmitted")


def require_room(count: int) -> None:
    if count >= SET_LIMIT:
        raise SetFull(limit=SET_LIMIT)
