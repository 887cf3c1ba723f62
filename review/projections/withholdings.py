"""Which findings does somebody want to withhold, who was consulted, what was decided, and were they told orally?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.errors import Unknown
from review.domain.publication import BriefingHeld
from review.domain.visibility import may_read
from review.domain.vocabulary import FlagGround
from review.domain.withholdings import (
    UNDECIDED,
    FindingReleased,
    WithholdingConsulted,
    WithholdingDecided,
    WithholdingProposed,
    WithholdingState,
)
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

withholdings = sa.Table(
    "withholdings",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("finding", sa.Text),
    column("ground", sa.Text),
    column("state", sa.Text),
    *sealed_columns("motive"),
    column("person", Id),
    moment("at"),
    column("position", Big),
    *sealed_columns("decision", nullable=True),
    column("decided_by", Id, nullable=True),
    moment("decided_at", nullable=True),
    *sealed_columns("release", nullable=True),
    column("told_on", sa.Date, nullable=True),
)
consultations = sa.Table(
    "withholding_consultations",
    metadata,
    sa.Column("withholding", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("directorate", sa.Text),
    column("occurred_on", sa.Date),
    *sealed_columns("account"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case WithholdingProposed() as event:
            row = {
                "id": it.stream,
                "evaluation": it.log,
                "finding": event.finding,
                "ground": event.ground,
                "state": WithholdingState.PROPOSED,
                "person": it.envelope.person,
                "at": it.at,
                "position": it.position,
                "decided_by": None,
                "decided_at": None,
                "told_on": None,
            }
            texts = sealed_values("decision", None) | sealed_values("release", None)
            yield Insert(withholdings, row | texts | sealed_values("motive", event.motive))
        case WithholdingConsulted() as event:
            row = {"withholding": it.stream, "version": it.version, "evaluation": it.log}
            said = {"directorate": event.directorate, "occurred_on": event.occurred_on}
            yield Insert(consultations, row | said | sealed_values("account", event.account))
            yield Update(withholdings, (it.stream,), {"state": WithholdingState.CONSULTED})
        case WithholdingDecided() as event:
            state = WithholdingState.WITHHELD if event.withheld else WithholdingState.REFUSED
            decided = {"state": state, "decided_by": it.envelope.person, "decided_at": it.at}
            yield Update(withholdings, (it.stream,), decided | sealed_values("decision", event.motive))
        case FindingReleased() as event:
            released = {"state": WithholdingState.RELEASED, **sealed_values("release", event.motive)}
            yield Update(withholdings, (it.stream,), released)
        case BriefingHeld() as event:
            for one in event.withholdings:
                yield Update(withholdings, (one,), {"told_on": event.occurred_on})


@dataclass(frozen=True, slots=True)
class Consultation:
    directorate: str
    occurred_on: date
    account: Words


@dataclass(frozen=True, slots=True)
class Withholding:
    """``is_own``: the reader proposed it."""

    id: UUID
    position: int
    finding: str
    ground: FlagGround
    state: WithholdingState
    motive: Words
    name: Words
    is_own: bool
    at: int
    consultations: tuple[Consultation, ...]
    decision: Words | None
    decided_by: Words | None
    decided_at: int | None
    release: Words | None
    told_on: date | None

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Withholding]:
    """In the order in which they were proposed; nothing for who does not read the report."""
    if not may_read(reader):
        return []
    query = sa.select(withholdings).where(withholdings.c.evaluation == evaluation).order_by(withholdings.c.position)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "motive", "decision", "release")
    names = Names(tx, door, reader, [who for row in rows for who in (row["person"], row["decided_by"]) if who])
    talks = _consultations(tx, door, reader, evaluation)
    return [
        Withholding(
            row["id"],
            row["position"],
            row["finding"],
            FlagGround(row["ground"]),
            WithholdingState(row["state"]),
            opened.need(row, "motive"),
            names[row["person"]],
            row["person"] == reader.person,
            row["at"],
            tuple(talk for of, talk in talks if of == row["id"]),
            opened.of(row, "decision"),
            names[row["decided_by"]] if row["decided_by"] else None,
            row["decided_at"],
            opened.of(row, "release"),
            row["told_on"],
        )
        for row in rows
    ]


def _consultations(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[tuple[UUID, Consultation]]:
    it = consultations.c
    query = sa.select(consultations).where(it.evaluation == evaluation).order_by(it.withholding, it.version)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "account")
    return [
        (row["withholding"], Consultation(row["directorate"], row["occurred_on"], opened.need(row, "account")))
        for row in rows
    ]


# -- for decisions


def _count(tx: sa.Connection, evaluation: UUID, *conditions: sa.ColumnElement[bool]) -> int:
    query = sa.select(sa.func.count()).select_from(withholdings)
    return int(tx.scalar(query.where(withholdings.c.evaluation == evaluation, *conditions)) or 0)


def stands(tx: sa.Connection, evaluation: UUID, finding: str) -> bool:
    """Whether this finding is withheld, or somebody proposed it and nobody decided yet."""
    held = (*UNDECIDED, WithholdingState.WITHHELD)
    return _count(tx, evaluation, withholdings.c.finding == finding, withholdings.c.state.in_(held)) > 0


def undecided(tx: sa.Connection, evaluation: UUID) -> int:
    return _count(tx, evaluation, withholdings.c.state.in_(tuple(UNDECIDED)))


def withheld(tx: sa.Connection, evaluation: UUID) -> int:
    """How many findings are withheld: a number that may be public (rule G14)."""
    return _count(tx, evaluation, withholdings.c.state == WithholdingState.WITHHELD)


def untold(tx: sa.Connection, evaluation: UUID) -> int:
    """How many withheld findings were not told in a briefing yet."""
    it = withholdings.c
    return _count(tx, evaluation, it.state == WithholdingState.WITHHELD, it.told_on.is_(None))


def proposer(tx: sa.Connection, evaluation: UUID, withholding: UUID) -> UUID:
    """Raises Unknown."""
    it = withholdings.c
    found: UUID | None = tx.scalar(sa.select(it.person).where(it.id == withholding, it.evaluation == evaluation))
    if found is None:
        raise Unknown(what="withholding")
    return found


def ids(tx: sa.Connection, evaluation: UUID) -> frozenset[UUID]:
    """Those that are withheld: what can be told in a briefing."""
    it = withholdings.c
    query = sa.select(it.id).where(it.evaluation == evaluation, it.state == WithholdingState.WITHHELD)
    return frozenset(tx.scalars(query))
