"""Many at once: every act that is answered is stored, numbers stay dense, and a closed round is closed.

Five rounds closed under fire in the suite, a hundred with TOETSSTEEN_FAULTS=1.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest

from review.application import Done
from review.commands.comments import RaiseComment
from review.commands.flags import RaiseFlag
from review.commands.people import RegisterPerson
from review.commands.rounds import CloseRound, ReopenRound
from review.commands.sources import RegisterSource
from review.domain.acts import Actor
from review.domain.errors import RoundClosed
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, DocumentKind, FlagGround, Level, SourceType
from tests.given import World
from tests.lengths import times
from tests.steps.comments import seen_by
from tests.steps.rounds import open_round

CLOSINGS = times(5, 100)
MEMBERS, WRITERS, EACH = 30, 16, 6
RG = BodyKind.REFERENCE_GROUP


def members(world: World, count: int) -> list[Actor]:
    """So many more members of the reference group."""
    actors = []
    for number in range(count):
        name = f"Lid{number} van de Groep"
        world.register(name, "UvT")
        world.seat(name, RG, Capacity.EXTERNAL_EXPERT, "UvT")
        actors.append(world.actor(f"Lid{number}"))
    return actors


def comment(world: World, number: int = 0) -> RaiseComment:
    return RaiseComment(
        evaluation=world.known.evaluation,
        round=world.known.rounds[RG],
        block=2 + number % 10,
        kind=CommentKind.QUESTION,
        text=f"Vraag {number}?",
    )


def at_once(acts: list[Callable[[], Done]]) -> list[Done]:
    """Each in a thread of its own, let go at the same moment; an error of any is an error here."""
    start = threading.Barrier(len(acts))

    def act(one: Callable[[], Done]) -> Done:
        start.wait(60)
        return one()

    with ThreadPoolExecutor(len(acts)) as pool:
        return [future.result(120) for future in [pool.submit(act, one) for one in acts]]


def test_thirty_members_comment_at_the_same_moment(world: World) -> None:
    actors = members(world, MEMBERS)
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    open_round(world, "the chair of the reference group", RG)
    made = [comment(world, number) for number in range(MEMBERS)]
    acts = [
        lambda command=command, actor=actor: world.review.do(command, actor)
        for command, actor in zip(made, actors, strict=True)
    ]
    answers = at_once(acts)
    assert len({answer.subject for answer in answers}) == MEMBERS
    found = seen_by(world, "the auditor")
    assert [one.number for one in found] == list(range(1, MEMBERS + 1))
    assert {one.person for one in found} == {actor.person for actor in actors}
    assert sorted(answer.first for answer in answers) == [one.position for one in found]
    assert {str(one.text) for one in found} == {one.text for one in made}


def test_the_same_command_sent_many_times_at_once_is_done_once(world: World) -> None:
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    open_round(world, "the chair of the reference group", RG)
    command, actor = comment(world), world.actor("the external expert")
    answers = at_once([lambda: world.review.do(command, actor)] * 8)
    assert len(set(answers)) == 1
    assert len(seen_by(world, "the auditor")) == 1


def test_sixteen_writers_at_once_lose_nothing(world: World) -> None:
    """In two logs, all kinds of acts, each writer several in a row."""
    actors = members(world, 4)
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    open_round(world, "the chair of the reference group", RG)
    draft, lead = world.known.drafts[DocumentKind.TERMS_OF_REFERENCE], world.actor("the team lead")
    operator, evaluation = world.actor("the operator"), world.known.evaluation

    def one(writer: int, turn: int) -> Done:
        match writer % 4:
            case 0:
                return world.review.do(comment(world, turn), actors[writer // 4])
            case 1:
                flag = RaiseFlag(
                    evaluation=evaluation,
                    draft=draft,
                    number=1,
                    block=2,
                    level=Level.DEP_V,
                    ground=FlagGround.NATIONAL_SECURITY,
                )
                return world.review.do(flag, lead)
            case 2:
                source = RegisterSource(
                    evaluation=evaluation, title=f"Bron {turn}", type=SourceType.DOCUMENT, owner="BZ/DAF"
                )
                return world.review.do(source, lead)
            case _:
                return world.review.do(RegisterPerson(name=f"Persoon {writer} {turn}", organisation="UvT"), operator)

    def writer(number: int) -> list[Done]:
        return [one(number, turn) for turn in range(EACH)]

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = [done for some in pool.map(writer, range(WRITERS)) for done in some]
    assert len({(done.log, done.first) for done in answers}) == WRITERS * EACH
    assert [one.number for one in seen_by(world, "the auditor")] == list(range(1, WRITERS // 4 * EACH + 1))


@pytest.mark.faults
def test_a_round_closed_under_fire_takes_no_comment_after_the_close(world: World) -> None:
    shooters = [*members(world, 3), world.actor("the external expert")]
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    open_round(world, "the chair of the reference group", RG, days=30)
    chance = random.Random(5)
    for _ in range(CLOSINGS):
        closed, shots = _under_fire(world, shooters, chance.uniform(0.01, 0.08))
        assert shots
        assert max(shots) < closed, "a comment came in after the close"
        again = ReopenRound(
            evaluation=world.known.evaluation,
            round=world.known.rounds[RG],
            closes_at=world.in_days(30),
            motive="Nog een keer.",
        )
        world.do("the chair of the reference group", again)


def _under_fire(world: World, shooters: list[Actor], delay: float) -> tuple[int, list[int]]:
    """The position of the closing, and of every comment that was answered."""
    shots: list[int] = []
    refused: list[UUID] = []

    def shoot(actor: Actor) -> None:
        while True:
            try:
                shots.append(world.review.do(comment(world, len(shots)), actor).first)
            except RoundClosed:
                refused.append(actor.person)
                return

    threads = [threading.Thread(target=shoot, args=(actor,)) for actor in shooters]
    for thread in threads:
        thread.start()
    while not shots:
        time.sleep(0.001)
    time.sleep(delay)
    close = CloseRound(evaluation=world.known.evaluation, round=world.known.rounds[RG], motive="Genoeg.")
    closed = world.review.do(close, world.actor("the chair of the reference group")).first
    for thread in threads:
        thread.join(30)
    assert len(refused) == len(shooters)
    return closed, shots
