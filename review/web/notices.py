"""One sentence carried over a redirect, so that an act without JavaScript is answered too ("Opmerking geplaatst.").

It travels in a short-lived cookie of its own, is shown once as plain text, and never carries what people wrote.
"""

from __future__ import annotations

import base64
import binascii

from flask import Flask, Response, current_app, g, request

LONGEST = 300


def install(app: Flask) -> None:
    app.jinja_env.globals["said"] = said
    app.after_request(_carry)


def said() -> str:
    """What the act before this page said; asking for it means it was shown."""
    raw = request.cookies.get(_cookie(), "")
    if not raw or len(raw) > 4 * LONGEST:
        return ""
    g.said_shown = True
    try:
        return base64.urlsafe_b64decode(raw).decode()[:LONGEST]
    except (binascii.Error, ValueError):
        return ""


def _carry(response: Response) -> Response:
    said_next = str(g.get("said_next", ""))[:LONGEST]
    if said_next:
        _set(response, base64.urlsafe_b64encode(said_next.encode()).decode(), 60)
    elif g.get("said_shown"):
        _set(response, "", 0)
    return response


def _set(response: Response, value: str, seconds: int) -> None:
    response.set_cookie(
        _cookie(), value, max_age=seconds, path="/", secure=current_app.config["HTTPS"], httponly=True, samesite="Lax"
    )


def _cookie() -> str:
    return "__Host-toetssteen-said" if current_app.config["HTTPS"] else "toetssteen-said"
