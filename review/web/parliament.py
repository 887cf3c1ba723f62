"""Parliament: when report and response went to which Chamber, and under which number it was printed."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from review.application import Command
from review.commands.parliament import RecordReceipt, SubmitToChamber
from review.domain import moments
from review.domain.acts import Reader
from review.domain.parliament import Chamber
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity
from review.projections import parliament, policy
from review.projections.schema import Tx
from review.web import links
from review.web.acting import command_id
from review.web.afterwards import Forms, carried_out, offering, page, sent
from review.web.forms import Entered
from review.web.session import review
from review.web.translations import gettext

RECORD = Permission.RECORD_AFTERWARDS
ROOM = "/evaluations/<uuid:evaluation>/parliament"

blueprint = Blueprint("parliament", __name__)
links.install(blueprint)


@blueprint.get(ROOM)
def show_parliament(evaluation: UUID) -> Response:
    return _show(evaluation, Forms(), 200)


def _show(evaluation: UUID, forms: Forms, status: int) -> Response:
    def facts(tx: Tx, reader: Reader) -> dict[str, Any]:
        door = review().door()
        response = policy.of_evaluation(tx, door, reader, evaluation)
        over = response is not None and response.response_due < moments.day_of(reader.moment)
        return {
            "response": response,
            "sent": parliament.of_evaluation(tx, door, reader, evaluation),
            "chambers": list(Chamber),
            "records": offering(tx, reader, RECORD, evaluation),
            "may_go_without": over and reader.has(Capacity.DIRECTOR),
        }

    return page("parliament/parliament.html", evaluation, forms, status, facts)


@blueprint.post(f"{ROOM}/submissions")
def submit_to_chamber(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return SubmitToChamber(
            evaluation=evaluation,
            chamber=entered.choice("chamber", Chamber),
            occurred_on=entered.day("occurred_on"),
            with_response=not entered.checked("without_response"),
            motive=entered.text("motive"),
            **command_id(),
        )

    act = f"submit-{sent('chamber')}"
    return carried_out(evaluation, RECORD, act, command, _show, gettext("The transmittal is on record."))


@blueprint.post(f"{ROOM}/receipts")
def record_receipt(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return RecordReceipt(
            evaluation=evaluation,
            chamber=entered.choice("chamber", Chamber),
            paper=entered.text("paper", required=True),
            occurred_on=entered.day("occurred_on"),
            **command_id(),
        )

    act = f"receipt-{sent('chamber')}"
    return carried_out(evaluation, RECORD, act, command, _show, gettext("The receipt is on record."))
