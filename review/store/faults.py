"""What may fail in the database, in the terms of the eventsourcing library."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from eventsourcing import persistence as es

_ERRORS: dict[str, type[es.PersistenceError]] = {
    kind.__name__: kind
    for kind in (
        es.DatabaseError,
        es.DataError,
        es.IntegrityError,
        es.InterfaceError,
        es.InternalError,
        es.NotSupportedError,
        es.OperationalError,
        es.ProgrammingError,
    )
}


def _of_drivers() -> tuple[type[Exception], ...]:
    """The errors of the drivers in use: that of PostgreSQL takes 25 MB, so an installation on SQLite never loads it."""
    loaded = sys.modules.get("psycopg")
    return (sqlite3.Error,) if loaded is None else (sqlite3.Error, loaded.Error)


@contextmanager
def in_library_terms() -> Iterator[None]:
    """Errors of the database as those of the eventsourcing library, whose callers know no SQLAlchemy."""
    try:
        yield
    except sa.exc.DBAPIError as error:
        raise _ERRORS.get(type(error).__name__, es.PersistenceError)(str(error.orig)) from error
    except _of_drivers() as error:  # of a prepared statement, or out of a pipeline
        kinds = [_ERRORS[kind.__name__] for kind in type(error).__mro__ if kind.__name__ in _ERRORS]
        raise next(iter(kinds), es.PersistenceError)(str(error)) from error
    except sa.exc.TimeoutError as error:
        raise es.OperationalError(str(error)) from error
