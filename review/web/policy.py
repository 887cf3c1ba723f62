"""The policy response: to whom the report went, by when they answer, and what they say to each finding."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from review.application import Command
from review.commands.policy import (
    AnswerItem,
    ExtendParliamentTerm,
    ExtendTerm,
    NameItems,
    ReceiveResponse,
    RecordMemo,
    SendReport,
)
from review.domain.acts import Reader
from review.domain.errors import NoSuchChoice
from review.domain.items import ItemKind, numbers_in
from review.domain.moments import day_of
from review.domain.permissions import Permission
from review.domain.policy import Answer, foreseen
from review.domain.visibility import may_read, sees_findings
from review.projections import findings, parliament, policy, publication, terms
from review.projections.schema import Tx
from review.web import links
from review.web.acting import command_id
from review.web.afterwards import Forms, carried_out, offering, page
from review.web.evidence import finding_words, is_reported
from review.web.forms import Entered
from review.web.labels import label
from review.web.session import review
from review.web.translations import gettext

RECORD = Permission.RECORD_AFTERWARDS
ROOM = "/evaluations/<uuid:evaluation>/policy-response"

blueprint = Blueprint("policy", __name__)
links.install(blueprint)


@blueprint.get(ROOM)
def show_response(evaluation: UUID) -> Response:
    return _show(evaluation, Forms(), 200)


def _show(evaluation: UUID, forms: Forms, status: int) -> Response:
    def facts(tx: Tx, reader: Reader) -> dict[str, Any]:
        it = policy.of_evaluation(tx, review().door(), reader, evaluation)
        return {
            "it": it,
            "approved": (approved := policy.approved_report(tx, evaluation)),
            "foreseen": foreseen(day_of(approved.at)) if approved else None,
            "later": terms.of_evaluation(tx, review().door(), reader, evaluation),
            "in_parliament": parliament.has_response(tx, evaluation),
            "is_public": publication.current(tx, evaluation) is not None,
            "records": offering(tx, reader, RECORD, evaluation),
            "kinds": [(str(one), links.capitalised(label(one))) for one in ItemKind],
            "answers": [(str(one), links.capitalised(label(one))) for one in Answer],
            "items": [(f"{one.kind} {one.number}", _item_name(one)) for one in it.items] if it else [],
            "register": (register := _register(tx, reader, evaluation)),
            "linkable": [(str(one.id), finding_words(one)) for one in register.values() if not one.withdrawn],
        }

    return page("policy/response.html", evaluation, forms, status, facts)


def _register(tx: Tx, reader: Reader, evaluation: UUID) -> dict[UUID, findings.Finding]:
    """What was found, for whom that is there."""
    if not (may_read(reader) and sees_findings(reader, reported=is_reported(tx, evaluation))):
        return {}
    return {one.id: one for one in findings.of_evaluation(tx, review().door(), reader, evaluation)}


def _item_name(it: policy.Answered) -> str:
    return f"{links.capitalised(label(it.kind))} {it.number}"


@blueprint.post(f"{ROOM}/dispatch")
def send_report(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return SendReport(
            evaluation=evaluation,
            organisations=tuple(entered.text("organisations", required=True).replace(",", " ").split()),
            occurred_on=entered.day("occurred_on"),
            **command_id(),
        )

    said = gettext("The report is on record as sent. Both terms run.")
    return carried_out(evaluation, RECORD, "send", command, _show, said)


@blueprint.post(f"{ROOM}/items")
def name_items(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        kind, numbers = entered.choice("kind", ItemKind), numbers_in(entered.text("numbers", required=True))
        return NameItems(evaluation=evaluation, kind=kind, numbers=numbers, **command_id())

    return carried_out(evaluation, RECORD, "items", command, _show, gettext("They are on the list."))


@blueprint.post(f"{ROOM}/answers")
def answer_item(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        kind, number = item_of(entered)
        return AnswerItem(
            evaluation=evaluation,
            kind=kind,
            number=number,
            answer=entered.choice("answer", Answer),
            directorate=entered.text("directorate", required=True),
            explanation=entered.text("explanation", required=True),
            finding=entered.identifier_or_none("finding"),
            **command_id(),
        )

    return carried_out(evaluation, RECORD, "answer", command, _show, gettext("The answer is on record."))


def item_of(entered: Entered) -> tuple[ItemKind, str]:
    """Raises NoSuchChoice."""
    kind, _, number = entered.text("item", required=True).partition(" ")
    if kind not in list(ItemKind):
        raise NoSuchChoice(field="item", value=kind[:40])
    return ItemKind(kind), number


@blueprint.post(f"{ROOM}/extension")
def extend_term(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        due, motive = entered.day("response_due"), entered.text("motive")
        return ExtendTerm(evaluation=evaluation, response_due=due, motive=motive, **command_id())

    return carried_out(
        evaluation, RECORD, "extend", command, _show, gettext("The new day is on record, with the reason.")
    )


@blueprint.post(f"{ROOM}/parliament-extension")
def extend_parliament_term(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        due, motive = entered.day("parliament_due"), entered.text("motive")
        return ExtendParliamentTerm(evaluation=evaluation, parliament_due=due, motive=motive, **command_id())

    said = gettext("The new day is on record, with the reason.")
    return carried_out(evaluation, RECORD, "extend-parliament", command, _show, said)


@blueprint.post(f"{ROOM}/receipt")
def receive_response(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return ReceiveResponse(evaluation=evaluation, occurred_on=entered.day("occurred_on"), **command_id())

    return carried_out(evaluation, RECORD, "receive", command, _show, gettext("The response is on record as received."))


@blueprint.post(f"{ROOM}/memos")
def record_memo(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return RecordMemo(
            evaluation=evaluation,
            occurred_on=entered.day("occurred_on"),
            digest=entered.text("digest"),
            remark=entered.text("remark"),
            **command_id(),
        )

    return carried_out(evaluation, RECORD, "memo", command, _show, gettext("The decision memo is on record."))
