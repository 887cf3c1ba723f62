"""How long something takes, and that of candidates that take turns."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable

BLOCK, ROUNDS = 40, 9


def timed(work: Callable[[], object]) -> float:
    """The time of one call, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def median_of(count: int, work: Callable[[], object]) -> float:
    """The median time of so many calls, in seconds."""
    return statistics.median(timed(work) for _ in range(count))


def interleaved(candidates: dict[str, Callable[[int], float]]) -> dict[str, list[float]]:
    """The median time of one call per round, in seconds: blocks of calls in shuffled order, after a warm-up.

    A candidate is asked for so many calls and answers with their median time.
    """
    found: dict[str, list[float]] = {name: [] for name in candidates}
    for work in candidates.values():
        work(BLOCK)
    names = list(candidates)
    for _ in range(ROUNDS):
        random.shuffle(names)
        for name in names:
            found[name].append(candidates[name](BLOCK))
    return found


def ratio(of: Iterable[float], to: Iterable[float]) -> float:
    """The median over the rounds of the ratio within a round."""
    return statistics.median(a / b for a, b in zip(of, to, strict=True))
