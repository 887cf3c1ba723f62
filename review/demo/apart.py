"""What stands apart in the demo: a minority statement, and a comment that its member has not submitted yet."""

from __future__ import annotations

from collections.abc import Iterator

from review.application import uuid7
from review.commands.minority import FileMinority
from review.commands.sets import KeepUnsubmitted
from review.demo.stage import Entry, Stage, Step
from review.domain.permissions import Permission
from review.domain.vocabulary import CommentKind


def minority(stage: Stage, it: Entry) -> Iterator[Step]:
    def file() -> None:
        stage.opened(it["by"], it["document"], it["version"])
        command = FileMinority(
            evaluation=stage.evaluation, draft=stage.drafts[it["document"]], number=it["version"], text=it["text"]
        )
        stage.do(command, stage.actor(it["by"], Permission.FILE_MINORITY))

    yield stage.moment(it), file


def unsubmitted(stage: Stage, it: Entry) -> Iterator[Step]:
    under = next(one for one in stage.script["rounds"] if one["key"] == it["round"])

    def keep() -> None:
        document, version = under["document"], under["version"]
        stage.opened(it["by"], document, version)
        command = KeepUnsubmitted(
            evaluation=stage.evaluation,
            round=stage.rounds[it["round"]],
            unsubmitted=uuid7(),
            hand=uuid7(),
            block=stage.block_of(document, version, it["on"]),
            kind=CommentKind(it["kind"]),
            text=it["text"],
        )
        stage.do(command, stage.actor(it["by"], Permission.COMMENT, body=stage.body_of(it["round"])))

    yield stage.moment(it), keep
