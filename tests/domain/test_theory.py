"""Steps of a theory of change lead up, to another element, and once."""

from __future__ import annotations

import pytest

from review.application import uuid7
from review.domain.errors import AlreadyDone, LeadsBack
from review.domain.goals import GoalLevel
from review.domain.theory import require_upward

LEVELS = list(GoalLevel)


@pytest.mark.parametrize("low", LEVELS)
@pytest.mark.parametrize("high", LEVELS)
def test_a_step_leads_to_the_same_level_or_a_higher_one(low: GoalLevel, high: GoalLevel) -> None:
    origin, target = (uuid7(), low), (uuid7(), high)
    if high.rank >= low.rank:
        require_upward(origin, target, set())
    else:
        with pytest.raises(LeadsBack):
            require_upward(origin, target, set())


def test_no_step_to_itself_nor_back_nor_twice() -> None:
    one, two = (uuid7(), GoalLevel.OUTPUT), (uuid7(), GoalLevel.OUTPUT)
    with pytest.raises(LeadsBack):
        require_upward(one, one, set())
    with pytest.raises(LeadsBack):
        require_upward(two, one, {(one[0], two[0])})
    with pytest.raises(AlreadyDone):
        require_upward(one, two, {(one[0], two[0])})
