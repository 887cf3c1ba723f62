"""Looking behind the pseudonyms of a round: an act of the auditor, with what it means said before it is done."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.unmasking import UnmaskRound
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import Invalid, NotPermitted
from review.domain.permissions import Permission
from review.projections import rounds
from review.projections.schema import Tx
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext

UNMASKING = "/rounds/<uuid:review_round>/unmasking"

blueprint = Blueprint("unmaskings", __name__)


@blueprint.get(UNMASKING)
def new_unmasking(review_round: UUID) -> Response:
    """What it means, and the form."""
    return _show_form(review_round, Entered())


@blueprint.post(UNMASKING)
def unmask_round(review_round: UUID) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation = _found(tx, review_round)[0].evaluation
    command = UnmaskRound(evaluation=evaluation, round=review_round, motive=entered.text("motive"), **command_id())
    try:
        review().do(command, acting_for(Permission.UNMASK, evaluation))
    except Invalid as refused:
        return _show_form(review_round, entered.refuse(refused), 422)
    said = gettext("It is on record that you looked. You now read the names.")
    return see_other(url_for("rounds.show_round", review_round=review_round), said=said)


def _show_form(review_round: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        it, reader = _found(tx, review_round)
    seats = offered(reader, Permission.UNMASK)
    if not seats:
        raise NotPermitted(act=Permission.UNMASK)
    page = render_template("rounds/unmasking.html", it=it, seats=seats, form=entered)
    return make_response(page, status)


def _found(tx: Tx, review_round: UUID) -> tuple[rounds.Round, Reader]:
    """Raises Unknown."""
    nobody = Reader(person=review().installation.id, moment=0)
    evaluation = rounds.one(tx, review().door(), nobody, review_round).evaluation
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return rounds.one(tx, review().door(), reader, review_round), reader
