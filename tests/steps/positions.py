"""Steps about what a member said on an earlier version."""

from __future__ import annotations

from uuid import UUID

from pytest_bdd import then, when

from review.commands.rounds import SubmitResponse
from review.domain.vocabulary import BodyKind, Position
from review.projections import positions, rounds
from tests.given import World
from tests.steps.words import words

RG = BodyKind.REFERENCE_GROUP


def before(world: World, who: str) -> positions.Earlier | None:
    with world.review.reading() as tx:
        return positions.earlier(tx, world.known.rounds[RG], world.known.seats[who][1])


def confirm(world: World, who: str, position: Position, of: UUID) -> None:
    answer = SubmitResponse(
        evaluation=world.known.evaluation, round=world.known.rounds[RG], position=position, reaffirms=of
    )
    world.attempt(who, answer)


def first_round(world: World) -> UUID:
    with world.review.reading() as tx:
        return rounds.of_evaluation(tx, world.review.door(), world.reader("the auditor"), world.known.evaluation)[-1].id


@then(words('{who:Who} is reminded of "{position:Position}" on version {number:d}'))
def _(world: World, who: str, position: Position, number: int) -> None:
    found = before(world, who)
    assert found is not None and (found.position, found.draft_version) == (position, number)


@then(words("{who:Who} is reminded of nothing"))
def _(world: World, who: str) -> None:
    assert before(world, who) is None


@when(words("{who:Who} confirms the earlier position"))
def _(world: World, who: str) -> None:
    found = before(world, who)
    assert found is not None
    confirm(world, who, found.position, found.round)


@when(words('{who:Who} confirms having said "{position:Position}"'))
def _(world: World, who: str, position: Position) -> None:
    confirm(world, who, position, first_round(world))


@when(words("{who:Who} confirms what {other:Who} said"))
def _(world: World, who: str, other: str) -> None:
    found = before(world, other)
    assert found is not None
    confirm(world, who, found.position, found.round)
