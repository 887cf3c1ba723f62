"""Who is here: sessions kept by the server, found again by a random token in a cookie; every page needs one by default.

``require_sign_in`` refuses whoever is not signed in, on every endpoint but those named in OPEN.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any, TypeVar
from uuid import UUID

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from review.application import Review, uuid7
from review.domain.acts import Actor, Words
from review.domain.vocabulary import Capacity, Origin
from review.projections import people
from review.store.accounts import Session
from review.web.htmx import htmx
from review.web.security import SAFE_METHODS

T = TypeVar("T")
OPEN = frozenset(
    {
        "assets.show_asset",
        "calendars.show_feed",
        "reports.report_violation",
        "preferences.choose",
        "session.show_session",
        "session.sign_in",
        "session.sign_out",
        "personas.choose_persona",
        "progress.show_progress",
    }
)
"""The endpoints that answer whoever asks; everything else needs a session."""
SESSIONLESS = frozenset({"assets.show_asset", "reports.report_violation"})
CONFIRMATION = 15 * 60 * 1_000_000
"""How long a password given again counts for a grave act, in microseconds."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is signed in, as the page shows it."""

    person: UUID
    name: Words
    organisation: str
    offices: frozenset[Capacity]


def install(app: Flask) -> None:
    app.before_request(find_session)
    app.before_request(require_sign_in)
    app.jinja_env.globals.update(visitor=visitor, new_id=uuid7)


def review() -> Review:
    """The installation behind this request."""
    found: Review = current_app.extensions["review"]
    return found


def request_id() -> UUID:
    """The number of this request: stands in the envelope of its acts and on the page of last resort."""
    if "request_id" not in g:
        g.request_id = uuid7()
    found: UUID = g.request_id
    return found


def once(question: Hashable, ask: Callable[[], T]) -> T:
    """What a question answered before in this request; a request that acts asks it anew every time."""
    if request.method not in SAFE_METHODS:
        return ask()
    known: dict[Hashable, Any] = g.setdefault("answered", {})
    if question not in known:
        known[question] = ask()
    answer: T = known[question]
    return answer


def current_person() -> UUID:
    """Who is signed in; refuses (401) where nobody is."""
    found = session_or_none()
    if found is None:
        abort(401)
    return found.person


def session_or_none() -> Session | None:
    found: Session | None = g.get("session")
    return found


def actor(seat: UUID | None = None, *, instructed_by: UUID | None = None) -> Actor:
    """Who acts through this request, from which seat or office."""
    return Actor(
        person=current_person(), seat=seat, origin=Origin.WEB, request=request_id(), instructed_by=instructed_by
    )


def visitor() -> Visitor | None:
    """Name and offices of who is signed in; None where nobody is. Asked once per request."""
    found = session_or_none()
    if found is None:
        return None
    if "visitor" not in g:
        g.visitor = _look_up(found.person)
    known: Visitor = g.visitor
    return known


def recently_confirmed() -> bool:
    """Whether the password was given again a short while ago; grave acts ask for it."""
    found = session_or_none()
    if found is None or found.stepped_up_at is None:
        return False
    return review().clock() - found.stepped_up_at < CONFIRMATION


def find_session() -> None:
    if request.endpoint in SESSIONLESS:
        return
    token = token_or_none()
    g.session = review().sessions.find(token) if token else None


def require_sign_in() -> AnyResponse | None:
    """Refuses by default. A page sends to the sign-in page; an act or a partial says so and keeps what was typed."""
    if request.endpoint is None or request.endpoint in OPEN or session_or_none() is not None:
        return None
    if request.method not in SAFE_METHODS or htmx.partial:
        abort(401)
    wanted = request.full_path if request.query_string else request.path
    return redirect(url_for("session.show_session", next=wanted), 303)


def begin(response: Response, person: UUID) -> Response:
    """A new session in place of the old one, so that a token known before the sign-in is worth nothing after."""
    token = token_or_none()
    if token:
        review().sessions.end(token)
    return _give(response, review().sessions.start(person))


def confirm(response: Response) -> Response:
    """The person proved again who it is; the session goes on under a new token."""
    token = review().sessions.step_up(token_or_none() or "")
    if token is None:
        abort(401)
    return _give(response, token)


def end(response: Response) -> Response:
    token = token_or_none()
    if token:
        review().sessions.end(token)
    response.delete_cookie(cookie_name(), path="/", secure=current_app.config["HTTPS"], httponly=True, samesite="Lax")
    return response


def token_or_none() -> str | None:
    return request.cookies.get(cookie_name())


def _give(response: Response, token: str) -> Response:
    response.set_cookie(
        cookie_name(), token, path="/", secure=current_app.config["HTTPS"], httponly=True, samesite="Lax"
    )
    return response


def cookie_name() -> str:
    """With the prefix a browser takes the cookie only over HTTPS and from this host alone."""
    return "__Host-toetssteen" if current_app.config["HTTPS"] else "toetssteen"


def _look_up(person: UUID) -> Visitor:
    with review().reading() as tx:
        reader = once(("reader", None), lambda: review().reader(tx, person))
        names = people.Names(tx, review().door(), reader, [person])
        offices = frozenset(acting.capacity for acting in reader.holds)
        return Visitor(person, names[person], names.organisation(person), offices)
