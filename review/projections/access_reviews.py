"""Who may do what at this moment, in the whole house; and when was that last reviewed, with which outcome?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.access_reviews import (
    PRIVILEGED,
    AccessReviewed,
    ReviewOutcome,
    ReviewScope,
    due_on,
)
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.moments import day_of, end_of
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import evaluations, holdings, people
from review.projections.groups import held_on, seats
from review.projections.mandates import mandates
from review.projections.obligation import Obligation, What, Why
from review.projections.people import Names
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

reviews = sa.Table(
    "access_reviews",
    metadata,
    identity(),
    column("scope", sa.Text),
    column("outcome", sa.Text),
    *sealed_columns("finding"),
    column("as_of", Big),
    column("accounts", sa.Integer),
    column("offices", sa.Integer),
    column("seats", sa.Integer),
    column("mandates", sa.Integer),
    column("windows", sa.Integer),
    column("person", Id),
    column("organisation", sa.Text),
    moment("at"),
)
_NUMBERS = ("as_of", "accounts", "offices", "seats", "mandates", "windows")


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case AccessReviewed() as event:
            by = it.envelope
            row: dict[str, Any] = {"id": it.stream, "scope": event.scope, "outcome": event.outcome, "at": it.at}
            row |= {name: getattr(event, name) for name in _NUMBERS}
            row |= {"person": by.person, "organisation": by.on_behalf_of}
            yield Insert(reviews, row | sealed_values("finding", event.finding))


@dataclass(frozen=True, slots=True)
class AccessReview:
    id: UUID
    scope: ReviewScope
    outcome: ReviewOutcome
    finding: Words
    as_of: int
    accounts: int
    offices: int
    seats: int
    mandates: int
    windows: int
    person: UUID
    name: Words
    organisation: str
    at: int


def done(tx: sa.Connection, door: Door, reader: Reader) -> list[AccessReview]:
    """The youngest first; whether the reader may know of them is asked before."""
    rows = tx.execute(sa.select(reviews).order_by(reviews.c.at.desc())).mappings().all()
    opened, names = Opened(door, reader, rows, "finding"), Names(tx, door, reader, [row["person"] for row in rows])
    return [
        AccessReview(
            row["id"],
            ReviewScope(row["scope"]),
            ReviewOutcome(row["outcome"]),
            opened.need(row, "finding"),
            row["as_of"],
            row["accounts"],
            row["offices"],
            row["seats"],
            row["mandates"],
            row["windows"],
            row["person"],
            names[row["person"]],
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


def due(tx: sa.Connection) -> dict[ReviewScope, date]:
    """The day by which each scope is to be reviewed; none before there is a house."""
    house = people.installation(tx)
    if house is None:
        return {}
    query = sa.select(reviews.c.scope, sa.func.max(reviews.c.at).label("at")).group_by(reviews.c.scope)
    last = {ReviewScope(row.scope): day_of(row.at) for row in tx.execute(query)}
    return {scope: due_on(scope, last, day_of(house.founded_at)) for scope in ReviewScope}


def obligations_to_review(tx: sa.Connection, moment: int) -> list[Obligation]:
    """One for each scope whose day has come."""
    house, today = people.installation(tx), day_of(moment)
    late = {scope: day for scope, day in due(tx).items() if day <= today}
    if house is None or not late:
        return []
    auditors = tuple(sorted(holdings.holders(tx, Capacity.AUDITOR, today)))
    return [
        Obligation(
            what=What.REVIEW_ACCESS,
            evaluation=house.id,
            title="",
            capacity=Capacity.AUDITOR,
            awaited=auditors,
            since=end_of(day),
            due=end_of(day),
            why=Why.AUDITOR,
            after=scope,
        )
        for scope, day in late.items()
    ]


# -- what is looked through


@dataclass(frozen=True, slots=True)
class Held:
    """Something that somebody holds now; ``evaluation`` None: an office of the house."""

    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    evaluation: UUID | None
    body: BodyKind | None
    starts: date
    ends: date | None
    has_account: bool

    @property
    def is_privileged(self) -> bool:
        return self.capacity in PRIVILEGED


@dataclass(frozen=True, slots=True)
class Access:
    """Who may do what at a moment. ``idle``: accounts of people who hold nothing."""

    moment: int
    offices: tuple[Held, ...]
    seats: tuple[Held, ...]
    mandates: tuple[Held, ...]
    windows: tuple[Held, ...]
    accounts: int
    idle: tuple[people.Person, ...]
    titles: dict[UUID, Words]

    def seats_of(self, evaluation: UUID) -> list[Held]:
        return [one for one in self.seats if one.evaluation == evaluation]

    @property
    def recipients(self) -> list[Held]:
        return [one for one in self.seats if one.capacity is Capacity.COPY_RECIPIENT]

    @property
    def authorities(self) -> list[Held]:
        return [one for one in self.seats if one.capacity is Capacity.CLASSIFICATION_AUTHORITY]


def numbers(tx: sa.Connection, moment: int) -> dict[str, int]:
    """How much of each there is at a moment, by what is recorded now: no text is opened for it."""
    today = day_of(moment)
    rows = tx.execute(sa.select(seats).where(held_on(today))).all()
    able = sa.select(sa.func.count()).select_from(people.people).where(people.people.c.has_account)
    return {
        "accounts": tx.scalar(able) or 0,
        "offices": sum(one.is_held(today) for one in people.offices_held(tx)),
        "seats": len(rows),
        "mandates": len(tx.execute(_mandates_at(moment)).all()),
        "windows": sum(_is_window(row, moment) for row in rows),
    }


def access(tx: sa.Connection, door: Door, reader: Reader) -> Access:
    """As it is at the moment of the reader; an auditor's to read."""
    return _Listing(tx, door, reader).all()


