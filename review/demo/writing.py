"""Sources, versions, sections for an adviser, and a deputy who acts for the chair."""

from __future__ import annotations

from collections.abc import Iterator

from review.commands.drafts import SubmitVersion
from review.commands.groups import AppointActing, AssignSections, EndActing
from review.commands.sources import RegisterSource, StateLevel
from review.demo.stage import Entry, Stage, Step, smooth, text_of
from review.documents.blocks import split
from review.domain.permissions import Permission
from review.domain.vocabulary import BodyKind, DocumentKind, Level, SourceType


def acting(stage: Stage, it: Entry) -> Iterator[Step]:
    body = BodyKind(it["body"])

    def appoint() -> None:
        actor = stage.actor(it["by"], Permission.APPOINT_ACTING, body=body)
        until = stage.moment(it, "until_day", "until_time")
        deputy, chair = stage.seat_of(it["deputy"], body), stage.seat_of(it["instead_of"], body)
        stage.do(
            AppointActing(evaluation=stage.evaluation, seat=deputy, chair=chair, ends_at=until, motive=it["motive"]),
            actor,
        )

    def end() -> None:
        actor = stage.actor(it["by"], Permission.APPOINT_ACTING, body=body)
        stage.do(EndActing(evaluation=stage.evaluation, seat=stage.seat_of(it["deputy"], body)), actor)

    yield stage.moment(it, "from_day", "from_time"), appoint
    yield stage.moment(it, "until_day", "until_time"), end


def source(stage: Stage, it: Entry) -> Iterator[Step]:
    def register() -> None:
        actor = stage.actor(it.get("by", "jonker"), Permission.REGISTER_SOURCE)
        level = it.get("level")
        command = RegisterSource(
            evaluation=stage.evaluation,
            title=it["title"],
            type=SourceType(it["type"]),
            owner=it["owner"],
            level=Level(level) if level else None,
            locator=it.get("locator", ""),
        )
        stage.sources[it["number"]] = stage.do(command, actor).subject

    yield stage.moment(it), register
    if "stated" in it:
        yield stage.moment(it["stated"]), lambda: _state(stage, it, it["stated"])


def _state(stage: Stage, it: Entry, stated: Entry) -> None:
    actor = stage.actor(stated["by"], Permission.REGISTER_SOURCE)
    source, level = stage.sources[it["number"]], Level(stated["level"])
    command = StateLevel(evaluation=stage.evaluation, source=source, level=level, basis=stated.get("basis", ""))
    stage.do(command, actor)


def version(stage: Stage, it: Entry) -> Iterator[Step]:
    def submit() -> None:
        content = text_of(it["file"]).encode()
        command = SubmitVersion(
            evaluation=stage.evaluation,
            kind=DocumentKind(it["document"]),
            content=content,
            note=it.get("note", ""),
        )
        draft = stage.do(command, stage.actor(it["by"], Permission.SUBMIT_VERSION)).subject
        stage.drafts[it["document"]] = draft
        with stage.review.reading() as tx:
            numbers = list(stage.review.versions.entries(tx, stage.evaluation, draft, it["number"]))
        texts = [smooth(block.text) for block in split(content.decode())]
        stage.blocks[it["document"], it["number"]] = list(zip(numbers, texts, strict=True))

    yield stage.moment(it), submit


def assigned(stage: Stage, it: Entry) -> Iterator[Step]:
    def assign() -> None:
        found = {text: number for number, text in stage.blocks[it["document"], it["version"]]}
        command = AssignSections(
            evaluation=stage.evaluation,
            seat=stage.seat_of(it["person"], BodyKind.CORRESPONDENTS),
            draft=stage.drafts[it["document"]],
            sections=tuple(found[heading] for heading in it["sections"]),
        )
        stage.do(command, stage.officer(it["by"], Permission.GIVE_SEAT))

    yield stage.moment(it), assign
