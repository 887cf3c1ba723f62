"""Confirming an earlier position on a new version: one click, beside what changed since."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.rounds import SubmitResponse
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import Unknown
from review.domain.permissions import Permission
from review.projections import positions, rounds
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("reaffirming", __name__)


@blueprint.app_template_global("earlier_position")
def earlier_position(review_round: UUID, seat: UUID) -> positions.Earlier | None:
    with review().reading() as tx:
        return positions.earlier(tx, review_round, seat)


@blueprint.post("/rounds/<uuid:review_round>/reaffirmation")
def reaffirm(review_round: UUID) -> Response:
    form = Entered(request.form)
    with review().reading() as tx:
        nobody = Reader(person=review().installation.id, moment=0)
        it = rounds.one(tx, review().door(), nobody, review_round)
        visibility.require_reading(reader_knowing(tx, it.evaluation))
        before = positions.earlier(tx, review_round, form.identifier("seat"))
    if before is None:
        raise Unknown(what="response")
    command = SubmitResponse(
        evaluation=it.evaluation,
        round=review_round,
        position=before.position,
        remark=form.text("remark"),
        reaffirms=before.round,
        **command_id(),
    )
    review().do(command, acting_for(Permission.COMMENT, it.evaluation))
    return see_other(
        url_for("rounds.show_round", review_round=review_round), said=gettext("Your position is confirmed.")
    )
