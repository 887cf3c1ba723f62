"""Steps about an evaluation that waits or has ended."""

from __future__ import annotations

from datetime import timedelta

from pytest_bdd import given, then, when

from review.commands.halting import ResumeEvaluation, SuspendEvaluation, WithdrawEvaluation
from review.domain.evaluations import Halt
from review.projections import evaluations
from review.projections.desk import desk, waiting_in
from tests.given import World
from tests.steps.words import words


@given(words('{who:Who} suspends the evaluation: "{motive}"'))
@when(words('{who:Who} suspends the evaluation: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    suspend(world, who, motive, 60)


@when(words("{who:Who} suspends the evaluation until yesterday"))
def _(world: World, who: str) -> None:
    suspend(world, who, "Even wachten.", -1)


def suspend(world: World, who: str, motive: str, days: int) -> None:
    until = world.today() + timedelta(days=days)
    world.attempt(who, SuspendEvaluation(evaluation=world.known.evaluation, motive=motive, review_on=until))


@when(words("{who:Who} meanwhile suspends the evaluation"))
def _(world: World, who: str) -> None:
    mine, done = world.command, world.done
    suspend(world, who, "Even wachten.", 60)
    world.command, world.done = mine, done


@when(words('{who:Who} resumes the evaluation: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    world.attempt(who, ResumeEvaluation(evaluation=world.known.evaluation, motive=motive))


@when(words('{who:Who} withdraws the evaluation: "{motive}"'))
def _(world: World, who: str, motive: str) -> None:
    world.attempt(who, WithdrawEvaluation(evaluation=world.known.evaluation, motive=motive))


@then(words('{who:Who} reads that it is {halt}: "{motive}"'))
def _(world: World, who: str, halt: str, motive: str) -> None:
    with world.review.reading() as tx:
        it = evaluations.one(tx, world.review.door(), world.reader(who), world.known.evaluation)
    assert (it.halt, it.halt_motive) == (Halt(halt), motive)
    assert (it.review_on is not None) is (it.halt is Halt.SUSPENDED)


@then("nobody is asked for anything in it")
def _(world: World) -> None:
    with world.review.reading() as tx:
        door = world.review.door()
        for who in ("the team lead", "the external expert", "the director"):
            assert waiting_in(tx, door, world.reader(who), world.known.evaluation) == []
            found = desk(tx, door, world.person(who), world.clock())
            assert [one for one in (*found.mine, *found.others) if one.evaluation == world.known.evaluation] == []
            assert [one.evaluation for one in found.places] == [world.known.evaluation]
