"""What people get when something cannot be done: a plain sentence with the way out, as a page and as a partial.

Nothing of what went wrong inside is shown; a last-resort answer names a number under which the log tells more.
"""

from __future__ import annotations

import logging
import re
from typing import Any

from eventsourcing.persistence import PersistenceError
from flask import Flask, Response, current_app, make_response, redirect, render_template, request
from werkzeug.datastructures import ImmutableMultiDict
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as BaseResponse

from review.domain.errors import Invalid, Refused
from review.projections.damage import may_be_damage
from review.web.damaged import damage_of_page
from review.web.forms import Entered
from review.web.htmx import htmx, retarget
from review.web.refusals import say
from review.web.security import ForeignOrigin, most_sent
from review.web.session import request_id
from review.web.translations import lazy_gettext as _

log = logging.getLogger(__name__)
SLOT = re.compile(r"[a-z][a-z0-9-]{0,60}")
NOTICE = "notice"
GIVEN_BACK = frozenset({401, 403, 404, 409, 422, 503})
"""Answers to a form that was read and understood; anything else is not looked into again."""


TITLES: dict[int, Any] = {
    400: _("We could not read this"),
    401: _("Sign in first"),
    403: _("You may not do this"),
    404: _("Not found"),
    405: _("This does not work here"),
    409: _("This cannot be done now"),
    413: _("Too large"),
    415: _("We could not read this"),
    422: _("Check what you entered"),
    429: _("Too many attempts"),
    500: _("Something went wrong on our side"),
    503: _("Not available for a moment"),
}
SENTENCES: dict[int, Any] = {
    400: _("The request was incomplete or malformed. Go back, reload the page and try again."),
    401: _("Your session has ended. Sign in again; what you typed is kept in this tab."),
    403: _("You may not see or do this. Ask the chair or the team lead who may."),
    404: _("This page does not exist, or you may not see it. Go back to My work."),
    405: _("This address takes no such request. Go back to My work."),
    413: _(
        "What you sent is too large: at most %(limit)s MB in one go. Nothing was changed. Go back, and choose a smaller"
        " file or split the text."
    ),
    415: _("We cannot read this kind of content. Go back, reload the page and try again."),
    429: _("There were too many attempts in a short time. Wait a minute and try again."),
    503: _("This could not be saved just now. Nothing was changed. Try again in a moment."),
}
FOREIGN = _("This request did not come from a page of this site, so nothing was changed. Open the page and try again.")
OUR_FAULT = _("Nothing was half done. Try again; if it happens again, report number %(number)s to the administrator.")
PERHAPS_DAMAGED = _(
    "Nothing was half done. What this page is made from cannot be read; it may be that its rows are damaged."
    " Report number %(number)s to the administrator, who can have them made again from the trail (toetssteen rebuild)."
)


def install(app: Flask) -> None:
    app.register_error_handler(Refused, _refused)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(PersistenceError, _unsaved)
    app.register_error_handler(Exception, _unexpected)


BARE = '<!doctype html><title>Toetssteen</title><h1>Toetssteen</h1><p>{sentence}</p><p><a href="/">Toetssteen</a></p>'
"""When even the page of last resort cannot be made."""


def problem(status: int, sentence: str, **context: Any) -> Response:
    """The answer to a request that could not be met, whole or as a partial beside the form that asked.

    A form may name the element that takes the partial in a field ``notice``; else it is the place on top of the page.
    """
    title = str(TITLES.get(status) or TITLES[400 if status < 500 else 500])
    given = {"title": title, "sentence": sentence, "status": status, "texts": [], **context}
    if not htmx.partial:
        return make_response(render_template("errors/page.html", **given), status)
    response = make_response(render_template("errors/_notice.html", **given), status)
    return retarget(response, f"#{_slot(status)}")


def _refused(refused: Refused) -> Response:
    field = refused.field if isinstance(refused, Invalid) else ""
    return problem(refused.STATUS, say(refused), refused=refused, field=field, texts=_written(refused.STATUS))


def _http(error: HTTPException) -> BaseResponse | HTTPException:
    status = error.code or 500
    if status < 400:
        return error
    if status == 405 and request.method == "GET" and (page := _page_above(request.path)):
        return redirect(page, 303)  # the address of an act, from the bar of a browser that showed its refusal
    sentence = FOREIGN if isinstance(error, ForeignOrigin) else SENTENCES.get(status) or SENTENCES[400]
    texts = [] if isinstance(error, ForeignOrigin) else _written(status)
    response = problem(status, str(sentence) % {"limit": most_sent()}, texts=texts)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after"}:
            response.headers[name] = value
    return response


def _page_above(path: str) -> str:
    """The nearest page that an address lies under; empty where there is none but the start."""
    pages = current_app.url_map.bind("localhost")
    while (path := path.rpartition("/")[0]) not in ("", "/"):
        try:
            pages.match(path, method="GET")
        except HTTPException:
            continue
        return path
    return ""


def _unsaved(error: PersistenceError) -> Response:
    """The database is busy, full or away; whatever was under way has been rolled back."""
    log.error("request %s could not be saved: %s %s", _number(), request.method, request.path, exc_info=error)
    response = problem(503, str(SENTENCES[503]))
    response.headers["Retry-After"] = "5"
    return response


def _unexpected(error: Exception) -> Response:
    number = _number()
    log.error("request %s failed: %s %s", number, request.method, request.path, exc_info=error)
    sentence = str(PERHAPS_DAMAGED if may_be_damage(error) else OUR_FAULT) % {"number": number}
    damage_of_page().clear()  # of this page nothing stands that a notice could be about
    try:
        return problem(500, sentence)
    except Exception:
        log.exception("request %s: the error page failed too", number)
        return make_response(BARE.format(sentence=sentence), 500)


def _number() -> str:
    return request_id().hex[-10:]


def _written(status: int) -> list[str]:
    """What the writer would lose with the page; a partial leaves the form as it is, and a body too large is unread."""
    if htmx.partial or request.method != "POST" or status not in GIVEN_BACK:
        return []
    return Entered(_fields()).long_texts()


def _slot(status: int) -> str:
    wanted = _fields().get("notice", NOTICE) if request.method == "POST" and status in GIVEN_BACK else NOTICE
    return wanted if SLOT.fullmatch(wanted) else NOTICE


def _fields() -> ImmutableMultiDict[str, str]:
    """The fields of the form, none where it cannot be read: it may be what went wrong."""
    try:
        return request.form
    except HTTPException:
        return ImmutableMultiDict()
