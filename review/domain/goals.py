"""The five levels at which goals are set, from what is put in to what it is all for."""

from __future__ import annotations

from enum import StrEnum


class GoalLevel(StrEnum):
    """At which level of the theory of change something is said, from low to high."""

    INPUT = "input"
    ACTIVITY = "activity"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"

    @property
    def rank(self) -> int:
        return list(GoalLevel).index(self)
