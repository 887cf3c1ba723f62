"""Who may decide in the director's place, given by whom, and from when until when?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain import moments
from review.domain.acts import Acting, Door, Reader, Recorded, Words
from review.domain.errors import MandateBarred, MandateOver
from review.domain.mandates import WATCHING, MandateEnded, MandateGiven
from review.domain.vocabulary import Capacity
from review.projections.people import Names, offices
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

mandates = sa.Table(
    "mandates",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("person", Id, index=True),
    column("given_by", Id),
    column("organisation", sa.Text),
    moment("starts_at"),
    moment("ends_at"),
    column("ended", sa.Boolean),
    *sealed_columns("motive"),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case MandateGiven() as event:
            row: dict[str, Any] = {"id": it.stream, "evaluation": it.log, "position": it.position}
            row |= {"person": event.person, "given_by": it.envelope.person, "organisation": event.organisation}
            row |= {"starts_at": event.starts_at, "ends_at": event.ends_at, "ended": False}
            yield Insert(mandates, row | sealed_values("motive", event.motive))
        case MandateEnded():
            yield Update(mandates, (it.stream,), {"ended": True, "ends_at": it.at})


def acting_under(tx: sa.Connection, mandate: UUID, evaluation: UUID, person: UUID, now: int) -> Acting | None:
    """What a mandate lets this person act as, at this moment. Raises MandateOver where it was theirs and is over,
    MandateBarred where they hold an office since that does not go with it.
    """
    row = tx.execute(_ONE, {"mandate": mandate, "evaluation": evaluation}).one_or_none()
    if row is None or row.person != person:
        return None
    if not _runs(row, now):
        raise MandateOver(ended=row.ends_at if row.ends_at < now or row.ended else None)
    if _is_barred(tx, person, now):
        raise MandateBarred()
    return _acting(row)


def held(tx: sa.Connection, person: UUID, evaluation: UUID, now: int) -> list[Acting]:
    """The mandates of a person in an evaluation that hold now."""
    rows = tx.execute(_OF_PERSON, {"person": person, "evaluation": evaluation})
    found = [_acting(row) for row in rows if _runs(row, now)]
    return [] if found and _is_barred(tx, person, now) else found


def everywhere(tx: sa.Connection, person: UUID, now: int) -> list[tuple[UUID, Acting]]:
    """The same in every evaluation."""
    query = sa.select(mandates).where(mandates.c.person == person).order_by(mandates.c.position)
    found = [(row.evaluation, _acting(row)) for row in tx.execute(query) if _runs(row, now)]
    return [] if found and _is_barred(tx, person, now) else found


def offices_of(tx: sa.Connection, person: UUID, now: int) -> frozenset[Capacity]:
    """The offices that a person holds on this day."""
    day, it = moments.day_of(now), offices.c
    query = sa.select(it.office).where(it.person == person, it.ended.is_(False), it.starts_on <= day)
    return frozenset(map(Capacity, tx.scalars(query.where(sa.or_(it.ends_on.is_(None), it.ends_on >= day)))))


def barred(tx: sa.Connection, now: int) -> frozenset[UUID]:
    """Everybody who holds an office that does not go with a mandate."""
    held = sa.select(offices.c.person).where(offices.c.office.in_(WATCHING)).distinct()
    return frozenset(person for person in tx.scalars(held) if _is_barred(tx, person, now))


def _is_barred(tx: sa.Connection, person: UUID, now: int) -> bool:
    return not WATCHING.isdisjoint(offices_of(tx, person, now))


def is_over(tx: sa.Connection, person: UUID, evaluation: UUID, now: int) -> bool:
    """Whether a mandate of this person held once in an evaluation, and none does now."""
    rows = tx.execute(_OF_PERSON, {"person": person, "evaluation": evaluation}).all()
    return any(row.starts_at <= now for row in rows) and not any(_runs(row, now) for row in rows)


def has_one(tx: sa.Connection, person: UUID, evaluation: UUID, starts_at: int, ends_at: int) -> bool:
    """Whether a mandate of this person holds during some of a period."""
    rows = tx.execute(_OF_PERSON, {"person": person, "evaluation": evaluation})
    return any(not row.ended and row.starts_at <= ends_at and starts_at <= row.ends_at for row in rows)


@dataclass(frozen=True, slots=True)
class Mandate:
    id: UUID
    person: UUID
    name: Words
    given_by: Words
    organisation: str
    starts_at: int
    ends_at: int
    ended: bool
    motive: Words

    def runs(self, now: int) -> bool:
        return not self.ended and self.starts_at <= now <= self.ends_at


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Mandate]:
    """Every mandate, the youngest first."""
    query = sa.select(mandates).where(mandates.c.evaluation == evaluation).order_by(mandates.c.position.desc())
    rows = tx.execute(query).mappings().all()
    names = Names(tx, door, reader, (who for row in rows for who in (row["person"], row["given_by"])))
    opened = Opened(door, reader, rows, "motive")
    return [
        Mandate(
            row["id"],
            row["person"],
            names[row["person"]],
            names[row["given_by"]],
            row["organisation"],
            row["starts_at"],
            row["ends_at"],
            row["ended"],
            opened.need(row, "motive"),
        )
        for row in rows
    ]


_ONE = sa.select(mandates).where(
    mandates.c.id == sa.bindparam("mandate"), mandates.c.evaluation == sa.bindparam("evaluation")
)
_OF_PERSON = (
    sa.select(mandates)
    .where(mandates.c.person == sa.bindparam("person"), mandates.c.evaluation == sa.bindparam("evaluation"))
    .order_by(mandates.c.position)
)


def _runs(row: Any, now: int) -> bool:
    return bool(not row.ended and row.starts_at <= now <= row.ends_at)


def _acting(row: Any) -> Acting:
    """As the director, for what a mandate covers and nothing else."""
    return Acting(
        person=row.person,
        seat=row.id,
        capacity=Capacity.DIRECTOR,
        organisation=row.organisation,
        mandated_by=row.given_by,
    )
