"""Recording a check on traceability: does anything in a version point at a respondent?"""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.traceability import CheckTraceability
from review.domain.errors import Invalid
from review.domain.permissions import Permission
from review.domain.traceability import CheckOutcome
from review.web.acting import acting_for, command_id
from review.web.assurance import quality_page
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext
from review.web.versions import VERSION, reader_of_draft

blueprint = Blueprint("traceability", __name__)


@blueprint.post(f"{VERSION}/traceability")
def check_traceability(draft: UUID, number: int) -> Response:
    form = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = reader_of_draft(tx, draft)
    actor = acting_for(Permission.CHECK_TRACEABILITY, evaluation)
    try:
        command = CheckTraceability(
            evaluation=evaluation,
            draft=draft,
            number=number,
            outcome=form.choice("outcome", CheckOutcome),
            motive=form.text("motive"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return quality_page(evaluation, {"check": form.refuse(refused)}, 422)
    said = gettext("The check is on record.")
    return see_other(url_for("quality.show_quality", evaluation=evaluation), said=said)
