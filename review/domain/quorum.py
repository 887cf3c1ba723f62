"""Quorum: of which members of a group how many must have been heard before a document can be decided on (rule G6)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Event
from review.domain.errors import BadQuorum, NoSuchChoice
from review.domain.vocabulary import CAPACITIES_OF, INVITED, REVIEWING_BODIES, BodyKind, Capacity

MOST = 50


class Demand(msgspec.Struct, frozen=True, array_like=True):
    """So many members of a category; or, where ``each_organisation``, so many of every organisation that has any."""

    capacity: Capacity
    at_least: int
    each_organisation: bool = False


class QuorumSet(Event, frozen=True, kw_only=True):
    """Holds for the rounds of the group that open after it; a later one replaces it, an empty one ends it."""

    NAME: ClassVar[str] = "quorum.set"
    group: UUID
    body: BodyKind
    demands: tuple[Demand, ...]


def set_quorum(group: UUID, body: BodyKind, demands: tuple[Demand, ...]) -> QuorumSet:
    """Raises NoSuchChoice, BadQuorum."""
    if body not in REVIEWING_BODIES:
        raise NoSuchChoice(field="body", value=body)
    for demand in demands:
        if demand.capacity not in CAPACITIES_OF[body] & INVITED:
            raise NoSuchChoice(field="capacity", value=demand.capacity)
        if not 0 < demand.at_least <= MOST:
            raise BadQuorum(field=f"at_least_{demand.capacity}", limit=MOST)
    if len({demand.capacity for demand in demands}) < len(demands):
        raise NoSuchChoice(field="capacity")
    return QuorumSet(group=group, body=body, demands=demands)


class Asked(msgspec.Struct, frozen=True):
    """A member who was asked in a round. Heard is who responded, also with "no comments"; silence is not."""

    capacity: Capacity
    organisation: str
    heard: bool


class Measure(msgspec.Struct, frozen=True):
    """What came of one demand: ``heard`` of ``needed`` members, or of as many organisations."""

    demand: Demand
    heard: int
    needed: int
    missing: tuple[str, ...] = ()  #: organisations of which too few were heard

    @property
    def is_met(self) -> bool:
        return self.heard >= self.needed and not self.missing


def measured(demands: Iterable[Demand], asked: Iterable[Asked]) -> tuple[Measure, ...]:
    """Every demand against who was asked and heard. Where nobody of a category was asked, it was not heard."""
    members = tuple(asked)
    return tuple(_measure(demand, [one for one in members if one.capacity is demand.capacity]) for demand in demands)


def _measure(demand: Demand, members: list[Asked]) -> Measure:
    if not demand.each_organisation:
        return Measure(demand, sum(one.heard for one in members), demand.at_least)
    heard = {one.organisation: 0 for one in members}
    for one in members:
        heard[one.organisation] += one.heard
    missing = tuple(sorted(organisation for organisation, count in heard.items() if count < demand.at_least))
    return Measure(demand, len(heard) - len(missing), max(len(heard), 1), missing)
