"""After an erasure: no byte of what was deleted stays in the files of the database."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import sqlalchemy as sa
from eventsourcing import persistence as es

from review.store.engine import BUSY_MILLISECONDS, Gate


class StillInUse(es.OperationalError):
    """The texts can no longer be opened, but a long reading keeps their dead bytes in the file: try again later."""


def scrub(engine: sa.Engine, gate: Gate) -> None:
    """Rewrite the SQLite file and empty its journal. PostgreSQL clears its pages itself; their keys are gone anyway."""
    if engine.dialect.name != "sqlite":
        return
    database = str(engine.url.database)
    with gate, closing(sqlite3.connect(database, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000)) as connection:
        connection.execute("PRAGMA secure_delete=ON")
        _empty_journal(connection)
        connection.execute("VACUUM")
        _empty_journal(connection)


def _empty_journal(connection: sqlite3.Connection) -> None:
    busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StillInUse("a long reading is under way; the erasure is finished at its next attempt")
