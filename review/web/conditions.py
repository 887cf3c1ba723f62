"""What comes after an approval: confirming its conditions, and withdrawing it; both on the page of its record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.conditions import FulfilCondition, RevokeApproval
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import AlreadyDone, Invalid
from review.domain.permissions import Permission
from review.projections import approvals
from review.projections.schema import Tx
from review.web import links
from review.web.acting import acting_for, command_id, reader_knowing, reader_of
from review.web.decided import record_page
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.session import review
from review.web.translations import gettext

blueprint = Blueprint("conditions", __name__)
links.install(blueprint)
APPROVAL = "/approvals/<uuid:approval>"


@blueprint.post(f"{APPROVAL}/conditions/<int(max=999):number>/fulfilment")
def fulfil_condition(approval: UUID, number: int) -> Response:
    def command(form: Entered, evaluation: UUID) -> FulfilCondition:
        return FulfilCondition(
            evaluation=evaluation, approval=approval, number=number, note=form.text("note"), **command_id()
        )

    said = gettext("The condition has been confirmed.")
    return _act(approval, f"condition-{number}", Permission.CONFIRM_CONDITION, command, said)


@blueprint.post(f"{APPROVAL}/revocation")
def revoke_approval(approval: UUID) -> Response:
    def command(form: Entered, evaluation: UUID) -> RevokeApproval:
        return RevokeApproval(evaluation=evaluation, approval=approval, motive=form.text("motive"), **command_id())

    said = gettext("The approval has been withdrawn. Everybody sees why.")
    return _act(approval, "revocation", Permission.REVOKE_APPROVAL, command, said)


def _act(
    approval: UUID, name: str, permission: Permission, command: Callable[[Entered, UUID], Any], said: str
) -> Response:
    form = Entered(request.form)
    with review().reading() as tx:
        it, _ = _approval(tx, approval)
    try:
        review().do(command(form, it.evaluation), acting_for(permission, it.evaluation))
    except Invalid as refused:
        return _again(approval, {name: form.refuse(refused)}, 422)
    except AlreadyDone:
        return _again(approval, {}, 409)
    return see_other(url_for("approvals.show_approval", approval=approval), said=said)


def _again(approval: UUID, forms: dict[str, Entered], status: int) -> Response:
    """The record as it stands now. Raises Unknown while nothing was decided."""
    with review().reading() as tx:
        it, reader = _approval(tx, approval)
        return record_page(tx, reader, it, forms, status, moved=[] if status == 409 else None)


def _approval(tx: Tx, approval: UUID) -> tuple[approvals.Approval, Reader]:
    """The request and who reads it. Raises Unknown where this reader may not read documents."""
    it = approvals.one(tx, review().door(), reader_of(tx), approval)
    reader = reader_knowing(tx, it.evaluation)
    visibility.require_reading(reader)
    return it, reader
