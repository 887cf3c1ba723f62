"""What is weak in findings and lessons, and which words attribute."""

from __future__ import annotations

import pytest

from review.application import uuid7
from review.domain.attribution import attributing_words
from review.domain.errors import CannotRestOn
from review.domain.findings import (
    Aspect,
    Caution,
    FindingKind,
    Weighed,
    aspects_missing,
    require_grounds,
    weigh,
)
from review.domain.goals import GoalLevel
from review.domain.vocabulary import SourceType

K, S = FindingKind, SourceType
GROUNDS = frozenset({10, 11})


def made(kind: FindingKind, **more: object) -> Weighed:
    return Weighed(id=uuid7(), kind=kind, **more)


def sure(kind: FindingKind = K.FINDING, **more: object) -> Weighed:
    given = {"questions": frozenset({10}), "types": frozenset({S.DOCUMENT, S.INTERVIEW}), **more}
    return made(kind, **given)


@pytest.mark.parametrize(
    ("types", "expected"),
    [
        (set(), Caution.NO_SOURCE),
        ({S.INTERVIEW}, Caution.ONE_SOURCE_TYPE),
        ({S.DOCUMENT, S.MESSAGE}, Caution.ONE_SOURCE_TYPE),
        ({S.DOCUMENT, S.SURVEY}, None),
        ({S.FIELDWORK, S.LITERATURE}, None),
    ],
)
def test_a_finding_rests_on_more_than_one_type(types: set[SourceType], expected: Caution | None) -> None:
    it = sure(types=frozenset(types))
    assert weigh([it], GROUNDS)[it.id] == ((expected,) if expected else ())


def test_a_conclusion_rests_on_a_finding_and_a_lesson_reaches_an_answer_through_it() -> None:
    found = sure()
    concluded = made(K.CONCLUSION, questions=frozenset({11}), rests_on=frozenset({found.id}))
    learnt = made(K.LESSON, rests_on=frozenset({concluded.id}))
    loose = made(K.CONCLUSION, questions=frozenset({11}))
    floating = made(K.RECOMMENDATION, questions=frozenset({10}), rests_on=frozenset({uuid7()}))
    cautions = weigh([found, concluded, learnt, loose, floating], GROUNDS)
    assert cautions[concluded.id] == cautions[learnt.id] == ()
    assert cautions[loose.id] == (Caution.NO_GROUND,)
    assert cautions[floating.id] == (Caution.UNTRACED,)


def test_a_lesson_that_rests_only_on_what_answers_the_question_for_lessons_is_untraced() -> None:
    found = sure(questions=frozenset({99}))
    learnt = made(K.LESSON, rests_on=frozenset({found.id}))
    assert weigh([found, learnt], GROUNDS)[learnt.id] == (Caution.UNTRACED,)


def test_attribution_counts_at_the_level_of_impact_alone() -> None:
    impact = sure(level=GoalLevel.IMPACT, attributes=True)
    outcome = sure(level=GoalLevel.OUTCOME, attributes=True)
    cautions = weigh([impact, outcome], GROUNDS)
    assert (cautions[impact.id], cautions[outcome.id]) == ((Caution.ATTRIBUTION,), ())


def test_military_and_political_aspects_are_both_covered() -> None:
    assert aspects_missing([]) == ()
    military = sure(aspects=frozenset({Aspect.MILITARY}))
    lesson = made(K.LESSON, aspects=frozenset({Aspect.POLITICAL}))
    assert aspects_missing([military, lesson]) == (Aspect.POLITICAL,)
    assert aspects_missing([military, sure(aspects=frozenset({Aspect.POLITICAL}))]) == ()


def test_each_rests_on_a_lower_rank_only() -> None:
    finding, conclusion, lesson = uuid7(), uuid7(), uuid7()
    there = {finding: K.FINDING, conclusion: K.CONCLUSION, lesson: K.LESSON}
    require_grounds(K.LESSON, there, [finding, conclusion])
    require_grounds(K.CONCLUSION, there, [finding])
    for kind, wanted in ((K.FINDING, finding), (K.CONCLUSION, conclusion), (K.RECOMMENDATION, lesson)):
        with pytest.raises(CannotRestOn):
            require_grounds(kind, there, [wanted])
    with pytest.raises(CannotRestOn):
        require_grounds(K.LESSON, there, [uuid7()])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De inzet heeft volgens ons geleid tot stabiliteit.", "heeft volgens ons geleid tot"),
        ("Dit leidde op termijn tot rust.", "leidde op termijn tot"),
        ("Dankzij de missie is het rustig.", "Dankzij"),
        ("Nederland droeg in belangrijke mate bij.", "in belangrijke mate"),
        ("The mission led to stability.", "led to"),
        ("Nederland heeft bijgedragen aan de stabiliteit.", ""),
        ("Het is waarschijnlijk dat de inzet bijdroeg.", ""),
        ("De leiding zorgde goed. Voor de rest niets.", ""),
        ("", ""),
    ],
)
def test_which_words_attribute(text: str, expected: str) -> None:
    assert attributing_words(text) == expected
