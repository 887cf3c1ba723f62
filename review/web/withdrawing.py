"""Withdrawing a version: what ends with it, and why it cannot be done where that is so."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.withdrawing import WithdrawVersion
from review.domain.errors import Invalid, NotPermitted
from review.projections import drafts, evaluations, rounds
from review.web import links
from review.web.acting import acting_for, command_id, offered
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.refusals import say
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft
from review.web.withdrawable import NEEDS, in_the_way

blueprint = Blueprint("withdrawing", __name__)
links.install(blueprint)
WITHDRAWAL = f"{VERSION}/withdrawal"


@blueprint.get(WITHDRAWAL)
def show_withdrawal(draft: UUID, number: int) -> Response:
    """The form; raises NotPermitted for whoever submits nothing."""
    return _show(draft, number, Entered())


def _show(draft: UUID, number: int, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        if not offered(reader, NEEDS):
            raise NotPermitted(act=NEEDS)
        version = drafts.version(tx, review().door(), reader, draft, number)
        found = rounds.of_version(tx, review().door(), reader, draft, number)
        bar = in_the_way(tx, version, found)
        context = {
            "version": version,
            "title": evaluations.one(tx, review().door(), reader, evaluation).title,
            "running": [one for one in found if one.is_open],
            "barred": None if bar is None else say(bar),
            "seats": links.seat_choices(offered(reader, NEEDS)),
        }
    return make_response(render_template("withdrawing/withdrawal.html", form=entered, **context), status)


@blueprint.post(WITHDRAWAL)
def withdraw_version(draft: UUID, number: int) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
    actor = acting_for(NEEDS, evaluation)
    act = WithdrawVersion(
        evaluation=evaluation, draft=draft, number=number, motive=entered.text("motive"), **command_id()
    )
    try:
        review().do(act, actor)
    except Invalid as refused:
        return _show(draft, number, entered.refuse(refused), 422)
    said = gettext("The version is withdrawn. It stays to be read, with everything said about it.")
    return see_other(url_for("drafts.show_version", draft=draft, number=number), said=said)
