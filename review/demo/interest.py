"""The interests of the demo: who declared what, and which organisations are evaluated."""

from __future__ import annotations

from collections.abc import Iterator

from review.commands.interests import DeclareInterest, NameParties
from review.demo.stage import Entry, Stage, Step
from review.domain.permissions import Permission


def interest(stage: Stage, it: Entry) -> Iterator[Step]:
    def declare() -> None:
        body = stage.body_of(it["round"])
        command = DeclareInterest(
            evaluation=stage.evaluation,
            round=stage.rounds[it["round"]],
            has_interest=bool(it.get("note")),
            note=it.get("note", ""),
        )
        stage.do(command, stage.actor(it["by"], Permission.COMMENT, body=body))

    yield stage.moment(it), declare


def parties(stage: Stage, it: Entry) -> Iterator[Step]:
    def name() -> None:
        command = NameParties(evaluation=stage.evaluation, organisations=tuple(it["organisations"]))
        stage.do(command, stage.actor(it["by"], Permission.OPEN_EVALUATION))

    yield stage.moment(it), name
