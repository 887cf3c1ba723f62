"""The theory of change: five levels side by side, the steps between them, and how each step held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.theory import AddElement, DrawStep, RecordTest, RemoveElement, RemoveStep, ReviseElement
from review.domain.acts import Reader
from review.domain.errors import Invalid, Unknown
from review.domain.goals import GoalLevel
from review.domain.permissions import Permission
from review.domain.theory import Verdict
from review.domain.visibility import reads_partly, require_reading
from review.projections import drafts, evaluations, theory
from review.projections.schema import Tx
from review.web import evidence, links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.figures import figure
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain
from review.work import EvaluationCommand

THEORY = "/evaluations/<uuid:evaluation>/theory"
blueprint = Blueprint("theory", __name__)
links.install(blueprint)
evidence.install(blueprint)


@dataclass(frozen=True, slots=True)
class Then:
    """A moment at which it can be looked at: when a version was approved."""

    version: drafts.Version
    at: int


@blueprint.get(THEORY)
def show_theory(evaluation: UUID) -> Response:
    """As it is now; ``?draft=&version=`` as it was when that version was approved."""
    return _show(evaluation, {})


def _show(evaluation: UUID, forms: dict[str, Entered], status: int = 200) -> Response:
    asked = Entered(request.args)
    with review().reading() as tx:
        reader = _reader(tx, evaluation)
        door = review().door()
        moments = _moments(tx, reader, evaluation)
        then = _chosen(moments, asked)
        found = theory.theory(tx, door, reader, evaluation, then.at if then else None)
        context = {
            "evaluation": evaluation,
            "title": evaluations.one(tx, door, reader, evaluation).title,
            "theory": found,
            "figure": figure(found, plain),
            "moments": moments,
            "then": then,
            "recording": None if then else offer(tx, door, reader, Permission.RECORD_EVIDENCE, evaluation),
        }
    lists = {
        "levels": list(GoalLevel),
        "level_choices": [(one.value, capitalised(label(one))) for one in GoalLevel],
        "verdicts": [(one.value, capitalised(label(one))) for one in Verdict],
        "blank": Entered(),
    }
    return make_response(render_template("theory/theory.html", forms=forms, **context, **lists), status)


def _reader(tx: Tx, evaluation: UUID) -> Reader:
    """Raises Unknown for who reads documents in part: a theory of change has no parts that stand alone."""
    reader = reader_knowing(tx, evaluation)
    require_reading(reader)
    if reads_partly(reader):
        raise Unknown(what="evaluation")
    return reader


def _moments(tx: Tx, reader: Reader, evaluation: UUID) -> list[Then]:
    documents = drafts.documents(tx, review().door(), reader, evaluation)
    return [Then(one, one.approved_at) for it in documents for one in it.versions if one.approved_at is not None]


def _chosen(moments: list[Then], asked: Entered) -> Then | None:
    """Raises Unknown for a version that was not approved."""
    draft, number = asked.identifier_or_none("draft"), asked.number_or_none("version")
    if draft is None or number is None:
        return None
    found = next((one for one in moments if (one.version.draft, one.version.number) == (draft, number)), None)
    if found is None:
        raise Unknown(what="version")
    return found


# -- acting


@blueprint.post(f"{THEORY}/elements")
def add_element(evaluation: UUID) -> Response:
    def command(form: Entered) -> AddElement:
        return AddElement(
            evaluation=evaluation, level=form.choice("level", GoalLevel), text=form.text("text"), **command_id()
        )

    return _act(evaluation, "element", command, gettext("It is part of the theory of change now."))


@blueprint.post("/theory-elements/<uuid:element>/revisions")
def revise_element(element: UUID) -> Response:
    evaluation = _evaluation_of(element, theory.evaluation_of_element)

    def command(form: Entered) -> ReviseElement:
        return ReviseElement(
            evaluation=evaluation,
            element=element,
            level=form.choice("level", GoalLevel),
            text=form.text("text"),
            motive=form.text("motive"),
            **command_id(),
        )

    return _act(evaluation, f"revision-{element}", command, gettext("The element reads otherwise now."))


@blueprint.post("/theory-elements/<uuid:element>/removal")
def remove_element(element: UUID) -> Response:
    evaluation = _evaluation_of(element, theory.evaluation_of_element)

    def command(form: Entered) -> RemoveElement:
        return RemoveElement(evaluation=evaluation, element=element, motive=form.text("motive"), **command_id())

    return _act(evaluation, f"removal-{element}", command, gettext("The element was taken out, with its steps."))


@blueprint.post(f"{THEORY}/steps")
def draw_step(evaluation: UUID) -> Response:
    def command(form: Entered) -> DrawStep:
        return DrawStep(
            evaluation=evaluation,
            origin=form.identifier("origin"),
            target=form.identifier("target"),
            assumption=form.text("assumption"),
            **command_id(),
        )

    return _act(evaluation, "step", command, gettext("The step is part of the theory of change now."))


@blueprint.post("/theory-steps/<uuid:step>/removal")
def remove_step(step: UUID) -> Response:
    evaluation = _evaluation_of(step, theory.evaluation_of_step)

    def command(form: Entered) -> RemoveStep:
        return RemoveStep(evaluation=evaluation, step=step, motive=form.text("motive"), **command_id())

    return _act(evaluation, f"removal-{step}", command, gettext("The step was taken out."))


@blueprint.post("/theory-steps/<uuid:step>/tests")
def record_test(step: UUID) -> Response:
    evaluation = _evaluation_of(step, theory.evaluation_of_step)

    def command(form: Entered) -> RecordTest:
        verdict = form.choice("verdict", Verdict)
        return RecordTest(evaluation=evaluation, step=step, verdict=verdict, motive=form.text("motive"), **command_id())

    return _act(evaluation, f"test-{step}", command, gettext("On record is how the step held."))


def _evaluation_of(id: UUID, find: Callable[[Tx, UUID], UUID]) -> UUID:
    with review().reading() as tx:
        evaluation = find(tx, id)
        _reader(tx, evaluation)
    return evaluation


def _act(evaluation: UUID, name: str, make: Callable[[Entered], EvaluationCommand], said: str) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.RECORD_EVIDENCE, evaluation)
    try:
        review().do(make(form), actor)
    except Invalid as refused:
        return _show(evaluation, {name: form.refuse(refused)}, 422)
    return see_other(url_for("theory.show_theory", evaluation=evaluation), said=said)
