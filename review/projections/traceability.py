"""Was a version read for what points at a respondent, by whom, and with which outcome?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.traceability import CheckOutcome, TraceabilityChecked
from review.domain.vocabulary import Capacity
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

checks = sa.Table(
    "traceability_checks",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id),
    column("draft_version", sa.Integer),
    column("outcome", sa.Text),
    *sealed_columns("motive"),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case TraceabilityChecked() as event:
            by = it.envelope
            row = {"id": it.stream, "evaluation": it.log, "draft": event.draft, "draft_version": event.draft_version}
            acted = {"person": by.person, "capacity": by.capacity, "organisation": by.on_behalf_of}
            row |= {"outcome": event.outcome, "at": it.at, "position": it.position}
            yield Insert(checks, row | acted | sealed_values("motive", event.motive))


@dataclass(frozen=True, slots=True)
class Check:
    draft: UUID
    draft_version: int
    outcome: CheckOutcome
    motive: Words
    name: Words
    capacity: Capacity
    organisation: str
    at: int


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Check]:
    """All of them, the youngest first."""
    query = sa.select(checks).where(checks.c.evaluation == evaluation).order_by(checks.c.position.desc())
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "motive")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return [
        Check(
            row["draft"],
            row["draft_version"],
            CheckOutcome(row["outcome"]),
            opened.need(row, "motive"),
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


# -- for decisions


def passed(tx: sa.Connection, draft: UUID, number: int) -> tuple[int, ...]:
    """The position of the last check of a version, where nothing was found then."""
    query = sa.select(checks.c.position, checks.c.outcome).where(
        checks.c.draft == draft, checks.c.draft_version == number
    )
    last = tx.execute(query.order_by(checks.c.position.desc()).limit(1)).first()
    return (last.position,) if last is not None and last.outcome == CheckOutcome.PASSED else ()
