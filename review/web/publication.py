"""Publication: where Terms of Reference and report stand, what corrects them, embargoes and technical briefings."""

from __future__ import annotations

import hashlib
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request

from review.application import Command
from review.commands.publication import (
    AskBriefing,
    CancelBriefing,
    CorrectPublication,
    HoldBriefing,
    LiftEmbargo,
    PublishReport,
    PublishTerms,
    SetEmbargo,
    WithdrawPublication,
)
from review.domain import moments
from review.domain.acts import Reader
from review.domain.permissions import Permission
from review.projections import parliament, publication, published, withholdings
from review.projections.schema import Tx
from review.web import links
from review.web.acting import command_id
from review.web.afterwards import Forms, carried_out, offering, page
from review.web.forms import Entered
from review.web.session import review
from review.web.translations import gettext

RECORD = Permission.RECORD_AFTERWARDS
ROOM = "/evaluations/<uuid:evaluation>/publication"

blueprint = Blueprint("publication", __name__)
links.install(blueprint)


@blueprint.get(ROOM)
def show_publication(evaluation: UUID) -> Response:
    return _show(evaluation, Forms(), 200)


def _show(evaluation: UUID, forms: Forms, status: int) -> Response:
    def facts(tx: Tx, reader: Reader) -> dict[str, Any]:
        door = review().door()
        held = withholdings.of_evaluation(tx, door, reader, evaluation)
        return {
            "publications": publication.of_evaluation(tx, door, reader, evaluation),
            "embargoes": publication.embargoes_of(tx, door, reader, evaluation),
            "briefings": publication.briefings_of(tx, door, reader, evaluation),
            "terms": _unpublished(tx, evaluation),
            "since": parliament.complete_on(tx, evaluation),
            "embargo": publication.embargo(tx, evaluation, moments.day_of(reader.moment)),
            "undecided": withholdings.undecided(tx, evaluation),
            "to_tell": [one for one in held if one.state == "withheld"],
            "records": offering(tx, reader, RECORD, evaluation),
        }

    return page("publication/publication.html", evaluation, forms, status, facts)


def _unpublished(tx: Tx, evaluation: UUID) -> dict[int, published.Approved]:
    """The approved versions of the Terms of Reference that stand nowhere."""
    stand = published.terms(tx, evaluation)
    return {number: one for number, one in published.approved_terms(tx, evaluation).items() if number not in stand}


def _digest(entered: Entered) -> str:
    """The fingerprint that was typed, or else that of the file that was chosen; the file itself is not kept."""
    typed, upload = entered.text("digest"), request.files.get("file")
    if typed or upload is None or not upload.filename:
        return typed
    return hashlib.sha256(upload.stream.read()).hexdigest()


@blueprint.post(f"{ROOM}/embargoes")
def set_embargo(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        motive = entered.text("motive", required=True)
        return SetEmbargo(evaluation=evaluation, ends_on=entered.day("ends_on"), motive=motive, **command_id())

    return carried_out(evaluation, RECORD, "embargo", command, _show, gettext("The embargo is on record."))


@blueprint.post(f"{ROOM}/embargoes/<uuid:embargo>/end")
def lift_embargo(evaluation: UUID, embargo: UUID) -> Response:
    def command(entered: Entered) -> Command:
        motive = entered.text("motive", required=True)
        return LiftEmbargo(evaluation=evaluation, embargo=embargo, motive=motive, **command_id())

    return carried_out(evaluation, RECORD, f"lift-{embargo}", command, _show, gettext("The embargo has ended."))


@blueprint.post(f"{ROOM}/publications")
def publish_report(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return PublishReport(
            evaluation=evaluation,
            address=entered.text("address", required=True),
            digest=_digest(entered),
            occurred_on=entered.day("occurred_on"),
            **command_id(),
        )

    return carried_out(evaluation, RECORD, "publish", command, _show, gettext("The publication is on record."))


@blueprint.post(f"{ROOM}/terms/<int(max=999999):number>")
def publish_terms(evaluation: UUID, number: int) -> Response:
    def command(entered: Entered) -> Command:
        return PublishTerms(
            evaluation=evaluation,
            number=number,
            address=entered.text("address", required=True),
            digest=_digest(entered),
            occurred_on=entered.day("occurred_on"),
            **command_id(),
        )

    return carried_out(evaluation, RECORD, f"terms-{number}", command, _show, gettext("The publication is on record."))


@blueprint.post(f"{ROOM}/publications/<uuid:publication>/corrigenda")
def correct_publication(evaluation: UUID, publication: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return CorrectPublication(
            evaluation=evaluation,
            publication=publication,
            address=entered.text("address", required=True),
            digest=_digest(entered),
            occurred_on=entered.day("occurred_on"),
            motive=entered.text("motive", required=True),
            **command_id(),
        )

    act = f"correct-{publication}"
    return carried_out(evaluation, RECORD, act, command, _show, gettext("The corrigendum is on record."))


@blueprint.post(f"{ROOM}/publications/<uuid:publication>/withdrawal")
def withdraw_publication(evaluation: UUID, publication: UUID) -> Response:
    def command(entered: Entered) -> Command:
        motive = entered.text("motive", required=True)
        return WithdrawPublication(evaluation=evaluation, publication=publication, motive=motive, **command_id())

    act = f"withdraw-{publication}"
    return carried_out(
        evaluation, RECORD, act, command, _show, gettext("The publication is withdrawn, for all to see.")
    )


@blueprint.post(f"{ROOM}/briefings")
def ask_briefing(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        committee, on = entered.text("committee", required=True), entered.day("occurred_on")
        return AskBriefing(evaluation=evaluation, committee=committee, occurred_on=on, **command_id())

    return carried_out(evaluation, RECORD, "ask", command, _show, gettext("The request is on record."))


@blueprint.post(f"{ROOM}/briefings/<uuid:briefing>/account")
def hold_briefing(evaluation: UUID, briefing: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return HoldBriefing(
            evaluation=evaluation,
            briefing=briefing,
            occurred_on=entered.day("occurred_on"),
            presenter=entered.text("presenter", required=True),
            behind_closed_doors=entered.checked("behind_closed_doors"),
            withholdings=tuple(_id(one) for one in entered.values("withholdings")),
            **command_id(),
        )

    said = gettext("The briefing is on record, without what was said.")
    return carried_out(evaluation, RECORD, f"hold-{briefing}", command, _show, said)


@blueprint.post(f"{ROOM}/briefings/<uuid:briefing>/cancellation")
def cancel_briefing(evaluation: UUID, briefing: UUID) -> Response:
    def command(entered: Entered) -> Command:
        motive = entered.text("motive", required=True)
        return CancelBriefing(evaluation=evaluation, briefing=briefing, motive=motive, **command_id())

    said = gettext("It is on record that the briefing is not held.")
    return carried_out(evaluation, RECORD, f"cancel-{briefing}", command, _show, said)


def _id(value: str) -> UUID:
    return Entered({"withholdings": value or "-"}).identifier("withholdings")
