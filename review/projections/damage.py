"""Rows that cannot be read: how they make themselves known, and how a page is read that stands without them.

A page is read as ever. Only where damage breaks that off it is read once more, carefully: question by question, each in
a savepoint, because to PostgreSQL a failure ends the transaction. Where nothing is damaged it costs nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa

from review.domain.gates import Ground

T = TypeVar("T")
_log = logging.getLogger(__name__)
_FOUND = "damaged_rows"

DAMAGE = (LookupError, ValueError, sa.exc.NoResultFound, sa.exc.DataError, sa.exc.InternalError)
"""How rows that cannot be read make themselves known. A lost connection or a wrong statement is none of these."""


class Rows(StrEnum):
    """What else can be damaged than what gates rest on."""

    EVALUATIONS = "evaluations"
    DOCUMENTS = "documents"
    SEATS = "seats"
    STATE = "state"  #: what the state of an evaluation is told from
    CONDITIONS = "conditions"
    AFTERWARDS = "afterwards"  #: response, Chambers, publication, file
    TRAIL = "trail"
    PLAN = "plan"
    MEETINGS = "meetings"
    SIGNALS = "signals"
    WATCHES = "watches"  #: levels to be reviewed, and compromises


Part = Ground | Rows
Pairs = list[tuple[UUID, Any]]


def carefully(tx: sa.Connection, found: set[Part]) -> sa.Connection:
    """The same reading; from now on what cannot be read is left out of it, and added to what was found to be so."""
    return tx.execution_options(**{_FOUND: found})


def is_careful(tx: sa.Connection) -> bool:
    return _FOUND in tx.get_execution_options()


def damaged(tx: sa.Connection) -> frozenset[Part]:
    """What could not be read in this reading, so far."""
    return frozenset(tx.get_execution_options().get(_FOUND, ()))


def ask(tx: sa.Connection, part: Part, question: Callable[[], T], otherwise: Callable[[], T]) -> T:
    """The answer; what ``otherwise`` makes, in a careful reading in which these rows cannot be read."""
    if not is_careful(tx):
        return question()
    try:
        with tx.begin_nested():
            return question()
    except DAMAGE:
        _log.exception("rows cannot be read: %s", part)
        tx.get_execution_options()[_FOUND].add(part)
        return otherwise()


def ask_all(tx: sa.Connection, part: Part, question: Callable[[], Iterable[T]]) -> list[T]:
    """All of the answer; nothing in a careful reading in which these rows cannot be read."""

    def nothing() -> list[T]:
        return []

    return ask(tx, part, lambda: list(question()), nothing)


def ask_each(
    tx: sa.Connection, part: Part, ids: Sequence[UUID], question: Callable[[Sequence[UUID]], Pairs]
) -> tuple[Pairs, Iterable[UUID]]:
    """What is asked of many at once, by id; and in a careful reading of which of them it cannot be read."""
    if not is_careful(tx):
        return question(ids), ()

    def answer(some: Sequence[UUID]) -> Pairs | None:
        return ask(tx, part, lambda: question(some), lambda: None)

    whole = answer(ids)
    if whole is not None:
        return whole, ()
    answers = {one: answer([one]) for one in ids}
    found = [pair for pairs in answers.values() for pair in pairs or ()]
    return found, [one for one, pairs in answers.items() if pairs is None]


def sound(tx: sa.Connection, rows: Sequence[Any], **kinds: Callable[[Any], Any]) -> Sequence[Any]:
    """These rows as they are; a careful reading looks whether these columns hold what they should.

    Raises ValueError.
    """
    if is_careful(tx):
        for row in rows:
            for name, kind in kinds.items():
                kind(getattr(row, name))
    return rows


def may_be_damage(error: Exception) -> bool:
    """Whether a fault may come of rows that are damaged, or of tables that are not as they should be."""
    if not isinstance(error, sa.exc.DBAPIError):
        return isinstance(error, DAMAGE)
    return not isinstance(error, sa.exc.OperationalError) or "no such" in str(error.orig)  # else: away, or busy
