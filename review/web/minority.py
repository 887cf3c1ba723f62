"""Minority statements: filed by a member on a version, read with it, frozen in its approval."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.minority import FileMinority, WithdrawMinority
from review.domain.acts import Reader
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.domain.vocabulary import REVIEWING_BODIES
from review.projections import drafts, evaluations, minority
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft

blueprint = Blueprint("minority", __name__)
links.install(blueprint)


@blueprint.app_template_global("minority_of")
def minority_of(evaluation: UUID, draft: UUID, number: int) -> list[minority.Statement]:
    """The statements that stand with a version, as far as who is signed in may read them."""
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        return minority.of_version(tx, review().door(), reader, draft, number)


@blueprint.get(f"{VERSION}/minority")
def show_minority(draft: UUID, number: int) -> Response:
    """The statements on a version, and the form for who may add one."""
    return _show(draft, number, Entered())


@blueprint.post(f"{VERSION}/minority")
def file_minority(draft: UUID, number: int) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
    try:
        actor = acting_for(Permission.FILE_MINORITY, evaluation)
        command = FileMinority(
            evaluation=evaluation, draft=draft, number=number, text=entered.text("text"), **command_id()
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(draft, number, entered.refuse(refused), 422)
    said = gettext("Your minority statement is on record, and goes along to the approval.")
    return see_other(url_for("minority.show_minority", draft=draft, number=number), said=said)


@blueprint.post("/minority/<uuid:statement>/withdrawal")
def withdraw_minority(statement: UUID) -> Response:
    with review().reading() as tx:
        evaluation = minority.evaluation_of(tx, statement)
        it = minority.one(tx, review().door(), reader_knowing(tx, evaluation), statement)
    actor = acting_for(Permission.FILE_MINORITY, evaluation)
    review().do(WithdrawMinority(evaluation=evaluation, statement=statement, **command_id()), actor)
    said = gettext("The minority statement is withdrawn; it stays on record.")
    return see_other(url_for("minority.show_minority", draft=it.draft, number=it.draft_version), said=said)


def _show(draft: UUID, number: int, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        version = drafts.version(tx, review().door(), reader, draft, number)
        context = {
            "version": version,
            "title": evaluations.one(tx, review().door(), reader, evaluation).title,
            "statements": minority.of_version(tx, review().door(), reader, draft, number),
            "seats": _seats(reader) if version.goes_on and version.approved_at is None else (),
            "own": reader.person,
        }
    return make_response(render_template("minority/minority.html", form=entered, **context), status)


def _seats(reader: Reader) -> list[object]:
    return [one for one in offered(reader, Permission.FILE_MINORITY) if one.body in REVIEWING_BODIES]
