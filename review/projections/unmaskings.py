"""Which auditors looked behind the pseudonyms of which rounds?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.rounds import RoundUnmasked
from review.domain.visibility import may_read
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

unmaskings = sa.Table(
    "unmaskings",
    metadata,
    identity("round"),
    identity("person"),
    column("evaluation", Id, index=True),
    *sealed_columns("motive"),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case RoundUnmasked() as event:
            yield Insert(
                unmaskings,
                {
                    "round": it.stream,
                    "person": it.envelope.person,
                    "evaluation": it.log,
                    **sealed_values("motive", event.motive),
                    "at": it.at,
                },
            )


@dataclass(frozen=True, slots=True)
class Unmasking:
    """Shown to everybody who reads along: whoever spoke under a pseudonym may know who looked behind it, and why."""

    person: UUID
    name: Words
    motive: Words
    at: int


def of_round(tx: sa.Connection, door: Door, reader: Reader, review_round: UUID) -> list[Unmasking]:
    """The oldest first."""
    query = sa.select(unmaskings).where(unmaskings.c.round == review_round).order_by(unmaskings.c.at)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "motive", shown=may_read(reader))
    names = Names(tx, door, reader, (row["person"] for row in rows))
    return [Unmasking(row["person"], names[row["person"]], opened.need(row, "motive"), row["at"]) for row in rows]


def by_round(tx: sa.Connection, evaluation: UUID) -> Mapping[UUID, frozenset[UUID]]:
    """The people who unmasked each round of an evaluation; a round nobody unmasked is not in it."""
    found: dict[UUID, frozenset[UUID]] = {}
    for row in tx.execute(sa.select(unmaskings).where(unmaskings.c.evaluation == evaluation)):
        found[row.round] = found.get(row.round, frozenset()) | {row.person}
    return found


def has_unmasked(tx: sa.Connection, review_round: UUID, person: UUID) -> bool:
    query = sa.select(unmaskings.c.at).where(unmaskings.c.round == review_round, unmaskings.c.person == person)
    return tx.execute(query).first() is not None
