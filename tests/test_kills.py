"""kill -9 at any moment, four processes writing: what was acknowledged is there, and nothing is there by half.

Twenty kills in the suite on each kind of database, two hundred with TOETSSTEEN_FAULTS=1.
"""

from __future__ import annotations

import contextlib
import fcntl
import itertools
import multiprocessing
import os
import random
import signal
import sys
import termios
import time
import traceback
from collections import Counter
from multiprocessing.process import BaseProcess
from pathlib import Path
from uuid import UUID

import pytest

from review import installation
from review.application import Command
from review.commands.comments import RaiseComment
from review.commands.drafts import LAST_PART, SubmitVersion
from review.commands.evaluations import OpenEvaluation
from review.commands.groups import GiveSeat
from review.domain.errors import Refused
from review.domain.vocabulary import BodyKind, Capacity, CommentKind, DocumentKind
from tests.given import World
from tests.lengths import times
from tests.soundness import assert_trail_fits
from tests.steps.rounds import open_round

KILLS = times(20, 200)
WRITERS = 4
PATIENCE = 60  #: seconds until the first of the writers must have been answered
FIRST = {"evaluation.opened": 6, "draft.started": 2}
"""How many records belong to the command that begins with this one; to any other command belongs one."""


def _write(world: World, number: int, acknowledged: int) -> None:
    """In a process of its own: one command after another, each told through the pipe once it is done."""
    try:
        _go_on(world, number, acknowledged)
    except BaseException:
        _fault(world, os.getpid()).write_text(traceback.format_exc())
        raise


def _fault(world: World, child: int) -> Path:
    return world.place.data.parent / f"writer-{child}.fault"


def _go_on(world: World, number: int, acknowledged: int) -> None:
    world.review.engine.dispose(close=False)
    review = installation.open_(world.place)
    chance = random.Random()
    for command, actor in _commands(world, number, chance):
        with contextlib.suppress(Refused):  # another writer was first with this seat or this version
            review.do(command, actor)
            os.write(acknowledged, command.command_id.bytes)


def _commands(world: World, number: int, chance: random.Random):
    """All kinds mixed: of one record and of several, in one log and in new ones."""
    director, expert = world.actor("the director"), world.actor("the external expert")
    seats = itertools.count(chance.randrange(1, 1 << 30))
    for turn in itertools.count(number):
        match turn % WRITERS:
            case 0:
                yield OpenEvaluation(title=f"Evaluatie {turn}", request="Gevraagd door de Kamer."), director
            case 1:
                yield _version(world, chance.randint(1, LAST_PART), turn), world.actor("the team lead")
            case 2:
                yield _seat(world, next(seats)), director
            case _:
                yield _comment(world, turn), expert


def _comment(world: World, turn: int) -> Command:
    review_round = world.known.rounds[BodyKind.REFERENCE_GROUP]
    return RaiseComment(
        evaluation=world.known.evaluation,
        round=review_round,
        block=2,
        kind=CommentKind.QUESTION,
        text=f"Vraag {turn}?",
        proposal="Liever zo.",
    )


def _version(world: World, part: int, turn: int) -> Command:
    """The first of this part, or the next, which a writer that was killed had no time to see."""
    content = f"# Deel\n\nEerste alinea.\n\nTweede alinea, {turn} van {os.getpid()}.\n".encode()
    return SubmitVersion(evaluation=world.known.evaluation, kind=DocumentKind.REPORT, part=part, content=content)


def _seat(world: World, turn: int) -> Command:
    return GiveSeat(
        evaluation=world.known.evaluation,
        body=BodyKind.REFERENCE_GROUP,
        person=world.person("the outsider"),
        capacity=Capacity.POLICY_REPRESENTATIVE,
        organisation=f"BZ/{turn % 10_000}",
        expertise="Wet en recht",
        starts_on=world.today().replace(year=2027 + turn % 5_000),
        ends_on=world.today().replace(year=2027 + turn % 5_000),
    )


@pytest.mark.faults
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_any_moment_every_command_is_whole_or_not_there(world: World) -> None:
    """Every record has its leaf, the read rows follow, every text opens: the world is sound at the end, too."""
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    open_round(world, "the chair of the reference group", BodyKind.REFERENCE_GROUP, days=400)
    chance = random.Random(2026)
    acknowledged: set[UUID] = set()
    for _ in range(KILLS):
        acknowledged |= _one_kill(world, chance)
        _require_whole(world, acknowledged)
    assert len(acknowledged) > KILLS


def _one_kill(world: World, chance: random.Random) -> set[UUID]:
    """Starts the writers, kills them at some moment after one or two acknowledgements; what was acknowledged."""
    fork = multiprocessing.get_context("fork")
    reading, writing = os.pipe()
    world.review.engine.dispose()  # a forked process must not share a connection
    children: list[BaseProcess] = [
        fork.Process(target=_write, args=(world, number, writing), daemon=True) for number in range(WRITERS)
    ]
    for child in children:
        child.start()
    os.close(writing)
    try:
        _wait_for(reading, chance.choice((1, 2)), children)
        time.sleep(chance.uniform(0, 0.12))
    finally:
        _kill(world, children)
    with os.fdopen(reading, "rb") as told:
        answers = told.read()
    assert len(answers) % 16 == 0
    return {UUID(bytes=answers[at : at + 16]) for at in range(0, len(answers), 16)}


def _wait_for(reading: int, acknowledgements: int, children: list[BaseProcess]) -> None:
    """Until so many were written; how fast a machine is must not decide how much this test sees."""
    until = time.monotonic() + PATIENCE
    while int.from_bytes(fcntl.ioctl(reading, termios.FIONREAD, bytes(4)), sys.byteorder) < 16 * acknowledgements:
        assert time.monotonic() < until, f"no writer got anything done: {children}"
        time.sleep(0.001)


def _kill(world: World, children: list[BaseProcess]) -> None:
    """All of them were at work until now: none had ended by itself."""
    for child in children:
        assert child.pid is not None  # 0 would be all of us
        with contextlib.suppress(ProcessLookupError):  # what one that ended by itself died of is told below
            os.kill(child.pid, signal.SIGKILL)
    for child in children:
        child.join(30)
        fault = _fault(world, child.pid or 0)
        assert child.exitcode == -signal.SIGKILL, fault.read_text() if fault.exists() else f"{child} ended by itself"


def _require_whole(world: World, acknowledged: set[UUID]) -> None:
    """As whoever starts the house again finds it."""
    again = installation.open_(world.place)
    try:
        found: Counter[UUID] = Counter()
        begins: dict[UUID, str] = {}
        for log in installation.all_logs(again):
            with again.reading() as tx:
                assert_trail_fits(again, tx, log)
                for it in again.records(tx, log):
                    found[it.envelope.command] += 1
                    begins.setdefault(it.envelope.command, it.event.NAME)
        assert acknowledged <= set(found), "an acknowledged command was lost"
        founding = next(command for command, name in begins.items() if name == "installation.founded")
        halves = {
            name for command, name in begins.items() if found[command] != FIRST.get(name, 1) and command != founding
        }
        assert not halves, f"half a command: {halves}"
    finally:
        again.engine.dispose()
