"""Steps about the quorum of a group, and what came of it."""

from __future__ import annotations

from pytest_bdd import given, then, when

from review.commands.quorums import SetQuorum
from review.domain.gates import Clause, ClauseName, Outcome, clauses
from review.domain.quorum import Demand
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind
from review.projections import quorums
from review.projections.standing import standing
from tests.given import World
from tests.steps.words import words


def demand(world: World, who: str, body: BodyKind, *demands: Demand) -> None:
    world.attempt(who, SetQuorum(evaluation=world.known.evaluation, body=body, demands=demands))


def clause(world: World, name: ClauseName) -> Clause:
    with world.review.reading() as tx:
        found = standing(tx, world.known.evaluation, world.known.drafts[DocumentKind.TERMS_OF_REFERENCE])
    return next(one for one in clauses(found) if one.name is name)


@given(words("the quorum of the {body:Body}:"))
@when(words("the quorum of the {body:Body} becomes:"))
def _(world: World, body: BodyKind, datatable: list[list[str]]) -> None:
    demands = [
        Demand(Capacity(category.replace(" ", "_")), int(least), each == "yes")
        for category, least, each in datatable[1:]
    ]
    demand(world, "the director", body, *demands)


@when(words("the quorum of the {body:Body} is lifted"))
def _(world: World, body: BodyKind) -> None:
    demand(world, "the director", body)


@when(words("{who:Who} asks for {least:Count} {capacity:Capacity} in the {body:Body}"))
def _(world: World, who: str, least: int, capacity: Capacity, body: BodyKind) -> None:
    demand(world, who, body, Demand(capacity, least))


@then(words('the clause "{name:Clause}" is {outcome:Outcome}'))
def _(world: World, name: ClauseName, outcome: Outcome) -> None:
    assert clause(world, name).outcome is outcome


@then(words('the clause "{name:Clause}" is {outcome:Outcome}, with {left:Count} demand left'))
@then(words('the clause "{name:Clause}" is {outcome:Outcome}, with {left:Count} demands left'))
def _(world: World, name: ClauseName, outcome: Outcome, left: int) -> None:
    found = clause(world, name)
    assert (found.outcome, found.count) == (outcome, left)


@then(words("{organisation:Organisation} was not heard"))
def _(world: World, organisation: str) -> None:
    review_round = list(world.known.rounds.values())[-1]
    with world.review.reading() as tx:
        found = quorums.of_round(tx, world.known.evaluation, review_round)
    assert [missing for one in found for missing in one.missing] == [organisation]
