"""Judging quality: by others than who wrote, every criterion of the phase, with motives where it is not good."""

from __future__ import annotations

import pytest

from review.application import uuid7
from review.domain.errors import Contributor, Missing, NoSuchChoice, NotIndependent
from review.domain.quality import CRITERIA_OF, Criterion, Grade, QualityPhase, assess, require_independent
from review.domain.vocabulary import Capacity, DocumentKind

TOR, REPORT = DocumentKind.TERMS_OF_REFERENCE, DocumentKind.REPORT
Judged = list[tuple[Criterion, Grade, str | None]]


def judged(phase: QualityPhase, grade: Grade = Grade.GOOD, motive: str | None = None) -> Judged:
    return [(one, grade, motive) for one in CRITERIA_OF[phase]]


def test_eight_criteria_for_the_terms_of_reference_and_nine_for_the_report() -> None:
    assert [one.number for one in CRITERIA_OF[QualityPhase.TERMS_OF_REFERENCE]] == list(range(1, 9))
    assert [one.number for one in CRITERIA_OF[QualityPhase.DRAFT]] == list(range(9, 18))
    assert CRITERIA_OF[QualityPhase.DRAFT] == CRITERIA_OF[QualityPhase.FINAL]


def test_who_contributed_does_not_judge() -> None:
    writer = uuid7()
    with pytest.raises(Contributor):
        assess(writer, [writer], TOR, QualityPhase.TERMS_OF_REFERENCE, judged(QualityPhase.TERMS_OF_REFERENCE))


def test_every_criterion_of_the_phase_and_no_other() -> None:
    good = judged(QualityPhase.DRAFT)
    assess(uuid7(), [], REPORT, QualityPhase.DRAFT, good)
    with pytest.raises(Missing) as missing:
        assess(uuid7(), [], REPORT, QualityPhase.FINAL, good[:-1])
    assert missing.value.field == Criterion.PRESENTATION
    with pytest.raises(NoSuchChoice):
        assess(uuid7(), [], REPORT, QualityPhase.DRAFT, [*good, (Criterion.SCOPE, Grade.GOOD, None)])
    with pytest.raises(NoSuchChoice):
        assess(uuid7(), [], TOR, QualityPhase.DRAFT, good)


@pytest.mark.parametrize("grade", [Grade.ADEQUATE, Grade.INADEQUATE])
def test_what_is_not_good_has_a_motive(grade: Grade) -> None:
    assess(uuid7(), [], REPORT, QualityPhase.DRAFT, judged(QualityPhase.DRAFT, grade, "Te dun."))
    with pytest.raises(Missing):
        assess(uuid7(), [], REPORT, QualityPhase.DRAFT, judged(QualityPhase.DRAFT, grade))


def test_only_an_external_expert_who_declares_both_is_independent() -> None:
    require_independent(Capacity.EXTERNAL_EXPERT, no_policy=True, no_role=True)
    for capacity, no_policy, no_role in (
        (Capacity.PEER_READER, True, True),
        (Capacity.EXTERNAL_EXPERT, False, True),
        (Capacity.EXTERNAL_EXPERT, True, False),
    ):
        with pytest.raises(NotIndependent):
            require_independent(capacity, no_policy=no_policy, no_role=no_role)
