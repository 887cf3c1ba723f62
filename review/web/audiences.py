"""Letting more people read a comment: an act of its author that is never taken back."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.widening import WidenComment
from review.domain.permissions import Permission
from review.domain.vocabulary import Visibility
from review.projections import comments
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.threads import evaluation_of
from review.web.translations import gettext

blueprint = Blueprint("audiences", __name__)


@blueprint.post("/comments/<uuid:comment>/audience")
def widen_comment(comment: UUID) -> Response:
    entered = Entered(request.form)
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation_of(tx, comment))
        evaluation = comments.one(tx, review().door(), reader, comment).evaluation
    command = WidenComment(
        evaluation=evaluation,
        comment=comment,
        visibility=entered.choice("visibility", Visibility),
        **command_id(),
    )
    review().do(command, acting_for(Permission.COMMENT, evaluation))
    said = gettext("The whole group and the team read your comment from now on.")
    return see_other(url_for("comments.show_comment", comment=comment), said=said)
