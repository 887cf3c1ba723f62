"""The meetings of the demo: who was there, the minutes, and what was agreed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from review.commands.meetings import AgreeAction, RecordMeeting, RecordMinutes
from review.demo.stage import Entry, Stage, Step
from review.domain.permissions import Permission
from review.domain.vocabulary import BodyKind

RECORD = Permission.RECORD_PRESENTATION


def meeting(stage: Stage, it: Entry) -> Iterator[Step]:
    """Recorded in one go: the meeting, its minutes and its actions."""

    def record() -> None:
        body = BodyKind(it["body"])
        actor = stage.actor(it["by"], RECORD)
        team = [stage.seat_of(person, BodyKind.EVALUATION_TEAM) for person in it["team"]]
        held = RecordMeeting(
            evaluation=stage.evaluation,
            body=body,
            occurred_on=stage.day(it["occurred_day"]),
            place=it["place"],
            subject=it["subject"],
            present=(*(stage.seat_of(person, body) for person in it["present"]), *team),
            round=stage.rounds[it["round"]] if "round" in it else None,
        )
        at: dict[str, Any] = {"evaluation": stage.evaluation, "meeting": stage.do(held, actor).subject}
        stage.do(RecordMinutes(**at, text=it["minutes"]), actor)
        for action in it.get("actions", ()):
            seat = stage.seat_of(action["person"], BodyKind.EVALUATION_TEAM)
            due_on = stage.day(action["due_day"])
            stage.do(AgreeAction(**at, seat=seat, what=action["what"], due_on=due_on), actor)

    yield stage.moment(it), record
