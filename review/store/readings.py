"""The reading log: who opened which texts, when and for what. Only ever added to, and apart from the log of acts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.store.engine import Clock, Gate, gate_for, in_library_terms, microseconds, open_unit, writing
from review.store.tables import reading

_COLUMNS = tuple(column for column in reading.c if column.name != "number")
_ADD = reading.insert()


@dataclass(frozen=True, slots=True)
class Reading:
    """Somebody opened so many texts of a subject, such as one version of a draft."""

    at: int
    person: UUID
    seat: UUID | None
    log: UUID
    purpose: str
    subject: str
    count: int


class Readings:
    """The reading log of this installation."""

    def __init__(self, engine: sa.Engine, *, gate: Gate | None = None, clock: Clock = microseconds) -> None:
        self._engine = engine
        self._gate = gate or gate_for(engine)
        self._clock = clock

    def record(
        self, person: UUID, seat: UUID | None, log: UUID, purpose: str, subject: str | UUID, count: int = 1
    ) -> None:
        """To be called before the texts are shown; certain to be on the disk when it returns, outside a transaction."""
        row = Reading(self._clock(), person, seat, log, purpose, str(subject), count)
        with in_library_terms(), writing(self._engine, self._gate, aside=True) as tx:
            tx.execute(_ADD, asdict(row))

    def of(
        self,
        *,
        log: UUID | None = None,
        subject: str | UUID | None = None,
        person: UUID | None = None,
        since: int = 0,
    ) -> Sequence[Reading]:
        """The readings of a log, a subject or a person, in order."""
        question = sa.select(*_COLUMNS).where(reading.c.at >= since).order_by(reading.c.number)
        given: dict[Any, Any] = {reading.c.log: log, reading.c.person: person}
        for column, value in given.items():
            if value is not None:
                question = question.where(column == value)
        if subject is not None:
            question = question.where(reading.c.subject == str(subject))
        with in_library_terms():
            unit = open_unit(self._engine)
            if unit is not None:
                return [Reading(*row) for row in unit.tx.execute(question)]
            with self._engine.connect() as tx:
                return [Reading(*row) for row in tx.execute(question)]

    def opened(self, *, log: UUID, person: UUID, purpose: str) -> frozenset[str]:
        """The subjects in this log that a person opened for a purpose, each once."""
        question = (
            sa.select(reading.c.subject)
            .where(reading.c.log == log, reading.c.person == person, reading.c.purpose == purpose)
            .distinct()
        )
        with in_library_terms():
            unit = open_unit(self._engine)
            if unit is not None:
                return frozenset(unit.tx.scalars(question))
            with self._engine.connect() as tx:
                return frozenset(tx.scalars(question))
