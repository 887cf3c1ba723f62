"""Places and databases that are copies of one installation, lent to one test after another.

The engine of a place stays, on SQLite without its connections: rendering the same statements anew for every test took a
quarter of the suite's time.

On PostgreSQL, creating a database costs a quarter of a second, putting one back a tenth of that. A database is dropped
instead of put back where a test changed its shape (walls dropped, read models made anew), and after so many tests that
rows long gone would slow it down. PYTEST_DONT_REWRITE: conftest imports names of this plugin first, and it asserts
nothing.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from werkzeug.routing import Rule

from review.store import engine as engines
from review.store.ids import uuid7
from tests.databases import PostgresServer

Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": FileSystemBytecodeCache()}
"""What one worker compiled of the templates the others need not: four seconds for all of them."""
OFTEN = 60
MOST = 6
"""So many copies at once keep connections open; a server of PostgreSQL has a hundred of them."""
LIVELY: set[str] = set()
"""The copies whose connections stay."""
BARE = {"isolation_level": "AUTOCOMMIT", "no_parameters": True}
OURS = "nspname NOT IN ('kept', 'information_schema') AND nspname NOT LIKE 'pg\\_%'"
SHAPE = f"""
    WITH ours AS (SELECT oid FROM pg_namespace WHERE {OURS})
    SELECT md5(string_agg(what, ',' ORDER BY what)) FROM (
        SELECT concat('c', oid, relname, relkind) FROM pg_class
            WHERE relnamespace IN (TABLE ours) AND relkind NOT IN ('i', 't')
        UNION ALL SELECT concat('t', oid, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT concat('p', oid, md5(prosrc)) FROM pg_proc WHERE pronamespace IN (TABLE ours)
        UNION ALL SELECT concat('a', attrelid, attname) FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid
            WHERE relnamespace IN (TABLE ours) AND relkind = 'r' AND attnum > 0
    ) AS found (what)
"""
TABLES = f"""
    SELECT pg_class.oid, nspname, relname FROM pg_class
        JOIN pg_namespace ON relnamespace = pg_namespace.oid AND {OURS}
"""
KEEP = f"""
    DO $$ DECLARE it record; BEGIN
        CREATE SCHEMA kept;
        FOR it IN {TABLES} WHERE relkind = 'r' LOOP
            EXECUTE format('CREATE TABLE kept.%I AS TABLE %I.%I', 't' || it.oid, it.nspname, it.relname);
        END LOOP;
    END $$
"""
PUT_BACK = f"""
    DO $$ DECLARE it record; BEGIN
        SET LOCAL session_replication_role = replica;
        FOR it IN {TABLES} WHERE relkind = 'r' LOOP
            EXECUTE format('DELETE FROM %I.%I', it.nspname, it.relname);
            EXECUTE format('INSERT INTO %I.%I OVERRIDING SYSTEM VALUE TABLE kept.%I',
                it.nspname, it.relname, 't' || it.oid);
        END LOOP;
        FOR it IN {TABLES} WHERE relkind = 'S' LOOP
            PERFORM setval(it.oid::regclass, 1000000);
        END LOOP;
    END $$
"""


class Copies:
    """Copies of the database of this address, lent to one test at a time."""

    def __init__(self, server: PostgresServer, template: str) -> None:
        self._server = server
        self._template = template
        self._free: list[str] = []
        self._shapes: dict[str, str] = {}
        self._lent: dict[str, int] = {}
        self._opened: dict[str, sa.Connection] = {}

    def lend(self) -> str:
        """The URL of a copy that nobody else has now."""
        url = self._free.pop() if self._free else self._made()
        self._lent[url] += 1
        return url

    def take_back(self, url: str) -> None:
        """Put the copy back as it was, or drop it."""
        with self._at(url) as connection:
            sound = connection.exec_driver_sql(SHAPE).scalar_one() == self._shapes[url] and self._lent[url] < OFTEN
            if sound:
                connection.exec_driver_sql(PUT_BACK)
                self._free.append(url)
        if not sound:
            self._drop(url)

    def close(self) -> None:
        for url in self._free:
            self._drop(url)

    def _drop(self, url: str) -> None:
        if url in self._opened:
            self._opened.pop(url).close()
        LIVELY.discard(url)
        self._server.drop(url)

    @contextmanager
    def _at(self, url: str) -> Iterator[sa.Connection]:
        connection = (
            self._opened.get(url) or sa.create_engine(url, poolclass=sa.NullPool, execution_options=BARE).connect()
        )
        yield connection
        if url in LIVELY:
            self._opened[url] = connection
        else:
            connection.close()

    def _made(self) -> str:
        name = f"copy_{uuid7().hex}"
        self._server.run(f"CREATE DATABASE {name} TEMPLATE {sa.make_url(self._template).database} STRATEGY FILE_COPY")
        url = self._server.url.set(database=name).render_as_string(hide_password=False)
        if len(LIVELY) < MOST:
            LIVELY.add(url)
        with self._at(url) as connection:
            connection.exec_driver_sql(KEEP)
            self._shapes[url] = connection.exec_driver_sql(SHAPE).scalar_one()
        self._lent[url] = 0
        return url


@pytest.fixture(scope="session")
def postgres_copies(postgres_server: PostgresServer, request: pytest.FixtureRequest) -> Iterator[Copies]:
    """Copies of the installation with everybody seated."""
    copies = Copies(postgres_server, request.getfixturevalue("postgres_installation").url)
    yield copies
    copies.close()


class Places:
    """Folders for installations, each empty when it is lent."""

    def __init__(self, base: Path) -> None:
        self._base = base
        self._free: list[Path] = []
        self._made = 0

    def lend(self) -> Path:
        if self._free:
            return self._free.pop()
        self._made += 1
        return self._base / str(self._made)

    def take_back(self, folder: Path) -> None:
        """Empty it, but for the lock beside the database, which its engine holds open."""
        for file in sorted(folder.rglob("*"), reverse=True):
            if file.is_dir() and not file.is_symlink():
                if not any(file.iterdir()):
                    file.rmdir()
            elif file.suffix != ".lock":
                file.unlink()
        self._free.append(folder)


def _keep_open(close: bool = True) -> None:
    """On PostgreSQL a connection that stays knows the tables already: half of what opening an installation costs."""


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """Folders to be lent; whoever opens a database there again gets the engine of last time."""
    base = tmp_path_factory.mktemp("places")
    kept: dict[str, sa.Engine] = {}
    connect = engines.connect

    def connected(url: str, *, pool_size: int = 32) -> sa.Engine:
        if "/copy_" not in url and str(base) not in url:
            return connect(url, pool_size=pool_size)
        key = f"{os.getpid()} {url} {pool_size}"  # a forked process must not talk over the connections of another
        if key not in kept:
            kept[key] = connect(url, pool_size=pool_size)
            if url in LIVELY:
                kept[key].dispose = _keep_open  # type: ignore[method-assign]
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engines, "connect", connected)
        yield Places(base)
    shutil.rmtree(base, ignore_errors=True)


@pytest.fixture(scope="session", autouse=True)
def addresses_compiled_once() -> Iterator[None]:
    """Every application compiles the same three hundred addresses; the code knows its rule, not its application."""
    compile_builder = Rule._compile_builder
    kept: dict[tuple[Any, ...], Any] = {}

    def remembered(rule: Rule, append_unknown: bool = True) -> Any:
        key = rule.rule, rule.host, rule.subdomain, str(rule.defaults), append_unknown
        if key not in kept:
            kept[key] = compile_builder(rule, append_unknown)
        return kept[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Rule, "_compile_builder", remembered)
        yield
