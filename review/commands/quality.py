"""Judging quality, and giving an independent opinion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import Contributor
from review.domain.permissions import Permission
from review.domain.quality import (
    Criterion,
    Grade,
    Judgement,
    OpinionFiled,
    QualityAssessed,
    QualityPhase,
    assess,
    require_independent,
)
from review.projections import drafts

MOTIVE_LIMIT = 2_000


@dataclass(frozen=True, kw_only=True)
class AssessQuality(EvaluationCommand):
    """A member of a group judges a version on every criterion of the phase (rule G15)."""

    needs: ClassVar[Permission] = Permission.FILE_ASSESSMENT
    draft: UUID
    number: int
    phase: QualityPhase
    judged: tuple[tuple[Criterion, Grade, str], ...]

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        judged = [
            (criterion, grade, texts.optional(motive, f"{criterion}_motive", MOTIVE_LIMIT))
            for criterion, grade, motive in self.judged
        ]
        assess(work.person, it.contributors, it.kind, self.phase, judged)
        sealed = tuple(Judgement(criterion, grade, work.seal_optional(motive)) for criterion, grade, motive in judged)
        assessed = QualityAssessed(draft=self.draft, draft_version=it.number, phase=self.phase, judgements=sealed)
        work.begin(assessed)


@dataclass(frozen=True, kw_only=True)
class FileOpinion(EvaluationCommand):
    """An external expert gives an independent opinion on a version, and tells how the expert was involved (rule G7)."""

    needs: ClassVar[Permission] = Permission.FILE_ASSESSMENT
    draft: UUID
    number: int
    text: str
    involvement: str
    no_policy: bool
    no_role: bool

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        if work.person in it.contributors:
            raise Contributor()
        require_independent(work.acting.capacity, no_policy=self.no_policy, no_role=self.no_role)
        text = work.seal(texts.required(self.text, "text", texts.COMMENT_LIMIT))
        involvement = work.seal(texts.required(self.involvement, "involvement"))
        filed = OpinionFiled(draft=self.draft, draft_version=it.number, text=text, involvement=involvement)
        work.begin(filed)
