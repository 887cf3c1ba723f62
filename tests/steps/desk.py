"""Steps about what lies before somebody."""

from __future__ import annotations

from pytest_bdd import then

from review.projections.desk import Desk, Obligation, What, desk
from tests.given import World
from tests.steps.words import words


def desk_of(world: World, who: str) -> Desk:
    with world.review.reading() as tx:
        return desk(tx, world.review.door(), world.person(who), world.clock())


def lying(world: World, who: str, what: str) -> list[Obligation]:
    wanted = What(what.replace(" ", "_"))
    return [one for one in desk_of(world, who).mine if one.what is wanted]


@then(words('before {who:Who} lies "{what}"'))
def _(world: World, who: str, what: str) -> None:
    assert lying(world, who, what), [one.what.value for one in desk_of(world, who).mine]


@then(words('before {who:Who} lies "{what}", overdue'))
def _(world: World, who: str, what: str) -> None:
    assert [one.due is not None and one.due < world.clock.now for one in lying(world, who, what)] == [True]


@then(words('before {who:Who} does not lie "{what}"'))
def _(world: World, who: str, what: str) -> None:
    assert not lying(world, who, what)


@then(words("before {who:Who} lies nothing"))
def _(world: World, who: str) -> None:
    assert [one.what.value for one in desk_of(world, who).mine] == []


@then(words("{who:Who} knows of {count:Count} evaluation"))
def _(world: World, who: str, count: int) -> None:
    assert len(desk_of(world, who).places) == count
