"""What does this person hold at this moment: seats in an evaluation, offices in the installation?"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.domain.acts import Acting, Reader
from review.domain.moments import day_of
from review.domain.permissions import Permission, cell
from review.domain.visibility import may_read
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import mandates
from review.projections.groups import seats
from review.projections.people import offices


def reader(tx: sa.Connection, person: UUID, evaluation: UUID | None, moment: int) -> Reader:
    """The reader with all that counts for this evaluation; without one, offices only."""
    today = day_of(moment)
    held = [*_offices(tx, person, today)]
    if evaluation is not None:
        held = [*_seats(tx, person, evaluation, today, moment), *held]
    return Reader(person=person, holds=tuple(held), moment=moment)


def within(tx: sa.Connection, reader: Reader, evaluation: UUID) -> Reader:
    """The same person with the seats in this evaluation too, where the offices alone do not open its documents."""
    if may_read(reader):
        return reader
    today = day_of(reader.moment)
    held = _seats(tx, reader.person, evaluation, today, reader.moment)
    return msgspec.structs.replace(reader, holds=tuple(dict.fromkeys((*held, *reader.holds))))


def seat(tx: sa.Connection, seat: UUID, evaluation: UUID) -> Any:
    """The row of a seat of this evaluation, None where there is none; for ``acting_in_seat``."""
    return tx.execute(_SEAT, {"seat": seat, "evaluation": evaluation}).one_or_none()


def acting_in_seat(row: Any, person: UUID, moment: int) -> Acting | None:
    """What the row of a seat lets this person act as, when held now."""
    held = row is not None and row.person == person and _runs(row, day_of(moment))
    return _acting(row, moment) if held else None


def sitting(tx: sa.Connection, evaluation: UUID, moment: int) -> dict[UUID, Acting]:
    """As whom each seat of an evaluation speaks, those that ended included: what was written counts as written."""
    query = sa.select(seats).where(seats.c.evaluation == evaluation).order_by(seats.c.position)
    return {row.id: _acting(row, moment) for row in tx.execute(query)}


def acting_in_office(tx: sa.Connection, office: UUID, person: UUID, moment: int) -> Acting | None:
    """The office that the person claims, when held now."""
    row = tx.execute(_OFFICE, {"office": office}).one_or_none()
    held = row is not None and row.person == person and _runs(row, day_of(moment))
    return _office(row) if held else None


def evaluations_of(tx: sa.Connection, person: UUID, moment: int) -> dict[UUID, list[Acting]]:
    """The seats this person holds now, by evaluation."""
    today = day_of(moment)
    found: dict[UUID, list[Acting]] = {}
    for row in tx.execute(_OF_PERSON, {"person": person}).all():
        if _runs(row, today):
            found.setdefault(row.evaluation, []).append(_acting(row, moment))
    for evaluation, acting in mandates.everywhere(tx, person, moment):
        found.setdefault(evaluation, []).append(acting)
    return found


def directors(tx: sa.Connection, today: date) -> set[UUID]:
    return holders(tx, Capacity.DIRECTOR, today)


def holders(tx: sa.Connection, office: Capacity, today: date) -> set[UUID]:
    """Who holds this office on this day."""
    rows = tx.execute(sa.select(offices).where(offices.c.office == office))
    return {row.person for row in rows if _runs(row, today)}


_SEAT = sa.select(seats).where(seats.c.id == sa.bindparam("seat"), seats.c.evaluation == sa.bindparam("evaluation"))
_OFFICE = sa.select(offices).where(offices.c.id == sa.bindparam("office"))
_OFFICES = (
    sa.select(offices).where(offices.c.person == sa.bindparam("person")).order_by(offices.c.starts_on, offices.c.id)
)
_OF_PERSON = (
    sa.select(
        seats.c.id,
        seats.c.evaluation,
        seats.c.person,
        seats.c.capacity,
        seats.c.organisation,
        seats.c.body,
        seats.c.body_id,
        seats.c.starts_on,
        seats.c.ends_on,
        seats.c.ended,
        seats.c.acting,
        seats.c.acting_from,
        seats.c.acting_until,
        seats.c.instead_of,
    )
    .where(seats.c.person == sa.bindparam("person"))
    .order_by(seats.c.position)
)
_SEATS = (
    sa.select(seats)
    .where(seats.c.evaluation == sa.bindparam("evaluation"), seats.c.person == sa.bindparam("person"))
    .order_by(seats.c.position)
)


def _seats(tx: sa.Connection, person: UUID, evaluation: UUID, today: date, moment: int) -> list[Acting]:
    """Seats, and then mandates."""
    rows = tx.execute(_SEATS, {"evaluation": evaluation, "person": person})
    found = [_acting(row, moment) for row in rows if _runs(row, today)]
    return [*found, *mandates.held(tx, person, evaluation, moment)]


def acts_for(tx: sa.Connection, acting: Acting, permission: Permission) -> UUID | None:
    """Whose power an act uses: the director's under a mandate, the chair's where a deputy acts for the chair."""
    if acting.mandated_by is not None or not acting.window or cell(permission, acting.capacity) != "2":
        return acting.mandated_by
    return tx.scalar(sa.select(seats.c.person).where(seats.c.id == acting.instead_of))


def _offices(tx: sa.Connection, person: UUID, today: date) -> list[Acting]:
    return [_office(row) for row in tx.execute(_OFFICES, {"person": person}) if _runs(row, today)]


def _runs(row: Any, today: date) -> bool:
    return bool(not row.ended and row.starts_on <= today and (row.ends_on is None or today <= row.ends_on))


def _acting(row: Any, moment: int) -> Acting:
    window = row.acting and row.acting_from <= moment and (row.acting_until is None or moment <= row.acting_until)
    return Acting(
        person=row.person,
        seat=row.id,
        capacity=Capacity(row.capacity),
        organisation=row.organisation,
        body=BodyKind(row.body),
        group=row.body_id,
        window=bool(window),
        instead_of=row.instead_of if window else None,
    )


def _office(row: Any) -> Acting:
    return Acting(person=row.person, seat=row.id, capacity=Capacity(row.office), organisation=row.organisation)
