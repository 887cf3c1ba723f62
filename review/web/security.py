"""What every answer and every unsafe request must meet: headers, nonce, origin, size.

The policy allows scripts and styles by nonce only, and no 'strict-dynamic': with it a script inside a swapped fragment
would run. Every element with htmx attributes carries the nonce too (hx-csp checks it), so injected attributes are dead.
"""

from __future__ import annotations

import secrets
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from werkzeug.exceptions import Forbidden

MAX_BODY = 6 * 1024 * 1024
MAX_FIELDS = 400
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; "
    "trusted-types htmx; report-uri /csp"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
"""Referrer-Policy keeps the origin on our own forms: with no-referrer a browser would post ``Origin: null``."""


class ForeignOrigin(Forbidden):
    """An unsafe request that did not come from a page of ours."""


def install(app: Flask) -> None:
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = MAX_BODY
    app.config["MAX_FORM_PARTS"] = MAX_FIELDS
    app.before_request(_refuse_foreign)
    app.before_request(_refuse_many_fields)
    app.after_request(_headers)
    app.jinja_env.globals.update(csp_nonce=nonce, here_again=here_again, way_back=way_back)


def nonce() -> str:
    """The nonce of this answer."""
    if "nonce" not in g:
        g.nonce = secrets.token_urlsafe(18)
    return str(g.nonce)


def most_sent() -> int:
    """How many MB a person may send to this address in one go: a little room is left for the rest of the form."""
    return (request.max_content_length or MAX_BODY) // (1024 * 1024) - 1


def own_origin() -> str:
    scheme = "https" if current_app.config["HTTPS"] else request.scheme
    return f"{scheme}://{request.host}"


def local_path(value: str | None, default: str) -> str:
    """``value`` when it is a path on this site, else ``default``: no form leads anybody away from here."""
    if not value or not value.startswith("/") or value.startswith(("//", "/\\")) or not value.isprintable():
        return default
    parts = urlsplit(value)
    return default if parts.scheme or parts.netloc or "\\" in value else value


def here_again() -> str:
    """The address of this page, to come back to after a choice; what an act answered has no address of its own."""
    if request.method not in SAFE_METHODS or "HX-Request" in request.headers:
        return way_back() or "/"
    return local_path(request.full_path if request.query_string else request.path, "/")


def way_back() -> str:
    """The page of ours this request came from; empty where there is none."""
    came = urlsplit(request.headers.get("HX-Current-URL") or request.referrer or "")
    if f"{came.scheme}://{came.netloc}" != own_origin():
        return ""
    return local_path(came.path + (f"?{came.query}" if came.query else ""), "")


def _refuse_foreign() -> None:
    if request.method in SAFE_METHODS:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site == "same-origin" or (site is None and request.headers.get("Origin") == own_origin()):
        return
    raise ForeignOrigin


def _refuse_many_fields() -> None:
    if request.method in SAFE_METHODS or request.mimetype != "application/x-www-form-urlencoded":
        return
    if request.get_data(cache=True, parse_form_data=False).count(b"&") >= MAX_FIELDS:
        abort(413)


def _headers(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=nonce()))
    response.headers.setdefault("Cache-Control", "private, no-store")
    if current_app.config["HTTPS"]:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    return response
