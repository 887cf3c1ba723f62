"""What is said in the thread of a comment after it was raised."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Acting, Event, Sealed
from review.domain.comments import Comment
from review.domain.errors import AlreadyDone, NotTheAuthor
from review.domain.permissions import Permission, cell, require
from review.domain.vocabulary import CommentState


class CommentReplied(Event, frozen=True, kw_only=True):
    """Whoever may read the comment may read this. ``speaker``: whose words these are, where somebody entered them."""

    NAME: ClassVar[str] = "comment.replied"
    text: Sealed
    speaker: UUID | None = None


def reply(comment: Comment, text: Sealed, speaker: UUID | None) -> CommentReplied:
    """Raises Unknown, or AlreadyDone where its author took the comment back."""
    comment.require_known()
    if comment.state is CommentState.WITHDRAWN:
        raise AlreadyDone(what="comment_withdrawn")
    return CommentReplied(text=text, speaker=speaker)


def require_speaker(speaker: Acting, author: UUID) -> None:
    """Whose words somebody else brings in a file must be one who may answer that comment (permission table).

    Raises NotPermitted, OutsideActingWindow, InstructionNeeded, or NotTheAuthor.
    """
    require(speaker, Permission.REPLY)
    if cell(Permission.REPLY, speaker.capacity) == "o" and author != speaker.person:
        raise NotTheAuthor()
