"""Steps about the theory of change: its elements, the steps between them, and how they held."""

from __future__ import annotations

from uuid import UUID

from pytest_bdd import given, then, when

from review.commands.theory import AddElement, DrawStep, RecordTest, RemoveElement, ReviseElement
from review.domain.goals import GoalLevel
from review.domain.theory import Verdict
from review.projections import theory
from tests.given import World
from tests.steps.words import words

VERDICTS = {"did not hold": Verdict.NOT_HELD, "was not tested": None}


def seen(world: World, upto: int | None = None) -> theory.Theory:
    with world.review.reading() as tx:
        door, reader = world.review.door(), world.reader("the team lead")
        return theory.theory(tx, door, reader, world.known.evaluation, upto)


def add(world: World, who: str, level: GoalLevel, text: str) -> None:
    world.attempt(who, AddElement(evaluation=world.known.evaluation, level=level, text=text))


def element(world: World, number: int) -> UUID:
    with world.review.reading() as tx:
        rows = tx.execute(theory.elements.select().where(theory.elements.c.number == number))
        return next(row.id for row in rows if row.evaluation == world.known.evaluation)


@given(words('the theory of change holds the input "{first}" and the impact "{last}"'))
def _(world: World, first: str, last: str) -> None:
    add(world, "the evaluator", GoalLevel.INPUT, first)
    add(world, "the team lead", GoalLevel.IMPACT, last)


@when(words('{who:Who} adds the output "{text}"'))
def _(world: World, who: str, text: str) -> None:
    add(world, who, GoalLevel.OUTPUT, text)


@given(words('{who:Who} draws a step from element {one:d} to element {two:d} that assumes "{text}"'))
@when(words('{who:Who} draws a step from element {one:d} to element {two:d} that assumes "{text}"'))
def _(world: World, who: str, one: int, two: int, text: str) -> None:
    ends = {"origin": element(world, one), "target": element(world, two)}
    world.attempt(who, DrawStep(evaluation=world.known.evaluation, **ends, assumption=text))


@when(words('{who:Who} records that the step did not hold: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    step = seen(world).steps[0].id
    tested = RecordTest(evaluation=world.known.evaluation, step=step, verdict=Verdict.NOT_HELD, motive=motive)
    world.attempt(who, tested)


@when(words("{who:Who} moves element {number:d} to the level of input"))
def _(world: World, who: str, number: int) -> None:
    moved = {"level": GoalLevel.INPUT, "text": "Nog meer mensen", "motive": "Dat is het eigenlijk."}
    world.attempt(who, ReviseElement(evaluation=world.known.evaluation, element=element(world, number), **moved))


@given(words("{who:Who} takes element {number:d} out"))
@when(words("{who:Who} takes element {number:d} out"))
def _(world: World, who: str, number: int) -> None:
    removed = RemoveElement(evaluation=world.known.evaluation, element=element(world, number), motive="Te ver weg.")
    world.attempt(who, removed)


@given("the moment is remembered")
def _(world: World) -> None:
    world.found = world.clock()


@then(words("the theory of change has one step, which {verdict}"))
def _(world: World, verdict: str) -> None:
    (step,) = seen(world).steps
    assert step.verdict is VERDICTS[verdict]


@then("the theory of change has no steps and one element")
def _(world: World) -> None:
    found = seen(world)
    assert (len(found.steps), len(found.elements)) == (0, 1)


@then("at that earlier moment it had two elements")
def _(world: World) -> None:
    assert [one.text for one in seen(world, world.found).elements] == ["Zestig mensen", "Stabiliteit"]
