"""Deciding whether a comment that came after the deadline counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.comments import Comment
from review.domain.errors import OtherGroup
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity
from review.projections import remarks


@dataclass(frozen=True, kw_only=True)
class DecideLateComment(EvaluationCommand):
    """The chair takes a late comment along, or does not and says why; then nobody has to deal with it."""

    needs: ClassVar[Permission] = Permission.CONDUCT_ROUND
    comment: UUID
    admitted: bool
    motive: str = ""

    def group(self, work: Work) -> UUID | None:
        return remarks.group_of(work.tx, self.evaluation, self.comment)

    def execute(self, work: Work) -> None:
        it = work.load(Comment, self.comment)
        found = remarks.bare(work.tx, self.evaluation, self.comment)
        self._require_own(work, found)
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.decide_late(self.admitted, motive))

    def _require_own(self, work: Work, found: remarks.Bare) -> None:
        """A chair decides for the own group, on what a chair may read; a secretary for whoever gave the instruction."""
        if work.acting.capacity is not Capacity.SECRETARY and self.group(work) != work.acting.group:
            raise OtherGroup()
        remarks.require_seen(work.tx, Reader(person=work.person, holds=(work.acting,), moment=work.now), found)
