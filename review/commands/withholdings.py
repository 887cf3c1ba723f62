"""Withholding a finding from publication: proposing it, the consultation, the decision, and releasing it later."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import AlreadyDone
from review.domain.items import require_number
from review.domain.permissions import Permission
from review.domain.vocabulary import FlagGround
from review.domain.withholdings import Withholding, WithholdingProposed
from review.projections import publication, withholdings


@dataclass(frozen=True, kw_only=True)
class ProposeWithholding(EvaluationCommand):
    """Somebody of the team, or the classification authority, proposes that a finding is not published (rule G14)."""

    needs: ClassVar[Permission] = Permission.PROPOSE_WITHHOLDING
    finding: str
    ground: FlagGround
    motive: str

    def execute(self, work: Work) -> None:
        """Raises AlreadyDone where it is proposed or withheld already, or the report is public."""
        finding = require_number(self.finding.strip(), "finding")
        if publication.current(work.tx, self.evaluation) is not None:
            raise AlreadyDone(what="report_published")
        if withholdings.stands(work.tx, self.evaluation, finding):
            raise AlreadyDone(what="withholding_proposed")
        motive = work.seal(texts.required(self.motive, "motive"))
        work.begin(WithholdingProposed(finding=finding, ground=self.ground, motive=motive))


@dataclass(frozen=True, kw_only=True)
class ConsultOnWithholding(EvaluationCommand):
    """It was discussed with the directorate concerned."""

    needs: ClassVar[Permission] = Permission.RECORD_CONSULTATION
    withholding: UUID
    directorate: str
    occurred_on: date
    account: str

    def execute(self, work: Work) -> None:
        it = work.load(Withholding, self.withholding)
        account = work.seal(texts.required(self.account, "account"))
        directorate = texts.organisation(self.directorate)
        work.keep(it, it.consult(directorate, self.occurred_on, account, work.today))


@dataclass(frozen=True, kw_only=True)
class DecideWithholding(EvaluationCommand):
    """A director who did not propose it decides whether the finding is withheld (condition 12)."""

    needs: ClassVar[Permission] = Permission.DECIDE_WITHHOLDING
    withholding: UUID
    withheld: bool
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Withholding, self.withholding)
        motive = work.seal(texts.required(self.motive, "motive"))
        proposer = withholdings.proposer(work.tx, self.evaluation, self.withholding)
        work.keep(it, it.decide(work.person, proposer, withheld=self.withheld, motive=motive))


@dataclass(frozen=True, kw_only=True)
class ReleaseFinding(EvaluationCommand):
    """The director lets a withheld finding be published after all."""

    needs: ClassVar[Permission] = Permission.DECIDE_WITHHOLDING
    withholding: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Withholding, self.withholding)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.release(motive))
