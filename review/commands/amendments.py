"""Proposing to amend the approved Terms of Reference, and dropping the proposal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.amendments import Amendment
from review.domain.errors import ApprovalPending, ReportApproved
from review.domain.permissions import Permission
from review.domain.vocabulary import DocumentKind
from review.projections import approvals, course


@dataclass(frozen=True, kw_only=True)
class ProposeAmendment(EvaluationCommand):
    """The team lead or the director says why the approved Terms of Reference have to change."""

    needs: ClassVar[Permission] = Permission.PROPOSE_AMENDMENT
    motive: str

    def execute(self, work: Work) -> None:
        motive = work.seal(texts.required(self.motive, "motive"))
        now = course.terms(work.tx, self.evaluation)
        if course.is_approved(work.tx, self.evaluation, DocumentKind.REPORT, 0):
            raise ReportApproved()
        work.begin(Amendment.propose(now.approved, motive, running=now.amendment is not None))


@dataclass(frozen=True, kw_only=True)
class DropAmendment(EvaluationCommand):
    """The proposal is dropped; what was approved goes on to hold. Not while the director is asked."""

    needs: ClassVar[Permission] = Permission.PROPOSE_AMENDMENT
    amendment: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Amendment, self.amendment)
        now = course.terms(work.tx, self.evaluation)
        dropped = it.drop(work.seal(texts.required(self.motive, "motive")), running=now.amendment == self.amendment)
        if now.draft is not None and approvals.pending(work.tx, now.draft):
            raise ApprovalPending()
        work.keep(it, dropped)
