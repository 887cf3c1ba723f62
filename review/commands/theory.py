"""Reconstructing the theory of change, and saying how its steps held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import LeadsBack, NoSuchChoice
from review.domain.goals import GoalLevel
from review.domain.permissions import Permission
from review.domain.theory import (
    TheoryElement,
    TheoryElementAdded,
    TheoryElementRemoved,
    TheoryElementRevised,
    TheoryStep,
    TheoryStepDrawn,
    TheoryStepRemoved,
    TheoryStepTested,
    Verdict,
    require_upward,
)
from review.projections import theory

TEXT_LIMIT = 1_000


@dataclass(frozen=True, kw_only=True)
class AddElement(EvaluationCommand):
    """The team adds an input, activity, output, outcome or impact to the theory of change."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    level: GoalLevel
    text: str

    def execute(self, work: Work) -> None:
        text = work.seal(texts.required(self.text, "text", TEXT_LIMIT))
        number = theory.next_number(work.tx, self.evaluation)
        work.begin(TheoryElementAdded(number=number, level=self.level, text=text))


@dataclass(frozen=True, kw_only=True)
class ReviseElement(EvaluationCommand):
    """The team words an element anew or moves it to another level, and says why; its steps stay where they fit."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    element: UUID
    level: GoalLevel
    text: str
    motive: str

    def execute(self, work: Work) -> None:
        """Raises LeadsBack where a step would then lead down."""
        it = work.load(TheoryElement, self.element)
        it.require_there()
        levels = {**theory.levels(work.tx, self.evaluation), it.id: self.level}
        drawn = theory.drawn(work.tx, self.evaluation)
        if any(levels[target].rank < levels[origin].rank for origin, target in drawn if it.id in (origin, target)):
            raise LeadsBack(field="level")
        text = work.seal(texts.required(self.text, "text", TEXT_LIMIT))
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, TheoryElementRevised(level=self.level, text=text, motive=motive))


@dataclass(frozen=True, kw_only=True)
class RemoveElement(EvaluationCommand):
    """The team takes an element out, with the steps from and to it."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    element: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(TheoryElement, self.element)
        it.require_there()
        work.keep(it, TheoryElementRemoved(motive=work.seal(texts.required(self.motive, "motive"))))


@dataclass(frozen=True, kw_only=True)
class DrawStep(EvaluationCommand):
    """The team says that one element should lead to another, and what has to hold for that."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    origin: UUID
    target: UUID
    assumption: str = ""

    def execute(self, work: Work) -> None:
        levels = theory.levels(work.tx, self.evaluation)
        for field, wanted in (("origin", self.origin), ("target", self.target)):
            if wanted not in levels:
                raise NoSuchChoice(field=field)
        ends = (self.origin, levels[self.origin]), (self.target, levels[self.target])
        require_upward(*ends, theory.drawn(work.tx, self.evaluation))
        assumption = texts.optional(self.assumption, "assumption", TEXT_LIMIT)
        sealed = work.seal_optional(assumption)
        work.begin(TheoryStepDrawn(origin=self.origin, target=self.target, assumption=sealed))


@dataclass(frozen=True, kw_only=True)
class RemoveStep(EvaluationCommand):
    """The team takes a step out."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    step: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(TheoryStep, self.step)
        it.require_there()
        work.keep(it, TheoryStepRemoved(motive=work.seal(texts.required(self.motive, "motive"))))


@dataclass(frozen=True, kw_only=True)
class RecordTest(EvaluationCommand):
    """The team says how a step and its assumption held in practice, and on what that rests."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    step: UUID
    verdict: Verdict
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(TheoryStep, self.step)
        it.require_there()
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, TheoryStepTested(verdict=self.verdict, motive=motive))
