"""Which texts were asked to be forgotten, and which were?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words, sealed_in
from review.domain.drafts import VersionSubmitted
from review.domain.erasures import ErasureCarriedOut, ErasureRefused, ErasureRequested
from review.domain.errors import Unknown
from review.domain.filing import DestructionCertified
from review.domain.vocabulary import Capacity, ErasureGround
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

C = Capacity
erasures = sa.Table(
    "erasures",
    metadata,
    identity(),
    column("log", Id, index=True),
    column("subject", Id),
    column("keys", sa.Text),
    column("repeated", sa.Integer),
    column("ground", sa.Text),
    *sealed_columns("motive"),
    column("person", Id),
    column("capacity", sa.Text),
    moment("requested_at"),
    column("position", Big),
    column("state", sa.Text),
    moment("decided_at", nullable=True),
    column("decided_by", Id, nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case ErasureRequested() as event:
            row = {"id": it.stream, "log": it.log, "subject": event.subject, "ground": event.ground}
            row |= {**_keys(event), **sealed_values("motive", event.motive)}
            row |= {"person": it.envelope.person, "capacity": it.envelope.capacity, "requested_at": it.at}
            row |= {"position": it.position, "state": "requested", "decided_at": None, "decided_by": None}
            yield Insert(erasures, row)
        case DestructionCertified() as event:  # of a whole file: asked by whoever agreed first
            other = C.RECORDS_MANAGER if it.envelope.capacity is C.DIRECTOR else C.DIRECTOR
            row = {"id": event.erasure, "log": it.log, "subject": it.log, "ground": ErasureGround.RETENTION_ENDED}
            row |= {"keys": "", "repeated": 0, "person": event.agreed_by, "capacity": other}
            row |= {
                "requested_at": event.agreed_at,
                "position": it.position,
                **sealed_values("motive", event.description),
            }
            yield Insert(erasures, row | {"state": "requested", "decided_at": None, "decided_by": None})
        case ErasureCarriedOut() as event:
            yield Update(erasures, (it.stream,), _keys(event) | _decided(it, "carried_out"))
        case ErasureRefused():
            yield Update(erasures, (it.stream,), _decided(it, "refused"))


def _keys(event: ErasureRequested | ErasureCarriedOut) -> dict[str, object]:
    return {"keys": " ".join(str(key) for key in event.keys), "repeated": event.repeated}


def _decided(it: Recorded, state: str) -> dict[str, object]:
    return {"state": state, "decided_at": it.at, "decided_by": it.envelope.person}


@dataclass(frozen=True, slots=True)
class Erasure:
    id: UUID
    log: UUID
    subject: UUID
    keys: tuple[UUID, ...]
    repeated: int  #: how many of the keys were not named, and repeat a passage that was
    ground: ErasureGround
    motive: Words
    name: Words
    capacity: Capacity
    requested_at: int
    state: str
    decided_at: int | None
    decided_by: Words | None


def listed(tx: sa.Connection, door: Door, reader: Reader, log: UUID | None = None) -> list[Erasure]:
    """Every request, the youngest first; of one log, or of all."""
    query = sa.select(erasures) if log is None else sa.select(erasures).where(erasures.c.log == log)
    rows = tx.execute(query.order_by(erasures.c.requested_at.desc())).mappings().all()
    opened = Opened(door, reader, rows, "motive")
    names = Names(tx, door, reader, (person for row in rows for person in (row["person"], row["decided_by"])))
    return [
        Erasure(
            row["id"],
            row["log"],
            row["subject"],
            tuple(UUID(key) for key in row["keys"].split()),
            row["repeated"],
            ErasureGround(row["ground"]),
            opened.need(row, "motive"),
            names[row["person"]],
            Capacity(row["capacity"]),
            row["requested_at"],
            row["state"],
            row["decided_at"],
            names[row["decided_by"]] if row["decided_by"] else None,
        )
        for row in rows
    ]


def asked_by(tx: sa.Connection, log: UUID, erasure: UUID) -> tuple[Capacity, UUID]:
    """The office and the person that asked for it. Raises Unknown."""
    query = sa.select(erasures.c.capacity, erasures.c.person)
    row = tx.execute(query.where(erasures.c.id == erasure, erasures.c.log == log)).one_or_none()
    if row is None:
        raise Unknown(what="erasure")
    return Capacity(row.capacity), row.person


def waiting(tx: sa.Connection, log: UUID) -> set[UUID]:
    """The keys that were asked to be destroyed and are not decided about."""
    query = sa.select(erasures.c["keys"].label("keys_text")).where(
        erasures.c.log == log, erasures.c.state == "requested"
    )
    return {UUID(key) for found in tx.scalars(query) for key in found.split()}


def written_in(records: Iterable[Recorded]) -> set[UUID]:
    """The keys of every text that these records name."""
    return {sealed.key for it in records for sealed in sealed_in(it.event)}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a text stands: a record, and the number of the version if it is one."""

    position: int
    stream: UUID
    number: int | None


def reach(records: Iterable[Recorded], keys: Collection[UUID]) -> dict[UUID, list[Place]]:
    """Every place that loses its text with these keys: a passage that later versions kept stands in all of them."""
    found: dict[UUID, list[Place]] = {key: [] for key in keys}
    for it in records:
        number = it.event.number if isinstance(it.event, VersionSubmitted) else None
        for key in {sealed.key for sealed in sealed_in(it.event)} & found.keys():
            found[key].append(Place(it.position, it.stream, number))
    return found


def condemned(tx: sa.Connection, log: UUID) -> set[UUID]:
    """The keys of one log that an act has condemned, whether they have been destroyed yet or not."""
    query = sa.select(erasures.c["keys"].label("keys_text")).where(
        erasures.c.log == log, erasures.c.state == "carried_out"
    )
    return {UUID(key) for found in tx.scalars(query) for key in found.split()}


def carried_out(tx: sa.Connection) -> dict[UUID, set[UUID]]:
    """The keys that acts have condemned, by log."""
    found: dict[UUID, set[UUID]] = {}
    query = sa.select(erasures.c.log, erasures.c["keys"].label("keys_text")).where(erasures.c.state == "carried_out")
    for row in tx.execute(query):
        found.setdefault(row.log, set()).update(UUID(key) for key in row.keys_text.split())
    return found
