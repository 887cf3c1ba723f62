"""Letting more people read a comment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain.comments import Comment
from review.domain.permissions import Permission
from review.domain.vocabulary import Visibility
from review.domain.widening import widen
from review.projections import remarks


@dataclass(frozen=True, kw_only=True)
class WidenComment(EvaluationCommand):
    """Its author lets more people read a comment; what was shown is never taken back."""

    needs: ClassVar[Permission] = Permission.COMMENT
    comment: UUID
    visibility: Visibility

    def execute(self, work: Work) -> None:
        it = work.load(Comment, self.comment)
        found = remarks.bare(work.tx, self.evaluation, self.comment).facts
        work.keep(it, widen(it, work.person, found.author, found.visibility, self.visibility))
