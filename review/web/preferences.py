"""Language, light or dark, and keyboard shortcuts: choices of a browser, kept in cookies, also before signing in."""

from __future__ import annotations

from flask import Blueprint, Flask, Response, current_app, redirect, request
from flask import make_response as respond

from review.web import translations
from review.web.security import local_path

CHOICES = {
    "language": (translations.COOKIE, tuple(translations.LANGUAGES)),
    "theme": ("toetssteen-theme", ("auto", "light", "dark")),
    "keys": ("toetssteen-keys", ("on", "off")),
}
A_YEAR = 365 * 24 * 3600

blueprint = Blueprint("preferences", __name__)


def install(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals["chosen"] = chosen


def chosen(what: str) -> str:
    """The choice of this browser, or the first of the list."""
    cookie, allowed = CHOICES[what]
    wanted = request.cookies.get(cookie, "")
    return wanted if wanted in allowed else allowed[0]


@blueprint.post("/preferences")
def choose() -> Response:
    response = respond(redirect(local_path(request.form.get("next"), "/"), 303))
    for what, (cookie, allowed) in CHOICES.items():
        wanted = request.form.get(what)
        if wanted in allowed:
            response.set_cookie(
                cookie, wanted, max_age=A_YEAR, secure=current_app.config["HTTPS"], httponly=True, samesite="Lax"
            )
    return response
