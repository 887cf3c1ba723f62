"""What must a decision on a meeting know: how many there were, and who sat where that day?"""

from __future__ import annotations

from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.domain.errors import Unknown
from review.domain.vocabulary import Capacity
from review.projections.groups import seats
from review.projections.meetings import meetings


def last_number(tx: sa.Connection, group: UUID) -> int:
    """The number of the last meeting of a group, 0 before the first."""
    return int(tx.scalar(sa.select(sa.func.max(meetings.c.number)).where(meetings.c.body_id == group)) or 0)


def seats_on(tx: sa.Connection, evaluation: UUID, day: date) -> dict[UUID, tuple[UUID, UUID]]:
    """The seats held on a day, each with its group and who holds it, in the order of seating.

    A seat ended that very day counts.
    """
    still = sa.or_(seats.c.ends_on.is_(None), seats.c.ends_on >= day)
    query = sa.select(seats.c.id, seats.c.body_id, seats.c.person)
    query = query.where(seats.c.evaluation == evaluation, seats.c.starts_on <= day, still)
    return {row.id: (row.body_id, row.person) for row in tx.execute(query.order_by(seats.c.position))}


def seat_facts(tx: sa.Connection, evaluation: UUID, seat: UUID) -> tuple[UUID, Capacity, str]:
    """Person, capacity and organisation of a seat. Raises Unknown."""
    row = tx.execute(sa.select(seats).where(seats.c.id == seat, seats.c.evaluation == evaluation)).one_or_none()
    if row is None:
        raise Unknown(what="seat")
    return row.person, Capacity(row.capacity), row.organisation
