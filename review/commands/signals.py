"""Raising an integrity signal, and saying what was done with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import NoSeatHere
from review.domain.permissions import Permission
from review.domain.signals import Signal, SignalKind, SignalOutcome, SignalRaised
from review.projections import signals


@dataclass(frozen=True, kw_only=True)
class RaiseSignal(EvaluationCommand):
    """Anybody with a seat or an office says what touches the independence of the evaluation (rule G11)."""

    needs: ClassVar[Permission] = Permission.RAISE_SIGNAL
    while_halted: ClassVar[bool] = True
    kind: SignalKind
    text: str
    about: UUID | None = None

    def execute(self, work: Work) -> None:
        """Raises NoSeatHere for a person who never had a seat in this evaluation."""
        if self.about is not None and self.about not in signals.people(work.tx, self.evaluation, work.today):
            raise NoSeatHere()
        text = work.seal(texts.required(self.text, "text", texts.COMMENT_LIMIT))
        work.begin(SignalRaised(kind=self.kind, text=text, about=self.about))


@dataclass(frozen=True, kw_only=True)
class AssessSignal(EvaluationCommand):
    """The director or a chair says what was done with a signal; an earlier assessment stays.

    Where each of them raised it or is concerned, the auditor says it (condition 22).
    """

    needs: ClassVar[Permission] = Permission.ASSESS_SIGNAL
    while_halted: ClassVar[bool] = True
    signal: UUID
    outcome: SignalOutcome
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Signal, self.signal)
        motive = work.seal(texts.required(self.motive, "motive", texts.COMMENT_LIMIT))
        raiser = signals.raiser(work.tx, self.evaluation, self.signal)
        usual = signals.usual_assessors(work.tx, self.evaluation, work.today)
        work.keep(it, it.assess(work.acting, raiser, usual, self.outcome, motive))
