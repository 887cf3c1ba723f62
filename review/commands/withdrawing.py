"""Withdrawing a version before any round on it was closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.commands.drafts import require_own
from review.domain import texts
from review.domain.drafts import Draft
from review.domain.errors import ApprovalPending, VersionApproved, VersionReviewed, VersionSuperseded
from review.domain.permissions import Permission
from review.domain.rounds import Round
from review.domain.vocabulary import ClosingGround
from review.projections import advised, approvals, drafts


@dataclass(frozen=True, kw_only=True)
class WithdrawVersion(EvaluationCommand):
    """The team lead takes the latest version back, with a reason; a round that runs on it ends in the same act."""

    needs: ClassVar[Permission] = Permission.SUBMIT_VERSION
    draft: UUID
    number: int
    motive: str

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        require_own(work, it.draft, it.kind, it.part)
        it.require_there()
        if it.number != it.latest:
            raise VersionSuperseded(latest=it.latest)
        if it.approved == it.number:
            raise VersionApproved()
        if approvals.pending(work.tx, it.draft):
            raise ApprovalPending()
        held = [work.load(Round, one) for one in advised.on_version(work.tx, it.draft, it.number)]
        if any(one.was_closed for one in held):
            raise VersionReviewed()
        motive = work.seal(texts.required(self.motive, "motive"))
        draft = work.load(Draft, it.draft)
        work.keep(draft, draft.withdraw(it.number, motive))
        for one in held:
            work.keep(one, one.close(ClosingGround.VERSION_WITHDRAWN, motive))
