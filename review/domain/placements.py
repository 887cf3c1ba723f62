"""Where comments on earlier versions stand in a later one: found by the house, or pointed out by somebody.

An anchor is never changed. When a version is submitted, the house finds each comment on the versions before it a place
and says how sure it is; what it is not sure of waits for a person, and is never dropped.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Event, Sealed
from review.domain.anchors import Anchor
from review.domain.vocabulary import CHANGES_TEXT, CommentState, Disposition


class Tier(StrEnum):
    """How a comment got its place in a later version."""

    SAME_TEXT = "same_text"  #: the passage is the same
    WORD_MAP = "word_map"  #: the passage was edited, the words are still in it
    EXACT_ELSEWHERE = "exact_elsewhere"  #: the words, too long to be a coincidence, stand in another passage
    NEAR = "near"  #: words like these stand in the passage or beside it
    FUZZY = "fuzzy"  #: words like these stand further away
    BLOCK = "block"  #: the passage is there, the words are not
    ORPHAN = "orphan"  #: neither is there (*zwevend*)
    CONFIRMED = "confirmed"  #: somebody agreed to the place that was proposed
    REATTACHED = "reattached"  #: somebody pointed at another place
    GONE = "gone"  #: somebody established that the passage was taken out


SURE = frozenset({Tier.SAME_TEXT, Tier.WORD_MAP, Tier.EXACT_ELSEWHERE})
"""By these the house places a comment by itself."""
BY_SOMEBODY = frozenset({Tier.CONFIRMED, Tier.REATTACHED, Tier.GONE})
SETTLED = SURE | BY_SOMEBODY
ORDER = {tier: rank for rank, tier in enumerate(Tier)}


class Placed(msgspec.Struct, frozen=True, array_like=True):
    """The place of one comment; no anchors where it has none, or where it is about the document as a whole."""

    comment: UUID
    tier: Tier
    anchors: tuple[Anchor, ...]
    since: int  #: the version that it was last surely placed in


class CommentsPlaced(Event, frozen=True, kw_only=True):
    """In the stream of the document: the comments on versions before ``draft_version`` got their places in it."""

    NAME: ClassVar[str] = "draft.comments-placed"
    draft_version: int
    placements: tuple[Placed, ...]


class CommentPlaced(Event, frozen=True, kw_only=True):
    """In the stream of the comment: somebody said where it stands in ``draft_version``, or that its passage is gone."""

    NAME: ClassVar[str] = "comment.placed"
    draft: UUID
    draft_version: int
    tier: Tier
    anchors: tuple[Anchor, ...] = ()
    first: bool = False  #: the house had not placed it in this version
    motive: Sealed | None = None


def needs_place(state: CommentState, disposition: Disposition | None) -> bool:
    """Whether a comment must have a place before a later version can be approved.

    Withdrawn and agreed comments are history. What was taken over changed its passage, often beyond recognition, and a
    duplicate stands where its original stands. Whatever else was said must still be found by whoever decides.
    """
    match state:
        case CommentState.WITHDRAWN | CommentState.CONFIRMED:
            return False
        case CommentState.DISPOSED:
            return disposition not in CHANGES_TEXT and disposition is not Disposition.DUPLICATE
        case _:
            return True
