"""Steps about passkeys: making them count, signing with them, and proving it afterwards."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from pytest_bdd import given, then, when

from review import verification
from review.commands.approvals import GrantApproval
from review.commands.passkeys import ConfirmPasskey, EndOwnPasskey, EndPasskey, RegisterPasskey
from review.commands.people import GiveOffice
from review.commands.signing import to_state
from review.domain import stating
from review.domain.signatures import Assertion
from review.domain.vocabulary import Capacity
from review.passkeys import fingerprint
from review.projections import passkeys
from review.verifier.__main__ import verify_export
from tests.authenticator import SITE, Authenticator
from tests.given import World
from tests.steps.approvals import last, present, root
from tests.steps.words import words

HOUR = 3_600_000_000


def make(world: World, who: str, key: Authenticator, *, age: int = 0) -> None:
    person = world.person(who)
    statement = stating.registration(SITE, person, stating.stamp(world.review.clock() - age))
    done = world.attempt(who, RegisterPasskey(site=SITE, statement=statement, **key.made(statement)))
    if done is not None:
        world.found = (key, done.subject)


def confirm(world: World, who: str, passkey: Any) -> None:
    world.attempt(who, ConfirmPasskey(passkey=passkey))


@when(words("{who:Who} makes a passkey known"))
def _(world: World, who: str) -> None:
    make(world, who, Authenticator())


@when(words("{who:Who} makes the same passkey known again"))
def _(world: World, who: str) -> None:
    make(world, who, world.found[0])


@when(words("{who:Who} makes a passkey known at another site"))
def _(world: World, who: str) -> None:
    make(world, who, Authenticator(site="https://elders.example"))


@when(words("{who:Who} makes a passkey known that verified nobody"))
def _(world: World, who: str) -> None:
    make(world, who, Authenticator(flags=0b001))


@when(words("{who:Who} makes a passkey known with a statement of an hour ago"))
def _(world: World, who: str) -> None:
    make(world, who, Authenticator(), age=HOUR)


@given(words("{who:Who} has a passkey"))
def _(world: World, who: str) -> None:
    make(world, who, Authenticator())
    confirm(world, "the operator", world.found[1])


@when(words("{who:Who} confirms the passkey"))
def _(world: World, who: str) -> None:
    confirm(world, who, world.found[1])


@given("the director holds the office of administrator as well")
def _(world: World) -> None:
    person = world.person("the director")
    given_ = GiveOffice(person=person, office=Capacity.ADMINISTRATOR, organisation="BZ/IOB")
    world.known.seats["the director as administrator"] = (person, world.do("the operator", given_).subject)


@when("the director confirms the passkey as administrator")
def _(world: World) -> None:
    confirm(world, "the director as administrator", world.found[1])


@when(words("{who:Who} asks to end the passkey"))
def _(world: World, who: str) -> None:
    world.attempt(who, EndOwnPasskey(passkey=world.found[1], motive="Een nieuw toestel."))


@when(words("{who:Who} ends the passkey"))
def _(world: World, who: str) -> None:
    world.attempt(who, EndPasskey(passkey=world.found[1], motive="Kwijtgeraakt."))


@then(words("{who:Who} has a passkey that counts"))
def _(world: World, who: str) -> None:
    with world.review.reading() as tx:
        assert [one.id for one in passkeys.counting(tx, world.person(who))] == [world.found[1]]


@then(words("{who:Who} has no passkey that counts"))
def _(world: World, who: str) -> None:
    with world.review.reading() as tx:
        assert passkeys.counting(tx, world.person(who)) == []


# -- signing


def to_sign(world: World, who: str) -> GrantApproval:
    return GrantApproval(
        evaluation=world.known.evaluation, approval=world.known.approvals[-1], seen=last(world), root=root(world)
    )


def sign(world: World, who: str, command: GrantApproval, key: Authenticator) -> Assertion:
    with world.review.reading() as tx:
        work = world.review.rehearsal(tx, command.evaluation, world.actor(who))
        _, granted = command.decided(work)
        return key.sign(to_state(work, command.approval, granted, SITE))


@when(words("{who:Who} signs the approval"))
def _(world: World, who: str) -> None:
    command = to_sign(world, who)
    world.attempt(who, dataclasses.replace(command, signed=sign(world, who, command, world.found[0])))


@when(words("{who:Who} signs the approval with another key"))
def _(world: World, who: str) -> None:
    command = to_sign(world, who)
    key = world.found[0].credential if world.found else b"k"
    world.attempt(who, dataclasses.replace(command, signed=sign(world, who, command, Authenticator(credential=key))))


@when(words("{who:Who} signs the approval of another version"))
def _(world: World, who: str) -> None:
    command = to_sign(world, who)
    signed = sign(world, who, command, world.found[0])
    other = world.found[0].sign(signed.statement.replace("approve version 1", "approve version 2"))
    world.attempt(who, dataclasses.replace(command, signed=other))


@when(words("{who:Who} signs the approval after which a presentation is recorded"))
def _(world: World, who: str) -> None:
    command = to_sign(world, who)
    signed = sign(world, who, command, world.found[0])
    present(world, "the team lead")
    world.attempt(who, dataclasses.replace(command, signed=signed))


@then("the trail is sound, and proves the signature")
def _(world: World) -> None:
    verdict = verification.verify(world.review, world.known.evaluation)
    assert verdict.findings == []
    print_of = fingerprint(world.found[0].key).hex()
    said = {claim.detail: claim.standing for claim in verdict.claims}
    assert said[f"The passkey {print_of} signed exactly this decision."] == "proved"


@then("the export proves the signature, and whose it is to who has the fingerprint")
def _(world: World, tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    verification.export(world.review, world.known.evaluation, None, path)
    print_of = fingerprint(world.found[0].key).hex()
    for pins, standing in (((), "not proved"), ((print_of,), "proved")):
        verdict = verify_export(path, pins=pins)
        assert verdict.findings == []
        (whose,) = [claim for claim in verdict.claims if claim.subject == f"whose passkey {print_of} is"]
        assert whose.standing == standing
        assert pins or whose.detail.startswith("A second person confirmed it")
