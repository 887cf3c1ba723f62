"""Mandates: who may decide in the director's place, from when until when, and taking it back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.mandates import EndMandate, GiveMandate
from review.domain import moments, visibility
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.projections import evaluations, mandates, people
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

blueprint = Blueprint("mandates", __name__)
links.install(blueprint)


@blueprint.get("/evaluations/<uuid:evaluation>/mandates")
def show_mandates(evaluation: UUID) -> Response:
    return _show(evaluation, Entered())


@blueprint.post("/evaluations/<uuid:evaluation>/mandates")
def give_mandate(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.GIVE_MANDATE, evaluation)
    try:
        since = entered.day_or_none("starts_on")
        command = GiveMandate(
            evaluation=evaluation,
            person=entered.identifier("person"),
            starts_at=moments.start_of(since) if since else None,
            ends_at=moments.end_of(entered.day("ends_on")),
            motive=entered.text("motive", required=True),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, entered.refuse(refused), 422)
    return see_other(
        url_for("mandates.show_mandates", evaluation=evaluation), said=gettext("The mandate is on record.")
    )


@blueprint.post("/evaluations/<uuid:evaluation>/mandates/<uuid:mandate>/ending")
def end_mandate(evaluation: UUID, mandate: UUID) -> Response:
    entered = Entered(request.form)
    command = EndMandate(evaluation=evaluation, mandate=mandate, motive=entered.text("motive"), **command_id())
    review().do(command, acting_for(Permission.GIVE_MANDATE, evaluation))
    return see_other(url_for("mandates.show_mandates", evaluation=evaluation), said=gettext("The mandate has ended."))


def _show(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        door = review().door()
        giving = offer(tx, door, reader, Permission.GIVE_MANDATE, evaluation)
        known = people.listed(tx, door, reader) if giving else []
        barred = mandates.barred(tx, reader.moment) if giving else frozenset()
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "mandates": mandates.of_evaluation(tx, door, reader, evaluation),
            "giving": giving,
            "people": [
                (str(one.id), f"{plain(one.name)} ({one.organisation})")
                for one in known
                if one.id != reader.person and one.id not in barred
            ],
            "now": reader.moment,
        }
    return make_response(render_template("mandates/show.html", form=entered, **context), status)
