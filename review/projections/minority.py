"""Which minority statements stand with a version, and whose are they?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.errors import Unknown
from review.domain.minority import MinorityFiled, MinorityWithdrawn
from review.domain.visibility import sees_minority
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import finding
from review.projections.finding import the_one
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

statements = sa.Table(
    "minority_statements",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id, index=True),
    column("draft_version", sa.Integer),
    *sealed_columns("text"),
    column("body", sa.Text),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
    column("position", Big),
    moment("withdrawn_at", nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case MinorityFiled() as event:
            by = it.envelope
            row = {"id": it.stream, "evaluation": it.log, "draft": event.draft, "draft_version": event.draft_version}
            row |= {**sealed_values("text", event.text), "body": event.body, "person": by.person}
            row |= {"capacity": by.capacity, "organisation": by.on_behalf_of, "at": it.at, "position": it.position}
            yield Insert(statements, row | {"withdrawn_at": None})
        case MinorityWithdrawn():
            yield Update(statements, (it.stream,), {"withdrawn_at": it.at})


@dataclass(frozen=True, slots=True)
class Statement:
    id: UUID
    evaluation: UUID
    draft: UUID
    draft_version: int
    text: Words
    body: BodyKind
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int
    withdrawn_at: int | None


_OF_VERSION = (
    sa.select(statements)
    .where(statements.c.draft == sa.bindparam("draft"), statements.c.draft_version == sa.bindparam("number"))
    .where(statements.c.withdrawn_at.is_(None))
    .order_by(statements.c.position)
)


def of_version(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> list[Statement]:
    """Those that stand with a version as far as this reader may read them, the oldest first."""
    rows = tx.execute(_OF_VERSION, {"draft": draft, "number": number}).mappings().all()
    return _statements(tx, door, reader, rows)


def these(tx: sa.Connection, door: Door, reader: Reader, wanted: Collection[UUID]) -> list[Statement]:
    """Those with these ids, withdrawn since or not, as far as this reader may read them."""
    if not wanted:
        return []
    query = sa.select(statements).where(statements.c.id.in_(list(wanted))).order_by(statements.c.position)
    return _statements(tx, door, reader, tx.execute(query).mappings().all())


def one(tx: sa.Connection, door: Door, reader: Reader, statement: UUID) -> Statement:
    """Raises Unknown, also where this reader may not read it."""
    return the_one(these(tx, door, reader, [statement]), "minority")


def evaluation_of(tx: sa.Connection, statement: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, statements, statement, "minority")


def _statements(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Statement]:
    kept = [row for row in rows if sees_minority(reader, row["person"], BodyKind(row["body"]))]
    opened = Opened(door, reader, kept, "text")
    names = Names(tx, door, reader, (row["person"] for row in kept))
    return [
        Statement(
            row["id"],
            row["evaluation"],
            row["draft"],
            row["draft_version"],
            opened.need(row, "text"),
            BodyKind(row["body"]),
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
            row["withdrawn_at"],
        )
        for row in kept
    ]


# -- for decisions


def author(tx: sa.Connection, evaluation: UUID, statement: UUID) -> UUID:
    """Raises Unknown."""
    it = statements.c
    found: UUID | None = tx.scalar(sa.select(it.person).where(it.id == statement, it.evaluation == evaluation))
    if found is None:
        raise Unknown(what="minority")
    return found


def standing(tx: sa.Connection, draft: UUID, number: int) -> tuple[UUID, ...]:
    """Those that stand with a version: what its approval freezes."""
    it = statements.c
    query = sa.select(it.id).where(it.draft == draft, it.draft_version == number, it.withdrawn_at.is_(None))
    return tuple(tx.scalars(query.order_by(it.position)))
