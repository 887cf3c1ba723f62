"""How much was weak in what a report rests on when it was approved, counted for the record of the approval."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum

import msgspec

from review.domain.findings import Aspect, Caution


class Weakness(StrEnum):
    """What was shown: the cautions of single findings by their names, and what the whole lacks. Permanent."""

    NO_SOURCE = "no_source"
    ONE_SOURCE_TYPE = "one_source_type"
    NO_GROUND = "no_ground"
    UNTRACED = "untraced"
    ATTRIBUTION = "attribution"
    NO_QUESTION = "no_question"
    NO_MILITARY_ASPECT = "no_military_aspect"
    NO_POLITICAL_ASPECT = "no_political_aspect"
    UNANSWERED = "unanswered"  #: questions without an answer


class Cautioned(msgspec.Struct, frozen=True, array_like=True):
    """What was weak, and how often it was shown."""

    about: Weakness
    count: int


LACKING = {Aspect.MILITARY: Weakness.NO_MILITARY_ASPECT, Aspect.POLITICAL: Weakness.NO_POLITICAL_ASPECT}


def counted(cautions: Iterable[Sequence[Caution]], missing: Iterable[Aspect], unanswered: int) -> tuple[Cautioned, ...]:
    """Those that occur, in the order of their lists."""
    of = Counter(one for found in cautions for one in found)
    found = [Cautioned(Weakness(one.value), of[one]) for one in Caution if of[one]]
    found += [Cautioned(LACKING[one], 1) for one in missing if one in LACKING]
    return (*found, *([Cautioned(Weakness.UNANSWERED, unanswered)] if unanswered else ()))
