"""Who are the people, and which offices do they hold in the installation?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.columns import Id
from review.domain.acts import Door, Lost, Reader, Recorded, Words
from review.domain.moments import day_of
from review.domain.people import (
    AccountClosed,
    AccountOpened,
    InstallationFounded,
    OfficeEnded,
    OfficeGiven,
    PersonRegistered,
    PersonRenamed,
    SigningKeyRegistered,
)
from review.domain.vocabulary import Capacity
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

installations = sa.Table(
    "installations",
    metadata,
    identity(),
    column("demo", sa.Boolean),
    column("ceiling", sa.Text),
    column("origin", sa.Text),
    moment("founded_at"),
    column("verifier_key", sa.Text, nullable=True),
)
people = sa.Table(
    "people",
    metadata,
    identity(),
    *sealed_columns("name"),
    column("organisation", sa.Text),
    column("has_account", sa.Boolean),
    moment("registered_at"),
)
offices = sa.Table(
    "offices",
    metadata,
    identity(),
    column("person", Id, index=True),
    column("office", sa.Text),
    column("organisation", sa.Text),
    column("starts_on", sa.Date),
    column("ends_on", sa.Date, nullable=True),
    column("ended", sa.Boolean),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case InstallationFounded() as event:
            yield Insert(
                installations,
                {
                    "id": it.stream,
                    "demo": event.demo,
                    "ceiling": event.ceiling,
                    "origin": event.origin,
                    "founded_at": it.at,
                    "verifier_key": None,
                },
            )
        case SigningKeyRegistered() as event:
            yield Update(installations, (it.log,), {"verifier_key": event.verifier_key})
        case PersonRegistered() as event:
            yield Insert(
                people,
                {
                    "id": it.stream,
                    **sealed_values("name", event.name),
                    "organisation": event.organisation,
                    "has_account": False,
                    "registered_at": it.at,
                },
            )
        case PersonRenamed() as event:
            yield Update(people, (it.stream,), sealed_values("name", event.name))
        case AccountOpened():
            yield Update(people, (it.stream,), {"has_account": True})
        case AccountClosed():
            yield Update(people, (it.stream,), {"has_account": False})
        case OfficeGiven() as event:
            yield Insert(offices, _given(it, event))
        case OfficeEnded() as event:
            ended = event.ended_on <= day_of(it.at)
            yield Update(offices, (it.stream,), {"ends_on": event.ended_on, "ended": ended})


def _given(it: Recorded, event: OfficeGiven) -> dict[str, object]:
    return {
        "id": it.stream,
        "person": event.person,
        "office": event.office,
        "organisation": event.organisation,
        "starts_on": event.starts_on,
        "ends_on": event.ends_on,
        "ended": False,
    }


@dataclass(frozen=True, slots=True)
class Person:
    id: UUID
    name: Words
    organisation: str
    has_account: bool


@dataclass(frozen=True, slots=True)
class Office:
    id: UUID
    person: UUID
    office: Capacity
    organisation: str
    starts_on: date
    ends_on: date | None
    ended: bool = False  #: by an act: over at once, though ``ends_on`` is the day of the act

    def is_held(self, today: date) -> bool:
        return not self.ended and self.starts_on <= today and (self.ends_on is None or today <= self.ends_on)


_ALL = sa.select(people)
_THESE = _ALL.where(among(people.c.id))


def listed(tx: sa.Connection, door: Door, reader: Reader, only: Iterable[UUID] | None = None) -> list[Person]:
    """People by name; those whose name is lost come last."""
    found = tx.execute(_ALL) if only is None else tx.execute(_THESE, {"ids": only})
    rows = found.mappings().all()
    opened = Opened(door, reader, rows, "name")
    listed = [Person(row["id"], opened.need(row, "name"), row["organisation"], row["has_account"]) for row in rows]
    return sorted(listed, key=lambda person: (isinstance(person.name, Lost), str(person.name).casefold()))


class Names(Mapping[UUID, Words]):
    """The names of people by id; asked in one go, UNREADABLE for an unknown id."""

    def __init__(self, tx: sa.Connection, door: Door, reader: Reader, ids: Iterable[UUID | None]) -> None:
        wanted = {person for person in ids if person is not None}
        found = listed(tx, door, reader, wanted) if wanted else []
        self._names = {person.id: person.name for person in found}
        self._organisations = {person.id: person.organisation for person in found}

    def __getitem__(self, person: UUID) -> Words:
        return self._names.get(person, Lost.UNREADABLE)

    def __iter__(self) -> Iterator[UUID]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def organisation(self, person: UUID) -> str:
        return self._organisations.get(person, "")


def offices_held(tx: sa.Connection) -> list[Office]:
    query = sa.select(offices).order_by(offices.c.office, offices.c.starts_on)
    return [
        Office(row.id, row.person, Capacity(row.office), row.organisation, row.starts_on, row.ends_on, row.ended)
        for row in tx.execute(query)
    ]


@dataclass(frozen=True, slots=True)
class Installation:
    id: UUID
    demo: bool
    origin: str
    founded_at: int
    verifier_key: str | None


def installation(tx: sa.Connection) -> Installation | None:
    """The installation of this database, None before it is founded."""
    row = tx.execute(sa.select(installations)).one_or_none()
    return None if row is None else Installation(row.id, row.demo, row.origin, row.founded_at, row.verifier_key)


def is_known(tx: sa.Connection, person: UUID) -> bool:
    return tx.scalar(sa.select(people.c.id).where(people.c.id == person)) is not None
