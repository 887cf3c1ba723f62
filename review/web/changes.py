"""What explains the changes of a version, and what does not yet."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request, url_for

from review.commands.changes import ExplainChange
from review.domain.errors import Invalid, Missing
from review.domain.permissions import Permission
from review.projections import drafts
from review.web import links
from review.web.acting import acting_for, command_id, offered
from review.web.explaining import explained, unexplained
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft

blueprint = Blueprint("changes", __name__)
links.install(blueprint)
blueprint.add_app_template_global(unexplained)


@blueprint.get(f"{VERSION}/changes")
def show_changes(draft: UUID, number: int) -> Response:
    """Every change since the version before, with the comment or the note that explains it."""
    return _show(draft, number, Entered())


@blueprint.post(f"{VERSION}/changes")
def explain_change(draft: UUID, number: int) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
    actor = acting_for(Permission.DISPOSE, evaluation)
    try:
        if not entered.text("reason"):
            raise Missing(field="reason")
        command = ExplainChange(
            evaluation=evaluation,
            draft=draft,
            number=number,
            block=entered.number("block"),
            reason=entered.text("reason"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(draft, number, entered.refuse(refused), 422)
    where = url_for("changes.show_changes", draft=draft, number=number, _anchor=f"k{command.block}")
    return see_other(where, said=gettext("The reason is on record."))


def _show(draft: UUID, number: int, entered: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation, reader = reader_of_draft(tx, draft)
        version = drafts.version(tx, review().door(), reader, draft, number)
        found = explained(tx, reader, evaluation, draft, number)
        seats = offered(reader, Permission.DISPOSE)
    context = {"version": version, "changes": found, "left": sum(one.is_open for one in found), "seats": seats}
    return make_response(render_template("changes/changes.html", form=entered, empty=Entered(), **context), status)
