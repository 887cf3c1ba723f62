"""Flags, presentations and approvals."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from review.application import Command
from review.commands.approvals import GrantApproval, RecordPresentation, RequestApproval, ReturnForRevision
from review.commands.conditions import FulfilCondition
from review.commands.flags import AgreeSettlement, DoubtFlag, RaiseFlag, RecordConsultation, SettleFlag
from review.demo.stage import Entry, Stage, Step
from review.domain.permissions import Permission
from review.domain.vocabulary import FlagGround, Level, Settlement
from review.projections import drafts, trail


def flag(stage: Stage, it: Entry) -> Iterator[Step]:
    def raise_() -> None:
        command = RaiseFlag(
            evaluation=stage.evaluation,
            draft=stage.drafts[it["document"]],
            number=it["version"],
            block=stage.block_of(it["document"], it["version"], it["on"]),
            level=Level(it["level"]),
            ground=FlagGround(it["ground"]),
            source=stage.sources[it["source"]] if "source" in it else None,
            note=it["raised"]["note"],
        )
        stage.flags[it["key"]] = stage.do(command, stage.actor(it["raised"]["by"], Permission.RAISE_FLAG)).subject

    yield stage.moment(it["raised"]), raise_
    for step, permission in (
        ("doubted", Permission.RECORD_CONSULTATION),
        ("consultation", Permission.RECORD_CONSULTATION),
        ("agreed", Permission.SETTLE_FLAG),
        ("settled", Permission.SETTLE_FLAG),
    ):
        if step in it:
            one = it[step]
            yield (
                stage.moment(one),
                lambda step=step, one=one, permission=permission: stage.do(  # type: ignore[misc]
                    _flag_command(stage, step, stage.flags[it["key"]], one), stage.actor(one["by"], permission)
                ),
            )


def _flag_command(stage: Stage, step: str, flag: UUID, one: Entry) -> Command:
    match step:
        case "doubted":
            return DoubtFlag(
                evaluation=stage.evaluation, flag=flag, directorate=one["directorate"], motive=one["motive"]
            )
        case "consultation":
            return RecordConsultation(
                evaluation=stage.evaluation,
                flag=flag,
                directorate=one["directorate"],
                occurred_on=stage.day(one["occurred_day"]),
                outcome=one["outcome"],
            )
        case "agreed":
            settlement = Settlement(one["settlement"])
            return AgreeSettlement(evaluation=stage.evaluation, flag=flag, settlement=settlement, motive=one["motive"])
    return SettleFlag(
        evaluation=stage.evaluation,
        flag=flag,
        settlement=Settlement(one["settlement"]),
        motive=one.get("motive", ""),
        in_version=one.get("in_version"),
    )


def presentation(stage: Stage, it: Entry) -> Iterator[Step]:
    def record() -> None:
        command = RecordPresentation(
            evaluation=stage.evaluation,
            draft=stage.drafts[it["document"]],
            number=it["version"],
            occurred_on=stage.day(it["occurred_day"]),
            note=it["note"],
        )
        stage.do(command, stage.actor(it["by"], Permission.RECORD_PRESENTATION))

    yield stage.moment(it), record


def approval(stage: Stage, it: Entry) -> Iterator[Step]:
    asked = it["requested"]

    def request() -> None:
        command = RequestApproval(
            evaluation=stage.evaluation,
            draft=stage.drafts[it["document"]],
            number=it["version"],
            note=asked.get("note", ""),
        )
        done = stage.do(command, stage.actor(asked["by"], Permission.REQUEST_APPROVAL))
        stage.approvals[it["version"]] = done.subject

    yield stage.moment(asked), request
    if "returned" in it:
        yield stage.moment(it["returned"]), lambda: _decide(stage, it, it["returned"], granted=False)
    if "granted" in it:
        yield stage.moment(it["granted"]), lambda: _decide(stage, it, it["granted"], granted=True)
        for number, one in enumerate(it["granted"].get("conditions", ()), 1):
            if "met" in one:
                yield stage.moment(one["met"]), partial(_met, stage, it, number, one["met"])


def _decide(stage: Stage, it: Entry, one: Entry, *, granted: bool) -> None:
    approval = stage.approvals[it["version"]]
    stage.opened(one["by"], it["document"], it["version"])
    with stage.review.reading() as tx:
        seen = trail.last(tx, stage.evaluation)
        root = drafts.bare(tx, stage.evaluation, stage.drafts[it["document"]], it["version"]).root
    command: Command
    if granted:
        command = GrantApproval(
            evaluation=stage.evaluation,
            approval=approval,
            seen=seen,
            root=root,
            motive=one.get("motive", ""),
            overlap=one.get("overlap", ""),
            conditions=tuple((it["text"], stage.day(it["due"])) for it in one.get("conditions", ())),
        )
        stage.do(command, stage.actor(one["by"], Permission.APPROVE))
    else:
        command = ReturnForRevision(evaluation=stage.evaluation, approval=approval, seen=seen, motive=one["motive"])
        stage.do(command, stage.actor(one["by"], Permission.RETURN_FOR_REVISION))


def _met(stage: Stage, it: Entry, number: int, one: Entry) -> None:
    approval = stage.approvals[it["version"]]
    command = FulfilCondition(evaluation=stage.evaluation, approval=approval, number=number, note=one["note"])
    stage.do(command, stage.actor(one["by"], Permission.CONFIRM_CONDITION))
