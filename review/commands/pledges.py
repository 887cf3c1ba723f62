"""Signing the ethics pledge."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from review.application import EvaluationCommand, Work
from review.domain.errors import AlreadyDone
from review.domain.permissions import Permission
from review.domain.pledges import EDITION, PledgeSigned
from review.projections import pledges


@dataclass(frozen=True, kw_only=True)
class SignPledge(EvaluationCommand):
    """Who does research signs the ethics pledge, once in an evaluation, before recording what was found (rule P5)."""

    needs: ClassVar[Permission] = Permission.SIGN_PLEDGE

    def execute(self, work: Work) -> None:
        if work.person in pledges.signed(work.tx, self.evaluation):
            raise AlreadyDone(what="pledge_signed")
        work.begin(PledgeSigned(seat=work.acting.seat, edition=EDITION))
