"""Which risks are registered, what can be done about them, and which came true?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.risks import Option, RiskClosed, RiskOccurred, RiskOptionAdded, RiskRegistered
from review.projections.groups import seats
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

risks = sa.Table(
    "risks",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("number", sa.Integer),
    *sealed_columns("title"),
    *sealed_columns("trigger", nullable=True),
    *sealed_columns("measures", nullable=True),
    column("seat", Id, nullable=True),
    moment("closed_at", nullable=True),
    *sealed_columns("closed_because", nullable=True),
    moment("at"),
)
options = sa.Table(
    "risk_options",
    metadata,
    identity("risk"),
    column("number", sa.Integer, primary_key=True),
    column("evaluation", Id, index=True),
    *sealed_columns("text"),
    *sealed_columns("consequence", nullable=True),
)
occurrences = sa.Table(
    "risk_occurrences",
    metadata,
    identity("risk"),
    column("position", Big, primary_key=True),
    column("evaluation", Id, index=True),
    column("option", sa.Integer),
    *sealed_columns("motive"),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case RiskRegistered() as event:
            row = {"id": it.stream, "evaluation": it.log, "number": event.number, "seat": event.seat, "at": it.at}
            row |= sealed_values("title", event.title) | sealed_values("trigger", event.trigger)
            row |= sealed_values("measures", event.measures) | {"closed_at": None}
            yield Insert(risks, row | sealed_values("closed_because", None))
            for one in event.options:
                yield _option(it, one)
        case RiskOptionAdded() as event:
            yield _option(it, event.option)
        case RiskOccurred() as event:
            row = {"risk": it.stream, "position": it.position, "evaluation": it.log, "option": event.option}
            yield Insert(occurrences, row | sealed_values("motive", event.motive) | {"at": it.at})
        case RiskClosed() as event:
            yield Update(risks, (it.stream,), {"closed_at": it.at, **sealed_values("closed_because", event.motive)})


def _option(it: Recorded, one: Option) -> Insert:
    row = {"risk": it.stream, "number": one.number, "evaluation": it.log}
    return Insert(options, row | sealed_values("text", one.text) | sealed_values("consequence", one.consequence))


@dataclass(frozen=True, slots=True)
class RiskOption:
    number: int
    text: Words
    consequence: Words | None


@dataclass(frozen=True, slots=True)
class Occurrence:
    option: int
    motive: Words
    at: int


@dataclass(frozen=True, slots=True)
class Risk:
    id: UUID
    evaluation: UUID
    number: int
    title: Words
    trigger: Words | None
    measures: Words | None
    name: Words | None  #: of who watches it
    closed_at: int | None
    closed_because: Words | None
    at: int
    options: tuple[RiskOption, ...]
    occurrences: tuple[Occurrence, ...]  #: the youngest first


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Risk]:
    """The risks, those that are there still before the closed ones, in the order of their numbers."""
    query = sa.select(risks, seats.c.person).outerjoin(seats, seats.c.id == risks.c.seat)
    query = query.where(risks.c.evaluation == evaluation).order_by(risks.c.number)
    rows = tx.execute(query).mappings().all()
    can = tx.execute(sa.select(options).where(options.c.evaluation == evaluation).order_by(options.c.number))
    did = tx.execute(
        sa.select(occurrences).where(occurrences.c.evaluation == evaluation).order_by(occurrences.c.position.desc())
    )
    can_rows, did_rows = can.mappings().all(), did.mappings().all()
    opened = Opened(door, reader, rows, "title", "trigger", "measures", "closed_because")
    choices, told = Opened(door, reader, can_rows, "text", "consequence"), Opened(door, reader, did_rows, "motive")
    names = Names(tx, door, reader, [row["person"] for row in rows if row["person"]])
    found = [
        Risk(
            row["id"],
            row["evaluation"],
            row["number"],
            opened.need(row, "title"),
            opened.of(row, "trigger"),
            opened.of(row, "measures"),
            names[row["person"]] if row["person"] else None,
            row["closed_at"],
            opened.of(row, "closed_because"),
            row["at"],
            tuple(
                RiskOption(one["number"], choices.need(one, "text"), choices.of(one, "consequence"))
                for one in can_rows
                if one["risk"] == row["id"]
            ),
            tuple(
                Occurrence(one["option"], told.need(one, "motive"), one["at"])
                for one in did_rows
                if one["risk"] == row["id"]
            ),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: one.closed_at is not None)


# -- for decisions


def next_number(tx: sa.Connection, evaluation: UUID) -> int:
    return 1 + (tx.scalar(sa.select(sa.func.count()).where(risks.c.evaluation == evaluation)) or 0)
