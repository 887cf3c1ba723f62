"""How often was the term for parliament and publication extended, until when, and why?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.columns import Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.policy import ParliamentTermExtended
from review.projections.schema import Change, Insert, Opened, column, metadata, moment, sealed_columns, sealed_values

parliament_terms = sa.Table(
    "parliament_terms",
    metadata,
    sa.Column("response", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("parliament_due", sa.Date),
    *sealed_columns("motive"),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    if isinstance(it.event, ParliamentTermExtended):
        row = {"response": it.stream, "version": it.version, "evaluation": it.log, "at": it.at}
        row |= {"parliament_due": it.event.parliament_due, **sealed_values("motive", it.event.motive)}
        yield Insert(parliament_terms, row)


@dataclass(frozen=True, slots=True)
class Later:
    parliament_due: date
    motive: Words
    at: int


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Later]:
    """In the order in which it was extended; whether the reader may know of the evaluation was asked before."""
    it = parliament_terms.c
    query = sa.select(parliament_terms).where(it.evaluation == evaluation).order_by(it.at, it.version)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "motive")
    return [Later(row["parliament_due"], opened.need(row, "motive"), row["at"]) for row in rows]
