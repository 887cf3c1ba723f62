"""Connections to the database, and the one way to write: one transaction at a time, queueing fairly.

SQLite gets a gate in front of its lock, because waiting by busy polling starves some writers for seconds; PostgreSQL
queues by itself on the head row of a log. BEGIN is said here and not by a listener of the engine: such a listener
makes SQLAlchemy dispatch events at every statement.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from eventsourcing import persistence as es

from review.store import walls

Clock = Callable[[], int]
Gate = AbstractContextManager[Any]

BUSY_MILLISECONDS = 20_000
_PRAGMAS = (
    f"busy_timeout={BUSY_MILLISECONDS}",
    "journal_mode=WAL",
    "synchronous=FULL",  # NORMAL loses acknowledged commands at a power cut
    "foreign_keys=ON",
    "secure_delete=ON",
    "recursive_triggers=ON",  # without it, the delete of INSERT OR REPLACE passes the triggers by
)


def microseconds() -> int:
    """The present moment as the store writes it: integer microseconds since the Unix epoch, UTC."""
    return time.time_ns() // 1000


def connect(url: str, *, pool_size: int = 32) -> sa.Engine:
    """An engine on this database, with every connection set up and guarded as the store needs it."""
    address = sa.make_url(url)
    if address.get_backend_name() == "sqlite":
        return _connect_sqlite(address, pool_size)
    if address.drivername in ("postgres", "postgresql"):
        address = address.set(drivername="postgresql+psycopg")
    given = address.query.get("options", "")
    options = given if isinstance(given, str) else " ".join(given)
    settings = f"-c search_path=log,reading -c lock_timeout={BUSY_MILLISECONDS}"
    return sa.create_engine(
        address,
        pool_size=pool_size,  # kept: a group of thirty that comments at one moment waits for no new processes
        max_overflow=1,
        isolation_level="READ COMMITTED",
        connect_args={"options": f"{options} {settings}".strip()},
    )


def _connect_sqlite(address: sa.URL, pool_size: int) -> sa.Engine:
    if not address.database or address.database == ":memory:":
        raise ValueError("the store needs a database file: sqlite:///path/of/toetssteen.db")
    engine = sa.create_engine(
        address,
        pool_size=pool_size,
        max_overflow=1,
        connect_args={"cached_statements": 512, "check_same_thread": False},
    )
    sa.event.listen(engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # we say BEGIN ourselves
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.set_authorizer(walls.authorize)


class FileGate:
    """One writer at a time: threads queue on a lock, processes on flock(2). No polling, roughly fair."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.renew()

    def renew(self) -> None:
        """Start afresh in a forked child, which must not share the parent's lock nor its open file."""
        self._threads = threading.Lock()
        self._file: int | None = None

    def __enter__(self) -> None:
        self._threads.acquire()
        try:
            if self._file is None:
                self._file = os.open(self.path, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        except OSError as error:
            self._threads.release()
            raise es.OperationalError(f"the lock beside the database cannot be taken: {error}") from error
        except BaseException:
            self._threads.release()
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if self._file is not None:
                fcntl.flock(self._file, fcntl.LOCK_UN)
        finally:
            self._threads.release()


_gates: WeakKeyDictionary[sa.Engine, FileGate] = WeakKeyDictionary()


def _renew_gates() -> None:
    for gate in _gates.values():
        gate.renew()


os.register_at_fork(after_in_child=_renew_gates)


def gate_for(engine: sa.Engine) -> Gate:
    """The gate in front of this database's write lock: one per engine, to be used again and again."""
    if engine.dialect.name != "sqlite":
        return nullcontext()
    gate = _gates.get(engine)
    if gate is None:
        gate = _gates.setdefault(engine, FileGate(Path(f"{engine.url.database}.lock")))
    return gate


class Broken(es.PersistenceError):
    """A step of this transaction failed and its error was kept from us: the whole is undone, for half is not kept."""


@dataclass(slots=True)
class Unit:
    """The write transaction that is open in this context, with the writers (recorder.py) that joined it, by log."""

    engine: sa.Engine
    tx: sa.Connection
    writers: dict[UUID, Any] = field(default_factory=dict)
    failure: BaseException | None = None


_open: ContextVar[Unit | None] = ContextVar("open_unit", default=None)
_view: ContextVar[sa.Connection | None] = ContextVar("open_view", default=None)


def open_unit(engine: sa.Engine) -> Unit | None:
    """The write transaction open on this engine in the present context, if any."""
    unit = _open.get()
    return unit if unit is not None and unit.engine is engine else None


@contextmanager
def writing(engine: sa.Engine, gate: Gate | None = None, *, aside: bool = False) -> Iterator[sa.Connection]:
    """The write transaction: committed at the end, undone by any error. Inside another one of this engine it joins it.

    An error that leaves a joined transaction undoes the whole, also when somebody catches it further out. ``aside``: no
    reading that is under way looks for what is written, so it goes on with its view.
    """
    unit = open_unit(engine)
    if unit is not None:
        try:
            yield unit.tx
        except BaseException as error:
            unit.failure = error
            raise
        return
    if not aside:
        _view.set(None)
    with gate or gate_for(engine), engine.begin() as tx:
        _begin(tx)
        unit = Unit(engine, tx)
        token = _open.set(unit)
        try:
            yield tx
        finally:
            _open.reset(token)
        if unit.failure is not None or _aborted(tx):
            raise Broken("a step of this transaction failed, so all of it is undone") from unit.failure


def _begin(tx: sa.Connection) -> None:
    """On SQLite take the write lock now: to read first and write later fails at once when another has written."""
    driver: Any = tx.connection.driver_connection
    if isinstance(driver, sqlite3.Connection):
        try:
            driver.execute("BEGIN IMMEDIATE")
        except sqlite3.Error as error:
            raise es.OperationalError(str(error)) from error


def _aborted(tx: sa.Connection) -> bool:
    """PostgreSQL answers a COMMIT after a swallowed error by a silent ROLLBACK, which must not look like success."""
    driver: Any = tx.connection.driver_connection
    return tx.dialect.name == "postgresql" and driver.info.transaction_status.name == "INERROR"


@contextmanager
def pipelined(tx: sa.Connection) -> Iterator[None]:
    """Statements that answer nothing, sent to PostgreSQL without waiting for each; an error is raised at the end."""
    if tx.dialect.name == "postgresql":
        driver: Any = tx.connection.driver_connection
        with driver.pipeline():
            yield
    else:
        yield


@contextmanager
def reading(engine: sa.Engine, begin: Callable[[sa.Connection], None] = lambda _: None) -> Iterator[sa.Connection]:
    """One consistent view of the database for any number of questions; ``begin`` is called where it begins.

    Inside a write transaction it is that transaction, and inside another reading that view, until something is written.
    """
    unit = open_unit(engine)
    if unit is not None:
        begin(unit.tx)
        yield unit.tx
        return
    view = _view.get()
    if view is not None and view.engine is engine and not _spent(view):
        yield view
        return
    with engine.connect() as tx:
        if engine.dialect.name == "sqlite":
            tx.exec_driver_sql("BEGIN")
        else:
            tx = tx.execution_options(isolation_level="REPEATABLE READ")
        begin(tx)
        token = _view.set(tx)
        try:
            yield tx
        except (LookupError, ValueError, TypeError):
            let_go(tx)
            raise
        finally:
            _view.reset(token)


def let_go(tx: sa.Connection) -> None:
    """Close the connection of a reading in which a fault left rows open: on SQLite the next one would see its view."""
    if tx.dialect.name == "sqlite":
        tx.invalidate()


def _spent(view: sa.Connection) -> bool:
    """Nothing can be asked in it any more: it ended, its connection is gone, or a question failed."""
    return view.closed or view.invalidated or _aborted(view)


def in_read_schema(tx: sa.Connection) -> None:
    """Let the rest of this transaction create and drop its tables where the read tables live (PostgreSQL only)."""
    if tx.dialect.name == "postgresql":
        tx.exec_driver_sql("SET LOCAL search_path = reading, log")
