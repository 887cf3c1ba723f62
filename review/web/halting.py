"""Suspending an evaluation, resuming it and ending it: one page for the director, with what each of them means."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.halting import ResumeEvaluation, SuspendEvaluation, WithdrawEvaluation
from review.domain import moments
from review.domain.acts import Acting, Reader
from review.domain.errors import Invalid, NotPermitted
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity
from review.projections import evaluations
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("halting", __name__)
links.install(blueprint)
SOON = timedelta(days=91)
"""After a season somebody looks again, unless another day is chosen."""
COURSE = "/evaluations/<uuid:evaluation>/course"


@blueprint.app_template_global("directs")
def directs(evaluation: UUID) -> bool:
    """Whether who is signed in may let this evaluation wait or end."""
    with review().reading() as tx:
        return bool(_director(reader_knowing(tx, evaluation)))


def _director(reader: Reader) -> tuple[Acting, ...]:
    return tuple(one for one in offered(reader, Permission.OPEN_EVALUATION) if one.capacity is Capacity.DIRECTOR)


@blueprint.get(COURSE)
def show_course(evaluation: UUID) -> Response:
    """Raises NotPermitted for whoever is no director."""
    return _show(evaluation, "", Entered())


def _show(evaluation: UUID, which: str, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        it = evaluations.one(tx, review().door(), reader, evaluation)
    if not _director(reader):
        raise NotPermitted(act=Permission.OPEN_EVALUATION)
    day = moments.day_of(reader.moment)
    forms = {name: entered if name == which else Entered() for name in ("suspend", "resume", "withdraw")}
    page = render_template(
        "halting/course.html", it=it, forms=forms, which=which, soonest=day + timedelta(days=1), soon=day + SOON
    )
    return make_response(page, status)


@blueprint.post(f"{COURSE}/suspension")
def suspend_evaluation(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.OPEN_EVALUATION, evaluation)
    try:
        command = SuspendEvaluation(
            evaluation=evaluation, motive=entered.text("motive"), review_on=entered.day("review_on"), **command_id()
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(evaluation, "suspend", entered.refuse(refused), 422)
    return _done(evaluation, gettext("The evaluation is suspended. Everybody sees why."))


@blueprint.post(f"{COURSE}/resumption")
def resume_evaluation(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.OPEN_EVALUATION, evaluation)
    try:
        review().do(ResumeEvaluation(evaluation=evaluation, motive=entered.text("motive"), **command_id()), actor)
    except Invalid as refused:
        return _show(evaluation, "resume", entered.refuse(refused), 422)
    return _done(evaluation, gettext("The evaluation goes on where it stood."))


@blueprint.post(f"{COURSE}/withdrawal")
def withdraw_evaluation(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(Permission.OPEN_EVALUATION, evaluation)
    try:
        review().do(WithdrawEvaluation(evaluation=evaluation, motive=entered.text("motive"), **command_id()), actor)
    except Invalid as refused:
        return _show(evaluation, "withdraw", entered.refuse(refused), 422)
    return _done(evaluation, gettext("The evaluation has ended. Its record stays."))


def _done(evaluation: UUID, said: str) -> Response:
    return see_other(url_for("evaluations.show_evaluation", evaluation=evaluation), said=said)
