"""Saying why a passage changed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.changes import ChangeExplained
from review.domain.errors import NoSuchPassage
from review.domain.permissions import Permission
from review.projections import drafts
from review.rewording import changed, opening


@dataclass(frozen=True, kw_only=True)
class ExplainChange(EvaluationCommand):
    """The team says why a passage of a version reads otherwise than in the version before."""

    needs: ClassVar[Permission] = Permission.DISPOSE
    draft: UUID
    number: int
    block: int
    reason: str

    def execute(self, work: Work) -> None:
        drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        if self.number < 2:
            raise NoSuchPassage(block=self.block)
        system = Reader(person=work.review.installation.id, moment=work.now)
        before, after = (
            work.review.versions.entries(work.tx, work.log, self.draft, one) for one in (self.number - 1, self.number)
        )
        if not changed(before, after, self.block, opening(work.review.door(), system)):
            raise NoSuchPassage(block=self.block, version=self.number)
        reason = work.seal(texts.required(self.reason, "reason"))
        work.begin(ChangeExplained(draft=self.draft, draft_version=self.number, block=self.block, reason=reason))
