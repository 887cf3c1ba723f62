"""In which other roles did somebody sit at the moment of an act, and with what motive?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Door, Envelope, Reader, Recorded, Words
from review.domain.moments import day_of
from review.domain.overlaps import Role, clashing
from review.domain.vocabulary import BodyKind, Capacity
from review.projections.groups import seats
from review.projections.people import offices
from review.projections.schema import Opened

Held = tuple[Role, date, date | None]


def roles(tx: sa.Connection, evaluation: UUID, people: Collection[UUID]) -> Mapping[UUID, list[Held]]:
    """Every role of these people in an evaluation and in the installation, with its period."""
    found: dict[UUID, list[Held]] = {person: [] for person in people}
    for row in tx.execute(_SEATS, {"of": evaluation, "people": list(people)}):
        role = Role(Capacity(row.capacity), BodyKind(row.body))
        found[row.person].append((role, row.starts_on, row.ends_on))
    for row in tx.execute(_OFFICES, {"people": list(people)}):
        found[row.person].append((Role(Capacity(row.office)), row.starts_on, row.ends_on))
    return found


_PEOPLE: sa.BindParameter[Any] = sa.bindparam("people", expanding=True)
_SEATS = (
    sa.select(seats)
    .where(seats.c.evaluation == sa.bindparam("of"), seats.c.person.in_(_PEOPLE))
    .order_by(seats.c.position)
)
_OFFICES = sa.select(offices).where(offices.c.person.in_(_PEOPLE)).order_by(offices.c.starts_on)
_BODIES = sa.select(seats.c.id, seats.c.body).where(seats.c.id.in_(sa.bindparam("seats", expanding=True)))


def at(held: Iterable[Held], today: date) -> tuple[Role, ...]:
    """The roles held on a day."""
    return tuple(role for role, since, until in held if since <= today and (until is None or today <= until))


def beside(tx: sa.Connection, records: Iterable[Recorded]) -> dict[tuple[UUID, int], tuple[Role, ...]]:
    """By log and position the roles that whoever acted held beside the one of the act, where they look at one text."""
    acts: dict[UUID, list[Recorded]] = {}
    for it in records:
        if it.envelope.capacity is not None:
            acts.setdefault(it.log, []).append(it)
    found = {}
    for log, of_log in acts.items():
        known = roles(tx, log, {it.envelope.person for it in of_log})
        bodies = _bodies(tx, {it.envelope.seat for it in of_log if it.envelope.seat is not None})
        for it in of_log:
            others = clashing(_role(it.envelope, bodies), at(known[it.envelope.person], day_of(it.at)))
            if others:
                found[log, it.position] = others
    return found


def _role(by: Envelope, bodies: Mapping[UUID, BodyKind]) -> Role:
    assert by.capacity is not None
    return Role(by.capacity, bodies.get(by.seat) if by.seat else None)


def _bodies(tx: sa.Connection, of: Collection[UUID]) -> dict[UUID, BodyKind]:
    return {row.id: BodyKind(row.body) for row in tx.execute(_BODIES, {"seats": list(of)})}


def unexplained(tx: sa.Connection, evaluation: UUID, person: UUID, today: date) -> bool:
    """Whether somebody who decides also writes or advises here, and no motive for that is on record with a seat."""
    held = at(roles(tx, evaluation, [person])[person], today)
    if not clashing(Role(Capacity.DIRECTOR), held):
        return False
    return tx.execute(_EXPLAINED, {"of": evaluation, "person": person}).first() is None


_EXPLAINED = (
    sa.select(seats.c.id)
    .where(seats.c.evaluation == sa.bindparam("of"), seats.c.person == sa.bindparam("person"))
    .where(seats.c.overlap_key.is_not(None))
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Motive:
    """Why somebody took a seat beside another role."""

    role: Role
    words: Words


def motives(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID, person: UUID) -> list[Motive]:
    """What was put on record about the overlaps of one person, seat by seat."""
    query = sa.select(seats).where(
        seats.c.evaluation == evaluation, seats.c.person == person, seats.c.overlap_key.is_not(None)
    )
    rows = tx.execute(query.order_by(seats.c.position)).mappings().all()
    opened = Opened(door, reader, rows, "overlap")
    return [Motive(Role(Capacity(row["capacity"]), BodyKind(row["body"])), opened.need(row, "overlap")) for row in rows]
