"""What the demo knows already of the time after the report: a finding that may be withheld, and the public page."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from review.commands.progress import ShowProgress
from review.commands.withholdings import ConsultOnWithholding, ProposeWithholding
from review.demo.stage import Entry, Stage, Step
from review.domain.permissions import Permission
from review.domain.vocabulary import FlagGround


def withholding(stage: Stage, it: Entry) -> Iterator[Step]:
    """Proposed by one of the team and discussed with the directorate; the director decides."""
    proposed: list[UUID] = []

    def propose() -> None:
        command = ProposeWithholding(
            evaluation=stage.evaluation, finding=it["finding"], ground=FlagGround(it["ground"]), motive=it["motive"]
        )
        actor = stage.actor(it["by"], Permission.PROPOSE_WITHHOLDING)
        proposed.append(stage.do(command, actor).subject)

    talk = it["consultation"]

    def consult() -> None:
        command = ConsultOnWithholding(
            evaluation=stage.evaluation,
            withholding=proposed[0],
            directorate=talk["directorate"],
            occurred_on=stage.day(talk["occurred_day"]),
            account=talk["account"],
        )
        stage.do(command, stage.actor(talk["by"], Permission.RECORD_CONSULTATION))

    yield stage.moment(it), propose
    yield stage.moment(talk), consult


def shown(stage: Stage, it: Entry) -> Iterator[Step]:
    def show() -> None:
        command = ShowProgress(evaluation=stage.evaluation, title=it["title"])
        stage.do(command, stage.actor(it["by"], Permission.RECORD_AFTERWARDS))

    yield stage.moment(it), show
