"""Connections and the one way to write."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from eventsourcing import persistence as es

from review.store.engine import Broken, connect, gate_for, in_read_schema, reading, writing
from review.store.ids import uuid7
from review.store.recorder import Recorder
from review.store.tables import follower
from tests.store.writing_down import assert_tree_fits, facts


def add(tx: sa.Connection, name: str) -> None:
    tx.execute(follower.insert(), {"log": uuid7(), "name": name, "position": 1})


def names(engine: sa.Engine) -> list[str]:
    with reading(engine) as tx:
        return list(tx.scalars(sa.select(follower.c.name).order_by(follower.c.name)))


def test_sqlite_is_set_up_to_lose_nothing(sqlite_url: str, opened: Callable[[str], sa.Engine]) -> None:
    with opened(sqlite_url).connect() as tx:
        asked = ("journal_mode", "synchronous", "secure_delete", "recursive_triggers", "foreign_keys", "busy_timeout")
        answers = [tx.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked]
    assert answers == ["wal", 2, 1, 1, 1, 20_000]


def test_sqlite_needs_a_file() -> None:
    for url in ("sqlite://", "sqlite:///:memory:"):
        with pytest.raises(ValueError, match="database file"):
            connect(url)


@pytest.mark.postgres
def test_postgresql_finds_the_log_first(postgres_url: str, opened: Callable[[str], sa.Engine]) -> None:
    with opened(postgres_url.replace("+psycopg", "")).connect() as tx:
        assert tx.dialect.driver == "psycopg"
        assert tx.exec_driver_sql("SHOW search_path").scalar_one() == "log,reading"
        assert tx.exec_driver_sql("SELECT current_schema()").scalar_one() == "log"
        assert tx.exec_driver_sql("SHOW transaction_isolation").scalar_one() == "read committed"


def test_read_tables_can_be_made_where_they_belong(engine: sa.Engine) -> None:
    table = sa.Table("shown", sa.MetaData(), sa.Column("a", sa.Integer))
    with writing(engine) as tx:
        in_read_schema(tx)
        table.create(tx)
    with writing(engine) as tx:
        tx.execute(table.insert(), {"a": 1})
        if engine.dialect.name == "postgresql":
            assert tx.exec_driver_sql("SELECT count(*) FROM reading.shown").scalar_one() == 1
        table.drop(tx)


def test_a_nested_write_joins_and_is_undone_with_the_outer_one(engine: sa.Engine) -> None:
    with writing(engine) as outer, writing(engine) as inner:
        assert inner is outer
        add(inner, "kept")
    with pytest.raises(ZeroDivisionError), writing(engine) as outer:
        with writing(engine) as inner:
            add(inner, "undone")
        raise ZeroDivisionError
    assert names(engine) == ["kept"]


def test_a_swallowed_error_of_a_nested_write_breaks_the_whole(engine: sa.Engine) -> None:
    with pytest.raises(Broken), writing(engine) as tx:
        add(tx, "undone")
        with contextlib.suppress(ZeroDivisionError), writing(engine):
            raise ZeroDivisionError
    assert names(engine) == []


def test_a_swallowed_error_of_a_statement_is_no_silent_rollback(
    postgres_url: str, opened: Callable[[str], sa.Engine]
) -> None:
    engine = opened(postgres_url)
    with pytest.raises(Broken), writing(engine) as tx:
        add(tx, "undone")
        with contextlib.suppress(sa.exc.ProgrammingError):
            tx.exec_driver_sql("SELECT nothing FROM nowhere")
    assert names(engine) == []


def test_a_reading_sees_one_moment(engine: sa.Engine) -> None:
    with reading(engine) as tx:
        assert tx.scalar(sa.select(sa.func.count()).select_from(follower)) == 0
        other = threading.Thread(target=lambda: _add_alone(engine))
        other.start()
        other.join()
        assert tx.scalar(sa.select(sa.func.count()).select_from(follower)) == 0
    assert names(engine) == ["alone"]


def _add_alone(engine: sa.Engine) -> None:
    with writing(engine) as tx:
        add(tx, "alone")


def test_a_reading_inside_a_reading_joins_it_until_something_is_written(engine: sa.Engine) -> None:
    begun: list[sa.Connection] = []
    with reading(engine, begun.append) as tx:
        with reading(engine, begun.append) as inner:
            assert inner is tx
        with writing(engine, aside=True) as write:
            add(write, "aside")
        with reading(engine, begun.append) as inner:
            assert inner is tx
        with writing(engine) as write:
            add(write, "looked for")
        with reading(engine, begun.append) as inner:
            assert inner is not tx
            assert names(engine) == ["aside", "looked for"]
    assert len(begun) == 2


def test_a_reading_inside_one_in_which_a_question_failed_has_a_view_of_its_own(engine: sa.Engine) -> None:
    with reading(engine) as tx:
        with pytest.raises(sa.exc.DBAPIError):
            tx.exec_driver_sql("SELECT nothing FROM nowhere")
        assert names(engine) == []


def test_a_reading_inside_a_write_sees_what_is_being_written(engine: sa.Engine) -> None:
    with writing(engine) as tx:
        add(tx, "new")
        assert names(engine) == ["new"]


def test_there_is_one_gate_for_an_engine_and_only_its_owner_reads_the_file(
    sqlite_url: str, opened: Callable[[str], sa.Engine]
) -> None:
    engine = opened(sqlite_url)
    assert gate_for(engine) is gate_for(engine)
    with gate_for(engine):
        file = Path(f"{engine.url.database}.lock")
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_gate_opens_again_after_an_error(sqlite_url: str, opened: Callable[[str], sa.Engine]) -> None:
    engine = opened(sqlite_url)
    with pytest.raises(ZeroDivisionError), writing(engine):
        raise ZeroDivisionError
    with writing(engine) as tx:
        add(tx, "after")
    assert names(engine) == ["after"]


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_gate_held_when_the_process_forks_is_open_to_the_child(
    sqlite_url: str, opened: Callable[[str], sa.Engine]
) -> None:
    gate = gate_for(opened(sqlite_url))
    with gate:
        child = os.fork()
        if child == 0:
            started = time.monotonic()
            gate.__enter__()  # waits for the parent's flock, not for a lock that nobody in the child can release
            os._exit(0 if time.monotonic() - started > 0.1 else 1)
        time.sleep(0.3)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_database_that_is_away_is_an_error_of_the_library(tmp_path: Path, opened: Callable[[str], sa.Engine]) -> None:
    engine = opened(f"sqlite:///{tmp_path / 'nowhere' / 'x.db'}")
    with pytest.raises(es.OperationalError):
        Recorder(engine, uuid7()).insert_events(facts(1))


def _write(url: str, log: str, times: int) -> None:
    engine = connect(url)
    recorder = Recorder(engine, uuid7().__class__(log))
    for _ in range(times):
        recorder.insert_events(facts(1))
    engine.dispose()


def test_two_processes_write_one_log(database_url: str, engine: sa.Engine, made: Callable[[], Recorder]) -> None:
    recorder = made()
    spawn = multiprocessing.get_context("spawn")
    others = [spawn.Process(target=_write, args=(database_url, str(recorder.log), 20)) for _ in range(2)]
    for other in others:
        other.start()
    _write(database_url, str(recorder.log), 20)
    for other in others:
        other.join()
        assert other.exitcode == 0
    assert_tree_fits(recorder)
    assert recorder.max_notification_id() == 60
