"""Steps about deciding in the director's place."""

from __future__ import annotations

from dataclasses import replace

from pytest_bdd import given, then, when

from review.commands.approvals import GrantApproval, GrantWaiver
from review.commands.mandates import EndMandate, GiveMandate
from review.domain.gates import ClauseName
from review.domain.vocabulary import DocumentKind
from tests.given import DAY, World
from tests.steps.approvals import last, root
from tests.steps.trail import records
from tests.steps.words import words


def give(world: World, by: str, who: str, ends_at: int) -> None:
    person = world.person(who)
    mandate = GiveMandate(evaluation=world.known.evaluation, person=person, ends_at=ends_at, motive="Verlof.")
    done = world.attempt(by, mandate)
    if done is not None:
        world.known.seats[under(who)] = (person, done.subject)
        world.known.seats.setdefault(who, (person, done.subject))


def under(who: str) -> str:
    return f"{who} under the mandate"


def decision(world: World) -> GrantApproval:
    approval = world.known.approvals[-1]
    return GrantApproval(evaluation=world.known.evaluation, approval=approval, seen=last(world), root=root(world))


@given(words("{who:Who} gives {member:Who} a mandate for {days:Count} days"))
@when(words("{who:Who} gives {member:Who} a mandate for {days:Count} days"))
def _(world: World, who: str, member: str, days: int) -> None:
    give(world, who, member, world.clock.now + days * DAY)


@when(words("{who:Who} gives {member:Who} a mandate that ended yesterday"))
def _(world: World, who: str, member: str) -> None:
    give(world, who, member, world.clock.now - DAY)


@when(words("{who:Who} gives a mandate in turn"))
def _(world: World, who: str) -> None:
    person = world.person("the external expert")
    mandate = GiveMandate(
        evaluation=world.known.evaluation, person=person, ends_at=world.clock.now + DAY, motive="Ik ook."
    )
    world.attempt(under(who), mandate)


@when(words("{who:Who} takes the mandate of {member:Who} back"))
def _(world: World, who: str, member: str) -> None:
    mandate = world.known.seats[under(member)][1]
    world.attempt(who, EndMandate(evaluation=world.known.evaluation, mandate=mandate))


@when(words("{who:Who} approves the latest version under the mandate"))
def _(world: World, who: str) -> None:
    world.attempt(under(who), decision(world))


@when(words('{who:Who} approves the latest version under the mandate, because "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    world.do(under(who), replace(decision(world), overlap=motive))


@given(words("{who:Who} opens the decision under the mandate"))
def _(world: World, who: str) -> None:
    world.found = decision(world)


@when(words("{who:Who} decides as it was opened"))
def _(world: World, who: str) -> None:
    world.attempt(under(who), world.found)


@when(words("{who:Who} waives {clause:Clause} under the mandate"))
def _(world: World, who: str, clause: ClauseName) -> None:
    draft = world.known.drafts[DocumentKind.TERMS_OF_REFERENCE]
    waiver = GrantWaiver(evaluation=world.known.evaluation, draft=draft, number=1, clause=clause, motive="Spoed.")
    world.attempt(under(who), waiver)


@then(words("it was done in the place of {who:Who}"))
def _(world: World, who: str) -> None:
    assert records(world)[-1].envelope.acts_for == world.person(who)
