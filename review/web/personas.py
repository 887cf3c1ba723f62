"""Being somebody else, in a demonstration only: this module is installed where the installation itself says so."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from uuid import UUID

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request
from flask import make_response as respond

from review.domain.acts import Reader
from review.domain.vocabulary import Capacity
from review.projections import holdings, people
from review.web.forms import Entered
from review.web.labels import label
from review.web.security import local_path
from review.web.session import begin, review, session_or_none
from review.web.words import plain

LIFETIME = 60 * 1_000_000

blueprint = Blueprint("personas", __name__)


@dataclass(frozen=True, slots=True)
class Persona:
    id: UUID
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Roles:
    at: int
    held: dict[UUID, list[Capacity]]


def install(app: Flask) -> None:
    app.extensions["personas"] = Roles(0, {})
    app.register_blueprint(blueprint)
    app.jinja_env.globals["personas"] = personas


def personas() -> list[Persona]:
    """Everyone here, with what they do."""
    reader = Reader(person=review().installation.id, moment=review().clock())
    with review().reading() as tx:
        found = people.listed(tx, review().door(), reader)
    roles = _roles([person.id for person in found], reader.moment)
    return [Persona(person.id, plain(person.name), _role(roles[person.id]) or person.organisation) for person in found]


def _roles(wanted: list[UUID], moment: int) -> dict[UUID, list[Capacity]]:
    """What each of these people is; looked up once a minute, for this strip stands on every page."""
    known: Roles = current_app.extensions["personas"]
    if moment - known.at > LIFETIME or not known.held.keys() >= set(wanted):
        known = current_app.extensions["personas"] = Roles(moment, _held(wanted, moment))
    return known.held


def _held(wanted: list[UUID], moment: int) -> dict[UUID, list[Capacity]]:
    held: dict[UUID, list[Capacity]] = {person: [] for person in wanted}
    with review().reading() as tx:
        for office in people.offices_held(tx):
            held.setdefault(office.person, []).append(office.office)
        for person in wanted:
            seats = chain.from_iterable(holdings.evaluations_of(tx, person, moment).values())
            held[person].extend(acting.capacity for acting in seats)
    return held


def _role(held: list[Capacity]) -> str:
    return ", ".join(label(capacity) for capacity in list(dict.fromkeys(held))[:2])


@blueprint.post("/session/persona")
def choose_persona() -> Response:
    """A session as this person; the demonstration knows no secrets."""
    wanted = Entered(request.form).identifier("person")
    if all(persona.id != wanted for persona in personas()):
        abort(404)
    before = session_or_none()
    where = local_path(request.form.get("next"), "/")
    stays = before is not None and before.person == wanted
    response = respond(redirect(where, 303))
    return response if stays else begin(response, wanted)
