"""Steps about interests: declaring them, and who sees that."""

from __future__ import annotations

from uuid import UUID

from pytest_bdd import then, when

from review.commands.interests import DeclareInterest, NameParties
from review.domain.interests import is_evaluated
from review.domain.vocabulary import BodyKind
from review.projections import comments, interests
from tests.given import World
from tests.steps.trail import records
from tests.steps.words import words


def declare(world: World, who: str, has_interest: bool, note: str = "", review_round: UUID | None = None) -> None:
    declared = DeclareInterest(
        evaluation=world.known.evaluation, round=review_round, has_interest=has_interest, note=note
    )
    world.attempt(who, declared)


@when(words('{who:Who} declares an interest: "{note}"'))
def _(world: World, who: str, note: str) -> None:
    declare(world, who, True, note)


@when(words('{who:Who} declares an interest in the round of the {body:Body}: "{note}"'))
def _(world: World, who: str, body: BodyKind, note: str) -> None:
    declare(world, who, True, note, world.known.rounds[body])


@when(words("{who:Who} declares to have no interest"))
def _(world: World, who: str) -> None:
    declare(world, who, False)


@when(words("{who:Who} names {codes} as evaluated"))
def _(world: World, who: str, codes: str) -> None:
    world.attempt(who, NameParties(evaluation=world.known.evaluation, organisations=tuple(codes.split(" and "))))


def known(world: World, who: str) -> interests.Interests:
    with world.review.reading() as tx:
        return interests.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)


def marks(world: World, who: str, number: int) -> tuple[bool, bool]:
    """Beside a comment: whether an interest was declared, and whether the organisation is evaluated."""
    with world.review.reading() as tx:
        it = comments.one(tx, world.review.door(), world.reader(who), world.known.comments[number - 1])
    found = known(world, who)
    declared = found.of_person(it.person, it.round)
    return declared is not None and declared.has_interest, is_evaluated(it.organisation, found.parties)


@then(words("beside comment {number:d} {who:Who} sees that an interest was declared"))
def _(world: World, number: int, who: str) -> None:
    assert marks(world, who, number) == (True, False)


@then(words("beside comment {number:d} {who:Who} sees that the organisation is evaluated"))
def _(world: World, number: int, who: str) -> None:
    assert marks(world, who, number) == (False, True)


@then(words("beside comment {number:d} {who:Who} sees nothing of an interest"))
def _(world: World, number: int, who: str) -> None:
    assert marks(world, who, number) == (False, False)


@then(words("in the round of the {body:Body} {who:Who} has an interest"))
def _(world: World, body: BodyKind, who: str) -> None:
    found = known(world, "the team lead").of_seat(world.known.seats[who][1], world.known.rounds[body])
    assert found is not None and found.has_interest


@then(words("in the evaluation as a whole {who:Who} has none"))
def _(world: World, who: str) -> None:
    found = known(world, "the team lead").of_seat(world.known.seats[who][1])
    assert found is not None and not found.has_interest


@then("two declarations stand in the record")
def _(world: World) -> None:
    assert sum(it.event.NAME == "interest.declared" for it in records(world)) == 2


@then(words("{who:Who} knows of no declaration"))
def _(world: World, who: str) -> None:
    assert known(world, who).latest == {}
