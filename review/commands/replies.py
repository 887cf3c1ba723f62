"""Saying something in the thread of a comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.comments import Comment
from review.domain.errors import NotTheAuthor, Unknown
from review.domain.permissions import Permission, cell
from review.domain.replies import reply
from review.projections import groups, remarks


@dataclass(frozen=True, kw_only=True)
class ReplyToComment(EvaluationCommand):
    """Author, team or chair say something in the thread of a comment.

    ``speaker``: the seat of whoever said it, where the team or the secretary enters it for somebody else.
    """

    needs: ClassVar[Permission] = Permission.REPLY
    comment: UUID
    text: str
    speaker: UUID | None = None

    def group(self, work: Work) -> UUID | None:
        return remarks.group_of(work.tx, self.evaluation, self.comment)

    def execute(self, work: Work) -> None:
        it = work.load(Comment, self.comment)
        found = remarks.bare(work.tx, self.evaluation, self.comment)
        remarks.require_seen(work.tx, Reader(person=work.person, holds=(work.acting,), moment=work.now), found)
        if cell(Permission.REPLY, work.acting.capacity) == "o" and (found.author != work.person or self.speaker):
            raise NotTheAuthor()
        if self.speaker is not None and not groups.is_seat(work.tx, self.evaluation, self.speaker):
            raise Unknown(what="seat")
        text = work.seal(texts.required(self.text, "text", texts.COMMENT_LIMIT))
        work.keep(it, reply(it, text, self.speaker))
