"""Reading a log as the eventsourcing library does: streams, notifications, tracking, and a subscription that polls.

Polling works on every database and between processes; the library's own LISTEN needs PostgreSQL, and its NOTIFY takes
a lock of the whole server at commit.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from eventsourcing import persistence as es
from sqlalchemy.dialects import postgresql, sqlite

from review.store.engine import open_unit
from review.store.faults import in_library_terms
from review.store.tables import event, follower, log_head

_LOG: sa.BindParameter[UUID] = sa.bindparam("log")
_COLUMNS = (event.c.stream, event.c.version, event.c.name, event.c.state)
_STREAM = sa.select(*_COLUMNS).where(event.c.stream == sa.bindparam("stream"), event.c.log == _LOG)
_WHOLE_STREAM = _STREAM.order_by(event.c.version)
_NOTIFICATIONS = sa.select(*_COLUMNS, event.c.position).where(event.c.log == _LOG).order_by(event.c.position)
_LAST = sa.select(log_head.c.position).where(log_head.c.log == _LOG)
_TRACKED = sa.select(follower.c.position).where(follower.c.log == _LOG, follower.c.name == sa.bindparam("name"))


def _tracking(dialect: Any) -> Any:
    insert = dialect.insert(follower)
    return insert.on_conflict_do_update(
        index_elements=[follower.c.log, follower.c.name],
        set_={"position": insert.excluded.position},
        where=follower.c.position < insert.excluded.position,
    ).returning(follower.c.position)


_TRACK = {"sqlite": _tracking(sqlite), "postgresql": _tracking(postgresql)}


def _part_of_stream(gt: int | None, lte: int | None, desc: bool, limit: int | None) -> sa.Select[Any]:
    question = _STREAM.order_by(event.c.version.desc() if desc else event.c.version)
    if gt is not None:
        question = question.where(event.c.version > gt)
    if lte is not None:
        question = question.where(event.c.version <= lte)
    return question if limit is None else question.limit(limit)


class Following(es.ProcessRecorder):
    """What the library reads from a recorder; recorder.py adds the writing."""

    engine: sa.Engine
    log: UUID

    def transaction(self) -> AbstractContextManager[Any]:
        """The open write transaction of this log, or a new one."""
        raise NotImplementedError

    @contextmanager
    def _asking(self) -> Iterator[sa.Connection]:
        with in_library_terms():
            unit = open_unit(self.engine)
            if unit is not None:
                yield unit.tx
            else:
                with self.engine.connect() as tx:
                    yield tx

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[es.StoredEvent]:
        """The events of one stream of this log."""
        question = _WHOLE_STREAM
        if desc or (gt, lte, limit) != (None, None, None):
            question = _part_of_stream(gt, lte, desc, limit)
        with self._asking() as tx:
            return [es.StoredEvent(*row) for row in tx.execute(question, {"log": self.log, "stream": originator_id})]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[es.Notification]:
        """The events of this log from one position to another, or those with certain names."""
        question = _NOTIFICATIONS.limit(limit)
        if start is not None:
            question = question.where(event.c.position >= start if inclusive_of_start else event.c.position > start)
        if stop is not None:
            question = question.where(event.c.position <= stop)
        if topics:
            question = question.where(event.c.name.in_(topics))
        with self._asking() as tx:
            return [es.Notification(*row) for row in tx.execute(question, {"log": self.log})]

    def max_notification_id(self) -> int | None:
        """The last position of this log; None when it is empty."""
        with self._asking() as tx:
            return tx.scalar(_LAST, {"log": self.log}) or None

    def max_tracking_id(self, application_name: str) -> int | None:
        """How far this follower of the log has come."""
        with self._asking() as tx:
            found: int | None = tx.scalar(_TRACKED, {"log": self.log, "name": application_name})
            return found

    def insert_tracking(self, tracking: es.Tracking) -> None:
        """A follower has come this far; IntegrityError when it had been there before."""
        row = {"log": self.log, "name": tracking.application_name, "position": tracking.notification_id}
        with self.transaction() as writer:
            if writer.tx.execute(_TRACK[self.engine.dialect.name], row).first() is None:
                raise es.IntegrityError(f"already tracked: {tracking}")

    def subscribe(self, gt: int | None = None, topics: Sequence[str] = ()) -> es.Subscription[es.ApplicationRecorder]:
        """The events after a position, and then each new one as it comes; for use in a ``with``."""
        return Polling(self, gt, topics)


class Polling(es.ListenNotifySubscription[es.ApplicationRecorder]):
    """A subscription that asks for the last position every twentieth of a second."""

    interval = 0.02

    def __init__(self, recorder: es.ApplicationRecorder, gt: int | None, topics: Sequence[str]) -> None:
        super().__init__(recorder, gt, topics)
        self._ended = threading.Event()
        self._poller = threading.Thread(target=self._poll, daemon=True)
        self._poller.start()

    def _poll(self) -> None:
        seen = None
        while not self._ended.wait(self.interval):
            try:
                last = self._recorder.max_notification_id()
            except es.PersistenceError:
                continue  # the database is away for a moment: the next round asks again
            if last != seen:
                seen = last
                self._has_been_notified.set()

    def stop(self) -> None:
        """End the subscription, from any thread."""
        if hasattr(self, "_ended"):
            self._ended.set()
        super().stop()
