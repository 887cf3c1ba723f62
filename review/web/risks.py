"""The risk register: registering a risk, adding options, saying that it happened, closing it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.application import Command
from review.commands.risks import AddOption, CloseRisk, EnteredOption, RecordOccurrence, RegisterRisk
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.domain.planning import RevisionGround
from review.domain.visibility import require_reading
from review.projections import evaluations, planning, risks, tracks
from review.projections.people import Names
from review.web import links, moving
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import offer
from review.web.session import review
from review.web.translations import gettext
from review.web.words import plain

blueprint = Blueprint("risks", __name__)
links.install(blueprint)
KEEP = Permission.KEEP_RISKS
RISKS = "/evaluations/<uuid:evaluation>/risks"
ROOM = 3
"""How many options a new risk has room for; more are added one by one."""


@blueprint.get(RISKS)
def list_risks(evaluation: UUID) -> Response:
    return _show(evaluation, "", Entered())


def _show(evaluation: UUID, at: str, entered: Entered, status: int = 200) -> Response:
    """``at``: which form went wrong, by the act and the number of its risk."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        require_reading(reader)
        door = review().door()
        held = {seat: tracks.holder(tx, seat) for seat in tracks.team(tx, evaluation, reader.moment)}
        names = Names(tx, door, reader, [one for one in held.values() if one])
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "risks": risks.of_evaluation(tx, door, reader, evaluation),
            "keeping": offer(tx, door, reader, KEEP, evaluation),
            "team": [(str(seat), plain(names[person])) for seat, person in held.items() if person],
            "plan": planning.of_evaluation(tx, door, reader, evaluation),
            "grounds": [(one.value, capitalised(label(one))) for one in RevisionGround],
            "room": range(1, ROOM + 1),
        }
    return make_response(render_template("risks/list.html", at=at, entered=entered, **context), status)


def _act(evaluation: UUID, at: str, make: Callable[[Entered], Command], said: str) -> Response:
    entered = Entered(request.form)
    actor = acting_for(KEEP, evaluation)
    try:
        review().do(make(entered), actor)
    except Invalid as refused:
        return _show(evaluation, at, entered.refuse(refused), 422)
    return see_other(url_for("risks.list_risks", evaluation=evaluation), said=said)


@blueprint.post(RISKS)
def register_risk(evaluation: UUID) -> Response:
    def make(entered: Entered) -> Command:
        return RegisterRisk(
            evaluation=evaluation,
            title=entered.text("title"),
            trigger=entered.text("trigger"),
            measures=entered.text("measures"),
            options=tuple(_options(entered)),
            watched_by=entered.identifier_or_none("watched_by"),
            **command_id(),
        )

    return _act(evaluation, "register", make, gettext("The risk is registered."))


def _options(entered: Entered) -> Iterator[EnteredOption]:
    for number in range(1, ROOM + 1):
        text, consequence = entered.text(f"option_{number}"), entered.text(f"consequence_{number}")
        if text or consequence:
            yield EnteredOption(entered.text(f"option_{number}", required=True), consequence)


@blueprint.post(f"{RISKS}/<uuid:risk>/options")
def add_option(evaluation: UUID, risk: UUID) -> Response:
    def make(entered: Entered) -> Command:
        option = EnteredOption(entered.text("option"), entered.text("consequence"))
        return AddOption(evaluation=evaluation, risk=risk, option=option, **command_id())

    return _act(evaluation, f"option {risk}", make, gettext("The option is added."))


@blueprint.post(f"{RISKS}/<uuid:risk>/occurrences")
def record_occurrence(evaluation: UUID, risk: UUID) -> Response:
    def make(entered: Entered) -> Command:
        return RecordOccurrence(
            evaluation=evaluation,
            risk=risk,
            option=entered.number("chosen"),
            motive=entered.text("motive"),
            ground=entered.choice_or_none("ground", RevisionGround) or RevisionGround.OTHER,
            moves=tuple(moving.moves(entered)),
            **command_id(),
        )

    said = gettext("It is on record what happened and what was chosen.")
    return _act(evaluation, f"occurred {risk}", make, said)


@blueprint.post(f"{RISKS}/<uuid:risk>/end")
def close_risk(evaluation: UUID, risk: UUID) -> Response:
    def make(entered: Entered) -> Command:
        return CloseRisk(evaluation=evaluation, risk=risk, motive=entered.text("motive"), **command_id())

    return _act(evaluation, f"closed {risk}", make, gettext("The risk is closed."))
