"""How far an evaluation is, for everybody: phases and publications, without signing in; and the choice for it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from review.application import Command
from review.commands.progress import HideProgress, ShowProgress
from review.domain.acts import Reader
from review.domain.errors import Unknown
from review.domain.permissions import Permission
from review.domain.visibility import NOBODY
from review.projections import progress
from review.projections.schema import Tx
from review.web import links
from review.web.acting import command_id
from review.web.afterwards import Forms, carried_out, offering, page
from review.web.forms import Entered
from review.web.session import review
from review.web.translations import gettext

NEEDS = Permission.RECORD_AFTERWARDS
ROOM = "/evaluations/<uuid:evaluation>/public-progress"

blueprint = Blueprint("progress", __name__)
links.install(blueprint)


@blueprint.get("/progress/<uuid:evaluation>")
def show_progress(evaluation: UUID) -> Response:
    """For anybody. Raises Unknown where the evaluation does not show it: nobody learns that it is there."""
    with review().reading() as tx:
        anybody = Reader(person=NOBODY, moment=review().clock())
        found = progress.of_evaluation(tx, review().door(), anybody, evaluation)
    if found is None:
        raise Unknown(what="evaluation")
    return make_response(render_template("progress/public.html", it=found))


@blueprint.get(ROOM)
def show_choice(evaluation: UUID) -> Response:
    return _show(evaluation, Forms(), 200)


def _show(evaluation: UUID, forms: Forms, status: int) -> Response:
    def facts(tx: Tx, reader: Reader) -> dict[str, Any]:
        return {
            "shown": progress.shown_title(tx, review().door(), reader, evaluation),
            "records": offering(tx, reader, NEEDS, evaluation),
        }

    return page("progress/choice.html", evaluation, forms, status, facts)


@blueprint.post(f"{ROOM}/shown")
def choose_to_show(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return ShowProgress(evaluation=evaluation, title=entered.text("title", required=True), **command_id())

    return carried_out(evaluation, NEEDS, "show", command, _show, gettext("The public sees how far the evaluation is."))


@blueprint.post(f"{ROOM}/hidden")
def choose_to_hide(evaluation: UUID) -> Response:
    def command(entered: Entered) -> Command:
        return HideProgress(evaluation=evaluation, **command_id())

    return carried_out(evaluation, NEEDS, "hide", command, _show, gettext("The public no longer sees it."))
