"""When did report and response go to which Chamber, and under which number were they printed?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.parliament import Chamber, ReceiptRecorded, SubmittedToChamber
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    sealed_columns,
    sealed_values,
)

transmittals = sa.Table(
    "transmittals",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("chamber", sa.Text),
    column("submitted_on", sa.Date),
    column("with_response", sa.Boolean),
    *sealed_columns("motive", nullable=True),
    column("paper", sa.Text, nullable=True),
    column("received_on", sa.Date, nullable=True),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case SubmittedToChamber() as event:
            row = {
                "id": it.stream,
                "evaluation": it.log,
                "chamber": event.chamber,
                "submitted_on": event.occurred_on,
                "with_response": event.with_response,
                "paper": None,
                "received_on": None,
                "position": it.position,
            }
            yield Insert(transmittals, row | sealed_values("motive", event.motive))
        case ReceiptRecorded() as event:
            yield Update(transmittals, (it.stream,), {"paper": event.paper, "received_on": event.occurred_on})


@dataclass(frozen=True, slots=True)
class Transmittal:
    chamber: Chamber
    submitted_on: date
    with_response: bool
    motive: Words | None
    paper: str | None
    received_on: date | None


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> dict[Chamber, Transmittal]:
    """What went to each Chamber; whether the reader may know of the evaluation was asked before."""
    query = sa.select(transmittals).where(transmittals.c.evaluation == evaluation).order_by(transmittals.c.position)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "motive")
    return {
        Chamber(row["chamber"]): Transmittal(
            Chamber(row["chamber"]),
            row["submitted_on"],
            row["with_response"],
            opened.of(row, "motive"),
            row["paper"],
            row["received_on"],
        )
        for row in rows
    }


# -- for decisions


def stream_of(tx: sa.Connection, evaluation: UUID, chamber: Chamber) -> UUID | None:
    it = transmittals.c
    found: UUID | None = tx.scalar(sa.select(it.id).where(it.evaluation == evaluation, it.chamber == chamber))
    return found


def has_response(tx: sa.Connection, evaluation: UUID) -> bool:
    """Whether a Chamber has the response: what it says is settled then."""
    it = transmittals.c
    return tx.scalar(sa.select(it.id).where(it.evaluation == evaluation, it.with_response)) is not None


def complete_on(tx: sa.Connection, evaluation: UUID) -> date | None:
    """The day on which the last of the Chambers was sent it; None while one was not."""
    it = transmittals.c
    found = tx.execute(sa.select(it.chamber, it.submitted_on).where(it.evaluation == evaluation)).all()
    return max(row.submitted_on for row in found) if {row.chamber for row in found} == set(Chamber) else None
