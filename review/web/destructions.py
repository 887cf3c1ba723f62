"""The certificate of destruction (rule R6): what was destroyed, in which systems, on which ground and how.

It is made of facts each time it is read: the records that name the texts, the keys that are gone, and the two acts.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template

from review.domain.acts import Reader, Words
from review.domain.erasures import ErasureCarriedOut
from review.domain.errors import NotPermitted, Unknown
from review.domain.filing import DestructionAgreed
from review.domain.permissions import Permission
from review.domain.visibility import may_replay
from review.domain.vocabulary import Capacity, ErasureGround
from review.projections import closing, erasures, evaluations, trail
from review.projections.disclosures import Veils
from review.projections.schema import Tx
from review.web import links
from review.web.acting import offered, reader_of
from review.web.checkpoints import Checkpoint, covering
from review.web.session import review
from review.web.spoken import kept_in
from review.web.translations import gettext
from review.web.translations import lazy_gettext as _

blueprint = Blueprint("destructions", __name__)
links.install(blueprint)
ARTICLES: dict[ErasureGround, Any] = {
    ErasureGround.ERASURE_REQUEST: _("General Data Protection Regulation, article 17: the right to erasure"),
    ErasureGround.SPILL: _("VIRBI 2025: text above the ceiling of this installation may not be kept in it"),
    ErasureGround.RETENTION_ENDED: _("Archives Act and the selection list: the retention period has ended"),
}


@dataclass(frozen=True, slots=True)
class Kind:
    """The destroyed texts of one kind; ``records`` as ranges of numbers, first and last."""

    name: str
    texts: int
    records: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Certificate:
    erasure: erasures.Erasure
    where: Words
    kinds: tuple[Kind, ...]
    article: str
    asked: int  #: the record of the request
    done: int  #: the record of the act
    by: Capacity | None  #: the office of whoever carried it out
    left: int  #: keys that are not destroyed yet: then nothing is certified
    file: closing.FileAct | None  #: where the texts of a whole file were destroyed, by its own act
    epochs: tuple[int, ...]  #: whose keys are in the folder
    checkpoint: Checkpoint | None


@blueprint.get("/evaluations/<uuid:evaluation>/erasures/<uuid:erasure>/certificate")
def show_certificate(evaluation: UUID, erasure: UUID) -> Response:
    """For whoever may replay the trail, and the officers. Raises Unknown for what was not carried out."""
    with review().reading() as tx:
        reader = _reader(tx, evaluation)
        it = certificate(tx, reader, evaluation, erasure)
    replays = evaluation != review().installation.id and may_replay(reader)
    return make_response(
        render_template("destructions/certificate.html", it=it, evaluation=evaluation, replays=replays)
    )


def _reader(tx: Tx, log: UUID) -> Reader:
    """Raises NotPermitted; of the installation, with the names of its people, only the officers read it."""
    house = log == review().installation.id
    reader = reader_of(tx, None if house else log)
    if not offered(reader, Permission.DECIDE_ERASURE) and (house or not may_replay(reader)):
        raise NotPermitted(act=Permission.DECIDE_ERASURE)
    return reader


def certificate(tx: Tx, reader: Reader, log: UUID, erasure: UUID) -> Certificate:
    """Raises Unknown."""
    found = next((one for one in erasures.listed(tx, review().door(), reader, log) if one.id == erasure), None)
    if found is None or found.state != "carried_out":
        raise Unknown(what="erasure")
    acts = trail.of_stream(tx, log, erasure)
    done = next(one.position for one in acts if one.name == ErasureCarriedOut.NAME)
    file = None
    if found.subject == log != review().installation.id:
        file = closing.of_evaluation(tx, review().door(), reader, log).destruction
    return Certificate(
        erasure=found,
        where=_where(tx, reader, log),
        kinds=_kinds(tx, reader, log, set(found.keys)),
        article=str(ARTICLES[found.ground]),
        asked=acts[0].position if file is None else _agreed(tx, log, done),
        done=done,
        by=review().record(tx, log, done).envelope.capacity,
        left=len(review().held_texts(tx, log, found.keys)),
        file=file,
        epochs=tuple(sorted(review().vault.epochs(log))),
        checkpoint=covering(tx, log, done),
    )


def _agreed(tx: Tx, log: UUID, done: int) -> int:
    """The record by which the first of the two asked for the destruction of the file."""
    asked = (one.position for one in trail.of_stream(tx, log, log) if one.name == DestructionAgreed.NAME)
    return max(position for position in asked if position < done)


def _where(tx: Tx, reader: Reader, log: UUID) -> Words:
    if log == review().installation.id:
        return gettext("The installation, with the names of its people")
    return evaluations.one(tx, review().door(), reader, log).title


def _kinds(tx: Tx, reader: Reader, log: UUID, keys: Collection[UUID]) -> tuple[Kind, ...]:
    """The kinds of text with the records that name them, as far as this reader may know of those records."""
    unseen = frozenset[int]() if log == review().installation.id else Veils(tx, reader, log).unseen
    places: dict[str, list[int]] = {}
    texts: dict[str, set[UUID]] = {}
    for it in review().records(tx, log):
        for one in kept_in(it, numbered=False):
            if one.key in keys and it.position not in unseen:
                places.setdefault(one.name, []).append(it.position)
                texts.setdefault(one.name, set()).add(one.key)
    return tuple(Kind(name, len(texts[name]), ranges(places[name])) for name in sorted(places))


def ranges(numbers: Collection[int]) -> tuple[tuple[int, int], ...]:
    """1, 2, 3, 7 as 1-3 and 7-7."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(numbers)):
        if found and found[-1][1] == number - 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return tuple(found)
