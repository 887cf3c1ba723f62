"""A member's own set: keeping one draft, submitting twenty at once, and thirty members submitting together."""

from __future__ import annotations

import gc
import statistics
import threading

from benchmarks.figures import Figure, at_most
from benchmarks.scene import TEXT, Scene, build
from benchmarks.timing import timed
from review.commands.sets import KeepUnsubmitted, SubmitSet
from review.domain.vocabulary import CommentKind, Position
from review.store.ids import uuid7

SET, TIMES = 20, 60


def keep(scene: Scene, member: int, block: int) -> None:
    kept = KeepUnsubmitted(
        evaluation=scene.evaluation,
        round=scene.round,
        unsubmitted=uuid7(),
        hand=uuid7(),
        block=block,
        kind=CommentKind.METHOD,
        text=TEXT,
    )
    scene.review.do(kept, scene.members[member])


def submit(scene: Scene, member: int) -> None:
    actor = scene.members[member]
    mine = scene.review.sets.of(actor.person, scene.round, {actor.seat})
    seen = tuple((one.id, one.revision) for one in mine)
    command = SubmitSet(evaluation=scene.evaluation, round=scene.round, seen=seen, position=Position.COMMENTS)
    scene.review.do(command, actor)


def own_set(database: str, address: str) -> list[Figure]:
    scene = build(address, members=30)
    kept = [timed(lambda: keep(scene, 0, 2)) for _ in range(TIMES)]
    for member in range(30):
        for block in range(2, 2 + (SET if member else 0)):
            keep(scene, member, block)
    gc.collect()  # what other figures left took 150 ms of the one set that is timed
    alone = timed(lambda: submit(scene, 1))
    others = [threading.Thread(target=submit, args=(scene, member)) for member in range(2, 30)]
    together = timed(lambda: _run(others))
    scene.review.engine.dispose()
    return [
        at_most("draft kept, median", database, statistics.median(kept) * 1e3, "ms", 50),
        at_most("set of 20 submitted", database, alone * 1e3, "ms", 250),
        at_most("28 sets of 20 submitted at once, the last", database, together, "s", 6),
    ]


def _run(threads: list[threading.Thread]) -> None:
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
