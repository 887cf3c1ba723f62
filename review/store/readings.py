"""The reading log: who opened which texts, when and for what. Only ever added to, and apart from the log of acts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.store.engine import Clock, Gate, gate_for, microseconds, open_unit, writing
from review.store.faults import in_library_terms
from review.store.tables import reading

_COLUMNS = tuple(column for column in reading.c if column.name != "number")
_ADD = reading.insert()
_OF_SUBJECTS = (
    sa.select(*_COLUMNS)
    .where(reading.c.log == sa.bindparam("of"), reading.c.subject.in_(sa.bindparam("subjects", expanding=True)))
    .order_by(reading.c.number)
)
_OPENED = (
    sa.select(reading.c.subject)
    .where(
        reading.c.log == sa.bindparam("of"),
        reading.c.person == sa.bindparam("person"),
        reading.c.purpose == sa.bindparam("purpose"),
    )
    .distinct()
)


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
        return [Reading(*row) for row in self._ask(question, {})]

    def of_subjects(self, log: UUID, subjects: Collection[str]) -> Sequence[Reading]:
        """The readings of these subjects of a log, in order."""
        return [Reading(*row) for row in self._ask(_OF_SUBJECTS, {"of": log, "subjects": list(subjects)})]

    def opened(self, *, log: UUID, person: UUID, purpose: str) -> frozenset[str]:
        """The subjects in this log that a person opened for a purpose, each once."""
        given = {"of": log, "person": person, "purpose": purpose}
        return frozenset(subject for (subject,) in self._ask(_OPENED, given))

    def _ask(self, question: sa.Select[Any], values: Mapping[str, Any]) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        with in_library_terms():
            unit = open_unit(self._engine)
            if unit is not None:
                return unit.tx.execute(question, values).all()
            with self._engine.connect() as tx:
                return tx.execute(question, values).all()
