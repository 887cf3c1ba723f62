"""After an approval: its conditions are confirmed one by one, and the approval itself may be withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.approvals import Approval
from review.domain.permissions import Permission
from review.projections import approvals


@dataclass(frozen=True, kw_only=True)
class FulfilCondition(EvaluationCommand):
    """The director confirms that a condition of an approval was met, and says how."""

    needs: ClassVar[Permission] = Permission.CONFIRM_CONDITION
    approval: UUID
    number: int
    note: str

    def execute(self, work: Work) -> None:
        it = work.load(Approval, self.approval)
        note = work.seal(texts.required(self.note, "note"))
        work.keep(it, it.fulfil(self.number, note))


@dataclass(frozen=True, kw_only=True)
class RevokeApproval(EvaluationCommand):
    """The director withdraws an approval with a motive; an earlier approval of the document stands again."""

    needs: ClassVar[Permission] = Permission.REVOKE_APPROVAL
    seals_checkpoint: ClassVar[bool] = True
    approval: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Approval, self.approval)
        motive = work.seal(texts.required(self.motive, "motive"))
        stands = approvals.standing_without(work.tx, it.draft, it.id) if it.draft else None
        work.keep(it, it.revoke(motive, stands))
