"""One person in two roles that look at the same text: allowed, seen on every act, and with a motive on record."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from review.domain.vocabulary import INVITED, REVIEWING_BODIES, TEAM, BodyKind, Capacity


class Role(NamedTuple):
    """A capacity and where it is held; ``body`` None: an office."""

    capacity: Capacity
    body: BodyKind | None = None

    @property
    def writes(self) -> bool:
        return self.capacity in TEAM or self.capacity is Capacity.EXTERNAL_RESEARCHER

    @property
    def advises(self) -> bool:
        return self.body in REVIEWING_BODIES and self.capacity in INVITED

    @property
    def decides(self) -> bool:
        return self.capacity is Capacity.DIRECTOR


def clash(one: Role, other: Role) -> bool:
    """Writing, advising and deciding are apart; and advice of two groups counts for two only from two people."""
    if one == other:
        return False
    if one.advises and other.advises:
        return one.body is not other.body
    duties = ((one.writes, one.advises, one.decides), (other.writes, other.advises, other.decides))
    return any(duties[0]) and any(duties[1]) and duties[0] != duties[1]


def clashing(role: Role, others: Iterable[Role]) -> tuple[Role, ...]:
    """Those of the other roles that do not go without saying beside this one."""
    return tuple(dict.fromkeys(other for other in others if clash(role, other)))
