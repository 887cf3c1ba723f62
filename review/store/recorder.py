"""One log: events in dense positions, each with the nodes of the tree that it completed, under one lock.

A write locks the head row of its log, decides inside that lock, appends, projects, moves the head and commits; so
positions are dense, in the order of commits, and no decision is raced. A recorder of the eventsourcing library.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

import sqlalchemy as sa
from eventsourcing import persistence as es

from review.prepared import Prepared
from review.store.engine import Clock, Gate, gate_for, microseconds, open_unit, pipelined, writing
from review.store.faults import in_library_terms
from review.store.following import Following
from review.store.merkle import HASH_LENGTH, grow, leaf_of_record
from review.store.tables import event, log_head, text

Row = dict[str, Any]
Project = Callable[[sa.Connection, list[Row]], None]

_log: sa.BindParameter[UUID] = sa.bindparam("log")
_stream: sa.BindParameter[UUID] = sa.bindparam("stream")
_position: sa.BindParameter[int] = sa.bindparam("position")
_after: sa.BindParameter[int] = sa.bindparam("after")
_COLUMNS = (
    event.c.position,
    event.c.stream,
    event.c.version,
    event.c.name,
    event.c.at,
    event.c.command,
    event.c.envelope,
    event.c.state,
    event.c.nodes,
)

HEAD = sa.select(log_head.c.position, log_head.c.at, log_head.c.peaks, log_head.c.epoch).where(log_head.c.log == _log)
LOCK = Prepared(HEAD.with_for_update())
CREATE = log_head.insert()
ADVANCE = Prepared(
    log_head.update()
    .where(log_head.c.log == sa.bindparam("of"))
    .values(position=sa.bindparam("to"), at=sa.bindparam("moment"), peaks=sa.bindparam("frontier"))
)
APPEND = event.insert()
APPEND_ONE = Prepared(APPEND)
KEEP = text.insert()
KEEP_ONE = Prepared(KEEP)
ROW = sa.select(*_COLUMNS).where(event.c.log == _log, event.c.position == _position)
ROWS_AT = sa.select(*_COLUMNS).where(
    event.c.log == _log, event.c.position.in_(sa.bindparam("positions", expanding=True))
)
ROWS = sa.select(*_COLUMNS).where(event.c.log == _log, event.c.position > _after).order_by(event.c.position)
ROWS_UPTO = ROWS.where(event.c.position <= sa.bindparam("upto"))
NEXT = sa.select(sa.func.min(event.c.position)).where(event.c.log == _log, event.c.position > _after)
STREAM = sa.select(*_COLUMNS).where(event.c.stream == _stream, event.c.log == _log).order_by(event.c.version)
STREAMS = (
    sa.select(event.c.stream, event.c.version, event.c.name, event.c.state)
    .where(event.c.stream.in_(sa.bindparam("streams", expanding=True)), event.c.log == _log)
    .order_by(event.c.stream, event.c.version)
)
AT_ONCE = 500
"""So many streams are asked for in one question."""
ANSWER = sa.select(event.c.log, *_COLUMNS).where(event.c.command == sa.bindparam("command"))
LOGS = sa.select(log_head.c.log).order_by(log_head.c.log)


class UnknownLog(es.PersistenceError):
    """There is no such log in this database."""


class StaleSeal(es.OperationalError):
    """Texts sealed for another log or an epoch that is over: renew them under the lock, or seal them again."""


class LogRow(NamedTuple):
    """One record, every stored byte of it."""

    position: int
    stream: UUID
    version: int
    name: str
    at: int
    command: UUID | None
    envelope: bytes
    state: bytes
    nodes: bytes


class Head(NamedTuple):
    """The end of a log: how many records, the time of the last, the frontier of the tree, the epoch of the texts."""

    position: int
    at: int
    peaks: list[bytes]
    epoch: int


@dataclass(slots=True)
class Writer:
    """The open write transaction on one log, holding its head."""

    tx: sa.Connection
    position: int
    at: int
    peaks: list[bytes]
    command: UUID | None  #: not yet given to an event
    epoch: int


def logs(tx: sa.Connection) -> Sequence[UUID]:
    """Every log in this database, in the order of their ids."""
    return tx.scalars(LOGS).all()


def _head(found: Any, log: UUID) -> Head:
    if found is None:
        raise UnknownLog(f"no log {log} in this database")
    position, at, frontier, epoch = found
    return Head(position, at, [frontier[i : i + HASH_LENGTH] for i in range(0, len(frontier), HASH_LENGTH)], epoch)


def _add(tx: sa.Connection, one: Prepared, many: sa.Insert, rows: Sequence[Mapping[str, Any]]) -> None:
    if len(rows) == 1:
        one.execute(tx, rows[0])
    else:
        tx.execute(many, rows)


class Recorder(Following):
    """One instance is one log. Safe for use by many threads; the open transaction belongs to its context."""

    def __init__(self, engine: sa.Engine, log: UUID, *, gate: Gate | None = None, clock: Clock = microseconds) -> None:
        self.engine = engine
        self.log = log
        self.gate = gate or gate_for(engine)
        self.clock = clock

    @contextmanager
    def transaction(self, command: UUID | None = None, *, create: bool = False) -> Iterator[Writer]:
        """Lock the log and write to it; all of it is committed at the end, or nothing.

        Inside an open transaction of this log it joins that one; inside one of another log of the same database it
        adds this log to it, so lock in one fixed order. ``command`` is set on the first event and unique over all
        logs. ``create`` makes the log first. The time of the records never runs back.
        """
        with in_library_terms(), writing(self.engine, self.gate) as tx:
            unit = open_unit(self.engine)
            assert unit is not None
            writer = unit.writers.get(self.log)
            if writer is not None:
                yield writer
                return
            writer = unit.writers[self.log] = self._lock(tx, command, create)
            start = writer.position
            try:
                yield writer
            finally:
                del unit.writers[self.log]
            if writer.position > start and unit.failure is None:
                moved = {"of": self.log, "to": writer.position, "moment": writer.at, "frontier": b"".join(writer.peaks)}
                ADVANCE.execute(tx, moved)

    def _lock(self, tx: sa.Connection, command: UUID | None, create: bool) -> Writer:
        if create:
            tx.execute(CREATE, {"log": self.log, "position": 0, "at": 0, "peaks": b"", "epoch": 1})
        head = _head(LOCK.execute(tx, {"log": self.log}).fetchone(), self.log)
        return Writer(tx, head.position, max(head.at, self.clock()), head.peaks, command, head.epoch)

    def insert_events(
        self,
        stored_events: Sequence[es.StoredEvent],
        *,
        tracking: es.Tracking | None = None,
        envelope: bytes = b"",
        texts: Sequence[Mapping[str, Any]] = (),
        project: Project | None = None,
        **_: Any,
    ) -> Sequence[int]:
        """Append these events with their texts and project them, in the open transaction or in one of its own.

        ``project`` gets the connection and the rows as inserted (the columns of the event table). It writes and asks
        nothing: on PostgreSQL its statements are sent without waiting for an answer.
        """
        with self.transaction() as writer:
            rows = self._rows(writer, stored_events, envelope)
            with pipelined(writer.tx):
                if rows:
                    _add(writer.tx, APPEND_ONE, APPEND, rows)
                if texts:
                    self._keep(writer, texts)
                if project is not None and rows:
                    project(writer.tx, rows)
            if tracking is not None:
                self.insert_tracking(tracking)
        return [row["position"] for row in rows]

    def _rows(self, writer: Writer, stored_events: Sequence[es.StoredEvent], envelope: bytes) -> list[Row]:
        rows: list[Row] = []
        for stored in stored_events:
            record: Row = {
                "log": self.log,
                "position": writer.position + 1,
                "stream": stored.originator_id,
                "version": stored.originator_version,
                "name": stored.topic,
                "at": writer.at,
                "command": writer.command,
                "envelope": envelope,
                "state": stored.state,
            }
            leaf = leaf_of_record(*record.values())
            record["nodes"] = grow(writer.position, writer.peaks, leaf)
            rows.append(record)
            writer.position += 1
            writer.command = None
        return rows

    def _keep(self, writer: Writer, texts: Sequence[Mapping[str, Any]]) -> None:
        if any(row["epoch"] != writer.epoch or row["log"] != self.log for row in texts):
            raise StaleSeal("these texts were sealed for another log or before an erasure; seal them again")
        _add(writer.tx, KEEP_ONE, KEEP, texts)

    def rows(self, tx: sa.Connection, *, after: int = 0, upto: int | None = None) -> Sequence[LogRow]:
        """The records after a position, in order."""
        if upto is None:
            found = tx.execute(ROWS, {"log": self.log, "after": after})
        else:
            found = tx.execute(ROWS_UPTO, {"log": self.log, "after": after, "upto": upto})
        return [LogRow._make(row) for row in found]

    def pages(self, tx: sa.Connection, size: int, *, after: int = 0, upto: int | None = None) -> Iterator[list[LogRow]]:
        """The same, at most ``size`` at a time.

        Asked by where they stand and not by how many: to answer the first few PostgreSQL would sort all that are left.
        """
        while upto is None or after < upto:
            end = after + size if upto is None else min(after + size, upto)
            if rows := self.rows(tx, after=after, upto=end):
                yield list(rows)
                after = end
                continue
            following = tx.scalar(NEXT, {"log": self.log, "after": after})
            if not isinstance(following, int):
                if following is not None:  # SQLite takes what is no number too, and puts it last
                    yield list(self.rows(tx, after=after))
                return
            after = following - 1  # over a gap, which no log has that was only written by us

    def row(self, tx: sa.Connection, position: int) -> LogRow:
        """The record at this position; LookupError when there is none."""
        found = tx.execute(ROW, {"log": self.log, "position": position}).one_or_none()
        if found is None:
            raise LookupError(f"no record {position} in log {self.log}")
        return LogRow._make(found)

    def rows_at(self, tx: sa.Connection, positions: Collection[int]) -> Sequence[LogRow]:
        """The records at these few positions, in this order; LookupError when one of them is not there."""
        rows = tx.execute(ROWS_AT, {"log": self.log, "positions": list(positions)})
        found = {row.position: LogRow._make(row) for row in rows}
        missing = [position for position in positions if position not in found]
        if missing:
            raise LookupError(f"no record {missing[0]} in log {self.log}")
        return [found[position] for position in positions]

    def stream(self, tx: sa.Connection, stream: UUID) -> Sequence[LogRow]:
        """The records of one stream of this log, by version."""
        return [LogRow._make(row) for row in tx.execute(STREAM, {"log": self.log, "stream": stream})]

    def streams(self, tx: sa.Connection, streams: Sequence[UUID]) -> Iterator[tuple[UUID, int, str, bytes]]:
        """Of many streams of this log: stream, version, name and state of each record, the records of one together."""
        for start in range(0, len(streams), AT_ONCE):
            some = list(streams[start : start + AT_ONCE])
            yield from (tuple(row) for row in tx.execute(STREAMS, {"log": self.log, "streams": some}))

    def answer(self, tx: sa.Connection, command: UUID) -> tuple[UUID, LogRow] | None:
        """The log and the first record of a command that was carried out before, in any log."""
        found = tx.execute(ANSWER, {"command": command}).one_or_none()
        return None if found is None else (found[0], LogRow._make(found[1:]))

    def head(self, tx: sa.Connection) -> Head:
        """Where the log ends."""
        return _head(tx.execute(HEAD, {"log": self.log}).one_or_none(), self.log)
