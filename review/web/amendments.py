"""Amending approved Terms of Reference: proposing it with reasons, and dropping the proposal."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.amendments import DropAmendment, ProposeAmendment
from review.domain.acts import Reader
from review.domain.errors import Invalid, NotPermitted
from review.domain.permissions import Permission
from review.domain.vocabulary import ApprovalState, DocumentKind
from review.projections import approvals, evaluations
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("amendments", __name__)
links.install(blueprint)
AMENDMENT = "/evaluations/<uuid:evaluation>/amendment"


@blueprint.get(AMENDMENT)
def show_amendment(evaluation: UUID) -> Response:
    """The forms; raises NotPermitted for whoever proposes nothing."""
    return _show(evaluation, Entered())


def _show(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        if not offered(reader, Permission.PROPOSE_AMENDMENT):
            raise NotPermitted(act=Permission.PROPOSE_AMENDMENT)
        page = {
            "it": evaluations.one(tx, review().door(), reader, evaluation),
            "approved": _approved(tx, reader, evaluation),
            "seats": links.seat_choices(offered(reader, Permission.PROPOSE_AMENDMENT)),
        }
        return make_response(render_template("amendments/amendment.html", form=entered, **page), status)


def _approved(tx: Tx, reader: Reader, evaluation: UUID) -> list[approvals.Approval]:
    """Every approval of the Terms of Reference, the youngest first: the earlier ones are not less on record."""
    found = approvals.of_evaluation(tx, review().door(), reader, evaluation)
    terms = DocumentKind.TERMS_OF_REFERENCE
    return [one for one in found if one.kind is terms and one.state is ApprovalState.GRANTED]


@blueprint.post(AMENDMENT)
def propose_amendment(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.PROPOSE_AMENDMENT, evaluation)
    try:
        review().do(ProposeAmendment(evaluation=evaluation, motive=entered.text("motive"), **command_id()), actor)
    except Invalid as refused:
        return _show(evaluation, entered.refuse(refused), 422)
    return _back(evaluation, gettext("The amendment is proposed. The approved version holds until a next one is."))


@blueprint.post("/evaluations/<uuid:evaluation>/amendment/<uuid:amendment>/drop")
def drop_amendment(evaluation: UUID, amendment: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.PROPOSE_AMENDMENT, evaluation)
    command = DropAmendment(evaluation=evaluation, amendment=amendment, motive=entered.text("motive"), **command_id())
    try:
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, entered.refuse(refused), 422)
    return _back(evaluation, gettext("The proposal is dropped. What was approved goes on to hold."))


def _back(evaluation: UUID, said: str) -> Response:
    return see_other(url_for("evaluations.show_evaluation", evaluation=evaluation), said=said)
