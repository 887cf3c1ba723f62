"""Commitments: what was promised, how it stands, and who keeps watch over it after the file is closed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from review.application import Command
from review.commands.commitments import FollowUpCommitment, HandOverCommitment, MakeCommitment
from review.domain.acts import Reader
from review.domain.errors import NoSuchChoice
from review.domain.items import ItemKind
from review.domain.permissions import Permission
from review.projections import commitments, policy
from review.projections.schema import Tx
from review.web import links
from review.web.acting import command_id
from review.web.afterwards import Forms, carried_out, offering, page
from review.web.forms import Entered
from review.web.labels import label
from review.web.session import review
from review.web.translations import gettext

RECORD = Permission.RECORD_AFTERWARDS
ROOM = "/evaluations/<uuid:evaluation>/commitments"
ONE = f"{ROOM}/<uuid:commitment>"

blueprint = Blueprint("commitments", __name__)
links.install(blueprint)


@blueprint.get(ROOM)
def list_commitments(evaluation: UUID) -> Response:
    return _show(evaluation, Forms(), 200)


def _show(evaluation: UUID, forms: Forms, status: int) -> Response:
    def facts(tx: Tx, reader: Reader) -> dict[str, Any]:
        response = policy.of_evaluation(tx, review().door(), reader, evaluation)
        named = response.items if response else ()
        return {
            "response": response,
            "commitments": commitments.of_evaluation(tx, review().door(), reader, evaluation),
            "records": offering(tx, reader, RECORD, evaluation),
            "items": [
                (f"{one.kind} {one.number}", f"{links.capitalised(label(one.kind))} {one.number}") for one in named
            ],
        }

    return page("commitments/list.html", evaluation, forms, status, facts)


@blueprint.post(ROOM)
def make_commitment(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        kind, _, number = entered.text("item").partition(" ")
        if kind and kind not in list(ItemKind):
            raise NoSuchChoice(field="item", value=kind[:40])
        return MakeCommitment(
            evaluation=evaluation,
            what=entered.text("what", required=True),
            owner=entered.text("owner", required=True),
            due_on=entered.day("due_on"),
            kind=ItemKind(kind) if kind else None,
            number=number,
            **command_id(),
        )

    return carried_out(evaluation, RECORD, "make", command, _show, gettext("The commitment is on record."))


@blueprint.post(f"{ONE}/follow-ups")
def follow_up_commitment(evaluation: UUID, commitment: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return FollowUpCommitment(
            evaluation=evaluation,
            commitment=commitment,
            occurred_on=entered.day("occurred_on"),
            remark=entered.text("remark", required=True),
            done=entered.checked("done"),
            **command_id(),
        )

    said = gettext("How it stands is on record.")
    return carried_out(evaluation, RECORD, f"follow-{commitment}", command, _show, said)


@blueprint.post(f"{ONE}/handover")
def hand_over_commitment(evaluation: UUID, commitment: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return HandOverCommitment(
            evaluation=evaluation,
            commitment=commitment,
            organisation=entered.text("organisation", required=True),
            remark=entered.text("remark"),
            **command_id(),
        )

    said = gettext("The commitment is handed over.")
    return carried_out(evaluation, RECORD, f"hand-{commitment}", command, _show, said)
