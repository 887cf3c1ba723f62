"""Interests: declaring them, seeing those of others, and naming the organisations that are evaluated."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.interests import DeclareInterest, NameParties
from review.domain import moments, visibility
from review.domain.acts import Reader
from review.domain.errors import Invalid
from review.domain.interests import is_evaluated
from review.domain.permissions import Permission
from review.domain.visibility import sees_meeting
from review.domain.vocabulary import INVITED, REVIEWING_BODIES, Capacity
from review.projections import evaluations, groups, interests
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.interested import interest_of, interests_of, interests_told, undeclared
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("interests", __name__)
links.install(blueprint)


for _asked in (interests_of, interest_of, interests_told, undeclared):
    blueprint.add_app_template_global(_asked)


@blueprint.app_template_filter("is_party")
def is_party(organisation: str, parties: tuple[str, ...]) -> bool:
    return is_evaluated(organisation, parties)


@blueprint.app_template_filter("is_asked")
def is_asked(capacity: Capacity) -> bool:
    """Whether a seat of this capacity is asked in rounds, and so for a declaration."""
    return capacity in INVITED


@blueprint.app_template_global("blank_form")
def blank_form() -> Entered:
    return Entered()


# -- the page


@blueprint.get("/evaluations/<uuid:evaluation>/interests")
def show_interests(evaluation: UUID) -> Response:
    return _show(evaluation, Entered())


def _show(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        door = review().door()
        held = _seats(tx, reader, evaluation)
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "declared": interests.of_evaluation(tx, door, reader, evaluation),
            "groups": [(group.body, seats) for group, seats in held if seats],
            "mine": [one for _, seats in held for one in seats if one.person == reader.person],
            "naming": offer(tx, door, reader, Permission.OPEN_EVALUATION, evaluation),
        }
    return make_response(render_template("interests/show.html", form=entered, **context), status)


def _seats(tx: Tx, reader: Reader, evaluation: UUID) -> list[tuple[groups.Group, list[groups.Seat]]]:
    """The seats that are asked for a declaration, in the groups this reader may know of."""
    today = moments.day_of(reader.moment)
    return [
        (group, [seat for seat in group.seats if seat.capacity in INVITED and seat.is_held(today)])
        for group in groups.of_evaluation(tx, review().door(), reader, evaluation)
        if group.body in REVIEWING_BODIES and sees_meeting(reader, group.body)
    ]


# -- acts


@blueprint.post("/evaluations/<uuid:evaluation>/interests")
def declare_interest(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.COMMENT, evaluation)
    review_round = entered.identifier_or_none("round")
    try:
        command = DeclareInterest(
            evaluation=evaluation,
            round=review_round,
            has_interest=entered.text("has_interest", required=True) == "yes",
            note=entered.text("note"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, entered.refuse(refused), 422)
    here = url_for("interests.show_interests", evaluation=evaluation)
    where = url_for("rounds.show_round", review_round=review_round) if review_round else here
    return see_other(where, said=gettext("Your declaration is on record."))


@blueprint.post("/evaluations/<uuid:evaluation>/parties")
def name_parties(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.OPEN_EVALUATION, evaluation)
    try:
        codes = tuple(entered.text("organisations").replace(",", " ").split())
        review().do(NameParties(evaluation=evaluation, organisations=codes, **command_id()), actor)
    except Invalid as refused:
        entered.refuse(refused)
        entered.errors["organisations"] = entered.errors.pop(refused.field)
        return _show(evaluation, entered, 422)
    return see_other(
        url_for("interests.show_interests", evaluation=evaluation), said=gettext("The organisations are on record.")
    )
