"""The gate of a version, and the director's decision on exactly one version."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from review.commands.approvals import (
    GrantApproval,
    GrantWaiver,
    RecordPresentation,
    RequestApproval,
    ReturnForRevision,
    WithdrawRequest,
)
from review.domain import visibility
from review.domain.acts import Reader
from review.domain.errors import AlreadyDone, GateShut, Invalid, NotPermitted, Stale
from review.domain.gates import ClauseName
from review.domain.permissions import Permission
from review.domain.vocabulary import Confirmation
from review.projections import approvals, drafts
from review.projections.schema import Tx
from review.store.accounts import LONGEST_PASSWORD
from review.web import links, telling
from review.web.acting import acting_for, command_id, offered, reader_knowing, reader_of
from review.web.decided import record_page
from review.web.deciding import Decision, decision
from review.web.forms import Entered
from review.web.gating import gate_of
from review.web.htmx import answer, see_other
from review.web.moved import came_since
from review.web.refusals import say
from review.web.session import current_person, review
from review.web.signing import assertion, has_passkey
from review.web.telling import Told, told
from review.web.translations import gettext

VERSION = "/drafts/<uuid:draft>/versions/<int(max=999999):number>"
APPROVAL = "/approvals/<uuid:approval>"

CONDITION_ROWS = 5
"""So many conditions fit the form of the decision."""

blueprint = Blueprint("approvals", __name__)
links.install(blueprint)
telling.install(blueprint)
blueprint.add_app_template_filter(links.seat_choices)
blueprint.add_app_template_filter(telling.the_body)


@blueprint.app_template_filter("fingerprint")
def fingerprint(root: bytes) -> list[str]:
    """A root in groups of eight digits, to be read aloud and compared."""
    digits = root.hex()
    return [digits[at : at + 8] for at in range(0, len(digits), 8)]


# -- the gate


@blueprint.get(f"{VERSION}/gate")
def show_gate(draft: UUID, number: int) -> Response:
    return _gate_page(draft, number, {})


@blueprint.post(f"{VERSION}/presentations")
def record_presentation(draft: UUID, number: int) -> Response:
    def command(form: Entered, evaluation: UUID) -> RecordPresentation:
        return RecordPresentation(
            evaluation=evaluation,
            draft=draft,
            number=number,
            occurred_on=form.day("occurred_on"),
            note=form.text("note"),
            **command_id(),
        )

    said = gettext("The presentation has been recorded.")
    return _at_gate(draft, number, "presentation", Permission.RECORD_PRESENTATION, command, said)


@blueprint.post(f"{VERSION}/waivers")
def grant_waiver(draft: UUID, number: int) -> Response:
    def command(form: Entered, evaluation: UUID) -> GrantWaiver:
        return GrantWaiver(
            evaluation=evaluation,
            draft=draft,
            number=number,
            clause=form.choice("clause", ClauseName),
            motive=form.text("motive"),
            **command_id(),
        )

    said = gettext("The waiver has been recorded; it stays visible for ever.")
    return _at_gate(draft, number, "waiver", Permission.GRANT_WAIVER, command, said)


@blueprint.post(f"{VERSION}/requests")
def request_approval(draft: UUID, number: int) -> Response:
    def command(form: Entered, evaluation: UUID) -> RequestApproval:
        return RequestApproval(
            evaluation=evaluation, draft=draft, number=number, note=form.text("note"), **command_id()
        )

    said = gettext("The director has been asked to approve this version.")
    return _at_gate(draft, number, "request", Permission.REQUEST_APPROVAL, command, said)


def _at_gate(
    draft: UUID,
    number: int,
    name: str,
    permission: Permission,
    command: Callable[[Entered, UUID], Any],
    said: str,
) -> Response:
    """Carries out an act at the gate; a form that cannot be taken comes back as it was."""
    form = Entered(request.form)
    with review().reading() as tx:
        evaluation, _ = _reader_of_draft(tx, draft)
    try:
        review().do(command(form, evaluation), acting_for(permission, evaluation))
    except Invalid as refused:
        return _gate_page(draft, number, {name: form.refuse(refused)}, 422)
    except GateShut as shut:
        form.errors[""] = say(shut)
        return _gate_page(draft, number, {name: form}, 409)
    return see_other(url_for("approvals.show_gate", draft=draft, number=number), said=said)


def _gate_page(draft: UUID, number: int, forms: dict[str, Entered], status: int = 200) -> Response:
    with review().reading() as tx:
        evaluation, reader = _reader_of_draft(tx, draft)
        found = gate_of(tx, reader, evaluation, draft, number)
    given = {name: forms.get(name, Entered()) for name in ("presentation", "waiver", "request")}
    return answer("approvals/gate.html", "approvals/_gate.html", status, gate=found, forms=given)


def _reader_of_draft(tx: Tx, draft: UUID) -> tuple[UUID, Reader]:
    """The evaluation of a document and who reads it. Raises Unknown where this reader may not read documents."""
    evaluation = drafts.evaluation_of(tx, draft)
    reader = reader_knowing(tx, evaluation)
    visibility.require_reading(reader)
    return evaluation, reader


# -- the decision


@blueprint.get(APPROVAL)
def show_approval(approval: UUID) -> Response:
    """What the director decides on; after the decision, the record of it."""
    with review().reading() as tx:
        it, reader = _approval(tx, approval)
        if not it.is_pending:
            return record_page(tx, reader, it)
        return _decision_page(decision(tx, reader, it))


@blueprint.post(f"{APPROVAL}/grant")
def grant_approval(approval: UUID) -> Response:
    """The director approves exactly this version, with the password given again."""

    def command(form: Entered, evaluation: UUID) -> GrantApproval:
        return GrantApproval(
            evaluation=evaluation,
            approval=approval,
            seen=form.number("seen"),
            root=_root(form),
            motive=form.text("motive"),
            overlap=form.text("overlap"),
            confirmed_by=None if review().is_demo or has_passkey() else Confirmation.PASSWORD,
            conditions=_conditions(form),
            signed=assertion(form),
            **command_id(),
        )

    return _decide(approval, "grant", Permission.APPROVE, command, gettext("The version has been approved."))


@blueprint.post(f"{APPROVAL}/return")
def return_version(approval: UUID) -> Response:
    def command(form: Entered, evaluation: UUID) -> ReturnForRevision:
        return ReturnForRevision(
            evaluation=evaluation,
            approval=approval,
            seen=form.number("seen"),
            motive=form.text("motive"),
            **command_id(),
        )

    said = gettext("The version has been returned for revision.")
    return _decide(approval, "return", Permission.RETURN_FOR_REVISION, command, said)


@blueprint.post(f"{APPROVAL}/withdrawal")
def withdraw_request(approval: UUID) -> Response:
    def command(form: Entered, evaluation: UUID) -> WithdrawRequest:
        return WithdrawRequest(evaluation=evaluation, approval=approval, motive=form.text("motive"), **command_id())

    said = gettext("The request has been withdrawn.")
    return _decide(approval, "withdrawal", Permission.REQUEST_APPROVAL, command, said)


def _decide(
    approval: UUID, name: str, permission: Permission, command: Callable[[Entered, UUID], Any], said: str
) -> Response:
    """Carries out a decision; where things moved on since the page was opened, it is shown anew with what moved."""
    form = Entered(request.form)
    with review().reading() as tx:
        it, reader = _approval(tx, approval)
    if not offered(reader, permission):
        raise NotPermitted(act=permission)
    try:
        actor = acting_for(permission, it.evaluation)
        if permission is Permission.APPROVE and not _is_proved(form):
            form.errors["password"] = gettext("This is not your password. Nothing has been recorded.")
            return _again(approval, {name: form}, 422)
        review().do(command(form, it.evaluation), actor)
    except Stale as stale:
        return _again(approval, {name: form}, 409, since=tuple(stale.parameters["since"]))
    except AlreadyDone:
        return _again(approval, {name: form}, 409, since=())
    except Invalid as refused:
        return _again(approval, {name: form.refuse(refused)}, 422)
    return see_other(url_for("approvals.show_approval", approval=approval), said=said)


def _again(approval: UUID, forms: dict[str, Entered], status: int, since: tuple[int, ...] | None = None) -> Response:
    """The page once more, with what was typed; ``since`` names the records that came while it was open."""
    with review().reading() as tx:
        it, reader = _approval(tx, approval)
        moved = None
        if since is None:
            since = came_since(tx, it.evaluation, forms)
            status = status if since is None else 409
        if since is not None:
            moved = told(tx, review().door(), reader, review().records_at(tx, it.evaluation, since))
        if not it.is_pending:
            return record_page(tx, reader, it, status=409, moved=moved or [])
        return _decision_page(decision(tx, reader, it), forms, status, moved)


def _decision_page(
    found: Decision, forms: dict[str, Entered] | None = None, status: int = 200, moved: list[Told] | None = None
) -> Response:
    given = {name: (forms or {}).get(name, Entered()) for name in ("grant", "return", "withdrawal")}
    return answer("approvals/show.html", "approvals/_decision.html", status, it=found, forms=given, moved=moved)


def _approval(tx: Tx, approval: UUID) -> tuple[approvals.Approval, Reader]:
    """The request and who reads it. Raises Unknown where this reader may not read documents."""
    door = review().door()
    it = approvals.one(tx, door, reader_of(tx), approval)
    reader = reader_knowing(tx, it.evaluation)
    visibility.require_reading(reader)
    return it, reader


def _conditions(form: Entered) -> tuple[tuple[str, date], ...]:
    """The rows of the form in which something stands."""
    rows = [at for at in range(1, CONDITION_ROWS + 1) if form.text(f"condition{at}") or form.text(f"due{at}")]
    return tuple((form.text(f"condition{at}", required=True), form.day(f"due{at}")) for at in rows)


def _root(form: Entered) -> bytes:
    try:
        return bytes.fromhex(form.text("root", required=True))
    except ValueError:
        raise Stale(what="version", since=()) from None


def _is_proved(form: Entered) -> bool:
    """Whether the password given again is that of who is signed in; who has a passkey uses that instead.

    A demonstration knows no passwords.
    """
    if review().is_demo or has_passkey():
        return True
    with review().reading() as tx:
        login = review().accounts.login_of(tx, current_person())
    password = form.value("password")[:LONGEST_PASSWORD]
    return login is not None and bool(password) and review().accounts.check(login, password) is not None
