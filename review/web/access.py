"""Access to information: what was asked, what came of it, and how long each directorate takes."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.access import RecordAnswer, RequestAccess
from review.domain import moments
from review.domain.access import AccessAnswer
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.domain.visibility import require_reading
from review.projections import access, evaluations
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("access", __name__)
links.install(blueprint)
KEEP = Permission.KEEP_ACCESS
ACCESS = "/evaluations/<uuid:evaluation>/access"


@blueprint.get(ACCESS)
def list_requests(evaluation: UUID) -> Response:
    return _show(evaluation, None, Entered())


def _show(evaluation: UUID, at: UUID | None, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        require_reading(reader)
        door = review().door()
        found = access.of_evaluation(tx, door, reader, evaluation)
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "requests": found,
            "delays": access.delays(found),
            "keeping": offer(tx, door, reader, KEEP, evaluation),
            "today": moments.day_of(reader.moment),
            "answers": [(one.value, capitalised(label(one))) for one in AccessAnswer],
        }
    return make_response(render_template("access/list.html", at=at, entered=entered, **context), status)


@blueprint.post(ACCESS)
def request_access(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(KEEP, evaluation)
    try:
        command = RequestAccess(
            evaluation=evaluation,
            directorate=entered.text("directorate", required=True),
            what=entered.text("what"),
            asked_on=entered.day("asked_on"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, evaluation, entered.refuse(refused), 422)
    return _done(evaluation, gettext("The request is on record. The days are counted from then on."))


@blueprint.post(f"{ACCESS}/<uuid:access_request>/answers")
def record_answer(evaluation: UUID, access_request: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(KEEP, evaluation)
    try:
        command = RecordAnswer(
            evaluation=evaluation,
            access=access_request,
            answer=entered.choice("answer", AccessAnswer),
            answered_on=entered.day("answered_on"),
            motive=entered.text("motive"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, access_request, entered.refuse(refused), 422)
    return _done(evaluation, gettext("The answer is on record."))


def _done(evaluation: UUID, said: str) -> Response:
    return see_other(url_for("access.list_requests", evaluation=evaluation), said=said)
