"""Widening: the author of a comment lets more people read it. What was shown is never taken back (rule C8)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event
from review.domain.comments import Comment
from review.domain.errors import AlreadyDone, NotTheAuthor, OnlyWider
from review.domain.visibility import is_wider
from review.domain.vocabulary import CommentState, Visibility


class CommentWidened(Event, frozen=True, kw_only=True):
    """From now on those of ``visibility`` read the comment too, with all that was said about it."""

    NAME: ClassVar[str] = "comment.widened"
    visibility: Visibility


def widen(it: Comment, person: UUID, author: UUID, old: Visibility, new: Visibility) -> CommentWidened:
    """Only its author: what was said in confidence is nobody else's to pass on.

    Raises Unknown, NotTheAuthor, AlreadyDone for a withdrawn comment, OnlyWider.
    """
    it.require_known()
    if person != author:
        raise NotTheAuthor()
    if it.state is CommentState.WITHDRAWN:
        raise AlreadyDone(what="comment_withdrawn")
    if not is_wider(new, old):
        raise OnlyWider()
    return CommentWidened(visibility=new)
