"""PostgreSQL databases that are copies of one installation, put back as they were after every test.

Creating a database costs a quarter of a second, putting one back a tenth of that. A database is dropped instead of put
back where a test changed its shape (walls dropped, read models made anew), and after so many tests that rows long gone
would slow it down.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import sqlalchemy as sa

from review.store.ids import uuid7
from tests.databases import PostgresServer

OFTEN = 60
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

    def lend(self) -> str:
        """The URL of a copy that nobody else has now."""
        url = self._free.pop() if self._free else self._made()
        self._lent[url] += 1
        return url

    def take_back(self, url: str) -> None:
        """Put the copy back as it was, or drop it."""
        with self._opened(url) as connection:
            sound = connection.exec_driver_sql(SHAPE).scalar_one() == self._shapes[url]
            if sound and self._lent[url] < OFTEN:
                connection.exec_driver_sql(PUT_BACK)
                self._free.append(url)
                return
        self._server.drop(url)

    def close(self) -> None:
        for url in self._free:
            self._server.drop(url)

    def _made(self) -> str:
        name = f"copy_{uuid7().hex}"
        self._server.run(f"CREATE DATABASE {name} TEMPLATE {sa.make_url(self._template).database} STRATEGY FILE_COPY")
        url = self._server.url.set(database=name).render_as_string(hide_password=False)
        with self._opened(url) as connection:
            connection.exec_driver_sql(KEEP)
            self._shapes[url] = connection.exec_driver_sql(SHAPE).scalar_one()
        self._lent[url] = 0
        return url

    def _opened(self, url: str) -> sa.Connection:
        return sa.create_engine(url, poolclass=sa.NullPool, execution_options=BARE).connect()


@pytest.fixture(scope="session")
def postgres_copies(postgres_server: PostgresServer, request: pytest.FixtureRequest) -> Iterator[Copies]:
    """Copies of the installation with everybody seated."""
    copies = Copies(postgres_server, request.getfixturevalue("postgres_installation").url)
    yield copies
    copies.close()
