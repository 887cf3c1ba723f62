"""Every figure, with the bar it is held against; a figure says how it was taken."""

from __future__ import annotations

import gc
import os
import random
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from benchmarks.floor import Floor
from benchmarks.peer import Peer
from benchmarks.scene import Scene, build, paragraphs
from benchmarks.timing import interleaved, median_of, ratio, timed
from review import installation
from review.application import Review
from review.commands.drafts import SubmitVersion
from review.commands.rounds import CloseRound, ReopenRound
from review.domain.acts import Fact
from review.domain.errors import RoundClosed
from review.domain.vocabulary import DocumentKind
from review.projections.comments import comments
from review.records import encode_envelope
from review.store.ids import uuid7
from review.store.tables import event


@dataclass(frozen=True)
class Figure:
    """``bar`` reads as a sentence; ``holds`` says whether the value meets it."""

    name: str
    database: str
    value: float
    unit: str
    bar: str
    holds: bool

    def row(self) -> dict[str, Any]:
        return asdict(self)


def at_most(name: str, database: str, value: float, unit: str, bar: float) -> Figure:
    return Figure(name, database, round(value, 4), unit, f"at most {bar:g}", value <= bar)


def at_least(name: str, database: str, value: float, unit: str, bar: float) -> Figure:
    return Figure(name, database, round(value, 4), unit, f"at least {bar:g}", value >= bar)


def command_against_floor_and_peer(database: str, address: str) -> list[Figure]:
    """A comment, decided under the lock, against its rows by plain SQL and against SQLAlchemy-Continuum."""
    floor, scene = Floor(address), build(address)
    with Peer(address) as peer:
        ours, same_rows = partial(median_of, work=scene.comment), partial(median_of, work=floor.comment)
        taken = interleaved({"ours": ours, "floor": same_rows, "peer": peer.comments})
    sqlite = database == "sqlite"
    return [
        at_most("comment / floor", database, ratio(taken["ours"], taken["floor"]), "x", 1.7 if sqlite else 1.5),
        at_least("Continuum / comment", database, ratio(taken["peer"], taken["ours"]), "x", 4 if sqlite else 3),
        at_most("comment, median", database, statistics.median(taken["ours"]) * 1e3, "ms", 1000),
    ]


def version_of_3000_blocks(database: str, address: str) -> list[Figure]:
    """Parsed, aligned with nothing, sealed and recorded; and the bytes that its events add to the log."""
    scene = build(address)
    log = sa.select(sa.func.sum(sa.func.length(event.c.state) + sa.func.length(event.c.envelope)))
    with scene.review.reading() as tx:
        before = tx.scalar(log) or 0
    command = SubmitVersion(
        evaluation=scene.evaluation,
        kind=DocumentKind.TERMS_OF_REFERENCE,
        content=paragraphs(3000).encode(),
    )
    seconds = timed(lambda: scene.review.do(command, scene.lead))
    with scene.review.reading() as tx:
        added = (tx.scalar(log) or 0) - before
    return [
        at_most("version of 3,000 blocks", database, seconds, "s", 1.0),
        at_most("version of 3,000 blocks, added to the log", database, added / 1000, "kB", 400),
    ]


def thirty_at_once(database: str, address: str) -> list[Figure]:
    """30 members press the button together; the time until the last has an answer."""
    scene = build(address, members=30)
    samples = [together(30, scene.comment) for _ in range(7)]
    with scene.review.reading() as tx:
        stored = tx.scalar(sa.select(sa.func.count()).select_from(comments))
    bar = 0.1 if database == "sqlite" else 0.2
    return [
        at_most("30 comments at once", database, statistics.median(samples), "s", bar),
        at_least("30 comments at once, stored of 210", database, stored or 0, "comments", 210),
    ]


def together(count: int, work: Callable[[int], object]) -> float:
    """The time until ``count`` threads, let loose at one moment, are all done; errors come through."""
    barrier = threading.Barrier(count + 1)

    def one(index: int) -> None:
        barrier.wait()
        work(index)

    with ThreadPoolExecutor(count) as pool:
        done = [pool.submit(one, index) for index in range(count)]
        barrier.wait()
        start = time.perf_counter()
        for future in done:
            future.result()
        return time.perf_counter() - start


