"""Which groups surround an evaluation, who sits in them, in which capacity and until when?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.groups import ActingAppointed, ActingEnded, GroupConstituted, SeatEnded, SeatGiven
from review.domain.moments import day_of
from review.domain.vocabulary import INDEPENDENT, INVITED, TEAM, BodyKind, Capacity
from review.projections.people import Names
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

groups = sa.Table(
    "bodies",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("body", sa.Text),
    moment("constituted_at"),
)
seats = sa.Table(
    "seats",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("body_id", Id),
    column("body", sa.Text),
    column("person", Id, index=True),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    *sealed_columns("expertise", nullable=True),
    *sealed_columns("overlap", nullable=True),
    column("starts_on", sa.Date),
    column("ends_on", sa.Date, nullable=True),
    column("ended", sa.Boolean),
    column("acting", sa.Boolean),
    column("instead_of", Id, nullable=True),
    moment("acting_from", nullable=True),
    moment("acting_until", nullable=True),
    column("position", sa.Integer),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case GroupConstituted() as event:
            yield Insert(groups, {"id": it.stream, "evaluation": it.log, "body": event.body, "constituted_at": it.at})
        case SeatGiven() as event:
            yield Insert(seats, _given(it, event))
        case SeatEnded() as event:
            ended = event.ended_on <= day_of(it.at)
            over = {"acting": False} if ended else {}
            yield Update(seats, (it.stream,), {"ends_on": event.ended_on, "ended": ended, **over})
        case ActingAppointed() as event:
            yield Update(
                seats,
                (it.stream,),
                {
                    "acting": True,
                    "instead_of": event.instead_of,
                    "acting_from": event.starts_at,
                    "acting_until": event.ends_at,
                },
            )
        case ActingEnded():
            yield Update(seats, (it.stream,), {"acting": False, "acting_until": it.at})


def _given(it: Recorded, event: SeatGiven) -> dict[str, Any]:
    return {
        "id": it.stream,
        "evaluation": it.log,
        "body_id": event.group,
        "body": event.body,
        "person": event.person,
        "capacity": event.capacity,
        "organisation": event.organisation,
        **sealed_values("expertise", event.expertise),
        **sealed_values("overlap", event.overlap),
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "ended": False,
        "acting": False,
        "instead_of": None,
        "acting_from": None,
        "acting_until": None,
        "position": it.position,
    }


@dataclass(frozen=True, slots=True)
class Seat:
    id: UUID
    group: UUID
    body: BodyKind
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    expertise: Words | None
    starts_on: date
    ends_on: date | None
    acting: bool
    acting_from: int | None
    acting_until: int | None
    ended: bool = False  #: by an act: over at once, though ``ends_on`` is the day of the act

    def is_held(self, today: date) -> bool:
        return not self.ended and self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)


@dataclass(frozen=True, slots=True)
class Group:
    id: UUID
    body: BodyKind
    seats: tuple[Seat, ...]


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Group]:
    """Groups with all their seats, past ones included, in the order of the bodies and of seating."""
    rows = tx.execute(_SEATS, {"of": evaluation}).mappings().all()
    names = Names(tx, door, reader, (row["person"] for row in rows))
    opened = Opened(door, reader, rows, "expertise")
    found = [
        Seat(
            row["id"],
            row["body_id"],
            BodyKind(row["body"]),
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            opened.of(row, "expertise"),
            row["starts_on"],
            row["ends_on"],
            row["acting"],
            row["acting_from"],
            row["acting_until"],
            row["ended"],
        )
        for row in rows
    ]
    bodies = tx.execute(_GROUPS, {"of": evaluation}).all()
    order = list(BodyKind)
    return [
        Group(row.id, BodyKind(row.body), tuple(seat for seat in found if seat.group == row.id))
        for row in sorted(bodies, key=lambda row: order.index(BodyKind(row.body)))
    ]


_SEATS = sa.select(seats).where(seats.c.evaluation == sa.bindparam("of")).order_by(seats.c.position)
_GROUPS = sa.select(groups).where(groups.c.evaluation == sa.bindparam("of"))


def group_of(tx: sa.Connection, evaluation: UUID, body: BodyKind) -> UUID | None:
    return tx.scalar(sa.select(groups.c.id).where(groups.c.evaluation == evaluation, groups.c.body == body))


def body_of(tx: sa.Connection, evaluation: UUID, group: UUID) -> BodyKind | None:
    found = tx.scalar(sa.select(groups.c.body).where(groups.c.evaluation == evaluation, groups.c.id == group))
    return None if found is None else BodyKind(found)


def _held(evaluation: UUID, today: date) -> sa.Select[tuple[UUID, UUID, str]]:
    return sa.select(seats.c.id, seats.c.person, seats.c.capacity).where(
        seats.c.evaluation == evaluation,
        held_on(today),
    )


def held_on(today: Any) -> sa.ColumnElement[bool]:
    """The condition that a seat is held on this day (a date or a bind parameter)."""
    still = sa.or_(seats.c.ends_on.is_(None), seats.c.ends_on >= today)
    return sa.and_(seats.c.starts_on <= today, still, sa.not_(seats.c.ended))


def invited(tx: sa.Connection, evaluation: UUID, group: UUID, today: date) -> tuple[tuple[UUID, ...], int]:
    """The seats a round of this group asks, in order of seating, and how many of them are independent members."""
    query = _held(evaluation, today).where(seats.c.body_id == group).order_by(seats.c.position)
    rows = [row for row in tx.execute(query) if row.capacity in INVITED]
    return tuple(row.id for row in rows), sum(row.capacity in INDEPENDENT for row in rows)


def invited_capacities(tx: sa.Connection, evaluation: UUID, group: UUID, moment: int) -> list[Capacity]:
    """The capacities of those whom a round of this group would ask now, in order of seating."""
    query = _held(evaluation, day_of(moment)).where(seats.c.body_id == group).order_by(seats.c.position)
    return [Capacity(row.capacity) for row in tx.execute(query) if row.capacity in INVITED]


def team(tx: sa.Connection, evaluation: UUID, today: date) -> tuple[UUID, ...]:
    """Who writes in the evaluation team or once did: contributors to what it submits, also after they left it."""
    query = sa.select(seats.c.person).where(
        seats.c.evaluation == evaluation,
        seats.c.starts_on <= today,
        seats.c.body == BodyKind.EVALUATION_TEAM,
        seats.c.capacity.in_(sorted(TEAM | {Capacity.EXTERNAL_RESEARCHER})),
    )
    return tuple(sorted(set(tx.scalars(query))))


def overlaps(
    tx: sa.Connection, group: UUID, person: UUID, capacity: Capacity, starts_on: date, ends_on: date | None
) -> bool:
    """Whether the person holds this very seat in the group during some of that period."""
    query = sa.select(seats.c.id).where(
        seats.c.body_id == group,
        seats.c.person == person,
        seats.c.capacity == capacity,
        sa.not_(seats.c.ended),
        sa.or_(seats.c.ends_on.is_(None), seats.c.ends_on >= starts_on),
    )
    if ends_on is not None:
        query = query.where(seats.c.starts_on <= ends_on)
    return tx.execute(query.limit(1)).first() is not None


def leaders(
    tx: sa.Connection, evaluation: UUID, group: UUID | None, today: date, moment: int | None = None
) -> set[UUID]:
    """The people who may instruct a secretary for this group: who chairs it now, or acts for the chair.

    Without a ``moment`` a deputy counts on every day of the window.
    """
    query = sa.select(seats).where(
        seats.c.evaluation == evaluation,
        held_on(today),
        seats.c.capacity.in_((Capacity.CHAIR, Capacity.DEPUTY_CHAIR)),
    )
    if group is not None:
        query = query.where(seats.c.body_id == group)
    return {row.person for row in tx.execute(query) if row.capacity == Capacity.CHAIR or acts(row, today, moment)}


def acts(seat: Any, today: date, moment: int | None = None) -> bool:
    """Whether the window of a deputy is open, at this moment or on this day."""
    if not seat.acting:
        return False
    since, until = seat.acting_from, seat.acting_until
    if moment is not None:
        return bool(since <= moment and (until is None or moment <= until))
    return day_of(since) <= today and (until is None or today <= day_of(until))


def is_seat(tx: sa.Connection, evaluation: UUID, seat: UUID) -> bool:
    """Whether this is a seat of the evaluation, now or before."""
    return tx.scalar(sa.select(seats.c.id).where(seats.c.id == seat, seats.c.evaluation == evaluation)) is not None
