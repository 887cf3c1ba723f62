"""What the team of the demo found and learnt, on what that rests, and how the contribution should have worked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from review.commands.findings import RecordFinding, ReviseFinding
from review.commands.pledges import SignPledge
from review.commands.quality import AssessQuality
from review.commands.theory import AddElement, DrawStep, RecordTest
from review.commands.traceability import CheckTraceability
from review.demo.stage import Entry, Stage, Step
from review.documents.questions import questions
from review.domain.findings import Aspect, FindingKind
from review.domain.goals import GoalLevel
from review.domain.permissions import Permission
from review.domain.quality import CRITERIA_OF, Grade, QualityPhase
from review.domain.theory import Verdict
from review.domain.traceability import CheckOutcome
from review.passages import passages


def finding(stage: Stage, it: Entry) -> Iterator[Step]:
    def record() -> None:
        kind = FindingKind(it["kind"])
        command = RecordFinding(evaluation=stage.evaluation, kind=kind, **_linked(stage, it))
        actor = stage.actor(it["by"], Permission.RECORD_EVIDENCE)
        stage.findings[it["key"]] = stage.do(command, actor).subject

    def revise(again: Entry) -> None:
        linked = _linked(stage, {**it, **again})
        command = ReviseFinding(
            evaluation=stage.evaluation, finding=stage.findings[it["key"]], motive=again["motive"], **linked
        )
        stage.do(command, stage.actor(again["by"], Permission.RECORD_EVIDENCE))

    yield stage.moment(it), record
    if "revised" in it:
        yield stage.moment(it["revised"]), lambda: revise(it["revised"])


def pledge(stage: Stage, it: Entry) -> Iterator[Step]:
    def sign() -> None:
        stage.do(SignPledge(evaluation=stage.evaluation), stage.actor(it["by"], Permission.SIGN_PLEDGE))

    yield stage.moment(it), sign


def assessment(stage: Stage, it: Entry) -> Iterator[Step]:
    """Every criterion of the phase is good, but for those in ``weak``: each with its grade and motive."""

    def judge() -> None:
        phase, weak = QualityPhase(it["phase"]), it["weak"]
        judged = tuple(
            (one, Grade(weak[one]["grade"]), weak[one]["motive"]) if one in weak else (one, Grade.GOOD, "")
            for one in CRITERIA_OF[phase]
        )
        command = AssessQuality(
            evaluation=stage.evaluation,
            draft=stage.drafts[it["document"]],
            number=it["version"],
            phase=phase,
            judged=judged,
        )
        stage.do(command, stage.actor(it["by"], Permission.FILE_ASSESSMENT))

    yield stage.moment(it), judge


def element(stage: Stage, it: Entry) -> Iterator[Step]:
    def add() -> None:
        command = AddElement(evaluation=stage.evaluation, level=GoalLevel(it["level"]), text=it["text"])
        actor = stage.actor(it["by"], Permission.RECORD_EVIDENCE)
        stage.elements[it["key"]] = stage.do(command, actor).subject

    yield stage.moment(it), add


def step(stage: Stage, it: Entry) -> Iterator[Step]:
    made: list[UUID] = []

    def draw() -> None:
        command = DrawStep(
            evaluation=stage.evaluation,
            origin=stage.elements[it["origin"]],
            target=stage.elements[it["target"]],
            assumption=it.get("assumption", ""),
        )
        made.append(stage.do(command, stage.actor(it["by"], Permission.RECORD_EVIDENCE)).subject)

    def test(tested: Entry) -> None:
        verdict = Verdict(tested["verdict"])
        command = RecordTest(evaluation=stage.evaluation, step=made[0], verdict=verdict, motive=tested["motive"])
        stage.do(command, stage.actor(tested["by"], Permission.RECORD_EVIDENCE))

    yield stage.moment(it), draw
    if "tested" in it:
        yield stage.moment(it["tested"]), lambda: test(it["tested"])


def _linked(stage: Stage, it: Entry) -> dict[str, Any]:
    return {
        "text": it["text"],
        "level": GoalLevel(it["level"]) if "level" in it else None,
        "aspects": tuple(Aspect(one) for one in it.get("aspects", ())),
        "questions": tuple(asked(stage, label) for label in it.get("questions", ())),
        "sources": tuple(stage.sources[number] for number in it.get("sources", ())),
        "rests_on": tuple(stage.findings[key] for key in it.get("rests_on", ())),
    }


def asked(stage: Stage, label: str) -> int:
    """The block of a question in the last version of the Terms of Reference."""
    terms: UUID = stage.drafts["terms_of_reference"]
    number = max(number for document, number in stage.blocks if document == "terms_of_reference")
    with stage.review.reading() as tx:
        found = passages(stage.review, tx, stage.evaluation, terms, number)
    return next(one.block for one in questions(list(found.items())).all if one.label == label)


def check(stage: Stage, it: Entry) -> Iterator[Step]:
    """Somebody who held none of the interviews looks for what points at a respondent."""

    def look() -> None:
        command = CheckTraceability(
            evaluation=stage.evaluation,
            draft=stage.drafts[it["document"]],
            number=it["version"],
            outcome=CheckOutcome(it["outcome"]),
            motive=it["motive"],
        )
        stage.do(command, stage.actor(it["by"], Permission.CHECK_TRACEABILITY))

    yield stage.moment(it), look
