"""Signing the ethics pledge."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, Response, url_for

from review.commands.pledges import SignPledge
from review.domain.permissions import Permission
from review.web.acting import acting_for, command_id
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("pledges", __name__)


@blueprint.post("/evaluations/<uuid:evaluation>/pledges")
def sign_pledge(evaluation: UUID) -> Response:
    actor = acting_for(Permission.SIGN_PLEDGE, evaluation)
    review().do(SignPledge(evaluation=evaluation, **command_id()), actor)
    said = gettext("Your pledge is on record. You can record findings now.")
    return see_other(url_for("quality.show_quality", evaluation=evaluation), said=said)
