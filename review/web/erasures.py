"""Forgetting: one officer asks that texts be erased, the other agrees; the record of it stays for ever."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.erasures import CarryOutErasure, RefuseErasure, RequestErasure
from review.domain.acts import Acting, Reader, Recorded, Words
from review.domain.drafts import VersionSubmitted
from review.domain.errors import Invalid, Missing, NoSuchChoice, NotPermitted, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import ErasureGround
from review.projections import erasures, evaluations, people, repeating, trail
from review.projections.schema import Tx
from review.web import links, telling
from review.web.acting import acting_for, command_id, offered, reader_of
from review.web.forms import Entered
from review.web.htmx import answer, see_other
from review.web.labels import label
from review.web.session import review
from review.web.spoken import kept_in
from review.web.telling import Told, told
from review.web.translations import gettext, ngettext
from review.web.translations import lazy_gettext as _
from review.web.words import plain

OF = "/evaluations/<uuid:evaluation>/erasures"
STATES: dict[str, tuple[Any, str]] = {
    "requested": (_("waits for the other officer"), "warn"),
    "carried_out": (_("erased"), "ok"),
    "refused": (_("refused"), ""),
}

NAMING = frozenset({"person.registered", "person.renamed"})

blueprint = Blueprint("erasures", __name__)
links.install(blueprint)
telling.install(blueprint)


@dataclass(frozen=True, slots=True)
class ErasureView:
    """A request with what became of it, and what this reader can do about it."""

    erasure: erasures.Erasure
    where: Words
    state: str
    tone: str
    position: int  #: of the last record about it
    left: int  #: of the texts, how many are still there
    versions: tuple[int, ...]  #: in which passages are lost, where it is not decided yet
    deciding: tuple[Acting, ...]
    is_own: bool  #: asked by this reader or in this reader's office


@dataclass(frozen=True, slots=True)
class KeptText:
    """A text of the chosen record, by its kind; what it says is not shown to whoever decides to forget it."""

    name: str
    key: UUID
    is_there: bool
    also: tuple[int, ...]  #: the other versions in which the same passage stands, and is lost with it
    repeated: str  #: what else repeats it, and is lost with it


@dataclass(frozen=True, slots=True)
class Chosen:
    act: Told
    texts: tuple[KeptText, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """A log to choose a record from: an evaluation, or the installation with the names of its people."""

    id: UUID
    name: Words
    last: int


@blueprint.get("/erasures")
def list_erasures() -> Response:
    """Every request, in whichever evaluation."""
    return _list_page({})


def _list_page(forms: dict[UUID, Entered], status: int = 200) -> Response:
    with review().reading() as tx:
        reader = _officer(tx)
        places = _places(tx, reader)
        found = _views(tx, reader, {place.id: place.name for place in places})
    return answer(
        "erasures/list.html", "erasures/_list.html", status, erasures=found, places=places, forms=forms, empty=Entered()
    )


@blueprint.get(OF)
def new_erasure(evaluation: UUID) -> Response:
    """Choose a record by its number, then which of its texts have to go."""
    return _asking(evaluation, Entered(request.args))


@blueprint.post(OF)
def request_erasure(evaluation: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.DECIDE_ERASURE, evaluation)
    try:
        chosen = _record(evaluation, form)
        if chosen is None:
            raise Missing(field="record")
        command = RequestErasure(
            evaluation=evaluation,
            subject=chosen.act.it.stream,
            keys=_keys(form, chosen),
            ground=form.choice("ground", ErasureGround),
            motive=form.text("motive"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _asking(evaluation, form.refuse(refused), 422)
    said = gettext("The erasure has been asked for. The other officer decides.")
    return see_other(url_for("erasures.list_erasures"), said=said)


def _asking(evaluation: UUID, form: Entered, status: int = 200) -> Response:
    chosen = None
    try:
        chosen = _record(evaluation, form)
    except Invalid as refused:
        form.refuse(refused)
        status = 422
    with review().reading() as tx:
        reader = _officer(tx)
        place = next((one for one in _places(tx, reader) if one.id == evaluation), None)
        named = _named(tx, reader) if evaluation == review().installation.id else []
    if place is None:
        raise Unknown(what="evaluation")
    return answer(
        "erasures/new.html",
        "erasures/_new.html",
        status,
        place=place,
        form=form,
        picked=chosen,
        named=named,
        seats=offered(reader, Permission.DECIDE_ERASURE),
        grounds=[(one, links.capitalised(label(one))) for one in ErasureGround],
    )


def _named(tx: Tx, reader: Reader) -> list[tuple[int, str]]:
    """The records that hold the names of people, to choose one by name."""
    found = people.listed(tx, review().door(), reader)
    log = review().installation.id
    lines = ((line, person) for person in found for line in trail.of_stream(tx, log, person.id))
    return [(line.position, plain(person.name)) for line, person in lines if line.name in NAMING]


def _record(evaluation: UUID, form: Entered) -> Chosen | None:
    """The record that was chosen, with its texts. Raises NoSuchChoice where there is no such record."""
    number = form.number_or_none("record")
    if number is None:
        return None
    with review().reading() as tx:
        reader = _officer(tx)
        try:
            it = review().record(tx, evaluation, number)
        except LookupError:
            raise NoSuchChoice(field="record", value=number) from None
        texts = kept_in(it)
        held = review().held_texts(tx, evaluation, [one.key for one in texts])
        reach = _reach(tx, evaluation, held)
        repeated = _repeated(tx, it, held)
        act = told(tx, review().door(), reader, [it])[0]
    own = getattr(it.event, "number", None)
    kept = (
        KeptText(
            one.name,
            one.key,
            one.key in held,
            tuple(n for n in reach.get(one.key, ()) if n != own),
            repeated.get(one.key, ""),
        )
        for one in texts
    )
    return Chosen(act, tuple(kept))


def _reach(tx: Tx, log: UUID, keys: Collection[UUID]) -> dict[UUID, tuple[int, ...]]:
    """For each text the versions that have it: a passage that later versions kept is lost in all of them."""
    if not keys:
        return {}
    found = erasures.reach(review().records(tx, log), keys)
    return {key: tuple(sorted({one.number for one in places if one.number})) for key, places in found.items()}


def _repeated(tx: Tx, it: Recorded, keys: Collection[UUID]) -> dict[UUID, str]:
    """For each passage among these texts what is lost with it elsewhere."""
    if not isinstance(it.event, VersionSubmitted):
        return {}
    system = Reader(person=review().installation.id, moment=review().clock())
    found = repeating.of_passages(tx, review().door(), system, it.log, it.stream, keys, review().record)
    there = review().held_texts(tx, it.log, {key for one in found.repeats.values() for key in one.all})
    return {key: _in_words(one, there) for key, one in found.repeats.items() if one.all & there}


def _in_words(one: repeating.Repeats, there: Collection[UUID]) -> str:
    quotes, proposals, files = (len(keys.intersection(there)) for keys in (one.quotes, one.proposals, one.files))
    parts = (
        ngettext("%(num)d quote in a comment", "%(num)d quotes in comments", quotes) if quotes else "",
        ngettext("%(num)d proposed wording", "%(num)d proposed wordings", proposals) if proposals else "",
        ngettext("%(num)d Word file as it came in", "%(num)d Word files as they came in", files) if files else "",
    )
    return gettext("with it goes what repeats it: %(parts)s", parts=", ".join(filter(None, parts)))


def _keys(form: Entered, chosen: Chosen) -> tuple[UUID, ...]:
    """The texts that were ticked; only texts of the chosen record count."""
    there = {str(one.key): one.key for one in chosen.texts if one.is_there}
    wanted = form.values("keys")
    if not wanted:
        raise Missing(field="keys")
    if any(key not in there for key in wanted):
        raise NoSuchChoice(field="keys", value=wanted[0][:40])
    return tuple(there[key] for key in dict.fromkeys(wanted))


@blueprint.post(f"{OF}/<uuid:erasure>/execution")
def carry_out_erasure(evaluation: UUID, erasure: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.DECIDE_ERASURE, evaluation)
    if not form.checked("understood"):
        form.errors["understood"] = gettext("Say that you know that this cannot be undone.")
        return _list_page({erasure: form}, 422)
    review().do(CarryOutErasure(evaluation=evaluation, erasure=erasure, **command_id()), actor)
    return see_other(url_for("erasures.list_erasures"), said=gettext("The texts have been erased for good."))


@blueprint.post(f"{OF}/<uuid:erasure>/refusal")
def refuse_erasure(evaluation: UUID, erasure: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(Permission.DECIDE_ERASURE, evaluation)
    try:
        command = RefuseErasure(evaluation=evaluation, erasure=erasure, motive=form.text("motive"), **command_id())
        review().do(command, actor)
    except Invalid as refused:
        return _list_page({erasure: form.refuse(refused)}, 422)
    return see_other(url_for("erasures.list_erasures"), said=gettext("The request has been refused; the texts stay."))


def _officer(tx: Tx) -> Reader:
    """Who reads, holding one of the two offices. Raises NotPermitted."""
    reader = reader_of(tx)
    if not offered(reader, Permission.DECIDE_ERASURE):
        raise NotPermitted(act=Permission.DECIDE_ERASURE)
    return reader


def _places(tx: Tx, reader: Reader) -> list[Place]:
    installation = review().installation.id
    found = evaluations.listed(tx, review().door(), reader, evaluations.all_ids(tx))
    places = [Place(one.id, one.title, trail.last(tx, one.id)) for one in found]
    name = gettext("The installation, with the names of its people")
    return [*places, Place(installation, name, trail.last(tx, installation))]


def _views(tx: Tx, reader: Reader, names: dict[UUID, Words]) -> list[ErasureView]:
    found = erasures.listed(tx, review().door(), reader)
    return [_view(tx, reader, one, names.get(one.log, "")) for one in found]


def _view(tx: Tx, reader: Reader, one: erasures.Erasure, where: Words) -> ErasureView:
    capacity, person = erasures.asked_by(tx, one.log, one.id)
    seats = offered(reader, Permission.DECIDE_ERASURE)
    others = tuple(acting for acting in seats if acting.capacity is not capacity and reader.person != person)
    pending = one.state == "requested"
    word, tone = STATES[one.state]
    return ErasureView(
        one,
        where,
        str(word),
        tone,
        trail.of_stream(tx, one.log, one.id)[-1].position,
        len(review().held_texts(tx, one.log, one.keys)),
        tuple(sorted({n for found in _reach(tx, one.log, one.keys).values() for n in found})) if pending else (),
        others if pending else (),
        pending and not others,
    )
