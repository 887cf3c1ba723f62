"""What is said in the thread of a comment, and whether a comment that came late is taken along."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.lateness import DecideLateComment
from review.commands.replies import ReplyToComment
from review.domain.permissions import Permission
from review.projections import comments, rounds
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.threads import evaluation_of
from review.web.translations import gettext

blueprint = Blueprint("replies", __name__)


@blueprint.post("/comments/<uuid:comment>/replies")
def reply_to_comment(comment: UUID) -> Response:
    evaluation, _ = _of(comment)
    text = Entered(request.form).text("text", required=True)
    command = ReplyToComment(evaluation=evaluation, comment=comment, text=text, **command_id())
    review().do(command, acting_for(Permission.REPLY, evaluation))
    where = url_for("comments.show_comment", comment=comment, _anchor="replies")
    return see_other(where, said=gettext("Your reply is on record."))


@blueprint.post("/comments/<uuid:comment>/admission")
def decide_late(comment: UUID) -> Response:
    """The chair takes a late comment along or not."""
    entered = Entered(request.form)
    evaluation, group = _of(comment)
    admitted = entered.text("admitted") == "yes"
    command = DecideLateComment(
        evaluation=evaluation, comment=comment, admitted=admitted, motive=entered.text("motive"), **command_id()
    )
    review().do(command, acting_for(Permission.CONDUCT_ROUND, evaluation, group=group))
    said = gettext("The comment is taken along.") if admitted else gettext("The comment is not taken along.")
    return see_other(url_for("comments.show_comment", comment=comment), said=said)


def _of(comment: UUID) -> tuple[UUID, UUID]:
    """The evaluation of a comment and the group of its round. Raises Unknown where it may not be seen."""
    with review().reading() as tx:
        door = review().door()
        reader = reader_knowing(tx, evaluation_of(tx, comment))
        it = comments.one(tx, door, reader, comment)
        return it.evaluation, rounds.one(tx, door, reader, it.round).group
