"""Findings that are not to be published: proposals, consultations and decisions; by number, never what they say."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from review.application import Command
from review.commands.withholdings import (
    ConsultOnWithholding,
    DecideWithholding,
    ProposeWithholding,
    ReleaseFinding,
)
from review.domain.acts import Reader
from review.domain.permissions import Permission
from review.domain.visibility import may_read
from review.domain.vocabulary import FlagGround
from review.projections import withholdings
from review.projections.schema import Tx
from review.web import links
from review.web.acting import command_id
from review.web.afterwards import Forms, carried_out, offering, page, sent
from review.web.forms import Entered
from review.web.labels import label
from review.web.session import review
from review.web.translations import gettext

ROOM = "/evaluations/<uuid:evaluation>/withholdings"
ONE = f"{ROOM}/<uuid:withholding>"

blueprint = Blueprint("withholdings", __name__)
links.install(blueprint)


@blueprint.get(ROOM)
def list_withholdings(evaluation: UUID) -> Response:
    return _show(evaluation, Forms(), 200)


def _show(evaluation: UUID, forms: Forms, status: int) -> Response:
    def facts(tx: Tx, reader: Reader) -> dict[str, Any]:
        return {
            "withholdings": withholdings.of_evaluation(tx, review().door(), reader, evaluation),
            "withheld": withholdings.withheld(tx, evaluation),
            "reads": may_read(reader),
            "proposes": offering(tx, reader, Permission.PROPOSE_WITHHOLDING, evaluation),
            "consults": offering(tx, reader, Permission.RECORD_CONSULTATION, evaluation),
            "decides": offering(tx, reader, Permission.DECIDE_WITHHOLDING, evaluation),
            "grounds": [(str(one), links.capitalised(label(one))) for one in FlagGround],
        }

    return page("withholdings/list.html", evaluation, forms, status, facts)


@blueprint.post(ROOM)
def propose_withholding(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return ProposeWithholding(
            evaluation=evaluation,
            finding=entered.text("finding", required=True),
            ground=entered.choice("ground", FlagGround),
            motive=entered.text("motive", required=True),
            **command_id(),
        )

    said = gettext("The proposal is on record. The directorate concerned is consulted next.")
    return carried_out(evaluation, Permission.PROPOSE_WITHHOLDING, "propose", command, _show, said)


@blueprint.post(f"{ONE}/consultations")
def consult_on_withholding(evaluation: UUID, withholding: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return ConsultOnWithholding(
            evaluation=evaluation,
            withholding=withholding,
            directorate=entered.text("directorate", required=True),
            occurred_on=entered.day("occurred_on"),
            account=entered.text("account", required=True),
            **command_id(),
        )

    said = gettext("The consultation is on record. A director decides.")
    return carried_out(evaluation, Permission.RECORD_CONSULTATION, f"consult-{withholding}", command, _show, said)


@blueprint.post(f"{ONE}/decision")
def decide_withholding(evaluation: UUID, withholding: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return DecideWithholding(
            evaluation=evaluation,
            withholding=withholding,
            withheld=sent("withheld") == "yes",
            motive=entered.text("motive", required=True),
            **command_id(),
        )

    said = gettext("The decision is on record.")
    return carried_out(evaluation, Permission.DECIDE_WITHHOLDING, f"decide-{withholding}", command, _show, said)


@blueprint.post(f"{ONE}/release")
def release_finding(evaluation: UUID, withholding: UUID) -> Response:
    def command(entered: Entered) -> Command:
        motive = entered.text("motive", required=True)
        return ReleaseFinding(evaluation=evaluation, withholding=withholding, motive=motive, **command_id())

    said = gettext("The finding may be published.")
    return carried_out(evaluation, Permission.DECIDE_WITHHOLDING, f"release-{withholding}", command, _show, said)
