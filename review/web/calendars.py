"""One's own deadlines as a calendar that other programs read, at a secret address; no session comes with it.

It holds titles that its person may see and no other text: rounds that close, milestones, the term of the response.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template, url_for

from review.domain import moments
from review.domain.acts import Reader
from review.domain.gates import Ground
from review.domain.visibility import may_read
from review.projections import evaluations, planning, policy, rounds
from review.projections.damage import Part, Rows, ask
from review.projections.desk import desk
from review.projections.schema import Tx
from review.web import damaged, links, moving
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.session import current_person, review
from review.web.translations import gettext
from review.web.words import plain

blueprint = Blueprint("calendars", __name__)
links.install(blueprint)
WRITER = "review.web.ical"  #: loaded when a calendar is fetched: its library takes 10 MB


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due; ``key`` is its own for ever, so that a calendar moves it and adds no second."""

    key: str
    day: date
    title: str
    evaluation: UUID


@blueprint.get("/calendar")
def show_address() -> Response:
    return _page("")


def _page(address: str) -> Response:
    since = review().accounts.feeds.since(current_person())
    page = make_response(render_template("calendars/address.html", since=since, address=address))
    page.headers["Cache-Control"] = "no-store"
    return page


@blueprint.post("/calendar/address")
def renew_address() -> Response:
    """The address is shown now and never again; the one before is worth nothing from now on."""
    secret = review().accounts.feeds.renew(current_person())
    return _page(url_for("calendars.show_feed", secret=secret, _external=True))


@blueprint.post("/calendar/end")
def end_address() -> Response:
    review().accounts.feeds.end(current_person())
    return see_other(url_for("calendars.show_address"), said=gettext("Nobody reads your calendar any more."))


@blueprint.get("/calendar/<uuid:secret>.ics")
def show_feed(secret: UUID) -> Response:
    """Raises NotFound for a secret that opens nothing, the same for one that is over."""
    person = review().accounts.feeds.whose(secret)
    if person is None:
        abort(404)
    days = [(one.key, one.day, one.title, _address(one)) for one in _deadlines(person)]
    feed = make_response(import_module(WRITER).written(days, review().clock()))
    feed.headers["Content-Type"] = "text/calendar; charset=utf-8"
    feed.headers["Cache-Control"] = "private, no-store"
    return feed


def _address(one: Deadline) -> str:
    return url_for("evaluations.show_evaluation", evaluation=one.evaluation, _external=True)


def _deadlines(person: UUID) -> list[Deadline]:
    """Everything that is still due in the evaluations this person may read, in the order of its days."""
    return sorted(damaged.standing(lambda tx: list(_found(tx, person))), key=lambda one: (one.day, one.key))


def _found(tx: Tx, person: UUID) -> Iterator[Deadline]:
    for place in desk(tx, review().door(), person, review().clock()).places:
        reader = review().reader(tx, person, place.evaluation)
        if not may_read(reader):
            continue
        title = plain(evaluations.one(tx, review().door(), reader, place.evaluation).title)
        for rows in DEADLINES:
            yield from _of_rows(rows, tx, reader, place.evaluation, title)


def _of_rows(rows: Part, tx: Tx, reader: Reader, evaluation: UUID, title: str) -> list[Deadline]:
    of = DEADLINES[rows]
    return ask(tx, rows, lambda: list(of(tx, reader, evaluation, title)), lambda: [_unread(evaluation, title)])


def _unread(evaluation: UUID, title: str) -> Deadline:
    """In the place of days that cannot be read: nobody is to think that nothing is due."""
    said = gettext("Not every deadline can be read: have the rows made again (toetssteen rebuild)")
    return Deadline(f"{evaluation}-unread", moments.day_of(review().clock()), f"{said} – {title}", evaluation)


def _rounds(tx: Tx, reader: Reader, evaluation: UUID, title: str) -> Iterator[Deadline]:
    for it in rounds.of_evaluation(tx, review().door(), reader, evaluation):
        if it.is_open:
            said = gettext("Round closes: %(body)s, %(document)s", body=label(it.body), document=label(it.kind))
            yield Deadline(str(it.id), moments.day_of(it.closes_at), f"{said} – {title}", evaluation)


def _milestones(tx: Tx, reader: Reader, evaluation: UUID, title: str) -> Iterator[Deadline]:
    plan = planning.of_evaluation(tx, review().door(), reader, evaluation)
    for one in plan.open if plan else ():
        if one.planned:
            key = f"{plan.id}-{one.number}" if plan else ""
            yield Deadline(key, one.planned.last, f"{capitalised(moving.name_of(one))} – {title}", evaluation)


def _response(tx: Tx, reader: Reader, evaluation: UUID, title: str) -> Iterator[Deadline]:
    response = policy.of_evaluation(tx, review().door(), reader, evaluation)
    if response is not None and response.received_on is None:
        said = gettext("Policy response due")
        yield Deadline(f"{evaluation}-response", response.response_due, f"{said} – {title}", evaluation)


Deadlines = Callable[[Tx, Reader, UUID, str], Iterator[Deadline]]
DEADLINES: dict[Part, Deadlines] = {
    Ground.ROUNDS: _rounds,
    Rows.PLAN: _milestones,
    Rows.AFTERWARDS: _response,
}
"""By the rows that they rest on."""
