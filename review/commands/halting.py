"""Suspending an evaluation, resuming it, ending it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.evaluations import Running
from review.domain.permissions import Permission


@dataclass(frozen=True, kw_only=True)
class SuspendEvaluation(EvaluationCommand):
    """The director lets an evaluation wait, with reasons, until a day on which to look at it again."""

    needs: ClassVar[Permission] = Permission.OPEN_EVALUATION
    while_halted: ClassVar[bool] = True
    motive: str
    review_on: date

    def execute(self, work: Work) -> None:
        it = work.load(Running, work.log)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.suspend(work.acting, motive, self.review_on, work.today))


@dataclass(frozen=True, kw_only=True)
class ResumeEvaluation(EvaluationCommand):
    """The director lets it go on where it stood."""

    needs: ClassVar[Permission] = Permission.OPEN_EVALUATION
    while_halted: ClassVar[bool] = True
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Running, work.log)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.resume(work.acting, motive))


@dataclass(frozen=True, kw_only=True)
class WithdrawEvaluation(EvaluationCommand):
    """The director ends it for good; everything that was recorded stays."""

    needs: ClassVar[Permission] = Permission.OPEN_EVALUATION
    while_halted: ClassVar[bool] = True
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Running, work.log)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.withdraw(work.acting, motive))
