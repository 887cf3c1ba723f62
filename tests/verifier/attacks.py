"""The attack catalogue: each attack changes a stored log and answers the position (and rule) it must be found by.

*Outside* attacks change what is stored; *inside* attacks are those of an operator who rewrites the whole log and signs
it anew with the right key, so that only the rules of the log itself, or a checkpoint held elsewhere, can find them.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import NamedTuple

from tests.verifier.story import StoredLog, Story, stored_log


class Expected(NamedTuple):
    position: int | None
    rule: str


Outside = Callable[[StoredLog, random.Random], Expected]
Inside = Callable[[Story, random.Random], Expected]


def attacked_outside(attack: Outside, seed: int, log: StoredLog) -> Expected:
    return attack(log, random.Random(f"{attack.__name__} {seed}"))


def attacked_inside(attack: Inside, seed: int, story: Story) -> tuple[StoredLog, Expected]:
    expected = attack(story, random.Random(f"{attack.__name__} {seed}"))
    return stored_log(story), expected
