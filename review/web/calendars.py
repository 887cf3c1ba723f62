"""One's own deadlines as a calendar that other programs read, at a secret address; no session comes with it.

It holds titles that its person may see and no other text.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from uuid import UUID

from flask import Blueprint, Response, abort, make_response, render_template, url_for

from review.domain.visibility import may_read
from review.projections import evaluations
from review.projections.desk import desk
from review.projections.schema import Tx
from review.web import damaged, links
from review.web.deadlines import Deadline, deadlines_of
from review.web.htmx import see_other
from review.web.session import current_person, review
from review.web.translations import gettext

blueprint = Blueprint("calendars", __name__)
links.install(blueprint)
WRITER = "review.web.ical"  #: loaded when a calendar is fetched: its library takes 10 MB


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
    found = damaged.standing(lambda tx: {one.key: one for one in _found(tx, person)})
    return sorted(found.values(), key=lambda one: (one.day, one.key))


def _found(tx: Tx, person: UUID) -> Iterator[Deadline]:
    for place in desk(tx, review().door(), person, review().clock()).places:
        reader = review().reader(tx, person, place.evaluation)
        if may_read(reader):
            it = evaluations.one(tx, review().door(), reader, place.evaluation)
            yield from deadlines_of(tx, reader, it)
