"""The trail: every act in order, the evaluation as it stood at any moment, the check of it all, and the export."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import msgspec
from eventsourcing.persistence import PersistenceError
from flask import Blueprint, Response, current_app, request, send_file, url_for

from review.commands.verifications import RecordVerification
from review.domain.acts import Reader, Recorded, Words
from review.domain.errors import NotPermitted, Unknown
from review.domain.permissions import Permission
from review.domain.visibility import may_replay
from review.projections import evaluations, trail
from review.projections.disclosures import Veils, is_said
from review.projections.people import Names
from review.projections.schema import Tx
from review.reconciling import compare
from review.replay import Replay
from review.sight import sees
from review.verification import export as write_export
from review.verification import verify
from review.verifier import Verdict
from review.web import links, telling
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.checkpoints import Checkpoint, covering
from review.web.fields import Field, fields_of
from review.web.forms import Entered
from review.web.htmx import answer, htmx, see_other
from review.web.overview import Overview, overview
from review.web.session import current_person, review
from review.web.spoken import Spoken, spoken
from review.web.telling import Told, clause_name, of_lines, room_name, told
from review.web.translations import gettext
from review.web.verdicts import UNREADABLE, VerdictView, verdict_view

TRAIL = "/evaluations/<uuid:evaluation>/trail"
PAGE = 40
RAW = 60_000
"""Characters of raw JSON shown on a page; the export has it all."""

blueprint = Blueprint("trail", __name__)
links.install(blueprint)
telling.install(blueprint)


# -- any moment


@dataclass(frozen=True, slots=True)
class Moment:
    """The evaluation right after one record, and the acts that led there."""

    at: int
    last: int
    act: Told
    overview: Overview
    acts: tuple[Told, ...]
    older: int | None  #: the position to go on from, where there are older acts
    room: str
    person: UUID | None


@dataclass(frozen=True, slots=True)
class Choices:
    """What the list of acts can be narrowed to."""

    rooms: tuple[tuple[str, str], ...]
    people: tuple[tuple[UUID, Words], ...]


@blueprint.get(TRAIL)
def show_trail(evaluation: UUID) -> Response:
    """The evaluation as it stood after record ``at``; without it, now."""
    asked = Entered(request.args)
    with review().reading() as tx:
        reader = reader_replaying(tx, evaluation)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
        last = trail.last(tx, evaluation)
        at = min(max(asked.number_or_none("at") or last, 1), last)
        try:
            moment = _moment(tx, reader, evaluation, at, last, asked)
        except UNREADABLE:
            if verify(review(), evaluation).fits:
                raise
            # somebody changed the trail: the check names the record
            return see_other(url_for("trail.show_verification", evaluation=evaluation))
        choices = _choices(tx, reader, evaluation)
    may_export = bool(offered(reader, Permission.EXPORT))
    return answer(
        "trail/show.html",
        "trail/_moment.html",
        evaluation=evaluation,
        title=title,
        moment=moment,
        choices=choices,
        form=asked,
        may_export=may_export,
    )


def _moment(tx: Tx, reader: Reader, evaluation: UUID, at: int, last: int, asked: Entered) -> Moment:
    door = review().door()
    act = review().record(tx, evaluation, at)
    then = msgspec.structs.replace(reader, moment=act.at)
    room, person = asked.text("room"), asked.identifier_or_none("person")
    upto = min(asked.number_or_none("before") or at, at)
    veils = Veils(tx, reader, evaluation)
    kept = {"hidden": veils.positions, "unseen": veils.unseen}
    found = trail.page(tx, evaluation, upto=upto, room=room or None, person=person, limit=PAGE + 1, **kept)
    with _replay().at(tx, evaluation, at) as past:
        seen = overview(past, door, then, evaluation)
    rows = told(tx, door, reader, [act, *of_lines(tx, evaluation, found[:PAGE])])
    older = found[PAGE].position if len(found) > PAGE else None
    return Moment(at, last, rows[0], seen, tuple(rows[1:]), older, room, person)


def _replay() -> Replay:
    found: Replay = current_app.extensions.setdefault("replay", Replay(review()))
    return found


def _choices(tx: Tx, reader: Reader, evaluation: UUID) -> Choices:
    veils = Veils(tx, reader, evaluation)
    found = trail.rooms(tx, evaluation, veils.unseen)
    rooms = sorted(((room, room_name(room)) for room in found), key=lambda one: one[1])
    people = trail.people_in(tx, evaluation, veils.positions)
    names = Names(tx, review().door(), reader, people)
    named = sorted(((person, names[person]) for person in people), key=lambda one: str(one[1]).casefold())
    return Choices(tuple(rooms), tuple(named))


def reader_replaying(tx: Tx, evaluation: UUID) -> Reader:
    """Raises Unknown or NotPermitted."""
    reader = reader_knowing(tx, evaluation)
    if not may_replay(reader):
        raise NotPermitted(act=Permission.REPLAY)
    evaluations.one(tx, review().door(), reader, evaluation)  # an officer may know of every one that there is
    return reader


# -- one record


@dataclass(frozen=True, slots=True)
class RecordPage:
    act: Told
    texts: tuple[Spoken, ...]
    fields: tuple[Field, ...]
    leaf: str
    checkpoint: Checkpoint | None
    envelope: str  #: empty, with the state, where the stored bytes hold what this reader may not know
    state: str
    is_cut: bool  #: the raw state is longer than the page shows
    last: int


@blueprint.get(f"{TRAIL}/<int(max=999999999):position>")
def show_record(evaluation: UUID, position: int) -> Response:
    """One record: who, what, with which words, and what proves that it is the one that was made."""
    with review().reading() as tx:
        reader = reader_replaying(tx, evaluation)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
        page = _record(tx, reader, evaluation, position)
    return answer("trail/record.html", "trail/_record.html", evaluation=evaluation, title=title, page=page)


def _record(tx: Tx, reader: Reader, evaluation: UUID, position: int) -> RecordPage:
    door = review().door()
    try:
        it: Recorded = review().record(tx, evaluation, position)
        row = review().on(evaluation).log_recorder.row(tx, position)
    except LookupError:
        raise Unknown(what="record") from None
    veils = Veils(tx, reader, evaluation)
    whole = not veils.hides(it)
    it = it if position not in veils.unseen else veils.drawn_over(it)
    shown = not is_said(it.event) or sees(tx, reader, evaluation, it.stream, it.event)
    whole = whole and shown
    state = _pretty(row.state) if whole else ""
    return RecordPage(
        act=told(tx, door, reader, [review().record(tx, evaluation, position)])[0],
        texts=tuple(spoken(tx, door, reader, it)),
        fields=tuple(fields_of(it)) if shown else (),
        leaf=row.nodes[:32].hex(),
        checkpoint=covering(tx, evaluation, position),
        envelope=_pretty(row.envelope) if whole else "",
        state=state[:RAW],
        is_cut=len(state) > RAW,
        last=trail.last(tx, evaluation),
    )


def _pretty(raw: bytes) -> str:
    try:
        return json.dumps(json.loads(raw), ensure_ascii=False, indent=2)
    except ValueError:
        return raw.decode("utf-8", "replace")


# -- checking


@blueprint.post(f"{TRAIL}/verification")
def verify_trail(evaluation: UUID) -> Response:
    """Checks every record, records that it was checked, and says what was found."""
    with review().reading() as tx:
        reader_replaying(tx, evaluation)
    actor = acting_for(Permission.REPLAY, evaluation)
    verdict = verify(review(), evaluation)
    seen = RecordVerification(
        evaluation=evaluation,
        upto=verdict.records,
        root=verdict.root or bytes(32),
        findings=sum(verdict.counts.values()),
        **command_id(),
    )
    try:
        review().do(seen, actor)
    except PersistenceError:
        return _verdict_page(evaluation, verdict, is_recorded=False)
    if htmx.partial:
        return _verdict_page(evaluation, verdict, is_recorded=True)
    said = gettext("The trail has been checked.")
    return see_other(url_for("trail.show_verification", evaluation=evaluation), said=said)


@blueprint.get(f"{TRAIL}/verification")
def show_verification(evaluation: UUID) -> Response:
    """The check once more, as the trail stands now; looking records nothing."""
    with review().reading() as tx:
        reader_replaying(tx, evaluation)
    return _verdict_page(evaluation, verify(review(), evaluation), is_recorded=None)


def _verdict_page(evaluation: UUID, verdict: Verdict, *, is_recorded: bool | None) -> Response:
    with review().reading() as tx:
        reader = reader_replaying(tx, evaluation)
        title = evaluations.one(tx, review().door(), reader, evaluation).title
        checks = trail.page(tx, evaluation, room="trail", limit=5)
        rows = told(tx, review().door(), reader, of_lines(tx, evaluation, checks))
        view: VerdictView = verdict_view(tx, reader, evaluation, verdict)
        compared = compare(review(), evaluation) if verdict.fits else None
    return answer(
        "trail/verification.html",
        "trail/_verdict.html",
        evaluation=evaluation,
        title=title,
        verdict=view,
        compared=compared,
        unfounded=[(it.position, [clause_name(one) for one in it.otherwise or ()]) for it in compared.unfounded]
        if compared
        else [],
        is_recorded=is_recorded,
        checks=rows,
        may_export=bool(offered(reader, Permission.EXPORT)),
    )


# -- taking it away


@blueprint.get("/evaluations/<uuid:evaluation>/export")
def export(evaluation: UUID) -> Response:
    """The whole record as a ZIP with the program that checks it, and the texts that this reader may see."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        if not offered(reader, Permission.EXPORT):
            raise NotPermitted(act=Permission.EXPORT)
        evaluations.one(tx, review().door(), reader, evaluation)
    review().readings.record(current_person(), None, evaluation, "export", evaluation)
    name = f"toetssteen-{evaluation.hex[:8]}.zip"  # what it says inside of itself
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / name
        write_export(review(), evaluation, reader, file)
        stream = file.open("rb")  # the open file is what is sent; nothing stays behind
    return send_file(stream, mimetype="application/zip", as_attachment=True, download_name=name)
