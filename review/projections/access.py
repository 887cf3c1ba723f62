"""What information was asked of whom, what came of it, and how long did it take?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain import moments
from review.domain.access import FINAL, AccessAnswer, AccessAnswered, AccessRequested
from review.domain.acts import Door, Reader, Recorded, Words
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

requests = sa.Table(
    "access_requests",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("number", sa.Integer),
    column("directorate", sa.Text),
    *sealed_columns("what"),
    column("asked_on", sa.Date),
    column("answer", sa.Text, nullable=True),
    column("answered_on", sa.Date, nullable=True),
    moment("at"),
)
answers = sa.Table(
    "access_answers",
    metadata,
    identity("access"),
    column("position", Big, primary_key=True),
    column("evaluation", Id, index=True),
    column("answer", sa.Text),
    column("answered_on", sa.Date),
    *sealed_columns("motive", nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case AccessRequested() as event:
            row = {"id": it.stream, "evaluation": it.log, "number": event.number, "directorate": event.directorate}
            row |= {"asked_on": event.asked_on, "answer": None, "answered_on": None, "at": it.at}
            yield Insert(requests, row | sealed_values("what", event.what))
        case AccessAnswered() as event:
            yield Update(requests, (it.stream,), {"answer": event.answer, "answered_on": event.answered_on})
            row = {"access": it.stream, "position": it.position, "evaluation": it.log, "answer": event.answer}
            row |= {"answered_on": event.answered_on}
            yield Insert(answers, row | sealed_values("motive", event.motive))


@dataclass(frozen=True, slots=True)
class AnswerView:
    answer: AccessAnswer
    answered_on: date
    motive: Words | None


@dataclass(frozen=True, slots=True)
class Request:
    """``days``: until it was granted or refused, or until now where that is still waited for."""

    id: UUID
    number: int
    directorate: str
    what: Words
    asked_on: date
    answer: AccessAnswer | None
    days: int
    answers: tuple[AnswerView, ...]

    @property
    def waits(self) -> bool:
        return self.answer not in FINAL


@dataclass(frozen=True, slots=True)
class Delay:
    """How a directorate answers: requests, those refused, those waited for, and the days they took together."""

    directorate: str
    asked: int
    refused: int
    waiting: int
    days: int
    longest: int


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Request]:
    """The youngest first."""
    today = moments.day_of(reader.moment)
    query = sa.select(requests).where(requests.c.evaluation == evaluation).order_by(requests.c.number.desc())
    rows = tx.execute(query).mappings().all()
    given = tx.execute(sa.select(answers).where(answers.c.evaluation == evaluation).order_by(answers.c.position))
    later = given.mappings().all()
    opened, told = Opened(door, reader, rows, "what"), Opened(door, reader, later, "motive")
    return [
        Request(
            row["id"],
            row["number"],
            row["directorate"],
            opened.need(row, "what"),
            row["asked_on"],
            AccessAnswer(row["answer"]) if row["answer"] else None,
            ((row["answered_on"] if row["answer"] in FINAL else today) - row["asked_on"]).days,
            tuple(
                AnswerView(AccessAnswer(one["answer"]), one["answered_on"], told.of(one, "motive"))
                for one in later
                if one["access"] == row["id"]
            ),
        )
        for row in rows
    ]


def delays(found: Sequence[Request]) -> list[Delay]:
    """Per directorate, the longest waits first."""
    by = groupby(sorted(found, key=lambda one: one.directorate), key=lambda one: one.directorate)
    made = [_delay(directorate, list(heap)) for directorate, heap in by]
    return sorted(made, key=lambda one: (-one.longest, one.directorate))


def _delay(directorate: str, heap: list[Request]) -> Delay:
    refused = sum(one.answer is AccessAnswer.REFUSED for one in heap)
    waiting, days = sum(one.waits for one in heap), [one.days for one in heap]
    return Delay(directorate, len(heap), refused, waiting, sum(days), max(days))


# -- for decisions


def next_number(tx: sa.Connection, evaluation: UUID) -> int:
    return 1 + (tx.scalar(sa.select(sa.func.count()).where(requests.c.evaluation == evaluation)) or 0)
