"""Steps in which two people act at the same moment."""

from __future__ import annotations

import threading
from collections.abc import Callable

from pytest_bdd import then, when

from review.application import Command, Done
from review.commands.approvals import GrantApproval, ReturnForRevision
from review.domain.errors import AlreadyDone, Refused, Stale
from tests.given import World
from tests.steps.words import words


def together(world: World, *acts: tuple[str, Command]) -> list[Done | Refused]:
    """Each in a thread of its own, let go at once; what each was answered."""
    answers: list[Done | Refused] = []
    start = threading.Barrier(len(acts))

    def act(who: str, command: Command) -> None:
        actor = world.actor(who)
        start.wait()
        try:
            answers.append(world.review.do(command, actor))
        except Refused as refused:
            answers.append(refused)

    threads = [threading.Thread(target=act, args=one) for one in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert len(answers) == len(acts)
    return answers


def _granting(world: World) -> Callable[[], GrantApproval]:
    seen, root = world.found
    evaluation, approval = world.known.evaluation, world.known.approvals[-1]
    return lambda: GrantApproval(evaluation=evaluation, approval=approval, seen=seen, root=root)


@when(words("{one:Who} and {other:Who} approve what that page showed at the same moment"))
def _(world: World, one: str, other: str) -> None:
    granting = _granting(world)
    world.found = together(world, (one, granting()), (other, granting()))


@when(words("{one:Who} approves and {other:Who} returns what that page showed at the same moment"))
def _(world: World, one: str, other: str) -> None:
    granting = _granting(world)()
    returning = ReturnForRevision(
        evaluation=granting.evaluation, approval=granting.approval, seen=granting.seen, motive="Nog niet."
    )
    world.found = together(world, (one, granting), (other, returning))


@then("exactly one of them decided, and the other was told so")
def _(world: World) -> None:
    assert sorted(type(answer) is Done for answer in world.found) == [False, True]
    assert next(type(answer) for answer in world.found if isinstance(answer, Refused)) in (AlreadyDone, Stale)
