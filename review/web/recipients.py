"""Whether copy recipients comment in an evaluation, or read only (condition 7)."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.evaluations import AllowCopyComments
from review.domain.permissions import Permission
from review.projections import evaluations
from review.web.acting import acting_for, command_id, reader_knowing
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.offers import Offer, offer
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("recipients", __name__)


@dataclass(frozen=True, slots=True)
class Recipients:
    """What holds now, and what this reader may do about it."""

    comment: bool
    setting: Offer | None


@blueprint.app_template_global("copy_recipients")
def copy_recipients(evaluation: UUID) -> Recipients:
    with review().reading() as tx:
        reader = reader_knowing(tx, evaluation)
        setting = offer(tx, review().door(), reader, Permission.OPEN_EVALUATION, evaluation)
        return Recipients(evaluations.takes_copy_comments(tx, evaluation), setting)


@blueprint.post("/evaluations/<uuid:evaluation>/copy-comments")
def allow_comments(evaluation: UUID) -> Response:
    allowed = Entered(request.form).text("allowed", required=True) == "yes"
    command = AllowCopyComments(evaluation=evaluation, allowed=allowed, **command_id())
    review().do(command, acting_for(Permission.OPEN_EVALUATION, evaluation))
    said = gettext("Copy recipients may comment now.") if allowed else gettext("Copy recipients read only now.")
    return see_other(url_for("groups.show_groups", evaluation=evaluation), said=said)
