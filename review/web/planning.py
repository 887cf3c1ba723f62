"""Planning: what was planned first and now, what came of it; setting it, moving it; and the heartbeat."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.planning import Milestone, ReachMilestone, RevisePlan, SetPlan
from review.domain import moments
from review.domain.errors import Invalid, Unknown
from review.domain.permissions import Permission
from review.domain.planning import CONTINGENCY, Heartbeat, MilestoneKind, RevisionGround
from review.domain.visibility import may_know
from review.projections import evaluations, planning, tracks
from review.projections.damage import Rows
from review.web import damaged, links, moving
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import offer
from review.web.pictures import picture
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

blueprint = Blueprint("planning", __name__)
links.install(blueprint)
PLAN = "/evaluations/<uuid:evaluation>/plan"
SPARE = 3
"""How many milestones with a name of their own a form has room for."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What the page of the evaluation says about its plan."""

    plan: planning.PlanView | None
    heartbeat: Heartbeat


@blueprint.app_template_global("plan_at_a_glance")
@damaged.apart(Rows.PLAN)
def plan_at_a_glance(evaluation: UUID) -> Glance:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        plan = planning.of_evaluation(tx, review().door(), reader, evaluation)
        return Glance(plan, planning.heartbeat(tx, evaluation, reader.moment))


blueprint.add_app_template_filter(moving.name_of, "milestone")


@blueprint.get(PLAN)
def show_plan(evaluation: UUID) -> Response:
    return _show(evaluation, "", Entered())


def _show(evaluation: UUID, which: str, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        if not may_know(reader):
            raise Unknown(what="evaluation")
        door = review().door()
        it = evaluations.one(tx, door, reader, evaluation)
        plan = planning.of_evaluation(tx, door, reader, evaluation)
        research = planning.timed(tx, evaluation, tracks.of_evaluation(tx, door, reader, evaluation))
        context = {
            "evaluation": it,
            "plan": plan,
            "tracks": [(str(one.id), plain(one.title)) for one in research if not one.is_done],
            "picture": picture(it.steps, plan.milestones if plan else (), research, moments.day_of(reader.moment)),
            "heartbeat": planning.heartbeat(tx, evaluation, reader.moment),
            "keeping": offer(tx, door, reader, Permission.KEEP_PLAN, evaluation),
            "today": moments.day_of(reader.moment),
            "opened_on": moments.day_of(it.opened_at),
        }
    forms = {name: entered if name == which else Entered() for name in ("set", "revise", "reach")}
    lists = {
        "kinds": [one for one in MilestoneKind if one is not MilestoneKind.OTHER],
        "grounds": [(one.value, capitalised(label(one))) for one in RevisionGround],
        "spare": range(1, SPARE + 1),
        "contingency": CONTINGENCY,
    }
    return make_response(render_template("planning/plan.html", forms=forms, which=which, **context, **lists), status)


@blueprint.post(PLAN)
def set_plan(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.KEEP_PLAN, evaluation)
    try:
        command = SetPlan(
            evaluation=evaluation,
            starts_on=entered.day("starts_on"),
            milestones=(*_of_kinds(entered), *_named(entered)),
            contingency=entered.number("contingency"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, "set", entered.refuse(refused), 422)
    return _done(evaluation, gettext("The plan is set. This baseline stays, whatever moves later."))


@blueprint.post(f"{PLAN}/revisions")
def revise_plan(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.KEEP_PLAN, evaluation)
    try:
        command = RevisePlan(
            evaluation=evaluation,
            ground=entered.choice("ground", RevisionGround),
            motive=entered.text("motive"),
            moves=tuple(moving.moves(entered)),
            added=(*_of_kinds(entered), *_named(entered)),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, "revise", entered.refuse(refused), 422)
    return _done(evaluation, gettext("The plan has moved. The baseline and the reason stay beside it."))


@blueprint.post(f"{PLAN}/milestones/<int:number>/arrival")
def reach_milestone(evaluation: UUID, number: int) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.KEEP_PLAN, evaluation)
    try:
        command = ReachMilestone(evaluation=evaluation, number=number, remark=entered.text("remark"), **command_id())
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, "reach", entered.refuse(refused), 422)
    return _done(evaluation, gettext("The milestone is reached, as of today."))


def _of_kinds(entered: Entered) -> Iterator[Milestone]:
    """The milestones whose kind names them, as far as somebody filled in when."""
    for kind in MilestoneKind:
        if kind is not MilestoneKind.OTHER and entered.text(f"when_{kind}"):
            yield Milestone(kind, moving.code(entered, f"when_{kind}"))


def _named(entered: Entered) -> Iterator[Milestone]:
    for spare in range(1, SPARE + 1):
        name, when = entered.text(f"name_{spare}"), entered.text(f"at_{spare}")
        track = entered.identifier_or_none(f"track_{spare}")
        if name or when or track:
            name = entered.text(f"name_{spare}", required=track is None)
            yield Milestone(MilestoneKind.OTHER, moving.code(entered, f"at_{spare}"), name, track)


def _done(evaluation: UUID, said: str) -> Response:
    return see_other(url_for("planning.show_plan", evaluation=evaluation), said=said)
