"""Interests: declaring them, seeing those of others, and naming the organisations that are evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, g, make_response, render_template, request, url_for

from review.commands.interests import DeclareInterest, NameParties
from review.domain import moments, visibility
from review.domain.acts import Reader, Words
from review.domain.errors import Invalid
from review.domain.interests import is_evaluated
from review.domain.permissions import Permission
from review.domain.visibility import sees_meeting
from review.domain.vocabulary import INVITED, REVIEWING_BODIES, Capacity
from review.projections import evaluations, groups, interests
from review.projections.comments import Comment
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, groups_of, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.offers import offer
from review.web.session import current_person, review
from review.web.translations import gettext

blueprint = Blueprint("interests", __name__)
links.install(blueprint)


@dataclass(frozen=True, slots=True)
class Mark:
    """What stands beside a person."""

    has_interest: bool
    evaluated: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A member with an interest, or who speaks for an evaluated organisation."""

    name: Words
    organisation: str
    capacity: Capacity
    it: interests.Declaration | None
    evaluated: bool


# -- what other pages ask


@blueprint.app_template_global("interests_of")
def interests_of(evaluation: UUID) -> interests.Interests:
    """What who is signed in may know of the interests in an evaluation; asked once a request."""
    if "interests" not in g:
        g.interests = {}
    known: dict[UUID, interests.Interests] = g.interests
    if evaluation not in known:
        with review().reading() as tx:
            reader = reader_knowing(tx, evaluation)
            known[evaluation] = interests.of_evaluation(tx, review().door(), reader, evaluation)
    return known[evaluation]


@blueprint.app_template_global("interest_of")
def interest_of(it: Comment) -> Mark:
    """What stands beside a comment; nothing where this reader may not know whose it is."""
    known = interests_of(it.evaluation)
    declared = known.of_person(it.person, it.round)
    return Mark(declared is not None and declared.has_interest, is_evaluated(it.organisation, known.parties))


@blueprint.app_template_global("interests_told")
def interests_told(evaluation: UUID) -> list[Told]:
    """The members of the reviewing groups of whom something stands in the way, in the order of the groups."""
    known = interests_of(evaluation)
    with review().reading() as tx:
        reader_knowing(tx, evaluation)
        found = groups_of(tx, evaluation)
    told = []
    for seat in (one for group in found if group.body in REVIEWING_BODIES for one in group.seats):
        standing = next((one for one in known.declared if one.seat == seat.id), None)
        evaluated = seat.capacity in INVITED and is_evaluated(seat.organisation, known.parties)
        if standing or evaluated:
            told.append(Told(seat.name, seat.organisation, seat.capacity, standing, evaluated))
    return told


@blueprint.app_template_global("undeclared")
def undeclared(evaluation: UUID, review_round: UUID | None) -> bool:
    """Whether who is signed in has said nothing yet about interests in this round."""
    if "declared" not in g:
        with review().reading() as tx:
            g.declared = interests.declared_by(tx, current_person())
    return review_round is not None and not {(evaluation, review_round), (evaluation, None)} & g.declared


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
