"""The research of the demo: its tracks and how each went, its risks, and the access that was asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from uuid import UUID

from review.application import Command
from review.commands.access import RecordAnswer, RequestAccess
from review.commands.risks import EnteredOption, RecordOccurrence, RegisterRisk
from review.commands.tracks import (
    AcceptTrack,
    ContractTrack,
    DeliverTrack,
    PlanTrack,
    PostponeTrack,
    ResumeTrack,
    StartTrack,
)
from review.demo.plans import code
from review.demo.stage import Entry, Stage, Step
from review.domain.access import AccessAnswer
from review.domain.tracks import TrackKind
from review.domain.vocabulary import BodyKind

ACTS: Mapping[str, Callable[..., Command]] = {
    "contract": ContractTrack,
    "start": StartTrack,
    "postpone": PostponeTrack,
    "resume": ResumeTrack,
    "deliver": DeliverTrack,
    "accept": AcceptTrack,
}
TEXTS = frozenset({"party", "risk", "option", "effect", "motive", "note"})


def track(stage: Stage, it: Entry) -> Iterator[Step]:
    """A track is planned, and then goes its way."""
    made: list[UUID] = []
    needs = PlanTrack.needs

    def plan() -> None:
        command = PlanTrack(
            evaluation=stage.evaluation,
            kind=TrackKind(it["kind"]),
            title=it["title"],
            questions=it.get("questions", ""),
            main_question=it.get("main_question", False),
            done_by=stage.seat_of(it["done_by"], BodyKind.EVALUATION_TEAM) if "done_by" in it else None,
            due=code(stage, it),
        )
        made.append(stage.do(command, stage.actor(it["by"], needs)).subject)
        stage.tracks[it.get("key", it["title"])] = made[0]

    yield stage.moment(it), plan
    for step in it["steps"]:
        yield stage.moment(step), partial(_go, stage, it, step, made)


def _go(stage: Stage, it: Entry, step: Entry, made: Sequence[UUID]) -> None:
    act = ACTS[step["act"]]
    texts = {name: text for name, text in step.items() if name in TEXTS}
    command = act(evaluation=stage.evaluation, track=made[0], **texts)
    stage.do(command, stage.actor(step.get("by", it["by"]), command.needs))


def risk(stage: Stage, it: Entry) -> Iterator[Step]:
    """A risk is registered, and may come true."""
    made: list[UUID] = []
    needs = RegisterRisk.needs

    def register() -> None:
        command = RegisterRisk(
            evaluation=stage.evaluation,
            title=it["title"],
            trigger=it.get("trigger", ""),
            measures=it.get("measures", ""),
            options=tuple(EnteredOption(one["text"], one.get("consequence", "")) for one in it["options"]),
            watched_by=stage.seat_of(it["watched_by"], BodyKind.EVALUATION_TEAM),
        )
        made.append(stage.do(command, stage.actor(it["by"], needs)).subject)

    def occur(one: Entry) -> None:
        command = RecordOccurrence(
            evaluation=stage.evaluation, risk=made[0], option=one["option"], motive=one["motive"]
        )
        stage.do(command, stage.actor(it["by"], needs))

    yield stage.moment(it), register
    for one in it.get("occurred", ()):
        yield stage.moment(one), partial(occur, one)


def access(stage: Stage, it: Entry) -> Iterator[Step]:
    """Information is asked for, and a directorate answers."""
    made: list[UUID] = []
    needs = RequestAccess.needs

    def ask() -> None:
        command = RequestAccess(
            evaluation=stage.evaluation,
            directorate=it["directorate"],
            what=it["what"],
            asked_on=stage.day(it["day"]),
        )
        made.append(stage.do(command, stage.actor(it["by"], needs)).subject)

    def answer(one: Entry) -> None:
        command = RecordAnswer(
            evaluation=stage.evaluation,
            access=made[0],
            answered_on=stage.day(one["day"]),
            answer=AccessAnswer(one["answer"]),
            motive=one.get("motive", ""),
        )
        stage.do(command, stage.actor(it["by"], needs))

    yield stage.moment(it), ask
    for one in it.get("answers", ()):
        yield stage.moment(one), partial(answer, one)
