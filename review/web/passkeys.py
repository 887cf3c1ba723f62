"""Passkeys: one's own, those that wait for a second person, and the statement that a decision asks them to sign."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, jsonify, make_response, render_template, request, url_for

from review.commands.approvals import GrantApproval
from review.commands.passkeys import ConfirmPasskey, EndOwnPasskey, EndPasskey, RegisterPasskey
from review.commands.signing import to_state
from review.domain import stating, visibility
from review.domain.errors import Invalid, NotPermitted, PasskeyUnfit
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity
from review.passkeys import challenge, fingerprint, host_of
from review.projections import approvals, passkeys, trail
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_knowing, reader_of
from review.web.forms import Entered
from review.web.htmx import see_other
from review.web.security import own_origin
from review.web.session import actor as actor_in
from review.web.session import current_person, review
from review.web.signing import bytes_in, encoded, statement_in
from review.web.translations import gettext

blueprint = Blueprint("passkeys", __name__)
links.install(blueprint)
MINE, ALL = Permission.REGISTER_PASSKEY, Permission.MANAGE_ACCOUNTS
blueprint.add_app_template_filter(fingerprint, "key_fingerprint")


@blueprint.app_template_global("may_hold_passkeys")
def may_hold_passkeys() -> bool:
    """Whether who is signed in has anything to do with passkeys."""
    with review().reading() as tx:
        reader = reader_of(tx)
    return bool(offered(reader, MINE) or offered(reader, ALL))


@dataclass(frozen=True, slots=True)
class Making:
    """What the browser needs to make a passkey."""

    statement: str
    challenge: str
    site: str
    host: str
    person: str


@blueprint.get("/passkeys")
def list_passkeys() -> Response:
    """One's own for a director, everybody's for an administrator. Raises NotPermitted for others."""
    return _page(Entered())


def _page(form: Entered, status: int = 200) -> Response:
    with review().reading() as tx:
        reader = reader_of(tx)
        mine, all_of_them = bool(offered(reader, MINE)), bool(offered(reader, ALL))
        if not (mine or all_of_them):
            raise NotPermitted(act=MINE)
        found = passkeys.listed(tx, review().door(), reader, None if all_of_them else current_person())
    page = render_template(
        "passkeys/list.html", keys=found, form=form, mine=mine, all=all_of_them, making=_making(), me=current_person()
    )
    return make_response(page, status)


def _making() -> Making:
    site, person = own_origin(), current_person()
    statement = stating.registration(site, person, stating.stamp(review().clock()))
    return Making(statement, encoded(challenge(statement)), site, host_of(site), encoded(person.bytes))


@blueprint.post("/passkeys")
def register_passkey() -> Response:
    form = Entered(request.form)
    actor = acting_for(MINE)
    try:
        command = RegisterPasskey(
            site=own_origin(),
            statement=statement_in(form),
            credential=bytes_in(form, "credential"),
            client_data=bytes_in(form, "client_data"),
            attestation=bytes_in(form, "attestation"),
            **command_id(),
        )
        review().do(command, actor)
    except PasskeyUnfit:
        return _page(form.refuse(PasskeyUnfit(field="passkey", what="made")), 422)
    except Invalid as refused:
        return _page(form.refuse(refused), 422)
    said = gettext("The passkey is known. It counts when an administrator has confirmed that it is yours.")
    return see_other(url_for("passkeys.list_passkeys"), said=said)


@blueprint.post("/passkeys/<uuid:passkey>/confirmation")
def confirm_passkey(passkey: UUID) -> Response:
    review().do(ConfirmPasskey(passkey=passkey, **command_id()), acting_for(ALL))
    return see_other(url_for("passkeys.list_passkeys"), said=gettext("The passkey counts from now on."))


@blueprint.post("/passkeys/<uuid:passkey>/end")
def end_passkey(passkey: UUID) -> Response:
    """An administrator asks for it, or carries out what was asked."""
    return _end(passkey, EndPasskey, ALL)


@blueprint.post("/passkeys/<uuid:passkey>/own-end")
def end_own_passkey(passkey: UUID) -> Response:
    return _end(passkey, EndOwnPasskey, MINE)


def _end(passkey: UUID, command: Any, permission: Permission) -> Response:
    form = Entered(request.form)
    actor = acting_for(permission)
    try:
        review().do(command(passkey=passkey, motive=form.text("motive"), **command_id()), actor)
    except Invalid as refused:
        return _page(form.refuse(refused), 422)
    return see_other(url_for("passkeys.list_passkeys"), said=gettext("This has been recorded."))


@blueprint.get("/approvals/<uuid:approval>/statement")
def show_statement(approval: UUID) -> Response:
    """What a passkey is asked to sign for the decision as the form has it. Raises what the decision would raise."""
    form = Entered(request.args)
    with review().reading() as tx:
        it = approvals.one(tx, review().door(), reader_of(tx), approval)
        visibility.require_reading(reader_knowing(tx, it.evaluation))
        if not it.is_pending:
            return jsonify(statement="", credentials=[])
        chosen = form.identifier_or_none("seat")
        actor = actor_in(chosen) if chosen else acting_for(Permission.APPROVE, it.evaluation)
        work = review().rehearsal(tx, it.evaluation, actor)
        if work.acting.capacity is not Capacity.DIRECTOR:
            raise NotPermitted(act=Permission.APPROVE)
        days = tuple(form.day(name) for name in sorted(form.fields) if name.startswith("due") and form.text(name))
        command = GrantApproval(
            evaluation=it.evaluation,
            approval=approval,
            seen=form.number("seen") if form.text("seen") else trail.last(tx, it.evaluation),
            root=it.root,
            overlap=form.text("overlap"),
            conditions=tuple(("…", day) for day in days),
        )
        _, granted = command.decided(work)
        keys = passkeys.counting(tx, current_person())
        site = own_origin()
        statement = to_state(work, approval, granted, site)
    wanted = [encoded(one.credential) for one in keys if one.site == site]
    return jsonify(statement=statement, challenge=encoded(challenge(statement)), host=host_of(site), credentials=wanted)
