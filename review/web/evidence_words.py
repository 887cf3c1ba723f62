"""What the fixed words of the evidence are called, with their colours; Dutch in translations/nl/findings.po."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.cautioned import Weakness
from review.domain.findings import GRAVE, Aspect, Caution, FindingKind
from review.domain.goals import GoalLevel
from review.domain.quality import Criterion, Grade, QualityPhase
from review.domain.sources import LevelGround
from review.domain.theory import Verdict
from review.domain.traceability import CheckOutcome
from review.web.translations import lazy_gettext as _

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    LevelGround: {
        LevelGround.TERM_ENDED: _("the term ended"),
        LevelGround.EVENT_OCCURRED: _("what it waited for happened"),
        LevelGround.INTEREST_CHANGED: _("the interest it protects changed"),
        LevelGround.WRONGLY_SET: _("the level was wrong"),
        LevelGround.PUBLISHED_ELSEWHERE: _("it was published elsewhere"),
        LevelGround.OTHER: _("on another ground"),
    },
    FindingKind: {
        FindingKind.FINDING: _("finding"),
        FindingKind.CONCLUSION: _("conclusion"),
        FindingKind.LESSON: _("lesson"),
        FindingKind.RECOMMENDATION: _("recommendation"),
    },
    GoalLevel: {
        GoalLevel.INPUT: _("input"),
        GoalLevel.ACTIVITY: _("activity"),
        GoalLevel.OUTPUT: _("output"),
        GoalLevel.OUTCOME: _("outcome"),
        GoalLevel.IMPACT: _("impact"),
    },
    Aspect: {
        Aspect.MILITARY: _("military"),
        Aspect.POLITICAL: _("political"),
        Aspect.POLICE: _("police"),
        Aspect.CIVIL: _("civil"),
        Aspect.DEVELOPMENT: _("development"),
    },
    QualityPhase: {
        QualityPhase.TERMS_OF_REFERENCE: _("Terms of Reference"),
        QualityPhase.DRAFT: _("draft of the report"),
        QualityPhase.FINAL: _("final report"),
    },
    Grade: {
        Grade.GOOD: _("good"),
        Grade.ADEQUATE: _("adequate"),
        Grade.INADEQUATE: _("inadequate"),
    },
    CheckOutcome: {
        CheckOutcome.PASSED: _("nothing traceable"),
        CheckOutcome.TRACEABLE: _("something is traceable"),
    },
    Criterion: {
        Criterion.REASON: _("reason and purpose"),
        Criterion.SCOPE: _("scope"),
        Criterion.POLICY_THEORY: _("theory of change"),
        Criterion.QUESTIONS: _("research questions"),
        Criterion.YARDSTICKS: _("yardsticks"),
        Criterion.METHODS: _("methods"),
        Criterion.PLANNING: _("planning and risks"),
        Criterion.INDEPENDENCE: _("independence"),
        Criterion.JUSTIFICATION: _("justification of methods"),
        Criterion.TRIANGULATION: _("triangulation"),
        Criterion.RELIABILITY: _("reliability"),
        Criterion.VALIDITY: _("validity"),
        Criterion.REPRESENTATIVENESS: _("representativeness"),
        Criterion.LIMITATIONS: _("limitations"),
        Criterion.ANSWERS: _("answers and conclusions"),
        Criterion.LESSONS: _("lessons and recommendations"),
        Criterion.PRESENTATION: _("presentation"),
    },
    Verdict: {
        Verdict.HELD: _("held"),
        Verdict.HELD_PARTLY: _("held in part"),
        Verdict.NOT_HELD: _("did not hold"),
        Verdict.UNKNOWN: _("not to be established"),
    },
    Caution: {
        Caution.NO_SOURCE: _("no source"),
        Caution.ONE_SOURCE_TYPE: _("one type of source"),
        Caution.NO_GROUND: _("rests on no finding"),
        Caution.UNTRACED: _("follows from no answer"),
        Caution.ATTRIBUTION: _("attributes"),
        Caution.NO_QUESTION: _("answers no question"),
    },
    Weakness: {
        Weakness.NO_SOURCE: _("no source"),
        Weakness.ONE_SOURCE_TYPE: _("one type of source"),
        Weakness.NO_GROUND: _("rests on no finding"),
        Weakness.UNTRACED: _("follows from no answer"),
        Weakness.ATTRIBUTION: _("attributes"),
        Weakness.NO_QUESTION: _("answers no question"),
        Weakness.NO_MILITARY_ASPECT: _("no finding on the military aspect"),
        Weakness.NO_POLITICAL_ASPECT: _("no finding on the political aspect"),
        Weakness.UNANSWERED: _("question without an answer"),
    },
}
TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
    Grade: {Grade.GOOD: "ok", Grade.ADEQUATE: "warn", Grade.INADEQUATE: "bad"},
    CheckOutcome: {CheckOutcome.PASSED: "ok", CheckOutcome.TRACEABLE: "bad"},
    Verdict: {Verdict.HELD: "ok", Verdict.HELD_PARTLY: "warn", Verdict.NOT_HELD: "bad"},
    Caution: {one: "bad" if one in GRAVE else "warn" for one in Caution},
}
WHY: dict[Caution, Any] = {
    Caution.NO_SOURCE: _("A finding rests on sources. Link the sources that it was read from."),
    Caution.ONE_SOURCE_TYPE: _("Two types of source that say the same are surer than one. Look for another type."),
    Caution.NO_GROUND: _("A conclusion follows from findings. Link those it rests on."),
    Caution.UNTRACED: _("Lessons follow from the answers to the other questions. Link the findings that it rests on."),
    Caution.ATTRIBUTION: _(
        "At the level of impact only likelihood can be said. Write that it contributed, or may have."
    ),
    Caution.NO_QUESTION: _("Link the question that it answers, or it is out of scope."),
}
"""What is meant, and what to do about it."""
ASKED: dict[Criterion, Any] = {
    Criterion.REASON: _("Is it clear why there is an evaluation, and for whom?"),
    Criterion.SCOPE: _("Is it clear what belongs to it and what does not, and why?"),
    Criterion.POLICY_THEORY: _("Is it told how the policy should have worked, with its assumptions?"),
    Criterion.QUESTIONS: _("Are the questions clear, complete, and answerable?"),
    Criterion.YARDSTICKS: _("Is it clear against what results are measured?"),
    Criterion.METHODS: _("Do the methods fit the questions, with more than one type of source for each?"),
    Criterion.PLANNING: _("Are time, means and risks thought through?"),
    Criterion.INDEPENDENCE: _("Is it guarded that nobody steers the outcome?"),
    Criterion.JUSTIFICATION: _("Is it told how data were gathered and analysed, and why so?"),
    Criterion.TRIANGULATION: _("Do findings rest on more than one type of source?"),
    Criterion.RELIABILITY: _("Would somebody else find the same in the same way?"),
    Criterion.VALIDITY: _("Was that measured which had to be measured, and are causes not claimed too soon?"),
    Criterion.REPRESENTATIVENESS: _("Do cases and respondents stand for the whole, or is it told for what they stand?"),
    Criterion.LIMITATIONS: _("Is it told what the research cannot say?"),
    Criterion.ANSWERS: _("Are all questions answered, and do the conclusions follow from the findings?"),
    Criterion.LESSONS: _("Do the lessons follow from the answers, and can somebody act on them?"),
    Criterion.PRESENTATION: _("Is it readable, and does the summary say what the report says?"),
}
"""What each criterion of quality asks."""
