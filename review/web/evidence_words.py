"""What the fixed words of the evidence are called, with their colours; Dutch in translations/nl/findings.po."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.findings import GRAVE, Aspect, Caution, FindingKind
from review.domain.goals import GoalLevel
from review.domain.theory import Verdict
from review.web.translations import lazy_gettext as _

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
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
}
TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
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
