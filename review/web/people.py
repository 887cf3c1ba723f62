"""Administration: who is known, who can sign in, who holds which office; knows nothing of what is reviewed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask import make_response as respond

from review.commands.people import (
    PASSWORD_LENGTH,
    CloseAccount,
    EndOffice,
    GiveOffice,
    OpenAccount,
    RegisterPerson,
    RenamePerson,
    ReplacePassword,
)
from review.domain import moments
from review.domain.acts import Reader
from review.domain.errors import Invalid, NoSuchChoice, NotPermitted, TooLong, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import OFFICES, Capacity
from review.projections import people
from review.projections.schema import Tx
from review.store.accounts import LONGEST_PASSWORD
from review.web import links
from review.web.acting import acting_for, command_id, offered, reader_of
from review.web.forms import Entered
from review.web.htmx import answer, see_other
from review.web.labels import label
from review.web.session import review, token_or_none
from review.web.translations import gettext
from review.web.words import plain

blueprint = Blueprint("people", __name__)
ADMIN = Permission.MANAGE_ACCOUNTS


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person with the offices held now."""

    person: people.Person
    offices: tuple[people.Office, ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    person: people.Person
    login: str | None
    offices: tuple[people.Office, ...]
    past: tuple[people.Office, ...]
    today: date
    choices: list[tuple[str, str]]
    password_length: int = PASSWORD_LENGTH

    @property
    def was_closed(self) -> bool:
        return self.login is not None and not self.person.has_account


@blueprint.get("/people")
def list_people() -> Response:
    return _list(Entered())


@blueprint.post("/people")
def register_person() -> Response:
    form = Entered(request.form)
    actor = acting_for(ADMIN)
    try:
        command = RegisterPerson(
            name=form.text("name", required=True), organisation=form.text("organisation", required=True), **command_id()
        )
        done = review().do(command, actor)
    except Invalid as refused:
        return _list(form.refuse(refused), 422)
    return _there(done.subject, gettext("The person has been registered."))


@blueprint.get("/people/<uuid:person>")
def show_person(person: UUID) -> Response:
    return _show(person, Entered(), "")


@blueprint.post("/people/<uuid:person>/name")
def rename_person(person: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(ADMIN)
    try:
        review().do(RenamePerson(person=person, name=form.text("name", required=True), **command_id()), actor)
    except Invalid as refused:
        return _show(person, form.refuse(refused), "name")
    return _there(person, gettext("The name has been changed."))


@blueprint.post("/people/<uuid:person>/account")
def open_account(person: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(ADMIN)
    try:
        login = form.text("login", required=True)
        review().do(OpenAccount(person=person, login=login, password=_password(form), **command_id()), actor)
    except Invalid as refused:
        return _show(person, form.refuse(refused), "account")
    return _there(person, gettext("The account is open. Pass the password on in person."))


@blueprint.post("/people/<uuid:person>/account/closure")
def close_account(person: UUID) -> Response:
    review().do(CloseAccount(person=person, **command_id()), acting_for(ADMIN))
    return _there(person, gettext("The account is closed. What was done stays on record."))


@blueprint.post("/people/<uuid:person>/password")
def replace_password(person: UUID) -> Response:
    form = Entered(request.form)
    actor = acting_for(ADMIN)
    try:
        review().do(ReplacePassword(person=person, password=_password(form), **command_id()), actor)
    except Invalid as refused:
        return _show(person, form.refuse(refused), "password")
    review().sessions.revoke_all(person, but=token_or_none() or "")
    return _there(person, gettext("The password has been replaced; open sessions have ended."))


@blueprint.post("/offices")
def give_office() -> Response:
    form = Entered(request.form)
    actor = acting_for(ADMIN)
    person = form.identifier("person")
    try:
        office = form.choice("office", Capacity)
        if office not in OFFICES:
            raise NoSuchChoice(field="office")
        command = GiveOffice(
            person=person,
            office=office,
            organisation=form.text("organisation", required=True),
            starts_on=form.day_or_none("starts_on"),
            ends_on=form.day_or_none("ends_on"),
            **command_id(),
        )
        review().do(command, actor)
    except Invalid as refused:
        return _show(person, form.refuse(refused), "office")
    return _there(person, gettext("The office has been given."))


@blueprint.post("/offices/<uuid:office>/ending")
def end_office(office: UUID) -> Response:
    form = Entered(request.form)
    review().do(EndOffice(office=office, motive=form.text("motive"), **command_id()), acting_for(ADMIN))
    with review().reading() as tx:
        person = next((one.person for one in people.offices_held(tx) if one.id == office), None)
    if person is None:
        raise Unknown(what="office")
    return _there(person, gettext("The office has ended."))


def _password(form: Entered) -> str:
    """As it was typed: blanks belong to a password."""
    password = form.value("password")
    if len(password) > LONGEST_PASSWORD:
        raise TooLong(field="password", limit=LONGEST_PASSWORD)
    return password


# -- what goes out


def _list(form: Entered, status: int = 200) -> Response:
    wanted = request.args.get("name", "").strip()[:100].casefold()
    with review().reading() as tx:
        reader = _administrator(tx)
        found = people.listed(tx, review().door(), reader)
        offices = [one for one in people.offices_held(tx) if one.is_held(moments.day_of(reader.moment))]
    rows = [
        PersonRow(person, tuple(one for one in offices if one.person == person.id))
        for person in found
        if not wanted or wanted in f"{plain(person.name)} {person.organisation}".casefold()
    ]
    typed = request.args.get("name", "")
    return answer(
        "people/people.html", "people/_people.html", status, rows=rows, form=form, wanted=typed, total=len(found)
    )


def _show(person: UUID, form: Entered, part: str) -> Response:
    """``part`` names the form that failed; the others on the page stay empty."""
    page = render_template(
        "people/person.html", page=_page(person), forms={part: form} if part else {}, blank=Entered()
    )
    return respond(page, 422 if form.errors else 200)


def _page(person: UUID) -> PersonPage:
    with review().reading() as tx:
        reader = _administrator(tx)
        found = people.listed(tx, review().door(), reader, [person])
        if not found:
            raise Unknown(what="person")
        login = review().accounts.login_of(tx, person)
        offices = [one for one in people.offices_held(tx) if one.person == person]
    today = moments.day_of(reader.moment)
    choices = [(str(one), links.capitalised(label(one))) for one in Capacity if one in OFFICES]
    running = tuple(one for one in offices if one.ends_on is None or one.ends_on >= today)
    past = tuple(one for one in offices if one not in running)
    return PersonPage(found[0], login, running, past, today, choices)


def _there(person: UUID, said: str) -> Response:
    return see_other(url_for("people.show_person", person=person), said=said)


def _administrator(tx: Tx) -> Reader:
    reader = reader_of(tx)
    if not offered(reader, ADMIN):
        raise NotPermitted(act=ADMIN)
    return reader
