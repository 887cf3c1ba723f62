"""Migrations: from nothing to the present shape, again, and by two at once."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from review.store import migrate, walls
from review.store.migrating import newest, scripts
from review.store.tables import metadata
from tests.databases import PostgresServer


@pytest.fixture(params=[pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgres)])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database without anything in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    server: PostgresServer = request.getfixturevalue("postgres_server")
    return server.empty()


def test_the_migrated_shape_is_that_of_the_tables(engine: sa.Engine) -> None:
    with engine.connect() as tx:
        defaults = engine.dialect.name == "postgresql"  # SQLite has no identity columns to compare with
        context = MigrationContext.configure(tx, opts={"compare_server_default": defaults, "include_name": _ours})
        assert compare_metadata(context, metadata) == []


def _ours(name: str | None, kind: str, _: object) -> bool:
    return kind != "table" or name != "alembic_version"


def test_migrating_again_changes_nothing(database_url: str, engine: sa.Engine) -> None:
    before = _shape(engine)
    migrate(database_url)
    migrate(database_url)
    assert _shape(engine) == before


def _shape(engine: sa.Engine) -> object:
    seen = sa.inspect(engine)
    with engine.connect() as tx:
        state = tx.exec_driver_sql("SELECT * FROM vault_state").all()
        version = tx.exec_driver_sql("SELECT version_num FROM alembic_version").all()
    columns = {table: [str(column) for column in seen.get_columns(table)] for table in seen.get_table_names()}
    return columns, [tuple(row) for row in state], [tuple(row) for row in version]


def test_two_processes_migrate_an_empty_database_at_once(empty_url: str) -> None:
    spawn = multiprocessing.get_context("spawn")
    both = [spawn.Process(target=migrate, args=(empty_url,)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()
    assert [process.exitcode for process in both] == [0, 0]
    migrate(empty_url)


@pytest.mark.postgres
def test_the_log_and_the_read_tables_have_schemas_of_their_own(
    postgres_url: str, postgres_server: PostgresServer
) -> None:
    engine = sa.create_engine(postgres_url, poolclass=sa.NullPool)
    seen = sa.inspect(engine)
    assert set(seen.get_table_names("log")) == {*metadata.tables, "alembic_version"}
    assert seen.get_table_names("reading") == seen.get_table_names("public") == []


def test_a_migration_that_fails_leaves_nothing(empty_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: sa.Connection) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(walls, "build", fail)
    with pytest.raises(ZeroDivisionError):
        migrate(empty_url)
    engine = sa.create_engine(empty_url, poolclass=sa.NullPool)
    assert sa.inspect(engine).get_table_names() == []
    monkeypatch.undo()
    migrate(empty_url)


def test_the_migrations_lie_beside_the_package() -> None:
    assert (scripts() / "env.py").is_file()
    assert (scripts() / "versions" / "0001_store.py").is_file()


def test_the_names_of_the_files_tell_the_newest_migration() -> None:
    """A database that has it is opened without reading any of them."""
    assert newest() == ScriptDirectory(str(scripts())).get_current_head()
