"""Evaluations: which there are, opening one, and one at a glance with what can be done next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, render_template, request
from flask import make_response as respond

from review.commands.evaluations import OpenEvaluation
from review.domain.acts import Acting, Reader
from review.domain.errors import Invalid
from review.domain.evaluations import Halt
from review.domain.permissions import Permission
from review.domain.visibility import may_replay
from review.domain.vocabulary import REVIEWING_BODIES, Capacity, EvaluationType
from review.projections import trail
from review.projections.damage import Rows, ask_all
from review.projections.desk import Place, What, desk
from review.projections.schema import Tx
from review.web import damaged, links
from review.web.acting import acting_for, command_id, offered, reader_knowing, reader_of
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import way_to
from review.web.overview import Overview, overview
from review.web.session import current_person, review
from review.web.telling import Told, of_lines, told
from review.web.translations import gettext
from review.web.version_states import version_state, version_tone

RECENT = 8
blueprint = Blueprint("evaluations", __name__)
links.install(blueprint)
blueprint.add_app_template_filter(version_state)
blueprint.add_app_template_filter(version_tone)


@dataclass(frozen=True, slots=True)
class Act:
    """Something this reader can do next in an evaluation."""

    href: str
    label: str
    is_main: bool = False  #: what the evaluation waits for, or lives by; the rest is there for who looks for it


@blueprint.get("/evaluations")
def list_evaluations() -> Response:
    def read(tx: Tx) -> tuple[list[Row], bool]:
        found = desk(tx, review().door(), current_person(), review().clock())
        return [_row(place) for place in found.places], bool(offered(reader_of(tx), Permission.OPEN_EVALUATION))

    rows, may_open = damaged.standing(read)
    page = render_template("evaluations/list.html", rows=rows, may_open=may_open)
    return respond(page)


@dataclass(frozen=True, slots=True)
class Row:
    """An evaluation in the list."""

    place: Place
    capacities: str
    waits_for: str


def _row(place: Place) -> Row:
    waits = [label(capacity) if capacity else gettext("members of a group") for capacity in place.waits_for]
    return Row(place, ", ".join(_capacities(place.holds)), ", ".join(dict.fromkeys(waits)))


def _capacities(holds: tuple[Acting, ...]) -> Iterator[str]:
    """Each capacity once, in a group that reviews with its group."""
    yield from dict.fromkeys(
        f"{label(acting.capacity)} ({label(acting.body)})"
        if acting.body in REVIEWING_BODIES
        else label(acting.capacity)
        for acting in holds
    )


@blueprint.get("/evaluations/new")
def new_evaluation() -> Response:
    return _opening(Entered())


@blueprint.post("/evaluations")
def open_evaluation() -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.OPEN_EVALUATION)
    try:
        command = OpenEvaluation(
            title=form.text("title", required=True),
            type=form.choice("type", EvaluationType),
            request=form.text("request"),
            copy_recipients_comment=form.checked("copy_recipients_comment"),
            **command_id(),
        )
        done = review().do(command, actor)
    except Invalid as refused:
        return _opening(form.refuse(refused), 422)
    said = gettext("The evaluation is open. Seat the members of its groups.")
    return see_other(way_to("groups.show_groups", evaluation=done.log), said=said)


def _opening(form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        seats = offered(reader_of(tx), Permission.OPEN_EVALUATION)
    types = [(str(kind), links.capitalised(label(kind))) for kind in EvaluationType]
    return respond(
        render_template("evaluations/new.html", form=form, types=types, seats=links.seat_choices(seats)), status
    )


@blueprint.get("/evaluations/<uuid:evaluation>")
def show_evaluation(evaluation: UUID) -> Response:
    def read(tx: Tx) -> tuple[Reader, Overview, list[Act], list[Told]]:
        reader = reader_knowing(tx, evaluation)
        found = overview(tx, review().door(), reader, evaluation)
        recent = ask_all(tx, Rows.TRAIL, lambda: _recent(tx, reader, evaluation)) if may_replay(reader) else []
        return reader, found, list(_next_acts(reader, found)), recent

    reader, found, acts, recent = damaged.standing(read)
    capacities = ", ".join(_capacities(reader.holds))
    page = render_template(
        "evaluations/show.html",
        overview=found,
        acts=acts,
        recent=recent,
        capacities=capacities,
        replays=may_replay(reader),
    )
    return respond(page)


def _recent(tx: Tx, reader: Reader, evaluation: UUID) -> list[Told]:
    return told(tx, review().door(), reader, of_lines(tx, evaluation, trail.page(tx, evaluation, limit=RECENT)))


def _next_acts(reader: Reader, found: Overview) -> Iterator[Act]:
    """The acts that begin something, for whom the table permits them; the rest stands where it belongs."""
    about = {"evaluation": found.evaluation.id}
    if found.evaluation.halt is None:
        yield from _moving_acts(reader, found)
    if offered(reader, Permission.EXPORT):
        yield from _act(gettext("Export"), way_to("trail.export", **about))
    if reader.has(Capacity.DIRECTOR) and found.evaluation.halt not in (Halt.WITHDRAWN, Halt.CLOSED):
        yield from _act(gettext("Suspend or end"), way_to("halting.show_course", **about))


def _moving_acts(reader: Reader, found: Overview) -> Iterator[Act]:
    about = {"evaluation": found.evaluation.id}
    if offered(reader, Permission.SUBMIT_VERSION):
        yield from _act(gettext("Submit a version"), way_to("drafts.new_version", **about), is_main=True)
    for line in found.waits:
        one = line.obligation
        if one.what is What.OPEN_ROUND and (reader.person in one.awaited or reader.has(Capacity.SECRETARY)):
            yield from _act(gettext("Open a round in the %(body)s", body=label(one.body)), line.href, is_main=True)
    if offered(reader, Permission.REGISTER_SOURCE):
        yield from _act(gettext("Register a source"), way_to("sources.show_sources", **about) + "#register")
    if offered(reader, Permission.GIVE_SEAT):
        yield from _act(gettext("Seat somebody"), way_to("groups.show_groups", **about) + "#seat")
    if found.may_amend and offered(reader, Permission.PROPOSE_AMENDMENT):
        yield from _act(gettext("Amend the Terms of Reference"), way_to("amendments.show_amendment", **about))


def _act(text: str, href: str, *, is_main: bool = False) -> Iterator[Act]:
    if href and not href.startswith("#"):
        yield Act(href, text, is_main)
