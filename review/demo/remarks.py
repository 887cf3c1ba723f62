"""Rounds, responses, comments with what was done with them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from review.commands.comments import RaiseComment
from review.commands.copies import ImportReviewCopy, Line
from review.commands.dispositions import ConfirmDisposition, DisposeComment, MaintainComment
from review.commands.replies import ReplyToComment
from review.commands.rounds import CloseRound, ExtendRound, OpenRound, SubmitResponse
from review.demo.stage import Entry, Stage, Step
from review.domain.acts import Actor
from review.domain.anchors import Mark
from review.domain.permissions import Permission
from review.domain.vocabulary import BodyKind, CommentKind, Disposition, Position, RoundMode


def conducted(stage: Stage, it: Entry) -> Iterator[Step]:
    body, opened = BodyKind(it["body"]), it["opened"]

    def conduct(by: Entry) -> Actor:
        return stage.actor(by["by"], Permission.CONDUCT_ROUND, body=body, instructed_by=by.get("instructed_by"))

    def open_() -> None:
        command = OpenRound(
            evaluation=stage.evaluation,
            draft=stage.drafts[it["document"]],
            number=it["version"],
            body=body,
            mode=RoundMode(it["mode"]),
            question=it["question"],
            closes_at=stage.moment(it["closes"]),
        )
        stage.rounds[it["key"]] = stage.do(command, conduct(opened)).subject

    def extend(extended: Entry) -> None:
        closes = stage.moment(extended["closes"])
        command = ExtendRound(
            evaluation=stage.evaluation,
            round=stage.rounds[it["key"]],
            closes_at=closes,
            motive=extended["motive"],
        )
        stage.do(command, conduct(extended))

    def close(closed: Entry) -> None:
        review_round, motive = stage.rounds[it["key"]], closed.get("motive", "")
        stage.do(CloseRound(evaluation=stage.evaluation, round=review_round, motive=motive), conduct(closed))

    yield stage.moment(opened), open_
    if "extended" in it:
        yield stage.moment(it["extended"]), lambda: extend(it["extended"])
    if "closed" in it:
        yield stage.moment(it["closed"]), lambda: close(it["closed"])


def response(stage: Stage, it: Entry) -> Iterator[Step]:
    def respond() -> None:
        under = next(one for one in stage.script["rounds"] if one["key"] == it["round"])
        stage.opened(it["person"], under["document"], under["version"])
        command = SubmitResponse(
            evaluation=stage.evaluation,
            round=stage.rounds[it["round"]],
            position=Position(it["position"]),
            remark=it.get("remark", ""),
        )
        stage.do(command, stage.actor(it["person"], Permission.COMMENT, body=stage.body_of(it["round"])))

    yield stage.moment(it), respond


def comment(stage: Stage, it: Entry) -> Iterator[Step]:
    under = next(one for one in stage.script["rounds"] if one["key"] == it["round"])

    def raise_() -> None:
        document, version = under["document"], under["version"]
        stage.opened(it["by"], document, version)
        block = stage.block_of(document, version, it["on"]) if "on" in it else None
        command = RaiseComment(
            evaluation=stage.evaluation,
            round=stage.rounds[it["round"]],
            block=block,
            marks=(Mark(block=block, words=it["words"]),) if block is not None and "words" in it else (),
            kind=CommentKind(it["kind"]),
            text=it["text"],
            proposal=it.get("proposal", ""),
        )
        stage.numbers[it["key"]] = len(stage.comments) + 1
        stage.comments[it["key"]] = stage.do(
            command, stage.actor(it["by"], Permission.COMMENT, body=stage.body_of(it["round"]))
        )

    yield stage.moment(it), raise_
    for one in it.get("dispositions", ()):
        yield stage.moment(one), lambda one=one: _dispose(stage, it, under["document"], one)  # type: ignore[misc]
    for one in it.get("replies", ()):
        yield stage.moment(one), lambda one=one: _reply(stage, it, one)  # type: ignore[misc]
    for one in it.get("answers", ()):
        yield stage.moment(one), lambda one=one: _answer(stage, it, one)  # type: ignore[misc]


def _dispose(stage: Stage, it: Entry, document: str, one: Entry) -> None:
    version, passage, same = one.get("in_version"), one.get("passage"), one.get("duplicate_of")
    command = DisposeComment(
        evaluation=stage.evaluation,
        comment=stage.comments[it["key"]].subject,
        disposition=Disposition(one["as"]),
        motive=one.get("motive", ""),
        evidence=one.get("evidence", ""),
        in_version=version,
        block=stage.block_of(document, version, passage) if version and passage else None,
        duplicate_of=stage.numbers[same] if same else None,
    )
    stage.do(command, stage.actor(one["by"], Permission.DISPOSE))


def _reply(stage: Stage, it: Entry, one: Entry) -> None:
    command = ReplyToComment(evaluation=stage.evaluation, comment=stage.comments[it["key"]].subject, text=one["text"])
    stage.do(command, stage.actor(one["by"], Permission.REPLY))


def copy(stage: Stage, it: Entry) -> Iterator[Step]:
    """A Word file comes back in which members answered in the threads."""

    def read_in() -> None:
        body = stage.body_of(it["round"])
        lines = tuple(
            Line(
                stage.seat_of(one["from"], body),
                CommentKind.QUESTION,
                one["text"],
                answers=stage.comments[one["comment"]].subject,
            )
            for one in it["answers"]
        )
        command = ImportReviewCopy(
            evaluation=stage.evaluation,
            round=stage.rounds[it["round"]],
            lines=lines,
            name=it["name"],
            fingerprint=hashlib.sha256(it["name"].encode()).hexdigest(),
        )
        stage.do(command, stage.actor(it["by"], Permission.IMPORT_COPY, body=body))

    yield stage.moment(it), read_in


def _answer(stage: Stage, it: Entry, one: Entry) -> None:
    actor = stage.actor(it["by"], Permission.ANSWER_DISPOSITION, body=stage.body_of(it["round"]))
    comment = stage.comments[it["key"]].subject
    if one["answer"] == "satisfied":
        stage.do(ConfirmDisposition(evaluation=stage.evaluation, comment=comment), actor)
    else:
        stage.do(MaintainComment(evaluation=stage.evaluation, comment=comment, motive=one["motive"]), actor)
