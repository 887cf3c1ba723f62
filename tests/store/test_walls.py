"""The walls, tried from many sides: by the application's own connections, by others, by the owner's tools."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
import sqlalchemy as sa
from eventsourcing import persistence as es

from review.store import migrate, walls
from review.store.accounts import Accounts, Sessions
from review.store.engine import connect, in_read_schema, writing
from review.store.ids import uuid7
from review.store.keyring import Keyring
from review.store.readings import Readings
from review.store.recorder import Recorder, logs
from review.store.tables import checkpoint, event, log_head, reading
from review.store.vault import Vault
from tests.databases import PostgresServer
from tests.store.writing_down import assert_tree_fits, facts, keep_texts

Open = Callable[[str], sa.Engine]

CHANGES = [
    "UPDATE event SET state = 'forged'",
    "UPDATE event SET at = at",
    "UPDATE event SET nodes = envelope WHERE position = 2",
    "DELETE FROM event",
    "DELETE FROM event WHERE position = 3",
    "UPDATE checkpoint SET note = 'forged'",
    "DELETE FROM checkpoint",
    "UPDATE reading SET purpose = 'nothing'",
    "DELETE FROM reading",
    "UPDATE log_head SET position = position - 1",
    "UPDATE log_head SET at = 0",
    "UPDATE log_head SET epoch = 0",
    "DELETE FROM log_head",
    "DROP TABLE event",
    "ALTER TABLE event RENAME TO gone",
    "ALTER TABLE event ADD COLUMN more INTEGER",
    "ALTER TABLE log_head RENAME COLUMN position TO place",
]
SQLITE_CHANGES = [
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE position = 1",
    "REPLACE INTO event SELECT * FROM event WHERE position = 1",
    "INSERT OR REPLACE INTO event (rowid, log, position, stream, version, name, at, envelope, state, nodes)"
    " SELECT 1, log, 4, randomblob(16), 1, name, at, envelope, state, nodes FROM event WHERE position = 1",
    "INSERT OR REPLACE INTO event (log, position, stream, version, name, at, command, envelope, state, nodes)"
    " SELECT log, 4, randomblob(16), 1, name, at, command, envelope, state, nodes FROM event WHERE position = 1",
    "INSERT INTO event (log, position, stream, version, name, at, envelope, state, nodes)"
    " SELECT log, 9, randomblob(16), 1, name, at, envelope, state, nodes FROM event WHERE position = 1",
    "INSERT INTO event SELECT * FROM event WHERE position = 1"
    " ON CONFLICT (log, position) DO UPDATE SET state = 'forged'",
    "UPDATE OR REPLACE event SET position = 2 WHERE position = 1",
    "INSERT OR REPLACE INTO checkpoint SELECT log, size, at, 'forged' FROM checkpoint",
    "INSERT OR REPLACE INTO reading SELECT number, at, person, seat, log, 'x', subject, count FROM reading",
    "INSERT OR REPLACE INTO log_head SELECT log, 0, 0, x'', 1 FROM log_head",
    "INSERT OR REPLACE INTO log_head (rowid, log, position, at, peaks, epoch) SELECT 1, randomblob(16), 0, 0, x'', 1",
    "INSERT INTO log_head VALUES (randomblob(16), 7, 0, x'', 1)",
]
SQLITE_UNGUARDED = [  # refused only on the connections of this program
    "UPDATE text SET box = x''",
    "UPDATE text SET log = randomblob(16)",
    "DROP TRIGGER event_no_update",
    "DROP TRIGGER log_head_no_delete",
    "CREATE TRIGGER t AFTER INSERT ON event BEGIN SELECT 1; END",
    "CREATE TEMP TRIGGER t BEFORE INSERT ON main.event BEGIN SELECT RAISE(IGNORE); END",
    "DROP INDEX reading_log_ix",
    "PRAGMA writable_schema = ON",
    "PRAGMA recursive_triggers = OFF",
    "PRAGMA synchronous = OFF",
    "PRAGMA journal_mode = DELETE",
    "PRAGMA secure_delete = OFF",
    "PRAGMA ignore_check_constraints = ON",
    "ATTACH 'elsewhere.db' AS elsewhere",
]
POSTGRESQL_CHANGES = [
    "TRUNCATE event",
    "TRUNCATE event, checkpoint, reading, log_head CASCADE",
    "INSERT INTO event SELECT * FROM event WHERE position = 1"
    " ON CONFLICT (log, position) DO UPDATE SET state = 'forged'",
    "MERGE INTO event USING (SELECT 1) AS x ON true WHEN MATCHED THEN DELETE",
    "WITH gone AS (DELETE FROM event RETURNING *) SELECT * FROM gone",
]
POSTGRESQL_ROLE = [  # refused to the application's role, also where the owner may
    "ALTER TABLE event DISABLE TRIGGER ALL",
    "DROP TRIGGER event_no_change ON event",
    "SET session_replication_role = replica",
    "DROP SCHEMA log CASCADE",
    "CREATE TABLE log.event2 (a int)",
    "CREATE TRIGGER t BEFORE INSERT ON event FOR EACH ROW EXECUTE FUNCTION log.refuse_change()",
    "CREATE RULE r AS ON INSERT TO event DO INSTEAD NOTHING",
    "UPDATE text SET box = ''",
    "UPDATE log_head SET log = gen_random_uuid()",
    "DELETE FROM account",
    "DELETE FROM vault_state",
    "UPDATE alembic_version SET version_num = '0'",
    "CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'",
    "TRUNCATE text",
]


def filled(engine: sa.Engine, keys: Path) -> Recorder:
    """A log with three records, a text, a checkpoint and a reading."""
    vault, log = Vault(engine, keys, create=True), uuid7()
    vault.open_log(log)
    recorder = Recorder(engine, log)
    with recorder.transaction(uuid7(), create=True) as writer:
        recorder.insert_events(facts(2))
        writer.tx.execute(checkpoint.insert(), {"log": log, "size": 2, "at": 1, "note": "signed"})
    keep_texts(recorder, vault, "tekst")
    Readings(engine).record(uuid7(), None, log, "show", "version 1")
    return recorder


def everything(engine: sa.Engine) -> list[object]:
    """Every row behind a wall."""
    tables = (event, checkpoint, reading, log_head)
    with engine.connect() as tx:
        return [tx.execute(sa.select(table).order_by(*table.primary_key)).all() for table in tables]


# ---------------------------------------------------------------- SQLite


@pytest.mark.parametrize("change", [*CHANGES, *SQLITE_CHANGES, *SQLITE_UNGUARDED])
def test_no_connection_of_ours_changes_the_log_on_sqlite(
    sqlite_url: str, opened: Open, keys_dir: Path, change: str
) -> None:
    recorder = filled(opened(sqlite_url), keys_dir)
    before = everything(recorder.engine)
    with recorder.engine.connect() as tx, pytest.raises(sa.exc.DBAPIError):
        tx.exec_driver_sql(change)
    assert everything(recorder.engine) == before
    recorder.insert_events(facts(1))
    assert_tree_fits(recorder)


@pytest.mark.parametrize("change", [change for change in [*CHANGES, *SQLITE_CHANGES] if " TABLE " not in change])
def test_no_other_tool_changes_the_log_on_sqlite_while_its_triggers_stand(
    sqlite_url: str, opened: Open, keys_dir: Path, change: str
) -> None:
    recorder = filled(opened(sqlite_url), keys_dir)
    before = everything(recorder.engine)
    tool = sqlite3.connect(str(recorder.engine.url.database), isolation_level=None)
    with closing(tool), pytest.raises(sqlite3.IntegrityError):
        tool.execute(change)
    assert everything(recorder.engine) == before
    assert_tree_fits(recorder)


def test_what_the_program_needs_is_not_walled_in(sqlite_url: str, opened: Open, keys_dir: Path) -> None:
    recorder = filled(opened(sqlite_url), keys_dir)
    with writing(recorder.engine) as tx:
        tx.exec_driver_sql("CREATE TABLE shown (a INTEGER PRIMARY KEY, b TEXT)")
        tx.exec_driver_sql("CREATE INDEX shown_b ON shown (b)")
        tx.exec_driver_sql("INSERT OR REPLACE INTO shown VALUES (1, 'x')")
        tx.exec_driver_sql("UPDATE shown SET b = 'y'")
        tx.exec_driver_sql("DELETE FROM shown")
        tx.exec_driver_sql("DROP TABLE shown")
    assert "event" in sa.inspect(recorder.engine).get_table_names()
    with recorder.engine.connect() as tx:
        assert tx.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


# ---------------------------------------------------------------- PostgreSQL


@pytest.mark.postgres
@pytest.mark.parametrize("change", [change for change in [*CHANGES, *POSTGRESQL_CHANGES] if " TABLE " not in change])
def test_even_the_owner_is_refused_by_triggers_on_postgresql(log_owned: Recorder, change: str) -> None:
    before = everything(log_owned.engine)
    with log_owned.engine.begin() as tx, pytest.raises(sa.exc.DBAPIError, match="append-only"):
        tx.exec_driver_sql(change)
    assert everything(log_owned.engine) == before


@pytest.fixture(scope="module")
def log_owned(postgres_server: PostgresServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Recorder]:
    """One filled database for many vain attempts, seen by its owner."""
    url = postgres_server.migrated()
    engine = connect(url)
    yield filled(engine, tmp_path_factory.mktemp("owner") / "keys")
    engine.dispose()
    postgres_server.drop(url)


@pytest.fixture(scope="module")
def as_application(log_owned: Recorder, postgres_server: PostgresServer) -> Iterator[Recorder]:
    """The same database, seen by the role of the application."""
    role = f"Toetser {log_owned.log.hex[-6:]}"
    postgres_server.run(f'CREATE ROLE "{role}" LOGIN')
    with log_owned.engine.begin() as tx:
        walls.grants(tx, role)
    engine = connect(log_owned.engine.url.set(username=role).render_as_string(hide_password=False))
    yield Recorder(engine, log_owned.log)
    engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("change", [*CHANGES, *POSTGRESQL_CHANGES, *POSTGRESQL_ROLE])
def test_the_application_may_not_even_try_on_postgresql(as_application: Recorder, change: str) -> None:
    before = everything(as_application.engine)
    with as_application.engine.begin() as tx, pytest.raises(sa.exc.DBAPIError) as refused:
        tx.exec_driver_sql(change)
    cause = refused.value.orig
    assert isinstance(cause, psycopg.errors.InsufficientPrivilege), cause
    assert everything(as_application.engine) == before


@pytest.mark.postgres
def test_the_application_can_do_all_its_work_on_postgresql(as_application: Recorder, tmp_path: Path) -> None:
    engine = as_application.engine
    vault, log, person = Vault(engine, _keys_of(as_application, tmp_path), create=False), uuid7(), uuid7()
    vault.open_log(log)
    recorder = Recorder(engine, log)
    with recorder.transaction(uuid7(), create=True) as writer:
        recorder.insert_events(facts(2))
        writer.tx.execute(checkpoint.insert(), {"log": log, "size": 2, "at": 1, "note": "signed"})
    gone, kept = keep_texts(recorder, vault, "weg", "blijft")
    with writing(engine) as tx:
        vault.quarantine(tx, log, [gone[0]])
    assert vault.erase(log, [gone[0]]) == 1
    assert vault.open(*kept) == "blijft"
    accounts, sessions = Accounts(engine), Sessions(engine)
    with writing(engine) as tx:
        accounts.add(tx, person, "winter", "een lang wachtwoord")
    assert accounts.check("winter", "een lang wachtwoord") == person
    sessions.end(sessions.start(person))
    recorder.insert_tracking(es.Tracking("mail", 1))
    Readings(engine).record(person, None, log, "show", "version 1")
    with writing(engine) as tx:
        in_read_schema(tx)
        tx.exec_driver_sql("CREATE TABLE shown (a int)")
        tx.exec_driver_sql("DROP TABLE shown")
    assert_tree_fits(recorder)


def _keys_of(recorder: Recorder, tmp_path: Path) -> Path:
    """A folder with a key for each log there is, as the vault wants it at its start."""
    keys = Keyring(tmp_path / "keys")
    keys.create()
    with recorder.engine.connect() as tx:
        for log in logs(tx):
            keys.make(log, 1)
    return keys.folder


@pytest.mark.postgres
def test_everybody_else_sees_nothing_on_postgresql(as_application: Recorder, postgres_server: PostgresServer) -> None:
    role = f"stranger_{as_application.log.hex[-6:]}"
    postgres_server.run(f"CREATE ROLE {role} LOGIN")
    with as_application.engine.begin() as tx:
        tx.exec_driver_sql("GRANT ALL ON event TO PUBLIC")  # a warning, and nothing is granted
    stranger = connect(as_application.engine.url.set(username=role).render_as_string(hide_password=False))
    with stranger.connect() as tx, pytest.raises(sa.exc.DBAPIError):
        tx.exec_driver_sql("SELECT * FROM log.event")
    stranger.dispose()


# ---------------------------------------------------------------- both


def test_a_wall_that_was_torn_down_is_missed_and_raised_again(database_url: str, engine: sa.Engine) -> None:
    with engine.connect() as tx:
        assert walls.missing(tx) == set()
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(str(engine.url.database))) as tool:
            tool.execute("DROP TRIGGER event_no_delete")
    else:
        with engine.begin() as tx:
            tx.exec_driver_sql("ALTER TABLE event DISABLE TRIGGER event_no_change")
    with engine.connect() as tx:
        assert len(walls.missing(tx)) == 1
    migrate(database_url)
    with engine.connect() as tx:
        assert walls.missing(tx) == set()


@pytest.mark.postgres
def test_a_wall_that_was_hollowed_out_is_filled_again_on_postgresql(postgres_url: str) -> None:
    owner = connect(postgres_url)
    with owner.begin() as tx:
        tx.exec_driver_sql(
            "CREATE OR REPLACE FUNCTION log.refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN new; END'"
        )
        tx.exec_driver_sql("TRUNCATE log.event")
    migrate(postgres_url)
    with owner.begin() as tx, pytest.raises(sa.exc.DBAPIError, match="append-only"):
        tx.exec_driver_sql("TRUNCATE log.event")
    owner.dispose()
