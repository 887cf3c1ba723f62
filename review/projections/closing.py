"""Can the file of an evaluation be closed, who agreed to that, and what happened to it since?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Event, Reader, Recorded, Words
from review.domain.evaluations import Halt
from review.domain.filing import (
    ClosingAgreed,
    ClosingClause,
    ClosingOutcome,
    ClosingRecord,
    DestructionAgreed,
    DestructionCertified,
    FileClosed,
    FileReopened,
    FileTransferred,
    ReopeningAgreed,
    TransferAgreed,
)
from review.domain.verifications import TrailVerified
from review.domain.vocabulary import Capacity
from review.projections import commitments, publication, withholdings
from review.projections.evaluations import evaluations
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

file_acts = sa.Table(
    "file_acts",
    metadata,
    sa.Column("evaluation", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("name", sa.Text),
    column("person", Id),
    column("capacity", sa.Text),
    moment("at"),
    *sealed_columns("motive", nullable=True),
    *sealed_columns("articles", nullable=True),
    *sealed_columns("elsewhere", nullable=True),
    column("organisation", sa.Text, nullable=True),
    column("occurred_on", sa.Date, nullable=True),
)
checks = sa.Table(
    "trail_checks",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("upto", Big),
    column("findings", Big),
    moment("at"),
    column("position", Big),
)
ACTS: tuple[type[Event], ...] = (
    ClosingAgreed,
    FileClosed,
    ReopeningAgreed,
    FileReopened,
    TransferAgreed,
    FileTransferred,
    DestructionAgreed,
    DestructionCertified,
)
OUTCOME = ClosingOutcome


def changes(it: Recorded) -> Iterator[Change]:
    event: Event = it.event
    if isinstance(event, ACTS):
        row: dict[str, Any] = {
            "evaluation": it.log,
            "version": it.version,
            "name": event.NAME,
            "person": it.envelope.person,
            "capacity": it.envelope.capacity,
            "at": it.at,
            "organisation": getattr(event, "organisation", None),
            "occurred_on": getattr(event, "occurred_on", None),
        }
        said = getattr(event, "motive", getattr(event, "description", None))
        row |= sealed_values("motive", said) | sealed_values("articles", getattr(event, "articles", None))
        yield Insert(file_acts, row | sealed_values("elsewhere", getattr(event, "elsewhere", None)))
    elif isinstance(event, TrailVerified):
        row = {"id": it.stream, "evaluation": it.log, "findings": event.findings, "at": it.at}
        yield Insert(checks, row | {"upto": event.upto, "position": it.position})


@dataclass(frozen=True, slots=True)
class FileAct:
    """One act on the file, by the permanent name of its event."""

    version: int  #: its number among the acts on the evaluation as a whole
    name: str
    person: UUID
    who: Words
    capacity: Capacity
    at: int
    motive: Words | None  #: of a destruction: what it destroys
    articles: Words | None
    elsewhere: Words | None
    organisation: str
    occurred_on: date | None


@dataclass(frozen=True, slots=True)
class File:
    """The file as it stands; ``acts`` the oldest first."""

    acts: tuple[FileAct, ...]

    @property
    def is_closed(self) -> bool:
        return next((one.name == FileClosed.NAME for one in reversed(self.acts) if one.name in _TURNS), False)

    @property
    def transfer(self) -> FileAct | None:
        return next((one for one in self.acts if one.name == FileTransferred.NAME), None)

    @property
    def destruction(self) -> FileAct | None:
        return next((one for one in self.acts if one.name == DestructionCertified.NAME), None)

    @property
    def agreed(self) -> FileAct | None:
        """What one of the two agreed to and the other did not yet."""
        return self.acts[-1] if self.acts and self.acts[-1].name in _AGREED else None


_TURNS = (FileClosed.NAME, FileReopened.NAME)
_AGREED = (ClosingAgreed.NAME, ReopeningAgreed.NAME, TransferAgreed.NAME, DestructionAgreed.NAME)


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> File:
    """Whether the reader may know of the evaluation was asked before."""
    query = sa.select(file_acts).where(file_acts.c.evaluation == evaluation).order_by(file_acts.c.version)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "motive", "articles", "elsewhere")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return File(
        tuple(
            FileAct(
                row["version"],
                row["name"],
                row["person"],
                names[row["person"]],
                Capacity(row["capacity"]),
                row["at"],
                opened.of(row, "motive"),
                opened.of(row, "articles"),
                opened.of(row, "elsewhere"),
                row["organisation"] or "",
                row["occurred_on"],
            )
            for row in rows
        )
    )


# -- for decisions


def clauses(tx: sa.Connection, evaluation: UUID) -> tuple[ClosingRecord, ...]:
    """What has to be so before the file is closed, each with how it stands."""
    it = evaluations.c
    row = tx.execute(sa.select(it.halt, it.halted_at).where(it.id == evaluation)).one()
    ended = row.halted_at if row.halt == Halt.WITHDRAWN else None
    public = publication.current(tx, evaluation)
    asked, waiting = publication.unanswered(tx, evaluation)
    made, unfinished = commitments.unfinished(tx, evaluation)
    proposed = withholdings.withheld(tx, evaluation) + withholdings.undecided(tx, evaluation)
    untold = withholdings.untold(tx, evaluation) + withholdings.undecided(tx, evaluation)
    found = {
        ClosingClause.PUBLISHED: OUTCOME.NOT_APPLICABLE if ended else _met(public is not None),
        ClosingClause.BRIEFINGS_HELD: _met(not waiting) if asked else OUTCOME.NOT_APPLICABLE,
        ClosingClause.FINDINGS_TOLD: _met(not untold) if proposed else OUTCOME.NOT_APPLICABLE,
        ClosingClause.COMMITMENTS_HANDED_OVER: _met(not unfinished) if made else OUTCOME.NOT_APPLICABLE,
        ClosingClause.TRAIL_VERIFIED: _met(_verified(tx, evaluation, ended or 0, public or 0)),
    }
    return tuple(ClosingRecord(clause, found[clause]) for clause in ClosingClause)


def reached(tx: sa.Connection, evaluation: UUID) -> dict[str, bool]:
    """Whether the file was transferred, and whether its texts were destroyed after that."""
    it = file_acts.c
    names = {"transferred": FileTransferred.NAME, "destroyed": DestructionCertified.NAME}
    query = sa.select(it.name).where(it.evaluation == evaluation, it.name.in_(names.values()))
    found = set(tx.scalars(query))
    return {key: name in found for key, name in names.items()}


def _met(so: bool) -> ClosingOutcome:
    return OUTCOME.SATISFIED if so else OUTCOME.UNSATISFIED


def _verified(tx: sa.Connection, evaluation: UUID, ended: int, public: int) -> bool:
    """Whether the youngest check of the trail found nothing, and covered the publication or came after the end."""
    it = checks.c
    query = sa.select(it.findings, it.upto, it.at).where(it.evaluation == evaluation).order_by(it.position.desc())
    row = tx.execute(query).first()
    return row is not None and row.findings == 0 and row.upto >= public and row.at > ended
