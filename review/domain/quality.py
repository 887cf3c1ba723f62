"""Quality: criteria judged in three phases (rule G15), and the opinion of an independent expert (rule G7)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Event, Sealed
from review.domain.errors import Contributor, Missing, NoSuchChoice, NotIndependent
from review.domain.vocabulary import Capacity, DocumentKind


class QualityPhase(StrEnum):
    """When quality is judged: the Terms of Reference, a draft of the report, and the report as it will be adopted."""

    TERMS_OF_REFERENCE = "terms_of_reference"
    DRAFT = "draft"
    FINAL = "final"


class Criterion(StrEnum):
    """1 to 8 judge the Terms of Reference, 9 to 14 the methodology, 15 to 17 the report."""

    REASON = "reason"
    SCOPE = "scope"
    POLICY_THEORY = "policy_theory"
    QUESTIONS = "questions"
    YARDSTICKS = "yardsticks"
    METHODS = "methods"
    PLANNING = "planning"
    INDEPENDENCE = "independence"
    JUSTIFICATION = "justification"
    TRIANGULATION = "triangulation"
    RELIABILITY = "reliability"
    VALIDITY = "validity"
    REPRESENTATIVENESS = "representativeness"
    LIMITATIONS = "limitations"
    ANSWERS = "answers"
    LESSONS = "lessons"
    PRESENTATION = "presentation"

    @property
    def number(self) -> int:
        return list(Criterion).index(self) + 1


_OF_TERMS, _OF_REPORT = tuple(Criterion)[:8], tuple(Criterion)[8:]
CRITERIA_OF: dict[QualityPhase, tuple[Criterion, ...]] = {
    QualityPhase.TERMS_OF_REFERENCE: _OF_TERMS,
    QualityPhase.DRAFT: _OF_REPORT,
    QualityPhase.FINAL: _OF_REPORT,
}
PHASES_OF: dict[DocumentKind, tuple[QualityPhase, ...]] = {
    DocumentKind.TERMS_OF_REFERENCE: (QualityPhase.TERMS_OF_REFERENCE,),
    DocumentKind.REPORT: (QualityPhase.DRAFT, QualityPhase.FINAL),
}


class Grade(StrEnum):
    GOOD = "good"
    ADEQUATE = "adequate"
    INADEQUATE = "inadequate"


class Judgement(msgspec.Struct, frozen=True, array_like=True):
    """One criterion judged; whatever is not good comes with a motive."""

    criterion: Criterion
    grade: Grade
    motive: Sealed | None = None


class QualityAssessed(Event, frozen=True, kw_only=True):
    """A member judged one version in one phase; a later one of the same member stands beside it."""

    NAME: ClassVar[str] = "quality.assessed"
    draft: UUID
    draft_version: int
    phase: QualityPhase
    judgements: tuple[Judgement, ...]


class OpinionFiled(Event, frozen=True, kw_only=True):
    """An independent expert's opinion on a version, how the expert was involved, and that both conditions are met."""

    NAME: ClassVar[str] = "quality.opinion-filed"
    draft: UUID
    draft_version: int
    text: Sealed
    involvement: Sealed


def assess(
    person: UUID,
    contributors: Collection[UUID],
    kind: DocumentKind,
    phase: QualityPhase,
    judged: Sequence[tuple[Criterion, Grade, str | None]],
) -> None:
    """Raises Contributor, NoSuchChoice, Missing."""
    if person in contributors:
        raise Contributor()
    if phase not in PHASES_OF[kind]:
        raise NoSuchChoice(field="phase")
    grades = {criterion: (grade, motive) for criterion, grade, motive in judged}
    for criterion in CRITERIA_OF[phase]:
        if criterion not in grades:
            raise Missing(field=str(criterion))
        grade, motive = grades[criterion]
        if grade is not Grade.GOOD and motive is None:
            raise Missing(field=f"{criterion}_motive")
    if len(grades) != len(CRITERIA_OF[phase]):
        raise NoSuchChoice(field="phase")


def require_independent(capacity: Capacity, *, no_policy: bool, no_role: bool) -> None:
    """Only an external expert who declares to have no responsibility for the policy and no significant role in the
    research it rests on gives an independent opinion. Raises NotIndependent."""
    if capacity is not Capacity.EXTERNAL_EXPERT or not (no_policy and no_role):
        raise NotIndependent()
