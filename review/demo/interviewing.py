"""The interviews of the demo: who was heard, as a number, and what became of each conversation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from review.application import Command
from review.commands.interviews import (
    HoldInterview,
    PlanInterview,
    PseudonymiseInterview,
    RecordConsent,
    ReportBack,
    SeeIdentity,
    UseInterview,
    WithdrawInterview,
)
from review.demo.stage import Entry, Stage, Step
from review.domain.interviews import (
    ConsentScope,
    InterviewMode,
    ReportAnswer,
    RespondentCategory,
    WithdrawalGround,
)

TOLD = (
    "De evaluatie is onafhankelijk van de ministeries. Het verslag komt eerst naar u. U kunt zich tot het eindrapport"
    " terugtrekken."
)
Fields = Callable[[Stage, Entry], dict[str, Any]]
ACTS: Mapping[str, tuple[Callable[..., Command], Fields]] = {
    "consent": (
        RecordConsent,
        lambda stage, it: {
            "scope": ConsentScope(it["scope"]),
            "consented_on": stage.day(it["day"]),
            "told": it.get("told", TOLD),
        },
    ),
    "hold": (
        HoldInterview,
        lambda stage, it: {"held_on": stage.day(it["day"]), "mode": InterviewMode(it["mode"])},
    ),
    "pseudonymise": (PseudonymiseInterview, lambda stage, it: {"place": it["place"]}),
    "report": (ReportBack, lambda stage, it: {"answer": ReportAnswer(it["answer"]), "note": it.get("note", "")}),
    "use": (UseInterview, lambda stage, it: {"source": stage.sources[it["source"]]}),
    "withdraw": (
        WithdrawInterview,
        lambda stage, it: {"ground": WithdrawalGround(it["ground"]), "motive": it.get("motive", "")},
    ),
    "look": (SeeIdentity, lambda stage, it: {"motive": it["motive"]}),
}


def interview(stage: Stage, it: Entry) -> Iterator[Step]:
    """A conversation is planned, and then goes its way."""
    made: list[UUID] = []

    def plan() -> None:
        command = PlanInterview(
            evaluation=stage.evaluation, category=RespondentCategory(it["category"]), identity=it["identity"]
        )
        made.append(stage.do(command, stage.actor(it["by"], command.needs)).subject)

    yield stage.moment(it), plan
    for step in it.get("steps", ()):
        yield stage.moment(step), partial(_go, stage, it, step, made)


def _go(stage: Stage, it: Entry, step: Entry, made: Sequence[UUID]) -> None:
    act, fields = ACTS[step["act"]]
    command = act(evaluation=stage.evaluation, interview=made[0], **fields(stage, step))
    stage.do(command, stage.actor(step.get("by", it["by"]), command.needs))
