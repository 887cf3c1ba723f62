"""Checking that nothing in a version can be traced to a respondent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.permissions import Permission
from review.domain.traceability import CheckOutcome, TraceabilityChecked, require_no_interviewer
from review.projections import drafts, interviews


@dataclass(frozen=True, kw_only=True)
class CheckTraceability(EvaluationCommand):
    """Somebody who held none of the interviews reads a version for what points at a respondent (rule P1)."""

    needs: ClassVar[Permission] = Permission.CHECK_TRACEABILITY
    draft: UUID
    number: int
    outcome: CheckOutcome
    motive: str

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        require_no_interviewer(work.person, interviews.interviewers(work.tx, self.evaluation))
        motive = work.seal(texts.required(self.motive, "motive"))
        checked = TraceabilityChecked(draft=self.draft, draft_version=it.number, outcome=self.outcome, motive=motive)
        work.begin(checked)
