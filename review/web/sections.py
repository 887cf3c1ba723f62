"""Which sections of the documents somebody reads: choosing them by their headings, and saying so on the pages."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.groups import AssignSections
from review.domain import moments
from review.domain.acts import Reader
from review.domain.assignments import ASSIGNED_ONLY
from review.domain.errors import Invalid, NotPermitted, Unknown
from review.domain.permissions import Permission
from review.domain.visibility import reads_partly
from review.domain.vocabulary import Capacity
from review.projections import assignments, drafts, evaluations, groups
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.offers import offer
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("sections", __name__)
links.install(blueprint)


@dataclass(frozen=True, slots=True)
class Heading:
    """A section that can be assigned."""

    number: int
    words: str
    level: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Chapters:
    """The sections of one document, in its newest version."""

    version: drafts.Version
    headings: tuple[Heading, ...]


@blueprint.app_template_filter("takes_sections")
def takes_sections(seat: groups.Seat) -> bool:
    """Whether the holder of this seat reads only what is assigned."""
    return seat.capacity in ASSIGNED_ONLY


@blueprint.app_template_global("reads_assigned")
def reads_assigned(reader: Reader) -> bool:
    return reads_partly(reader)


@blueprint.app_template_global("advises")
def advises(reader: Reader) -> bool:
    """Whether this reader comments on what was assigned."""
    return reader.has(Capacity.ADVISER)


@blueprint.app_template_global("judges_sources")
def judges_sources(reader: Reader) -> bool:
    """Whether this reader reads what cites the own sources, and was assigned nothing."""
    return reader.has(Capacity.CLASSIFICATION_AUTHORITY) and not reader.has(*ASSIGNED_ONLY)


@blueprint.get("/evaluations/<uuid:evaluation>/seats/<uuid:seat>/sections")
def show_sections(evaluation: UUID, seat: UUID) -> Response:
    return _show(evaluation, seat, Entered())


@blueprint.post("/evaluations/<uuid:evaluation>/seats/<uuid:seat>/sections")
def assign_sections(evaluation: UUID, seat: UUID) -> Response:
    entered = Entered(request.form)
    try:
        with review().reading() as tx:
            reader = reader_knowing(tx, evaluation)
            it = _seat(tx, reader, evaluation, seat)
        command = AssignSections(
            evaluation=evaluation,
            seat=seat,
            draft=entered.identifier("draft"),
            sections=tuple(entered.numbers("sections")),
            **command_id(),
        )
        review().do(command, acting_for(Permission.GIVE_SEAT, evaluation, group=it.group))
    except Invalid as refused:
        return _show(evaluation, seat, entered.refuse(refused), 422)
    where = url_for("sections.show_sections", evaluation=evaluation, seat=seat)
    return see_other(where, said=gettext("The sections are on record. They hold at once."))


def _show(evaluation: UUID, seat: UUID, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        door = review().door()
        it = _seat(tx, reader, evaluation, seat)
        giving = offer(tx, door, reader, Permission.GIVE_SEAT, evaluation, it.group)
        if giving is None or reads_partly(reader):
            raise NotPermitted(act=Permission.GIVE_SEAT)
        context = {
            "evaluation": evaluations.one(tx, door, reader, evaluation),
            "seat": it,
            "giving": giving,
            "documents": [_chapters(tx, reader, one.versions[0], seat) for one in _documents(tx, reader, evaluation)],
        }
    return make_response(render_template("sections/show.html", form=entered, **context), status)


def _documents(tx: Tx, reader: Reader, evaluation: UUID) -> list[drafts.Document]:
    return [one for one in drafts.documents(tx, review().door(), reader, evaluation) if one.versions]


def _chapters(tx: Tx, reader: Reader, it: drafts.Version, seat: UUID) -> Chapters:
    text = _text(tx, reader, it)
    chosen = assignments.of_seats(tx, [seat], it.draft)
    found = text.rendering.headings
    return Chapters(it, tuple(Heading(one.number, one.text, one.level, one.number in chosen) for one in found))


def _text(tx: Tx, reader: Reader, it: drafts.Version) -> Text:
    entries = review().versions.entries(tx, it.evaluation, it.draft, it.number)
    return text_of(entries, it.root, passages_door(it.evaluation, it.draft), reader)


def _seat(tx: Tx, reader: Reader, evaluation: UUID, seat: UUID) -> groups.Seat:
    """A seat that takes sections and is held now. Raises Unknown."""
    found = groups.of_evaluation(tx, review().door(), reader, evaluation)
    today = moments.day_of(reader.moment)
    for one in (one for group in found for one in group.seats):
        if one.id == seat and one.capacity in ASSIGNED_ONLY and one.is_held(today):
            return one
    raise Unknown(what="seat")
