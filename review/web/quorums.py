"""Quorum: of which members a group must have heard, saying so, and how a round stands against it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.quorums import SetQuorum
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import Invalid
from review.domain.gates import Ground
from review.domain.permissions import Permission
from review.domain.quorum import Demand, Measure
from review.domain.vocabulary import CAPACITIES_OF, INVITED, REVIEWING_BODIES, BodyKind, Capacity, RoundMode
from review.projections import evaluations, groups, quorums, rounds
from review.projections.schema import Tx
from review.web import damaged, links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.offers import Offer, offer
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("quorums", __name__)
links.install(blueprint)


@dataclass(frozen=True, slots=True)
class Panel:
    """A group with its quorum, the categories that it has, and what this reader may do about it."""

    body: BodyKind
    demands: tuple[Demand, ...]
    members: tuple[tuple[Capacity, int], ...]  #: categories of members, and how many hold such a seat now
    setting: Offer | None

    def demand(self, capacity: Capacity) -> Demand | None:
        return next((one for one in self.demands if one.capacity is capacity), None)


@blueprint.get("/evaluations/<uuid:evaluation>/quorums")
def show_quorums(evaluation: UUID) -> Response:
    return _show(evaluation, Entered())


@blueprint.post("/evaluations/<uuid:evaluation>/quorums")
def set_quorum(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    try:
        body = entered.choice("body", BodyKind)
        with review().reading() as tx:
            group = groups.group_of(tx, evaluation, body)
        actor = acting_for(Permission.GIVE_SEAT, evaluation, group=group)
        command = SetQuorum(evaluation=evaluation, body=body, demands=tuple(_demands(entered, body)), **command_id())
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, entered.refuse(refused), 422)
    return see_other(
        url_for("quorums.show_quorums", evaluation=evaluation),
        said=gettext("The quorum is on record. It holds for rounds that open from now on."),
    )


def _demands(entered: Entered, body: BodyKind) -> Iterator[Demand]:
    for capacity in _categories(body):
        at_least = entered.number_or_none(f"at_least_{capacity}")
        if at_least is not None:
            yield Demand(capacity, at_least, entered.checked(f"each_{capacity}"))


def _categories(body: BodyKind) -> list[Capacity]:
    return [capacity for capacity in Capacity if capacity in CAPACITIES_OF[body] & INVITED]


def _show(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        visibility.require_reading(reader)
        context = {
            "evaluation": evaluations.one(tx, review().door(), reader, evaluation),
            "panels": list(_panels(tx, reader, evaluation)),
        }
    return make_response(render_template("quorums/show.html", form=entered, blank=Entered(), **context), status)


def _panels(tx: Tx, reader: Reader, evaluation: UUID) -> Iterator[Panel]:
    held = quorums.of_evaluation(tx, evaluation)
    for group in groups.of_evaluation(tx, review().door(), reader, evaluation):
        if group.body in REVIEWING_BODIES:
            seats = groups.invited_capacities(tx, evaluation, group.id, reader.moment)
            standing = held.get(group.id)
            yield Panel(
                group.body,
                standing.demands if standing else (),
                tuple((capacity, seats.count(capacity)) for capacity in _categories(group.body)),
                offer(tx, review().door(), reader, Permission.GIVE_SEAT, evaluation, group.id),
            )


# -- what other pages ask


@blueprint.app_template_filter("demand_name")
def demand_name(demand: Demand) -> str:
    """*externe deskundige: ten minste 2*."""
    category = label(demand.capacity)
    if demand.each_organisation:
        return gettext("%(category)s: at least %(n)s from every organisation", category=category, n=demand.at_least)
    return gettext("%(category)s: at least %(n)s", category=category, n=demand.at_least)


@blueprint.app_template_global("quorum_of")
@damaged.apart(Ground.QUORUMS)
def quorum_of(it: rounds.Round) -> tuple[Measure, ...]:
    """How a round stands against its quorum; under pseudonyms nobody is told of whom too few were heard."""
    with review().reading() as tx:
        found = quorums.of_round(tx, it.evaluation, it.id)
    if it.mode is not RoundMode.PSEUDONYMOUS:
        return found
    return tuple(Measure(one.demand, 0, 0 if one.is_met else 1) for one in found)
