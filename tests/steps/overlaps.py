"""Steps about one person in two roles."""

from __future__ import annotations

from pytest_bdd import then, when

from review.commands.groups import GiveSeat
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import overlaps
from tests.given import World
from tests.steps.trail import records
from tests.steps.words import words


@when(words('{who:Who} seats "{name}" in the {body:Body} as {capacity:Capacity} without a motive'))
def _(world: World, who: str, name: str, body: BodyKind, capacity: Capacity) -> None:
    person = world.person(name)
    seat = GiveSeat(
        evaluation=world.known.evaluation, body=body, person=person, capacity=capacity, organisation="BZ/IOB"
    )
    world.attempt(who, seat)


@then(words('the last act is told with "{capacity:Capacity}"'))
def _(world: World, capacity: Capacity) -> None:
    assert [role.capacity for role in _beside(world)] == [capacity]


@then("the last act is told with no other role")
def _(world: World) -> None:
    world.require_noticed()
    assert _beside(world) == ()


def _beside(world: World) -> tuple[overlaps.Role, ...]:
    it = records(world)[-1]
    with world.review.reading() as tx:
        return overlaps.beside(tx, [it]).get((it.log, it.position), ())


@then(words('the seat of {who:Who} was taken with the motive "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    person = world.person(who)
    with world.review.reading() as tx:
        door, reader = world.review.door(), world.reader("the auditor")
        found = overlaps.motives(tx, door, reader, world.known.evaluation, person)
    assert [one.words for one in found] == [motive]
