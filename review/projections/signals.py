"""Which integrity signals may this reader know of, and what was done with them?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.errors import Unknown
from review.domain.signals import SignalAssessed, SignalKind, SignalOutcome, SignalRaised, sees_signal
from review.domain.vocabulary import Capacity
from review.projections import holdings
from review.projections.finding import the_one
from review.projections.groups import held_on, seats
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

signals = sa.Table(
    "signals",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("kind", sa.Text),
    *sealed_columns("text"),
    column("about", Id, nullable=True),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
    column("position", Big),
)
assessments = sa.Table(
    "signal_assessments",
    metadata,
    sa.Column("signal", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("outcome", sa.Text),
    *sealed_columns("motive"),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    by = it.envelope
    acted = {"evaluation": it.log, "person": by.person, "capacity": by.capacity, "organisation": by.on_behalf_of}
    match it.event:
        case SignalRaised() as event:
            row = {"id": it.stream, "kind": event.kind, "about": event.about, "at": it.at, "position": it.position}
            yield Insert(signals, row | acted | sealed_values("text", event.text))
        case SignalAssessed() as event:
            row = {"signal": it.stream, "version": it.version, "outcome": event.outcome, "at": it.at}
            yield Insert(assessments, row | acted | sealed_values("motive", event.motive))


@dataclass(frozen=True, slots=True)
class Assessment:
    outcome: SignalOutcome
    motive: Words
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int


@dataclass(frozen=True, slots=True)
class Signal:
    id: UUID
    kind: SignalKind
    text: Words
    about: Words | None
    concerns: UUID | None
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int
    position: int
    assessments: tuple[Assessment, ...]

    @property
    def outcome(self) -> SignalOutcome | None:
        """What the last assessment came to."""
        return self.assessments[-1].outcome if self.assessments else None

    def concerns_or_comes_from(self, person: UUID) -> bool:
        return person in (self.person, self.concerns)


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Signal]:
    """The signals that this reader may know of, the youngest first."""
    query = sa.select(signals).where(signals.c.evaluation == evaluation).order_by(signals.c.position)
    rows = [row for row in tx.execute(query).mappings() if sees_signal(reader, row["person"], row["about"])]
    later = _assessments(tx, [row["id"] for row in rows])
    opened, told = Opened(door, reader, rows, "text"), Opened(door, reader, later, "motive")
    named = [row["person"] for row in [*rows, *later]] + [row["about"] for row in rows if row["about"]]
    names = Names(tx, door, reader, named)
    return [
        Signal(
            row["id"],
            SignalKind(row["kind"]),
            opened.need(row, "text"),
            names[row["about"]] if row["about"] else None,
            row["about"],
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
            row["position"],
            tuple(_assessment(one, told, names) for one in later if one["signal"] == row["id"]),
        )
        for row in reversed(rows)
    ]


def _assessments(tx: sa.Connection, wanted: Sequence[UUID]) -> Sequence[sa.RowMapping]:
    if not wanted:
        return []
    it = assessments.c
    return tx.execute(sa.select(assessments).where(it.signal.in_(wanted)).order_by(it.version)).mappings().all()


def _assessment(row: sa.RowMapping, told: Opened, names: Names) -> Assessment:
    return Assessment(
        SignalOutcome(row["outcome"]),
        told.need(row, "motive"),
        row["person"],
        names[row["person"]],
        Capacity(row["capacity"]),
        row["organisation"],
        row["at"],
    )


def one(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID, signal: UUID) -> Signal:
    """Raises Unknown, also where this reader may not know of it."""
    return the_one([it for it in of_evaluation(tx, door, reader, evaluation) if it.id == signal], "signal")


def unseen(tx: sa.Connection, reader: Reader, evaluation: UUID) -> frozenset[UUID]:
    """The signals that this reader may not know of."""
    rows = tx.execute(_CONCERNING, {"of": evaluation})
    return frozenset(row.id for row in rows if not sees_signal(reader, row.person, row.about))


_CONCERNING = sa.select(signals.c.id, signals.c.person, signals.c.about).where(
    signals.c.evaluation == sa.bindparam("of")
)


# -- for decisions


def raiser(tx: sa.Connection, evaluation: UUID, signal: UUID) -> UUID:
    """Raises Unknown."""
    it = signals.c
    found: UUID | None = tx.scalar(sa.select(it.person).where(it.id == signal, it.evaluation == evaluation))
    if found is None:
        raise Unknown(what="signal")
    return found


def usual_assessors(tx: sa.Connection, evaluation: UUID, today: date) -> tuple[UUID, ...]:
    """The directors, and who chairs a group of this evaluation."""
    chairs = sa.select(seats.c.person).where(
        seats.c.evaluation == evaluation, seats.c.capacity == Capacity.CHAIR, held_on(today)
    )
    return (*sorted(holdings.directors(tx, today)), *tx.scalars(chairs.order_by(seats.c.position)))


def people(tx: sa.Connection, evaluation: UUID, today: date) -> frozenset[UUID]:
    """Whom a signal can concern: everybody who has or had a seat, and the directors."""
    seated = tx.scalars(sa.select(seats.c.person).where(seats.c.evaluation == evaluation).distinct())
    return frozenset(seated) | frozenset(holdings.directors(tx, today))
