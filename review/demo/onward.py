"""From the adopted report onwards: the response of the directorates, parliament, publication and what was promised."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from uuid import UUID

from review.application import Command, Done
from review.commands.commitments import FollowUpCommitment, MakeCommitment
from review.commands.parliament import RecordReceipt, SubmitToChamber
from review.commands.policy import AnswerItem, NameItems, ReceiveResponse, RecordMemo, SendReport
from review.commands.publication import AskBriefing, HoldBriefing, PublishReport, PublishTerms
from review.demo.stage import Entry, Stage, Step
from review.domain.items import ItemKind
from review.domain.parliament import Chamber
from review.domain.permissions import Permission
from review.domain.policy import Answer


def _record(stage: Stage, it: Entry, command: Command) -> Done:
    actor = stage.actor(it["by"], Permission.RECORD_AFTERWARDS, instructed_by=it.get("instructed_by"))
    return stage.do(command, actor)


def sent(stage: Stage, it: Entry) -> Iterator[Step]:
    """The report goes to the directorates, which are told what to answer; later their response comes in."""
    memo, received = it["memo"], it["received"]

    def send() -> None:
        on = stage.day(it["day"])
        command = SendReport(evaluation=stage.evaluation, organisations=tuple(it["organisations"]), occurred_on=on)
        _record(stage, it, command)
        for one in it["items"]:
            numbers = tuple(one["numbers"])
            _record(stage, it, NameItems(evaluation=stage.evaluation, kind=ItemKind(one["kind"]), numbers=numbers))

    def note() -> None:
        on = stage.day(memo["day"])
        command = RecordMemo(evaluation=stage.evaluation, occurred_on=on, digest=memo["digest"], remark=memo["remark"])
        _record(stage, memo, command)

    def receive() -> None:
        on = stage.day(received["day"])
        _record(stage, received, ReceiveResponse(evaluation=stage.evaluation, occurred_on=on))

    yield stage.moment(it), send
    yield stage.moment(memo), note
    yield stage.moment(received), receive


def answered(stage: Stage, it: Entry) -> Iterator[Step]:
    def answer() -> None:
        command = AnswerItem(
            evaluation=stage.evaluation,
            kind=ItemKind(it["kind"]),
            number=it["number"],
            answer=Answer(it["answer"]),
            directorate=it["directorate"],
            explanation=it["explanation"],
        )
        _record(stage, it, command)

    yield stage.moment(it), answer


def chamber(stage: Stage, it: Entry) -> Iterator[Step]:
    """Report and response go to a Chamber, which prints them."""
    receipt, to = it["receipt"], Chamber(it["chamber"])

    def submit() -> None:
        on = stage.day(it["day"])
        _record(stage, it, SubmitToChamber(evaluation=stage.evaluation, chamber=to, occurred_on=on))

    def receive() -> None:
        on = stage.day(receipt["day"])
        command = RecordReceipt(evaluation=stage.evaluation, chamber=to, paper=receipt["paper"], occurred_on=on)
        _record(stage, receipt, command)

    yield stage.moment(it), submit
    yield stage.moment(receipt), receive


def published(stage: Stage, it: Entry) -> Iterator[Step]:
    """The report, or the ``terms`` in the version of that number."""

    def publish() -> None:
        file = {"address": it["address"], "digest": it["digest"], "occurred_on": stage.day(it["day"])}
        if "terms" in it:
            _record(stage, it, PublishTerms(evaluation=stage.evaluation, number=it["terms"], **file))
        else:
            _record(stage, it, PublishReport(evaluation=stage.evaluation, **file))

    yield stage.moment(it), publish


def briefing(stage: Stage, it: Entry) -> Iterator[Step]:
    asked: list[UUID] = []
    held = it["held"]

    def ask() -> None:
        on = stage.day(it["day"])
        command = AskBriefing(evaluation=stage.evaluation, committee=it["committee"], occurred_on=on)
        asked.append(_record(stage, it, command).subject)

    def hold() -> None:
        on = stage.day(held["day"])
        command = HoldBriefing(
            evaluation=stage.evaluation, briefing=asked[0], occurred_on=on, presenter=held["presenter"]
        )
        _record(stage, held, command)

    yield stage.moment(it), ask
    yield stage.moment(held), hold


def commitment(stage: Stage, it: Entry) -> Iterator[Step]:
    """Promised, and followed up."""
    made: list[UUID] = []

    def make() -> None:
        command = MakeCommitment(
            evaluation=stage.evaluation,
            what=it["what"],
            owner=it["owner"],
            due_on=stage.day(it["due"]),
            kind=ItemKind(it["item"]["kind"]),
            number=it["item"]["number"],
        )
        made.append(_record(stage, it, command).subject)

    def follow(one: Entry) -> None:
        command = FollowUpCommitment(
            evaluation=stage.evaluation,
            commitment=made[0],
            occurred_on=stage.day(one["day"]),
            remark=one["remark"],
            done=one["done"],
        )
        _record(stage, one, command)

    yield stage.moment(it), make
    for one in it["followed"]:
        yield stage.moment(one), partial(follow, one)
