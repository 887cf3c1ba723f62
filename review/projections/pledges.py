"""Who signed the ethics pledge, and whose is still waited for?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.columns import Id
from review.domain import moments
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.pledges import PledgeSigned
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import groups
from review.projections.people import Names
from review.projections.schema import Change, Insert, column, identity, metadata, moment
from review.projections.trail import last_day, lines

pledges = sa.Table(
    "pledges",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("person", Id),
    column("seat", Id),
    column("edition", sa.Integer),
    moment("at"),
)
RESEARCHERS = frozenset({Capacity.TEAM_LEAD, Capacity.EVALUATOR, Capacity.EXTERNAL_RESEARCHER})


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case PledgeSigned() as event:
            row = {"id": it.stream, "evaluation": it.log, "person": it.envelope.person, "seat": event.seat}
            yield Insert(pledges, row | {"edition": event.edition, "at": it.at})


@dataclass(frozen=True, slots=True)
class Pledge:
    """One researcher of the team; ``at`` None: the pledge is still waited for."""

    person: UUID
    name: Words
    organisation: str
    capacity: Capacity
    at: int | None


def of_team(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Pledge]:
    """Everybody who does research in the team now, with the pledge."""
    when = {row.person: row.at for row in tx.execute(sa.select(pledges).where(pledges.c.evaluation == evaluation))}
    team = _team(tx, evaluation, moments.day_of(reader.moment))
    names = Names(tx, door, reader, [row.person for row in team])
    return [
        Pledge(row.person, names[row.person], row.organisation, Capacity(row.capacity), when.get(row.person))
        for row in team
    ]


def _team(tx: sa.Connection, evaluation: UUID, today: date) -> list[Any]:
    it = groups.seats.c
    query = sa.select(it.person, it.organisation, it.capacity).where(
        it.evaluation == evaluation,
        it.body == BodyKind.EVALUATION_TEAM,
        it.capacity.in_([str(one) for one in RESEARCHERS]),
        groups.held_on(today),
    )
    return list(tx.execute(query.order_by(it.position)).all())


# -- for decisions


def standing(tx: sa.Connection, evaluation: UUID) -> tuple[tuple[int, ...], int]:
    """The positions of the pledges of those who do research in the team, and how many of them signed none.

    The team is that of the day of the youngest record: looked at later, the same comes out.
    """
    team = {row.person for row in _team(tx, evaluation, last_day(tx, evaluation))}
    found = {row.person: row.position for row in tx.execute(_SIGNED, {"evaluation": evaluation})}
    return tuple(sorted(found[one] for one in team & found.keys())), len(team - found.keys())


_SIGNED = (
    sa.select(pledges.c.person, lines.c.position)
    .join(lines, sa.and_(lines.c.log == pledges.c.evaluation, lines.c.stream == pledges.c.id))
    .where(pledges.c.evaluation == sa.bindparam("evaluation"))
)


def signed_in(tx: sa.Connection, evaluations: Collection[UUID]) -> list[tuple[UUID, UUID]]:
    """Who signed in which of these evaluations."""
    query = sa.select(pledges.c.evaluation, pledges.c.person).where(among(pledges.c.evaluation))
    return [(row.evaluation, row.person) for row in tx.execute(query, {"ids": evaluations})]


def signed(tx: sa.Connection, evaluation: UUID) -> frozenset[UUID]:
    return frozenset(tx.scalars(sa.select(pledges.c.person).where(pledges.c.evaluation == evaluation)))
