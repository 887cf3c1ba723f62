"""Steps about people, their accounts and offices."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.application import uuid7
from review.commands.people import (
    CloseAccount,
    EndOffice,
    GiveOffice,
    OpenAccount,
    RegisterPerson,
    RenamePerson,
    ReplacePassword,
)
from review.domain.acts import Reader
from review.domain.people import PersonRegistered
from review.domain.vocabulary import Capacity
from review.projections import people
from review.store.recorder import logs
from tests.given import World
from tests.steps.words import words

PASSWORD, NEXT_PASSWORD = "een lange zin zonder geheim", "een andere zin, even lang"


@when(words('{who:Who} registers "{name}" of {organisation:Organisation}'))
def _(world: World, who: str, name: str, organisation: str) -> None:
    done = world.attempt(who, RegisterPerson(name=name, organisation=organisation))
    if done is not None:
        world.known.people[name] = done.subject


@when(words("{who:Who} registers somebody without a name"))
def _(world: World, who: str) -> None:
    world.attempt(who, RegisterPerson(name=" ", organisation="BZ/DAF"))


@when(words("{who:Who} registers somebody of an organisation in prose"))
def _(world: World, who: str) -> None:
    world.attempt(who, RegisterPerson(name="Joris Jansma", organisation="de directie hiernaast"))


@when(words('{who:Who} renames "{name}" to "{other}"'))
def _(world: World, who: str, name: str, other: str) -> None:
    world.attempt(who, RenamePerson(person=world.known.people[name], name=other))


@given(words('{who:Who} opens an account "{login}" for {whom:Who}'))
@when(words('{who:Who} opens an account "{login}" for {whom:Who}'))
def _(world: World, who: str, login: str, whom: str) -> None:
    open_account(world, who, login, whom, PASSWORD)


@when(words('{who:Who} opens an account "{login}" for {whom:Who} with the password "{password}"'))
def _(world: World, who: str, login: str, whom: str, password: str) -> None:
    open_account(world, who, login, whom, password)


@when(words('{who:Who} opens an account "{login}" for somebody unknown'))
def _(world: World, who: str, login: str) -> None:
    world.attempt(who, OpenAccount(person=uuid7(), login=login, password=PASSWORD))


def open_account(world: World, who: str, login: str, whom: str, password: str) -> None:
    world.attempt(who, OpenAccount(person=world.person(whom), login=login, password=password))


@when(words("{who:Who} replaces the password of {whom:Who}"))
def _(world: World, who: str, whom: str) -> None:
    world.attempt(who, ReplacePassword(person=world.person(whom), password=NEXT_PASSWORD))


@when(words("{who:Who} closes the account of {whom:Who}"))
def _(world: World, who: str, whom: str) -> None:
    world.attempt(who, CloseAccount(person=world.person(whom)))


@given(words("{whom:Who} is signed in"))
def _(world: World, whom: str) -> None:
    world.found = world.review.sessions.start(world.person(whom))
    assert world.review.sessions.find(world.found) is not None


@then(words("the session of {whom:Who} has ended"))
def _(world: World, whom: str) -> None:
    assert world.review.sessions.find(world.found) is None


@then(words('"{login}" signs in with the password'))
def _(world: World, login: str) -> None:
    assert world.review.accounts.check(login, PASSWORD) is not None


@then(words('"{login}" signs in with the new password'))
def _(world: World, login: str) -> None:
    assert world.review.accounts.check(login, NEXT_PASSWORD) is not None


@then(words('"{login}" does not sign in with the password'))
def _(world: World, login: str) -> None:
    assert world.review.accounts.check(login, PASSWORD) is None


@then(words('"{login}" does not sign in with another password'))
def _(world: World, login: str) -> None:
    assert world.review.accounts.check(login, "een zin die niet klopt") is None


@given(words("{who:Who} gives {whom:Who} the office of {office:Capacity}"))
@when(words("{who:Who} gives {whom:Who} the office of {office:Capacity}"))
def _(world: World, who: str, whom: str, office: Capacity) -> None:
    person = world.person(whom)
    done = world.attempt(who, GiveOffice(person=person, office=office, organisation="BZ/IOB"))
    if done is not None:
        world.known.seats["the new officer"] = (person, done.subject)


@when(words("{who:Who} gives an office to somebody unknown"))
def _(world: World, who: str) -> None:
    world.attempt(who, GiveOffice(person=uuid7(), office=Capacity.DIRECTOR, organisation="BZ/IOB"))


@when(words("{who:Who} gives {whom:Who} an office that ended before it started"))
def _(world: World, who: str, whom: str) -> None:
    today = world.today()
    office = GiveOffice(
        person=world.person(whom),
        office=Capacity.DIRECTOR,
        organisation="BZ/IOB",
        starts_on=today,
        ends_on=today.replace(year=today.year - 1),
    )
    world.attempt(who, office)


@given(words("{who:Who} ends that office"))
@when(words("{who:Who} ends that office"))
def _(world: World, who: str) -> None:
    world.attempt(who, EndOffice(office=world.known.seats["the new officer"][1], motive="Termijn voorbij."))


def listed(world: World) -> list[people.Person]:
    with world.review.reading() as tx:
        return people.listed(tx, world.review.door(), Reader(person=uuid7(), moment=world.clock()))


@then(words('the house knows "{name}" of {organisation:Organisation}'))
def _(world: World, name: str, organisation: str) -> None:
    assert (name, organisation) in [(one.name, one.organisation) for one in listed(world)]


@then(words("{whom:Who} has no account"))
def _(world: World, whom: str) -> None:
    person = world.person(whom)
    assert [one.has_account for one in listed(world) if one.id == person] == [False]
    with world.review.reading() as tx:
        assert world.review.accounts.login_of(tx, person) is None


@then(words('the earlier name "{name}" can still be read from the record'))
def _(world: World, name: str) -> None:
    with world.review.reading() as tx:
        records = list(world.review.records(tx, world.review.installation.id))
    sealed = [it.event.name for it in records if isinstance(it.event, PersonRegistered)][-1]
    assert world.review.vault.open(sealed.key, sealed.commitment) == name


@then(words('"{text}" stands in no record'))
def _(world: World, text: str) -> None:
    with world.review.reading() as tx:
        rows = [row for log in logs(tx) for row in world.review.on(log).log_recorder.rows(tx)]
    assert rows
    assert not [row.position for row in rows if text.encode() in row.state + row.envelope]