def close_under_fire(database: str, address: str, times: int = 100) -> list[Figure]:
    """Eight members fire while the chair closes; comments recorded after the close."""
    scene = build(address, members=8)
    for _ in range(times):
        _close_while(scene)
    names = ("round.closed", "round.reopened", "comment.raised")
    with scene.review.reading() as tx:
        rows = tx.execute(sa.select(event.c.name).where(event.c.name.in_(names)).order_by(event.c.position))
        is_open, late = True, 0
        for row in rows:
            late += row.name == "comment.raised" and not is_open
            is_open = row.name != "round.closed" if row.name.startswith("round.") else is_open
    return [at_most(f"comments after the close, {times} rounds under fire", database, late, "comments", 0)]


def _close_while(scene: Scene) -> None:
    def fire(index: int) -> None:
        if index == 8:
            time.sleep(random.uniform(0, 0.01))
            scene.review.do(CloseRound(evaluation=scene.evaluation, round=scene.round, motive="meting"), scene.chair)
            return
        try:
            for _ in range(20):
                scene.comment(index)
        except RoundClosed:
            return

    together(9, fire)
    month = 30 * 86_400_000_000
    reopened = ReopenRound(
        evaluation=scene.evaluation, round=scene.round, closes_at=scene.review.clock() + month, motive="meting"
    )
    scene.review.do(reopened, scene.chair)


def sixteen_writers(database: str, address: str) -> list[Figure]:
    """16 threads writing 25 comments each into one evaluation."""
    scene = build(address, members=16)
    errors: list[Exception] = []

    def write(index: int) -> None:
        try:
            for _ in range(25):
                scene.comment(index)
        except Exception as error:
            errors.append(error)

    seconds = together(16, write)
    return [
        at_most("16 writers, errors", database, len(errors), "errors", 0),
        at_least("16 writers", database, 400 / seconds, "comments/s", 50),
    ]


def growth_and_rebuild(database: str, address: str, large: int = 200_000) -> list[Figure]:
    """The cost of a comment in a log of 5,000 events against one of ``large``; and projecting the large one again."""
    small, big = build(address), build(address)
    fill(small, 5_000)
    fill(big, large)
    taken = interleaved({"small": partial(median_of, work=small.comment), "big": partial(median_of, work=big.comment)})
    gc.collect()
    start = time.perf_counter()
    done = installation.rebuild(big.review)
    seconds = time.perf_counter() - start
    return [
        at_most(f"comment at {large:,} events / at 5,000", database, ratio(taken["big"], taken["small"]), "x", 1.2),
        at_least(f"rebuild of {large:,} events", database, done / seconds, "events/s", 10_000),
        at_most(f"rebuild of {large:,} events, memory", database, _memory_of_rebuild(big), "MB", 400),
    ]


def _memory_of_rebuild(scene: Scene) -> float:
    """The most that ``toetssteen rebuild`` held at once, in a process of its own."""
    at = scene.place
    surroundings = {
        "TOETSSTEEN_DATA": str(at.data),
        "TOETSSTEEN_KEYS": str(at.keys),
        "TOETSSTEEN_DATABASE_URL": at.database_url,
    }
    command = [sys.executable, "-c", "from review.cli import main; main()", "rebuild"]
    with subprocess.Popen(command, env=os.environ | surroundings, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("toetssteen rebuild failed")
    return used.ru_maxrss / 1000


def fill(scene: Scene, count: int) -> None:
    """Let the log grow to ``count`` events: copies of one comment in streams of their own, projected afterwards."""
    scene.comment()
    grow(scene.review, scene.evaluation, ("comment.raised",), count)


def grow(review: Review, log: UUID, names: Sequence[str], count: int, batch: int = 2000) -> None:
    """Let a log grow to ``count`` events: copies of the last stream that went through these, projected afterwards."""
    with review.reading() as tx:
        last = review.on(log).log_recorder.head(tx).position
        found = [it for it in review.records(tx, log) if it.event.NAME in names]
        models = [it for it in found if it.stream == found[-1].stream]
    while last < count:
        streams = [uuid7() for _ in range(min(batch, (count - last) // len(models) + 1))]
        for version, model in enumerate(models, 1):
            command = uuid7()
            envelope = encode_envelope(msgspec.structs.replace(model.envelope, command=command))
            with review.on(log).log_recorder.transaction(command):
                review.on(log).save(*(Fact(one, version, model.event) for one in streams), envelope=envelope)
        last += len(streams) * len(models)
    installation.rebuild(review)
