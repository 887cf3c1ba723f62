"""The file: what has to be so before it is closed, who agreed, and closing, reopening, transferring, destroying it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response

from review.application import Command
from review.commands.closing import CloseFile, DestroyFile, ReopenFile, TransferFile
from review.domain.acts import Reader
from review.domain.errors import Missing
from review.domain.filing import ClosingOutcome
from review.domain.permissions import Permission
from review.projections import closing, erasures
from review.projections.schema import Tx
from review.web import links
from review.web.acting import command_id
from review.web.afterwards import Forms, carried_out, page
from review.web.forms import Entered
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _

NEEDS = Permission.CLOSE_FILE
ROOM = "/evaluations/<uuid:evaluation>/file"
TOLD = {
    "file.closing-agreed": _("agreed to close the file"),
    "file.closed": _("closed the file"),
    "file.reopening-agreed": _("agreed to reopen the file"),
    "file.reopened": _("reopened the file"),
    "file.transfer-agreed": _("agreed to transfer the file"),
    "file.transferred": _("transferred the file"),
    "file.destruction-agreed": _("asked for the texts of the file to be destroyed"),
    "file.destruction-certified": _("had the texts of the file destroyed"),
}

blueprint = Blueprint("closing", __name__)
links.install(blueprint)


@blueprint.get(ROOM)
def show_file(evaluation: UUID) -> Response:
    return _show(evaluation, Forms(), 200)


def _show(evaluation: UUID, forms: Forms, status: int) -> Response:
    def facts(tx: Tx, reader: Reader) -> dict[str, Any]:
        door = review().door()
        file = closing.of_evaluation(tx, door, reader, evaluation)
        clauses = closing.clauses(tx, evaluation)
        agreed = file.agreed
        return {
            "file": file,
            "clauses": clauses,
            "ready": all(one.outcome is not ClosingOutcome.UNSATISFIED for one in clauses),
            "told": TOLD,
            "agreed": agreed,
            "erased": _erased(tx, reader, evaluation) if file.destruction else None,
            "mine": agreed is not None and agreed.person == reader.person,
            "acts_here": offer(tx, door, reader, NEEDS, evaluation),
        }

    return page("closing/file.html", evaluation, forms, status, facts)


def _erased(tx: Tx, reader: Reader, evaluation: UUID) -> UUID | None:
    """The erasure by which the texts of the whole file went, for its certificate."""
    found = erasures.listed(tx, review().door(), reader, evaluation)
    return next((one.id for one in found if one.subject == evaluation), None)


@blueprint.post(f"{ROOM}/closure")
def close_file(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return CloseFile(evaluation=evaluation, motive=entered.text("motive"), **command_id())

    return carried_out(
        evaluation, NEEDS, "close", command, _show, gettext("It is on record. See below what it takes now.")
    )


@blueprint.post(f"{ROOM}/reopening")
def reopen_file(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return ReopenFile(evaluation=evaluation, motive=entered.text("motive", required=True), **command_id())

    said = gettext("It is on record. See below what it takes now.")
    return carried_out(evaluation, NEEDS, "reopen", command, _show, said)


@blueprint.post(f"{ROOM}/transfer")
def transfer_file(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return TransferFile(
            evaluation=evaluation,
            organisation=entered.text("organisation", required=True),
            occurred_on=entered.day("occurred_on"),
            **command_id(),
        )

    said = gettext("It is on record. See below what it takes now.")
    return carried_out(evaluation, NEEDS, "transfer", command, _show, said)


@blueprint.post(f"{ROOM}/destruction-request")
def ask_destruction(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return DestroyFile(
            evaluation=evaluation,
            description=entered.text("description", required=True),
            articles=entered.text("articles", required=True),
            elsewhere=entered.text("elsewhere"),
            seen=0,
            **command_id(),
        )

    said = gettext("It is on record. See below what it takes now.")
    return carried_out(evaluation, NEEDS, "ask-destruction", command, _show, said)


@blueprint.post(f"{ROOM}/destruction")
def destroy_file(evaluation: UUID) -> Response:
    """The other one agrees to exactly what stood on the page."""

    def command(entered: Entered) -> Command:
        if not entered.checked("understood"):
            raise Missing(field="understood")
        seen = entered.number_or_none("seen") or 0
        return DestroyFile(evaluation=evaluation, description="", articles="", elsewhere="", seen=seen, **command_id())

    said = gettext("The texts of this file have been destroyed for good.")
    return carried_out(evaluation, NEEDS, "destroy", command, _show, said)
