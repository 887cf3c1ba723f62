"""Access reviews: who may do what now, when that was last looked through, and recording what was found."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.access_reviews import ReviewAccess
from review.domain import moments
from review.domain.access_reviews import ReviewOutcome, ReviewScope
from review.domain.acts import Reader
from review.domain.errors import Invalid, NoSuchChoice, NotPermitted
from review.domain.permissions import Permission
from review.projections import access_reviews
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_of
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.labels import label
from review.web.links import capitalised
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("access_reviews", __name__)
links.install(blueprint)
MOMENT_DIGITS = 18
REVIEW, ADMIN = Permission.REVIEW_ACCESS, Permission.MANAGE_ACCOUNTS


@dataclass(frozen=True, slots=True)
class Due:
    """By when a scope is to be reviewed."""

    scope: ReviewScope
    day: date
    is_late: bool


@blueprint.app_template_global("access_review_due")
def access_review_due() -> list[Due]:
    """What is late, for who keeps the accounts."""
    with review().reading() as tx:
        return [one for one in _due(tx, reader_of(tx)) if one.is_late]


def _due(tx: Tx, reader: Reader) -> list[Due]:
    today = moments.day_of(reader.moment)
    return [Due(scope, day, day <= today) for scope, day in access_reviews.due(tx).items()]


@blueprint.get("/access-reviews")
def show_reviews() -> Response:
    return _show(Entered())


def _show(entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_of(tx)
        reviewing = bool(offered(reader, REVIEW))
        if not reviewing and not offered(reader, ADMIN):
            raise NotPermitted(act=REVIEW)
        door = review().door()
        context = {
            "due": _due(tx, reader),
            "done": access_reviews.done(tx, door, reader),
            "access": access_reviews.access(tx, door, reader) if reviewing else None,
        }
    lists = {"scopes": _choices(ReviewScope), "outcomes": _choices(ReviewOutcome)}
    return make_response(render_template("access_reviews/reviews.html", form=entered, **context, **lists), status)


def _choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    return [(one.value, capitalised(label(one))) for one in kind]


def _seen(entered: Entered) -> int:
    """The moment of the list that the form stood beside. Raises NoSuchChoice."""
    given = entered.text("seen", required=True)
    if not (given.isascii() and given.isdigit() and len(given) <= MOMENT_DIGITS):
        raise NoSuchChoice(field="seen", value=given[:40])
    return int(given)


@blueprint.post("/access-reviews")
def review_access() -> Response:
    entered = Entered(request.form)
    actor = acting_for(REVIEW)
    try:
        command = ReviewAccess(
            scope=entered.choice("scope", ReviewScope),
            outcome=entered.choice("outcome", ReviewOutcome),
            finding=entered.text("finding"),
            seen=_seen(entered),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(entered.refuse(refused), 422)
    return see_other(url_for("access_reviews.show_reviews"), said=gettext("The review is on record."))
