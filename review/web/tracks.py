"""The tracks of the research: which there are, and what becomes of each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.application import Command
from review.commands.tracks import (
    AcceptTrack,
    ContractTrack,
    DeliverTrack,
    DropTrack,
    PlanTrack,
    PostponeTrack,
    ReassignTrack,
    ResumeTrack,
    ReturnTrack,
    StartTrack,
)
from review.domain.acts import Event, Reader
from review.domain.errors import Invalid, NoSuchChoice, Unknown
from review.domain.permissions import Permission
from review.domain.planning import RevisionGround
from review.domain.tracks import BEFORE, TrackKind
from review.domain.visibility import may_know, may_read
from review.domain.vocabulary import Capacity
from review.projections import evaluations, planning, risks, tracks
from review.projections.schema import Tx
from review.web import links, moving
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.offers import Offer, offer
from review.web.plan_words import STEPS
from review.web.session import review
from review.web.teams import team_choices
from review.web.translations import gettext
from review.web.words import plain

blueprint = Blueprint("tracks", __name__)
links.install(blueprint)
RUN, DELIVER, ACCEPT = Permission.RUN_TRACK, Permission.DELIVER_TRACK, Permission.ACCEPT_TRACK


@blueprint.get("/evaluations/<uuid:evaluation>/tracks")
def list_tracks(evaluation: UUID) -> Response:
    return _list(evaluation, Entered())


def _list(evaluation: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        if not may_know(reader):
            raise Unknown(what="evaluation")
        door = review().door()
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "tracks": planning.timed(tx, evaluation, tracks.of_evaluation(tx, door, reader, evaluation)),
            "running": offer(tx, door, reader, RUN, evaluation),
            "team": team_choices(tx, reader, evaluation),
        }
    kinds = [(one.value, capitalised(label(one))) for one in TrackKind]
    return make_response(render_template("tracks/list.html", form=entered, kinds=kinds, **context), status)


@blueprint.post("/evaluations/<uuid:evaluation>/tracks")
def plan_track(evaluation: UUID) -> Response:
    entered = Entered(request.form)
    actor = acting_for(RUN, evaluation)
    try:
        command = PlanTrack(
            evaluation=evaluation,
            kind=entered.choice("kind", TrackKind),
            title=entered.text("title"),
            questions=entered.text("questions"),
            main_question=entered.checked("main_question"),
            done_by=entered.identifier_or_none("done_by"),
            due=moving.code(entered, "when_due", optional=True),
            **command_id(),
        )
        done = review().do(command, actor)
    except Invalid as refused:
        return _list(evaluation, entered.refuse(refused), 422)
    return see_other(url_for("tracks.show_track", track=done.subject), said=gettext("The track is planned."))


# -- one track


@blueprint.get("/tracks/<uuid:track>")
def show_track(track: UUID) -> Response:
    return _show(track, "", Entered())


def _show(track: UUID, which: str, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation = tracks.evaluation_of(tx, track)
        reader = reader_knowing(tx, evaluation)
        door = review().door()
        (it,) = planning.timed(tx, evaluation, [tracks.one(tx, door, reader, track)])
        acts = _acts(tx, reader, it)
        known = risks.of_evaluation(tx, door, reader, it.evaluation) if may_read(reader) else []
        context = {
            "evaluation": evaluations.one(tx, door, reader, it.evaluation),
            "steps": tracks.steps_of(tx, door, reader, track),
            "team": team_choices(tx, reader, it.evaluation),
            "plan": planning.of_evaluation(tx, door, reader, it.evaluation),
            "risks": _risks(known),
            "registered": {one.id: one for one in known},
        }
    forms = {name: entered if name == which else Entered() for name in BY_WORD}
    grounds = [(one.value, capitalised(label(one))) for one in RevisionGround]
    page = render_template(
        "tracks/track.html", it=it, acts=acts, which=which, forms=forms, grounds=grounds, step_words=STEPS, **context
    )
    return make_response(page, status)


BY_WORD: dict[str, type[Event]] = {act.NAME.partition(".")[2]: act for act in BEFORE}
NEEDS = {"delivered": DELIVER, "returned": ACCEPT, "accepted": ACCEPT}


def _acts(tx: Tx, reader: Reader, it: tracks.Track) -> dict[str, Offer]:
    """What this reader may do with the track as it stands."""
    found = {}
    for word, act in BY_WORD.items():
        offered = offer(tx, review().door(), reader, NEEDS.get(word, RUN), it.evaluation)
        if offered is not None and it.state in BEFORE[act]:
            found[word] = offered
    own = it.seat in reader.seats or not all(one.capacity is Capacity.EXTERNAL_RESEARCHER for one in reader.holds)
    if not own or (it.party is not None and it.person == reader.person):
        found.pop("delivered" if not own else "accepted", None)
    return found


def _act(track: UUID, which: str, make: Callable[[UUID, Entered], Command], said: str) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation = tracks.evaluation_of(tx, track)
        tracks.one(tx, review().door(), reader_knowing(tx, evaluation), track)
    actor = acting_for(NEEDS.get(which, RUN), evaluation)
    try:
        review().do(make(evaluation, entered), actor)
    except Invalid as refused:
        return _show(track, which, entered.refuse(refused), 422)
    return see_other(url_for("tracks.show_track", track=track), said=said)


@blueprint.post("/tracks/<uuid:track>/contract")
def contract_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        by, party = entered.identifier_or_none("done_by"), entered.text("party")
        return ContractTrack(evaluation=evaluation, track=track, party=party, done_by=by, **command_id())

    return _act(track, "contracted", make, gettext("The track is given out."))


@blueprint.post("/tracks/<uuid:track>/start")
def start_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return StartTrack(evaluation=evaluation, track=track, **command_id())

    return _act(track, "started", make, gettext("The track is running."))


@blueprint.post("/tracks/<uuid:track>/postponement")
def postpone_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        registered, chosen = _registered(entered)
        return PostponeTrack(
            evaluation=evaluation,
            track=track,
            risk=entered.text("risk"),
            option=entered.text("option"),
            registered=registered,
            chosen=chosen,
            effect=entered.text("effect"),
            due=moving.code(entered, "when_due", optional=True),
            ground=entered.choice_or_none("ground", RevisionGround) or RevisionGround.OTHER,
            moves=tuple(moving.moves(entered)),
            **command_id(),
        )

    return _act(track, "postponed", make, gettext("The track is postponed; the reason stands with it."))


def _registered(entered: Entered) -> tuple[UUID | None, int | None]:
    """The risk of the register and the option that were chosen, of a value such as ``id/2``. Raises NoSuchChoice."""
    value = entered.text("registered")
    if not value:
        return None, None
    try:
        risk, _, option = value.partition("/")
        return UUID(risk), int(option)
    except ValueError:
        raise NoSuchChoice(field="registered", value=value[:80]) from None


def _risks(found: Sequence[risks.Risk]) -> list[tuple[str, str]]:
    """The options of every open risk, to choose the one that was taken."""
    return [
        (f"{one.id}/{option.number}", f"R{one.number}.{option.number} {plain(one.title)}: {plain(option.text)}")
        for one in found
        if one.closed_at is None
        for option in one.options
    ]


@blueprint.post("/tracks/<uuid:track>/resumption")
def resume_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return ResumeTrack(evaluation=evaluation, track=track, motive=entered.text("motive"), **command_id())

    return _act(track, "resumed", make, gettext("The track is running."))


@blueprint.post("/tracks/<uuid:track>/reassignment")
def reassign_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return ReassignTrack(
            evaluation=evaluation,
            track=track,
            motive=entered.text("motive"),
            party=entered.text("party"),
            done_by=entered.identifier_or_none("done_by"),
            **command_id(),
        )

    return _act(track, "reassigned", make, gettext("Somebody else goes on with the track."))


@blueprint.post("/tracks/<uuid:track>/end")
def drop_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return DropTrack(
            evaluation=evaluation,
            track=track,
            motive=entered.text("motive"),
            effect=entered.text("effect"),
            main_question=entered.checked("main_question"),
            **command_id(),
        )

    return _act(track, "dropped", make, gettext("The track is dropped; the reason stands with it."))


@blueprint.post("/tracks/<uuid:track>/delivery")
def deliver_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return DeliverTrack(evaluation=evaluation, track=track, note=entered.text("note"), **command_id())

    return _act(track, "delivered", make, gettext("It is delivered. The team lead accepts it or sends it back."))


@blueprint.post("/tracks/<uuid:track>/return")
def return_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return ReturnTrack(evaluation=evaluation, track=track, motive=entered.text("motive"), **command_id())

    return _act(track, "returned", make, gettext("The track is running again."))


@blueprint.post("/tracks/<uuid:track>/acceptance")
def accept_track(track: UUID) -> Response:
    def make(evaluation: UUID, entered: Entered) -> Command:
        return AcceptTrack(evaluation=evaluation, track=track, note=entered.text("note"), **command_id())

    return _act(track, "accepted", make, gettext("The track is accepted."))
