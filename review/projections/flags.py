"""Which references were flagged as sensitive, and how far is each flag?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.errors import Unknown
from review.domain.flags import (
    ConsultationRecorded,
    FlagDoubted,
    FlagRaised,
    FlagReopened,
    FlagSettled,
    SettlementAgreed,
)
from review.domain.visibility import may_read
from review.domain.vocabulary import Capacity, FlagGround, FlagState, Level, Settlement
from review.projections import holdings
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

flags = sa.Table(
    "flags",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("number", Big),
    column("draft", Id, index=True),
    column("draft_version", sa.Integer),
    column("block", sa.Integer),
    column("source", Id, nullable=True),
    column("level", sa.Text),
    column("ground", sa.Text),
    *sealed_columns("note", nullable=True),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
    column("position", Big),
    column("state", sa.Text),
    column("directorate", sa.Text, nullable=True),
    *sealed_columns("doubt", nullable=True),
    column("consulted_on", sa.Date, nullable=True),
    *sealed_columns("outcome", nullable=True),
    column("settlement", sa.Text, nullable=True),
    *sealed_columns("motive", nullable=True),
    moment("settled_at", nullable=True),
    column("settled_position", Big, nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    values: dict[str, Any]
    match it.event:
        case FlagRaised() as event:
            yield Insert(flags, _raised(it, event))
        case FlagDoubted() as event:
            values = {"state": FlagState.DOUBTED, "directorate": event.directorate, "consulted_on": None}
            values |= {"settlement": None, **sealed_values("outcome", None)}
            yield Update(flags, (it.stream,), values | sealed_values("doubt", event.motive))
        case ConsultationRecorded() as event:
            values = {"state": FlagState.CONSULTED, "directorate": event.directorate}
            values |= {"consulted_on": event.occurred_on, **sealed_values("outcome", event.outcome)}
            values |= {"settlement": None, **sealed_values("motive", None)}
            yield Update(flags, (it.stream,), values)
        case SettlementAgreed() as event:
            values = {"state": FlagState.AGREED, "settlement": event.settlement}
            yield Update(flags, (it.stream,), values | sealed_values("motive", event.motive))
        case FlagSettled() as event:
            values = {"state": FlagState.SETTLED, "settlement": event.settlement}
            values |= {"settled_at": it.at, "settled_position": it.position}
            values |= sealed_values("motive", event.motive) if event.motive else {}
            yield Update(flags, (it.stream,), values)
        case FlagReopened() as event:
            values = {"state": FlagState.RAISED, "settlement": None, "settled_at": None, "settled_position": None}
            yield Update(flags, (it.stream,), values | sealed_values("motive", event.motive))


def _raised(it: Recorded, event: FlagRaised) -> dict[str, Any]:
    by = it.envelope
    return {
        "id": it.stream,
        "evaluation": it.log,
        "number": event.number,
        "draft": event.draft,
        "draft_version": event.draft_version,
        "block": event.block,
        "source": event.source,
        "level": event.level,
        "ground": event.ground,
        **sealed_values("note", event.note),
        "person": by.person,
        "capacity": by.capacity,
        "organisation": by.on_behalf_of,
        "at": it.at,
        "position": it.position,
        "state": FlagState.RAISED,
        "directorate": None,
        **sealed_values("doubt", None),
        "consulted_on": None,
        **sealed_values("outcome", None),
        "settlement": None,
        **sealed_values("motive", None),
        "settled_at": None,
        "settled_position": None,
    }


@dataclass(frozen=True, slots=True)
class Flag:
    id: UUID
    number: int
    draft: UUID
    draft_version: int
    block: int
    source: UUID | None
    level: Level
    ground: FlagGround
    note: Words | None
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int
    position: int
    state: FlagState
    directorate: str | None
    doubt: Words | None
    consulted_on: date | None
    outcome: Words | None
    settlement: Settlement | None
    motive: Words | None
    settled_at: int | None

    @property
    def is_open(self) -> bool:
        return self.state is not FlagState.SETTLED


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Flag]:
    """All flags, open ones first, then the youngest first."""
    found = _flags(tx, door, reader, tx.execute(_OF_EVALUATION, {"of": evaluation}).mappings().all())
    return sorted(found, key=lambda flag: not flag.is_open)


_OF_EVALUATION = sa.select(flags).where(flags.c.evaluation == sa.bindparam("of")).order_by(flags.c.number.desc())
_STANDING = sa.select(flags.c.position, flags.c.state).where(flags.c.draft == sa.bindparam("draft"))


def of_version(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> list[Flag]:
    query = sa.select(flags).where(flags.c.draft == draft, flags.c.draft_version == number)
    return _flags(tx, door, reader, tx.execute(query.order_by(flags.c.number)).mappings().all())


def one(tx: sa.Connection, door: Door, reader: Reader, flag: UUID) -> Flag:
    """Raises Unknown."""
    found = _flags(tx, door, reader, tx.execute(sa.select(flags).where(flags.c.id == flag)).mappings().all())
    if not found:
        raise Unknown(what="flag")
    return found[0]


def _flags(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Flag]:
    if rows:
        reader = holdings.within(tx, reader, rows[0]["evaluation"])
    opened = Opened(door, reader, rows, "note", "doubt", "outcome", "motive", shown=may_read(reader))
    names = Names(tx, door, reader, (row["person"] for row in rows))
    return [
        Flag(
            id=row["id"],
            number=row["number"],
            draft=row["draft"],
            draft_version=row["draft_version"],
            block=row["block"],
            source=row["source"],
            level=Level(row["level"]),
            ground=FlagGround(row["ground"]),
            note=opened.of(row, "note"),
            person=row["person"],
            name=names[row["person"]],
            capacity=Capacity(row["capacity"]),
            organisation=row["organisation"],
            at=row["at"],
            position=row["position"],
            state=FlagState(row["state"]),
            directorate=row["directorate"],
            doubt=opened.of(row, "doubt"),
            consulted_on=row["consulted_on"],
            outcome=opened.of(row, "outcome"),
            settlement=Settlement(row["settlement"]) if row["settlement"] else None,
            motive=opened.of(row, "motive"),
            settled_at=row["settled_at"],
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Bare:
    """A flag as decisions need it: no text."""

    draft: UUID
    person: UUID
    at: int
    source: UUID | None


def bare(tx: sa.Connection, evaluation: UUID, flag: UUID) -> Bare:
    """Raises Unknown."""
    query = sa.select(flags.c.draft, flags.c.person, flags.c.at, flags.c.source)
    row = tx.execute(query.where(flags.c.id == flag, flags.c.evaluation == evaluation)).one_or_none()
    if row is None:
        raise Unknown(what="flag")
    return Bare(row.draft, row.person, row.at, row.source)


def raiser(tx: sa.Connection, evaluation: UUID, flag: UUID) -> UUID:
    """Who raised the flag. Raises Unknown."""
    return bare(tx, evaluation, flag).person


def standing(tx: sa.Connection, draft: UUID) -> tuple[tuple[int, ...], int]:
    """The positions of open flags on any version of a document, and how many flags it has had."""
    rows = tx.execute(_STANDING, {"draft": draft}).all()
    return tuple(sorted(row.position for row in rows if row.state != FlagState.SETTLED)), len(rows)


def agreed_on(tx: sa.Connection, draft: UUID, block: int | None) -> bool:
    """Whether the classification authority agreed on a flag on this passage (None: on any passage) of a document."""
    it = flags.c
    query = sa.select(it.id).where(it.draft == draft, it.state.in_((FlagState.AGREED, FlagState.SETTLED)))
    if block is not None:
        query = query.where(it.block == block)
    return tx.execute(query.limit(1)).first() is not None
