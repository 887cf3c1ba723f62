"""Every reducer, and how its changes reach the read tables: one by one, in bulk, or as of a moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import Any

import sqlalchemy as sa

from review.domain.acts import Event, Recorded
from review.prepared import Prepared
from review.projections import (
    absences,
    access,
    access_reviews,
    approvals,
    assignments,
    closing,
    comments,
    commitments,
    compromises,
    conditions,
    discussions,
    drafts,
    erasures,
    evaluations,
    explanations,
    findings,
    flags,
    groups,
    interests,
    interviews,
    lateness,
    mandates,
    meetings,
    minority,
    parliament,
    passkeys,
    people,
    placements,
    planning,
    pledges,
    policy,
    progress,
    publication,
    quality,
    quorums,
    replies,
    risks,
    rounds,
    signals,
    sources,
    terms,
    theory,
    traceability,
    tracks,
    trail,
    unmaskings,
    withholdings,
)
from review.projections.bulk import Bulk, bare, insert_into, insert_of, update_of
from review.projections.schema import Add, Change, Insert, Once, Reducer, Update, metadata

REDUCERS: tuple[Reducer, ...] = (
    people.changes,
    access_reviews.changes,
    evaluations.changes,
    groups.changes,
    mandates.changes,
    drafts.changes,
    assignments.changes,
    rounds.changes,
    absences.changes,
    unmaskings.changes,
    comments.changes,
    interests.changes,
    meetings.changes,
    discussions.changes,
    lateness.changes,
    replies.changes,
    placements.changes,
    sources.changes,
    quality.changes,
    pledges.changes,
    traceability.changes,
    theory.changes,
    findings.changes,
    flags.changes,
    quorums.changes,
    approvals.changes,
    conditions.changes,
    passkeys.changes,
    minority.changes,
    explanations.changes,
    erasures.changes,
    signals.changes,
    policy.changes,
    terms.changes,
    parliament.changes,
    withholdings.changes,
    publication.changes,
    commitments.changes,
    closing.changes,
    progress.changes,
    planning.changes,
    tracks.changes,
    interviews.changes,
    compromises.changes,
    risks.changes,
    access.changes,
    trail.changes,
)

_listening: dict[type[Event], tuple[Reducer, ...]] = {}


def changes(it: Recorded) -> Iterator[Change]:
    """Every change that a record makes to the read tables."""
    listening = _listening.get(type(it.event))
    if listening is not None:
        for reducer in listening:
            yield from reducer(it)
        return
    heard = []
    for reducer in REDUCERS:
        made = list(reducer(it))
        if made or type(it.event).__name__ in _names(reducer):  # what it names it hears, changed or not
            heard.append(reducer)
        yield from made
    _listening[type(it.event)] = tuple(heard)


def _names(reducer: Reducer) -> tuple[str, ...]:
    code = getattr(reducer, "__code__", None)
    return code.co_names if code is not None else ()


def apply(tx: sa.Connection, records: Iterable[Recorded]) -> None:
    """Write the changes of new records, in the transaction that records them."""
    waiting: dict[sa.Table, _Alike] = {}
    for it in records:
        for change in changes(it):
            shape, row = (None, change.row) if isinstance(change, Insert) else _update(change)
            alike = waiting.get(change.table)
            if alike is not None and alike.shape == shape and alike.rows[0].keys() == row.keys():
                alike.rows.append(row)
                continue
            if alike is not None:
                alike.write(tx)
            waiting[change.table] = _Alike(change.table, shape, row)
    for alike in waiting.values():
        alike.write(tx)


Shape = tuple[tuple[str, type | None], ...]
"""The columns that an update writes, and which of them add."""


class _Alike:
    """Changes of one table that follow each other and are written by one statement; tables do not wait for others.

    ``shape`` None: rows to insert.
    """

    def __init__(self, table: sa.Table, shape: Shape | None, row: dict[str, Any]) -> None:
        self.table = table
        self.shape = shape
        self.rows = [row]

    def write(self, tx: sa.Connection) -> None:
        row, *more = self.rows
        if more:
            tx.execute(insert_into(self.table) if self.shape is None else update_of(self.table, self.shape), self.rows)
        elif self.shape is None:
            row = _filled(row)
            insert_of(self.table, tuple(row)).execute(tx, row)
        else:
            _update_of(self.table, self.shape).execute(tx, row)


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what is empty: half of the columns of a new comment need not be bound one by one."""
    return {name: value for name, value in row.items() if value is not None}


def _update(change: Update) -> tuple[Shape, dict[str, Any]]:
    shape = tuple(
        (name, type(value) if isinstance(value, (Add, Once)) else None) for name, value in change.values.items()
    )
    parameters: dict[str, Any] = {f"k{index}": part for index, part in enumerate(change.key)}
    for name, value in change.values.items():
        parameters[f"n_{name}"] = bare(value)
    return shape, parameters


@cache
def _update_of(table: sa.Table, shape: Shape) -> Prepared:
    return Prepared(update_of(table, shape))


@cache
def _empty_tables() -> bytes:
    """A database in memory with every read table in it and no row."""
    engine = sa.create_engine("sqlite://", poolclass=sa.StaticPool)
    metadata.create_all(engine)
    raw: Any = engine.raw_connection().driver_connection
    return bytes(raw.serialize())


@cache
def _memory() -> sa.Engine:
    """Every connection of it is a database of its own; what it has rendered once serves all of them."""
    made = partial(sqlite3.connect, ":memory:", check_same_thread=False)
    return sa.create_engine("sqlite://", poolclass=sa.NullPool, creator=made)


def in_memory() -> sa.Connection:
    """A new database in memory, with nothing in it; gone when the connection is closed."""
    return _memory().connect()


class Fold:
    """The read tables in memory, record by record: the same queries answer for any moment on the way."""

    def __init__(self) -> None:
        self._tx = in_memory()
        raw: Any = self._tx.connection.driver_connection
        raw.deserialize(_empty_tables())
        self._raw = raw
        self._bulk = Bulk(self._tx)

    def take(self, it: Recorded) -> None:
        self._bulk.take(changes(it))

    def now(self) -> sa.Connection:
        """The tables as they are after what was taken so far; until more is taken."""
        self._bulk.write()
        self._raw.commit()  # what the driver was given directly, before a view of it is opened and ended
        return self._tx

    def close(self) -> None:
        self._tx.close()


def as_of(records: Iterable[Recorded]) -> sa.Connection:
    """The read tables in memory as they were after these records."""
    fold = Fold()
    for it in records:
        fold.take(it)
    return fold.now()