class _Listing:
    def __init__(self, tx: sa.Connection, door: Door, reader: Reader) -> None:
        self._tx, self._door, self._reader = tx, door, reader
        self._today = day_of(reader.moment)
        self._people = {one.id: one for one in people.listed(tx, door, reader)}

    def all(self) -> Access:
        offices = tuple(self._offices())
        rows = self._tx.execute(sa.select(seats).where(held_on(self._today)).order_by(seats.c.position)).all()
        sitting = tuple(self._seat(row) for row in rows)
        windows = tuple(self._window(row) for row in rows if _is_window(row, self._reader.moment))
        mandated = tuple(self._mandates())
        holding = {one.person for one in (*offices, *sitting, *mandated)}
        able = [one for one in self._people.values() if one.has_account]
        known = dict.fromkeys(one.evaluation for one in (*sitting, *mandated) if one.evaluation is not None)
        found = evaluations.listed(self._tx, self._door, self._reader, known)
        idle = tuple(one for one in able if one.id not in holding)
        titles = {one.id: one.title for one in found}
        return Access(self._reader.moment, offices, sitting, mandated, windows, len(able), idle, titles)

    def _held(self, person: UUID, **more: Any) -> Held:
        known = self._people[person]
        return Held(person=person, name=known.name, has_account=known.has_account, **more)

    def _offices(self) -> Iterator[Held]:
        for one in people.offices_held(self._tx):
            if one.is_held(self._today):
                where = {"capacity": one.office, "organisation": one.organisation, "evaluation": None, "body": None}
                yield self._held(one.person, **where, starts=one.starts_on, ends=one.ends_on)

    def _seat(self, row: Any, **more: Any) -> Held:
        given = {"starts": row.starts_on, "ends": row.ends_on} | more
        return self._held(
            row.person,
            capacity=Capacity(row.capacity),
            organisation=row.organisation,
            evaluation=row.evaluation,
            body=BodyKind(row.body),
            **given,
        )

    def _window(self, row: Any) -> Held:
        ends = day_of(row.acting_until) if row.acting_until is not None else None
        return self._seat(row, starts=day_of(row.acting_from), ends=ends)

    def _mandates(self) -> Iterator[Held]:
        for row in self._tx.execute(_mandates_at(self._reader.moment)):
            where = {"organisation": row.organisation, "evaluation": row.evaluation, "body": None}
            period = {"starts": day_of(row.starts_at), "ends": day_of(row.ends_at)}
            yield self._held(row.person, capacity=Capacity.DIRECTOR, **where, **period)


def _mandates_at(moment: int) -> sa.Select[Any]:
    it = mandates.c
    running = sa.and_(it.ended.is_(False), it.starts_at <= moment, it.ends_at >= moment)
    return sa.select(mandates).where(running).order_by(it.position)


def _is_window(row: Any, now: int) -> bool:
    return bool(row.acting and row.acting_from <= now and (row.acting_until is None or now <= row.acting_until))
