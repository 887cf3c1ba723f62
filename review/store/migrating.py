"""Bringing a database to the present shape of the store, with its walls; safe to run again and by two at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib import import_module
from pathlib import Path

import sqlalchemy as sa

import review
from review.store import engine as engines
from review.store import walls

_LOCK = 7_306_202  #: of the advisory lock that holds a second migration back


def migrate(url: str) -> None:
    """Make or upgrade the tables of the store and raise its walls; on PostgreSQL with the rights of the owner."""
    engine = engines.connect(url, pool_size=1)
    try:
        if engine.dialect.name == "sqlite":
            with engines.gate_for(engine), _unguarded(url) as tx:
                _upgrade(tx)
        else:
            with engine.begin() as tx:
                tx.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                tx.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS log")
                tx.exec_driver_sql("CREATE SCHEMA IF NOT EXISTS reading")
                _upgrade(tx)
    finally:
        engine.dispose()


def may_migrate(url: str) -> bool:
    """Whether this address is that of the owner: false for the application's role on a database of somebody else."""
    if sa.make_url(url).get_backend_name() == "sqlite":
        return True
    engine = engines.connect(url, pool_size=1)
    try:
        with engine.connect() as tx:
            owned = tx.scalar(sa.text("SELECT pg_has_role(nspowner, 'USAGE') FROM pg_namespace WHERE nspname = 'log'"))
            return owned is None or bool(owned)
    finally:
        engine.dispose()


@contextmanager
def _unguarded(url: str) -> Iterator[sa.Connection]:
    """A connection to SQLite without the authorizer, which would refuse to let the tables be made."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.connect() as tx:
        raw = tx.connection.driver_connection
        assert raw is not None
        raw.isolation_level = None
        raw.execute("PRAGMA journal_mode=WAL")
        raw.execute("PRAGMA synchronous=FULL")
        with tx.begin():
            tx.exec_driver_sql("BEGIN IMMEDIATE")
            yield tx


def _upgrade(tx: sa.Connection) -> None:
    if _version(tx) != newest():
        import_module("review.store.upgrading").upgrade(tx, scripts())
    walls.build(tx)


@cache
def newest() -> str:
    """The newest migration, by the names of their files: a database that has it is opened without Alembic."""
    return max(file.stem for file in (scripts() / "versions").glob("*.py"))


def _version(tx: sa.Connection) -> str | None:
    """The migration that this database has reached."""
    schema = "log" if tx.dialect.name == "postgresql" else None
    table = sa.table("alembic_version", sa.column("version_num"), schema=schema)
    if not sa.inspect(tx).has_table(table.name, schema=schema):
        return None
    return tx.scalar(sa.select(table.c.version_num))


def scripts() -> Path:
    """Where the migrations lie: inside the installed package, or beside it in a working copy."""
    package = Path(review.__file__).parent
    packed = package / "_migrations"
    return packed if packed.is_dir() else package.parent / "migrations"
