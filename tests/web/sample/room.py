"""A room for tests: shows every part of the layout, and refuses, fails and answers on request."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, abort, render_template, request

from review.domain import errors
from review.domain.acts import Lost
from review.domain.lifecycle import Course, steps
from review.domain.vocabulary import Capacity, CommentKind, CommentState, Disposition, FlagState, Level
from review.web.forms import Entered
from review.web.htmx import answer, redirect_or
from review.web.times import number

blueprint = Blueprint("sample", __name__, template_folder="templates")
A_DAY = 86_400_000_000
NOW = 1_795_460_000_000_000


def _context() -> dict[str, Any]:
    course = Course(opened=NOW - 90 * A_DAY, tor_submitted=NOW - 40 * A_DAY)
    lists = {"Capacity": Capacity, "CommentState": CommentState, "Disposition": Disposition, "Level": Level}
    return {"now": NOW, "day": A_DAY, "steps": steps(course), "Lost": Lost, "FlagState": FlagState, **lists}


@blueprint.get("/sample")
def show_parts() -> str:
    return render_template("sample/parts.html", form=Entered(), **_context())


@blueprint.get("/sample/reading")
def show_reading() -> str:
    return render_template("sample/reading.html", form=Entered(), **_context())


@blueprint.get("/sample/folding")
def show_folding() -> str:
    return render_template("sample/folding.html")


@blueprint.get("/sample/figure/<int:value>")
def show_figure(value: int) -> str:
    return number(value)


@blueprint.post("/sample/comments")
def raise_comment() -> Response:
    entered = Entered(request.form)
    try:
        entered.text("text", required=True)
        kind = entered.choice("kind", CommentKind)
    except errors.Invalid as refused:
        entered.refuse(refused)
        return answer("sample/form.html", "sample/_form.html", 422, form=entered, kinds=CommentKind)
    return redirect_or("/sample/reading#c1", "sample/_comment.html", said="Opmerking geplaatst.", kind=kind)


@blueprint.route("/sample/refusals/<name>", methods=["GET", "POST"])
def refuse(name: str) -> Response:
    raise getattr(errors, name)()


@blueprint.route("/sample/statuses/<int:status>", methods=["GET", "POST"])
def fail(status: int) -> Response:
    abort(status)


@blueprint.route("/sample/faults", methods=["GET", "POST"])
def break_down() -> Response:
    raise RuntimeError("secret inside")
