"""A returned review copy: brought, looked at line by line, and read in as the comments of its members."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec
from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.application import Done
from review.commands.copies import ImportReviewCopy
from review.documents.errors import BadText
from review.documents.word.package import MAX_FILE, MB
from review.domain.acts import Reader
from review.domain.copies import CopyImported
from review.domain.errors import BadDocument, Invalid, Missing, NotPermitted, Unknown
from review.domain.permissions import Permission, cell
from review.domain.sets import Mine
from review.domain.visibility import require_reading
from review.domain.vocabulary import CommentKind
from review.projections import comments, drafts, groups, people, replies, rounds
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing, reader_of
from review.web.brought import allow_file, file_name, refused
from review.web.copy_choices import Choices
from review.web.copying import BroughtCopy, read_copy
from review.web.forms import Entered
from review.web.freezing import require_reading_not_frozen
from review.web.htmx import see_other
from review.web.labels import label
from review.web.renderings import Text, noted_door, text_of
from review.web.session import current_person, review
from review.web.speakers import Speakers, speakers
from review.web.translations import gettext, ngettext
from review.web.words import plain

COPIES = "/rounds/<uuid:review_round>/copies"
COPY = "copy"

blueprint = Blueprint("copies", __name__)
links.install(blueprint)


@dataclass(frozen=True)
class Desk:
    """The round a copy is brought to, who brings it, and whose comments it may hold (none: only the own)."""

    it: rounds.Round
    version: drafts.Version
    text: Text
    reader: Reader
    seats: Mapping[UUID, str]
    said: Sequence[comments.Comment]
    speakers: Speakers


@blueprint.get(f"{COPIES}/new")
def new_copy(review_round: UUID) -> Response:
    return _ask(review_round, Entered())


@blueprint.post(COPIES)
def bring_copy(review_round: UUID) -> Response:
    """The file is read and shown; nothing of it is kept but for whoever brought it."""
    try:
        allow_file()
    except BadDocument as invalid:
        return _ask(review_round, Entered().refuse(invalid), 422)
    upload = request.files.get("file")
    try:
        with review().reading() as tx:
            desk = _desk(tx, review_round)
            answers = replies.of_comments(tx, review().door(), desk.reader, desk.said)
        content = upload.read() if upload is not None else b""
        if not content:
            raise Missing(field="file")
        asked = (desk.version.draft, desk.version.number, desk.version.root)
        held = [one.it for one in _held(desk) if one.it is not None]
        found = read_copy(content, file_name(upload), desk.text.blocks, desk.said, answers, asked, held)
    except BadText as error:
        return _ask(review_round, Entered().refuse(refused(error)), 422)
    except Invalid as invalid:
        return _ask(review_round, Entered().refuse(invalid), 422)
    kept = msgspec.json.encode(found).decode()
    key = review().uploads.keep(desk.it.evaluation, current_person(), f"{COPY} {review_round}", kept)
    return see_other(url_for("copies.show_copy", review_round=review_round, key=key))


@blueprint.get(f"{COPIES}/<uuid:key>")
def show_copy(review_round: UUID, key: UUID) -> Response:
    """What the file brings, line by line: what is new, what is here already, and whose it is."""
    return _show(review_round, key, Entered())


@blueprint.post(f"{COPIES}/<uuid:key>")
def import_copy(review_round: UUID, key: UUID) -> Response:
    """The chosen lines become comments in one act."""
    form = Entered(request.form)
    with review().reading() as tx:
        desk = _desk(tx, review_round)
    actor = acting_for(Permission.IMPORT_COPY, desk.it.evaluation)
    found = _found(desk, key)
    try:
        lines = Choices(found, desk.speakers, desk.seats, form).lines()
        if form.errors:
            return _show(review_round, key, form, 422)
        command = ImportReviewCopy(
            evaluation=desk.it.evaluation,
            round=review_round,
            lines=lines,
            name=found.name,
            fingerprint=found.fingerprint,
            **command_id(),
        )
        before = len(_held(desk))
        done = review().do(command, actor)
    except Invalid as invalid:
        return _show(review_round, key, form.refuse(invalid), 422)
    review().uploads.drop(current_person(), key)
    drafted = len(_held(desk)) - before
    said = _told(done, drafted)
    if drafted > 0:
        return see_other(url_for("sets.show_set", review_round=review_round), said=said)
    return see_other(url_for("comments.list_comments", evaluation=desk.it.evaluation, round=review_round), said=said)


@blueprint.post(f"{COPIES}/<uuid:key>/removal")
def remove_copy(review_round: UUID, key: UUID) -> Response:
    with review().reading() as tx:
        _desk(tx, review_round)
    review().uploads.drop(current_person(), key)
    where = url_for("rounds.show_round", review_round=review_round)
    return see_other(where, said=gettext("The Word file is forgotten; nothing was read in."))


def _held(desk: Desk) -> Sequence[Mine]:
    """The own set of whoever brings the file, in the capacity in which it is brought."""
    return review().sets.of(current_person(), desk.it.id, {desk.speakers.own.seat})


def _told(done: Done, drafted: int) -> str:
    """What became of the file, in a sentence."""
    said = []
    if drafted > 0:
        said.append(
            ngettext(
                "%(num)d comment stands in your own set. Submit the set to have it read.",
                "%(num)d comments stand in your own set. Submit the set to have them read.",
                drafted,
            )
        )
    if done.last <= done.first:
        if said:
            return said[0]
        return gettext("There was nothing new in it: everything was here already.")
    with review().reading() as tx:
        event = review().record(tx, done.log, done.last).event
    if isinstance(event, CopyImported) and event.comments:
        said.append(ngettext("%(num)d comment was read in.", "%(num)d comments were read in.", event.comments))
    if isinstance(event, CopyImported) and event.replies:
        said.append(ngettext("%(num)d answer was read in.", "%(num)d answers were read in.", event.replies))
    return " ".join(said)


def _desk(tx: Tx, review_round: UUID) -> Desk:
    """Raises Unknown, or NotPermitted for whoever may not bring a copy to this round."""
    door = review().door()
    evaluation = rounds.one(tx, door, reader_of(tx), review_round).evaluation
    reader = reader_knowing(tx, evaluation)
    require_reading(reader)
    it = rounds.one(tx, door, reader, review_round)
    version = drafts.version(tx, door, reader, it.draft, it.draft_version)
    may = offered(reader, Permission.IMPORT_COPY)
    asked = {one.seat for one in it.participations}
    own = [one for one in may if cell(Permission.IMPORT_COPY, one.capacity) == "+" or one.seat in asked]
    if not own:
        raise NotPermitted(act=Permission.IMPORT_COPY)
    require_reading_not_frozen(version.root, reader)
    entries = review().versions.entries(tx, evaluation, version.draft, version.number)
    text = text_of(entries, version.root, noted_door(evaluation, version.root), reader)
    others = any(cell(Permission.IMPORT_COPY, one.capacity) == "+" for one in own)
    seats = {
        seat.id: " · ".join(filter(None, (plain(seat.name), seat.organisation)))
        for group in groups.of_evaluation(tx, door, reader, evaluation)
        for seat in group.seats
        if others and seat.id in asked
    }
    said = comments.of_version(tx, door, reader, version.draft, version.number)
    known = speakers(tx, it, own[0], said, reader.moment)
    if others and own[0].seat not in asked and cell(Permission.REPLY, own[0].capacity) == "+":
        seats[own[0].seat] = " · ".join((_name(tx, reader), gettext("answers only")))
    return Desk(it, version, text, reader, seats, said, known)


def _name(tx: Tx, reader: Reader) -> str:
    return plain(people.Names(tx, review().door(), reader, (reader.person,))[reader.person])


def _found(desk: Desk, key: UUID) -> BroughtCopy:
    kept = review().uploads.find(desk.it.evaluation, current_person(), f"{COPY} {desk.it.id}", key)
    if kept is None:
        raise Unknown(what="upload")
    return msgspec.json.decode(kept, type=BroughtCopy)


def _ask(review_round: UUID, form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        desk = _desk(tx, review_round)
    page = render_template("copies/new.html", form=form, desk=desk, it=desk.it, limit=MAX_FILE // MB)
    return make_response(page, status)


def _show(review_round: UUID, key: UUID, form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        desk = _desk(tx, review_round)
    found = _found(desk, key)
    page = render_template(
        "copies/copy.html",
        form=form,
        desk=desk,
        it=desk.it,
        key=key,
        found=found,
        choices=Choices(found, desk.speakers, desk.seats, form),
        kinds=list(CommentKind),
        kind_choices=[(one, label(one)) for one in CommentKind],
        untracked=[desk.text.name(block) for block in found.untracked],
        seat=desk.speakers.own.seat,
    )
    return make_response(page, status)
