"""htmx 4 on top of Flask-HTMX, which speaks htmx 2: what the request is, and one view answering page and partial."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, make_response, redirect, render_template, request
from flask_htmx import HTMX
from markupsafe import Markup, escape

from review.web.security import nonce


@dataclass(frozen=True, slots=True)
class Element:
    """``tag#id`` as htmx 4 sends it in ``HX-Source`` and ``HX-Target``."""

    tag: str
    id: str | None

    @classmethod
    def parse(cls, value: str | None) -> Element | None:
        if not value:
            return None
        tag, _, identifier = value.partition("#")
        return cls(tag, identifier or None)


class Htmx(HTMX):  # type: ignore[misc]  # Flask-HTMX carries no types
    """The request side. ``if htmx.partial:`` replaces ``if htmx:``."""

    def init_app(self, app: Flask) -> None:
        super().init_app(app)
        app.after_request(_vary)
        app.jinja_env.globals["hx"] = hx

    @property
    def partial(self) -> bool:
        """Whether a piece of the page is asked for; on Back htmx asks for a whole page."""
        if not self or self.boosted or self.history_restore_request:
            return False
        return request.headers.get("HX-Request-Type") != "full"

    @property
    def source(self) -> Element | None:
        return Element.parse(request.headers.get("HX-Source"))

    @property
    def target_element(self) -> Element | None:
        return Element.parse(request.headers.get("HX-Target"))


htmx = Htmx()


def answer(full: str, partial: str, status: int = 200, *, said: str = "", **context: Any) -> Response:
    """The whole page for a browser, the partial for htmx, at the same URL.

    ``said`` is announced to screen readers and shown in passing; use it where an act succeeded.
    """
    response = make_response(render_template(partial if htmx.partial else full, **context), status)
    return _saying(response, said) if htmx.partial else response


def redirect_or(where: str, partial: str, status: int = 200, *, said: str = "", **context: Any) -> Response:
    """After an act: 303 to ``where`` for a plain form, the partial for htmx. ``said`` appears either way."""
    if htmx.partial:
        return _saying(make_response(render_template(partial, **context), status), said)
    return see_other(where, said=said)


def see_other(where: str, *, said: str = "") -> Response:
    """303 to ``where``, for htmx as for plain forms (htmx loads it as a page); ``said`` is shown there."""
    if said:
        g.said_next = said
    if not htmx.partial:
        return make_response(redirect(where, 303))
    response = make_response("", 200)
    if urlsplit(where).path == urlsplit(htmx.current_url or "").path:
        response.headers["HX-Refresh"] = "true"  # the same address with another anchor would not load again
    else:
        response.headers["HX-Redirect"] = where
    return response


def hx(**attributes: str | bool | None) -> Markup:
    """The htmx attributes of an element with the nonce that makes them count.

    ``hx(post=url, target="#thread", status_422="target:#form")`` writes ``hx-post``, ``hx-target``, ``hx-status:422``;
    ``target_inherited=`` writes ``hx-target:inherited``. Attributes that are None or False are left out.
    """
    given = {name: value for name, value in attributes.items() if value is not None and value is not False}
    written = (f'{_attribute(name)}="{escape("true" if value is True else value)}"' for name, value in given.items())
    return Markup(" ".join((f'hx-nonce="{escape(nonce())}"', *written)))  # noqa: S704  every value is escaped above


def _attribute(name: str) -> str:
    if name.startswith("status_"):
        return "hx-status:" + name.removeprefix("status_")
    if name.endswith("_inherited"):
        return f"hx-{name.removesuffix('_inherited').replace('_', '-')}:inherited"
    return "hx-" + name.replace("_", "-")


def retarget(response: Response, selector: str, swap: str = "innerHTML") -> Response:
    """Sends the partial elsewhere than the element asked for."""
    response.headers["HX-Retarget"] = selector
    response.headers["HX-Reswap"] = swap
    return response


def _saying(response: Response, said: str) -> Response:
    if said:
        response.headers["HX-Trigger"] = json.dumps({"toetssteen:said": {"text": str(said)}})
    return response


def _vary(response: Response) -> Response:
    response.vary.update(("HX-Request", "HX-Request-Type"))
    return response
