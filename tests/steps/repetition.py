"""Steps in which a command is sent again: because its answer was lost, or by somebody who tries it on."""

from __future__ import annotations

from pytest_bdd import then, when

from review.commands.comments import RaiseComment
from review.commands.rounds import CloseRound
from tests.given import World
from tests.steps.comments import raise_comment
from tests.steps.words import words


@when(words("{who:Who} sends that very command again"))
def _(world: World, who: str) -> None:
    assert world.command is not None and world.done is not None
    world.found = world.done
    world.attempt(who, world.command)


@when(words('{who:Who} sends a command under the same id with the text "{text}"'))
def _(world: World, who: str, text: str) -> None:
    first = world.command
    assert isinstance(first, RaiseComment)
    other = RaiseComment(
        command_id=first.command_id,
        evaluation=first.evaluation,
        round=first.round,
        block=first.block,
        kind=first.kind,
        text=text,
    )
    world.attempt(who, other)


@when(words("{who:Who} meanwhile closes the round"))
def _(world: World, who: str) -> None:
    mine, done = world.command, world.done
    body = list(world.known.rounds)[-1]
    closed = CloseRound(evaluation=world.known.evaluation, round=world.known.rounds[body], motive="Genoeg gehoord.")
    world.do(who, closed)
    world.command, world.done = mine, done


@when(words("{who:Who} comments from the seat of {other:Who}"))
def _(world: World, who: str, other: str) -> None:
    world.known.seats["an impostor"] = (world.person(who), world.known.seats[other][1])
    raise_comment(world, "an impostor", 2, "Ik ben een ander.")


@then("the answer is the same as the first time")
def _(world: World) -> None:
    world.require_noticed()
    assert world.done == world.found


@then("the answer is the same as the first time, and nothing new is recorded")
def _(world: World) -> None:
    world.require_noticed()
    assert world.done == world.found
    with world.review.reading() as tx:
        assert world.review.on(world.done.log).log_recorder.head(tx).position == world.done.last
