"""How long the fault tests run: a sample in the suite, and what TOETSSTEEN_FAULTS says in long runs."""

from __future__ import annotations

import os


def times(sample: int, long: int) -> int:
    """``sample`` in the suite; with TOETSSTEEN_FAULTS=1 ``long``; with a larger number that many."""
    given = int(os.environ.get("TOETSSTEEN_FAULTS", "0"))
    return sample if given == 0 else long if given == 1 else given
