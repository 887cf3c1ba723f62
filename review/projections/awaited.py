"""Who was asked in the rounds that are open, and who has not responded?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from review.among import among
from review.domain.vocabulary import RoundMode
from review.projections.groups import seats
from review.projections.rounds import participations, rounds


@dataclass(slots=True)
class Asked:
    """How many were asked in a round that is open, how many are left, and whether the reader is among those."""

    total: int = 0
    left: int = 0
    waits_for_reader: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """A round that is open and in which this person was asked."""

    round: UUID
    responded: bool


def asked_in(tx: sa.Connection, found: Collection[UUID], own: Iterable[Own]) -> dict[UUID, Asked]:
    """Each of these rounds with how many answered; ``own``: those in which the reader was asked."""
    answer = {
        row.round: Asked(row.total, row.total - row.responded) for row in tx.execute(_ASKED, {"ids": found}).all()
    }
    for mine in own:
        if not mine.responded and mine.round in answer:
            answer[mine.round].waits_for_reader = True
    return answer


def participations_of(tx: sa.Connection, person: UUID, held: Collection[UUID]) -> list[Own]:
    """The open rounds in which one of the seats that this person holds was asked."""
    rows = tx.execute(_OF_PERSON, {"person": person}).all()
    return [Own(row.round, row.responded_at is not None) for row in rows if row.seat in held]


def left_in(tx: sa.Connection, found: Collection[UUID]) -> dict[UUID, list[UUID]]:
    """The people who have not responded in these rounds, in the order of seating.

    Under pseudonyms nobody is named: who falls out of this list when a response comes in has given it.
    """
    people: dict[UUID, list[UUID]] = defaultdict(list)
    for row in tx.execute(_LEFT, {"ids": found}) if found else ():
        people[row.round].append(row.person)
    return people


def people_asked(tx: sa.Connection, draft: UUID) -> set[UUID]:
    """Everybody who was asked in a round on any version of a document."""
    query = (
        sa.select(seats.c.person)
        .join(participations, participations.c.seat == seats.c.id)
        .join(rounds, rounds.c.id == participations.c.round)
    )
    return set(tx.scalars(query.where(rounds.c.draft == draft)))


@lru_cache(maxsize=8192)
def _once(value: bytes) -> UUID:
    return UUID(bytes=value)


class _Recurring(TypeDecorator[UUID]):
    """An id that comes back in row after row: made once. On PostgreSQL the driver makes them, and fast."""

    impl = sa.LargeBinary
    cache_ok = True

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:
        return None if value is None else _once(value)


_ID = sa.Uuid().with_variant(_Recurring(), "sqlite")


def recurring(column: sa.Column[Any]) -> sa.Label[UUID]:
    return sa.type_coerce(column, _ID).label(column.name)


_ASKED = (
    sa.select(
        participations.c.round,
        sa.func.count().label("total"),
        sa.func.count(participations.c.responded_at).label("responded"),
    )
    .where(among(participations.c.round))
    .group_by(participations.c.round)
)
_LEFT = (
    sa.select(participations.c.round, recurring(seats.c.person))
    .join(seats, seats.c.id == participations.c.seat)
    .join(rounds, rounds.c.id == participations.c.round)
    .where(
        among(participations.c.round),
        participations.c.responded_at.is_(None),
        rounds.c.mode != RoundMode.PSEUDONYMOUS,
    )
    .order_by(seats.c.position)
)
_OF_PERSON = (
    sa.select(participations.c.round, participations.c.seat, participations.c.responded_at)
    .select_from(seats)
    .join(rounds, sa.and_(rounds.c.evaluation == seats.c.evaluation, rounds.c.body_id == seats.c.body_id))
    .join(participations, sa.and_(participations.c.round == rounds.c.id, participations.c.seat == seats.c.id))
    .where(seats.c.person == sa.bindparam("person"), rounds.c.is_open)
)
