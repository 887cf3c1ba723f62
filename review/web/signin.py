"""Signing in and out, the own password, and the own sessions everywhere."""

from __future__ import annotations

from flask import Blueprint, Response, abort, g, redirect, request, url_for
from flask import make_response as respond

from review.commands.people import require_strong
from review.domain.errors import WeakPassword
from review.own_account import replace_own_password
from review.store.accounts import PasswordHash
from review.web.forms import Entered
from review.web.htmx import answer, see_other
from review.web.security import local_path
from review.web.session import actor, begin, confirm, current_person, end, review, session_or_none, token_or_none
from review.web.translations import gettext

LONGEST_LOGIN, LONGEST_PASSWORD = 200, 1024

blueprint = Blueprint("session", __name__)


@blueprint.get("/session")
def show_session() -> Response:
    """The sign-in page; for who is signed in, the own account."""
    return show_account(Entered()) if session_or_none() else show_sign_in(Entered())


@blueprint.post("/session")
def sign_in() -> Response:
    entered = Entered(request.form)
    login, password = entered.value("login")[:LONGEST_LOGIN], entered.value("password")[: LONGEST_PASSWORD + 1]
    person = review().accounts.check(login, password)
    if person is None:
        entered.errors[""] = gettext(
            "The sign-in name or the password is not right. After five wrong attempts the account waits a while."
        )
        return show_sign_in(entered, 422)
    return begin(respond(redirect(local_path(entered.value("next"), "/"), 303)), person)


@blueprint.post("/session/end")
def sign_out() -> Response:
    g.said_next = gettext("You are signed out.")
    response = end(respond(redirect(url_for("session.show_session"), 303)))
    response.headers["Clear-Site-Data"] = '"storage"'
    return response


@blueprint.post("/session/password")
def change_password() -> Response:
    """The own password; every other session of this person ends."""
    entered = Entered(request.form)
    login = _own_login()
    wanted = entered.value("password_new")
    if not login or review().accounts.check(login, entered.value("password_now")[:LONGEST_PASSWORD]) is None:
        entered.errors["password_now"] = gettext("This is not your present password.")
    elif wanted != entered.value("password_again"):
        entered.errors["password_again"] = gettext("The new passwords differ. Type the same one twice.")
    else:
        try:
            require_strong(wanted[: LONGEST_PASSWORD + 1], login)
        except WeakPassword as refused:
            refused.parameters["field"] = "password_new"
            entered.refuse(refused)
    if len(wanted) > LONGEST_PASSWORD:
        entered.errors["password_new"] = gettext("This password is too long.")
    if entered.errors:
        return show_account(entered, 422)
    hashed = PasswordHash.of(wanted)
    replace_own_password(review(), actor(), hashed)
    review().sessions.revoke_all(current_person(), but=token_or_none() or "")
    return see_other(url_for("session.show_session"), said=gettext("Your password has been changed."))


@blueprint.post("/session/revocation")
def revoke_session() -> Response:
    """Ends one other session of the person, or all of them."""
    reference = Entered(request.form).text("session", required=True)
    if reference == "others":
        review().sessions.revoke_all(current_person(), but=token_or_none() or "")
    elif not review().sessions.revoke(current_person(), reference):
        abort(404)
    return see_other(url_for("session.show_session"), said=gettext("The session has been ended."))


@blueprint.get("/session/confirmation")
def show_confirmation() -> Response:
    """Asks for the password again before a grave act; ``next`` says where to go on."""
    return _confirmation(Entered(request.args))


@blueprint.post("/session/confirmation")
def confirm_session() -> Response:
    entered = Entered(request.form)
    login = _own_login()
    proved = review().is_demo or (
        login is not None and review().accounts.check(login, entered.value("password")[:LONGEST_PASSWORD]) is not None
    )
    if not proved:
        entered.errors["password"] = gettext("This is not your password.")
        return _confirmation(entered, 422)
    return confirm(respond(redirect(local_path(entered.value("next"), "/"), 303)))


def show_sign_in(entered: Entered, status: int = 200) -> Response:
    where = local_path(entered.value("next") or request.args.get("next"), "/")
    return answer("session/signin.html", "session/_signin.html", status, form=entered, next=where)


def show_account(entered: Entered, status: int = 200) -> Response:
    return answer(
        "session/account.html",
        "session/_account.html",
        status,
        form=entered,
        sessions=review().sessions.of(current_person()),
        mine=session_or_none(),
        login=_own_login(),
    )


def _confirmation(entered: Entered, status: int = 200) -> Response:
    where = local_path(entered.value("next"), "/")
    return answer("session/confirmation.html", "session/_confirmation.html", status, form=entered, next=where)


def _own_login() -> str | None:
    with review().reading() as tx:
        return review().accounts.login_of(tx, current_person())
