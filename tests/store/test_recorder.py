"""One log: dense positions, one lock, whole commands or none of them."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa
from eventsourcing import persistence as es

from review.store.engine import Broken, reading
from review.store.ids import uuid7
from review.store.recorder import Recorder, UnknownLog, logs
from review.store.tables import event, log_head, text
from review.store.vault import Vault
from tests.store.writing_down import assert_tree_fits, fact, facts

Make = Callable[..., Recorder]


def count(engine: sa.Engine, table: sa.Table) -> int:
    with engine.connect() as tx:
        return tx.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()


def test_a_row_holds_what_was_given_and_its_leaf(recorder: Recorder) -> None:
    command, stream = uuid7(), uuid7()
    with recorder.transaction(command):
        stored = [fact(stream, 1, "a.said", b'{"a":1}'), fact(stream, 2, "b.said", b'{"b":2}')]
        assert recorder.insert_events(stored, envelope=b'{"who":"x"}') == [1, 2]
    with reading(recorder.engine) as tx:
        first, second = recorder.rows(tx)
        assert recorder.row(tx, 2) == second
        assert recorder.stream(tx, stream) == [first, second]
    assert first[:4] == (1, stream, 1, "a.said")
    assert (first.command, second.command) == (command, None)
    assert (first.envelope, first.state) == (b'{"who":"x"}', b'{"a":1}')
    fields = [recorder.log.bytes, b"1", stream.bytes, b"1", b"a.said", b"%d" % first.at, command.bytes]
    data = b"".join(b"%d:" % len(field) + field for field in [*fields, b'{"who":"x"}', b'{"a":1}'])
    assert first.nodes == hashlib.sha256(b"\x00" + data).digest()
    assert len(second.nodes) == 64, "the second leaf completes a node of the next level"
    assert_tree_fits(recorder)


def test_rows_are_asked_for_in_parts(recorder: Recorder) -> None:
    recorder.insert_events(facts(7))
    with reading(recorder.engine) as tx:
        assert [row.position for row in recorder.rows(tx, after=2, upto=6)] == [3, 4, 5, 6]
        pages = [[row.position for row in page] for page in recorder.pages(tx, 3)]
        assert pages == [[1, 2, 3], [4, 5, 6], [7]]
        assert [[row.position for row in page] for page in recorder.pages(tx, 3, after=1, upto=6)] == [
            [2, 3, 4],
            [5, 6],
        ]
        assert list(recorder.pages(tx, 3, after=7)) == []
        with pytest.raises(LookupError):
            recorder.row(tx, 8)


def test_a_log_sees_only_its_own_streams(made: Make) -> None:
    one, other, stream = made(), made(), uuid7()
    one.insert_events([fact(stream)])
    with reading(one.engine) as tx:
        assert len(one.stream(tx, stream)) == 1
        assert other.stream(tx, stream) == []
        assert sorted(logs(tx)) == sorted([one.log, other.log])
    assert other.select_events(stream) == []


def test_an_unknown_log_is_said_to_be_unknown(engine: sa.Engine) -> None:
    stranger = Recorder(engine, uuid7())
    with pytest.raises(UnknownLog):
        stranger.insert_events(facts(1))
    with reading(engine) as tx, pytest.raises(UnknownLog):
        stranger.head(tx)


def test_a_log_is_made_once(made: Make) -> None:
    recorder = made()
    with pytest.raises(es.IntegrityError), recorder.transaction(create=True):
        pass


def test_a_command_id_is_used_once_over_all_logs_and_its_answer_is_found(made: Make) -> None:
    one, other, command = made(), made(), uuid7()
    with one.transaction(command):
        one.insert_events(facts(2))
    for recorder in (one, other):
        with pytest.raises(es.IntegrityError), recorder.transaction(command):
            recorder.insert_events(facts(1))
    with reading(one.engine) as tx:
        assert other.answer(tx, command) == (one.log, one.row(tx, 1))
        assert one.answer(tx, uuid7()) is None
        assert other.head(tx).position == 0


def test_a_command_without_records_leaves_its_id_free(recorder: Recorder) -> None:
    command = uuid7()
    with recorder.transaction(command):
        pass
    with recorder.transaction(command):
        recorder.insert_events(facts(1))
    assert_tree_fits(recorder)


def test_an_error_undoes_everything(recorder: Recorder, vault: Vault) -> None:
    sealer = vault.sealer(recorder.log)
    sealer.seal("dit blijft niet staan")
    with pytest.raises(ZeroDivisionError), recorder.transaction(uuid7()) as writer:
        recorder.insert_events(facts(3), texts=sealer.rows, project=lambda tx, rows: None)
        assert writer.position == 3
        raise ZeroDivisionError
    assert count(recorder.engine, event) == count(recorder.engine, text) == 0
    with reading(recorder.engine) as tx:
        assert recorder.head(tx)[:3] == (0, 0, [])
    assert recorder.insert_events(facts(1)) == [1]
    assert_tree_fits(recorder)


def test_an_error_in_a_projection_undoes_the_record(recorder: Recorder) -> None:
    def project(tx: sa.Connection, rows: list[dict[str, Any]]) -> None:
        raise LookupError(rows[0]["name"])

    with pytest.raises(LookupError, match=r"thing\.noted"):
        recorder.insert_events(facts(1), project=project)
    assert count(recorder.engine, event) == 0


def test_a_swallowed_error_still_undoes_the_whole(recorder: Recorder) -> None:
    taken = fact()
    recorder.insert_events([taken])
    with pytest.raises(Broken), recorder.transaction():
        recorder.insert_events(facts(1))
        with contextlib.suppress(es.IntegrityError):
            recorder.insert_events([taken])
    assert count(recorder.engine, event) == 1
    assert_tree_fits(recorder)


def test_a_projection_sees_its_rows_and_the_log_as_it_is_becoming(recorder: Recorder) -> None:
    seen: list[Any] = []

    def project(_: sa.Connection, rows: list[dict[str, Any]]) -> None:
        seen.extend((row["position"], row["log"], row["command"]) for row in rows)

    command, count = uuid7(), sa.select(sa.func.count()).select_from(event)
    with recorder.transaction(command) as writer:
        for _ in range(2):
            recorder.insert_events(facts(1), project=project)
            seen.append(writer.tx.scalar(count))
        assert recorder.max_notification_id() is None, "the head moves once, at the end"
        assert len(recorder.select_notifications(None, 10)) == 2
    assert seen == [(1, recorder.log, command), 1, (2, recorder.log, None), 2]
    assert recorder.max_notification_id() == 2


def test_two_logs_in_one_act_are_written_together_or_not_at_all(made: Make) -> None:
    installation, evaluation = made(), made()
    with installation.transaction(uuid7()):
        installation.insert_events(facts(1))
        with evaluation.transaction():
            evaluation.insert_events(facts(2))
        installation.insert_events(facts(1))
    with pytest.raises(ZeroDivisionError), installation.transaction(), evaluation.transaction():
        evaluation.insert_events(facts(1))
        raise ZeroDivisionError
    with reading(installation.engine) as tx:
        assert (installation.head(tx).position, evaluation.head(tx).position) == (2, 2)
    assert_tree_fits(installation)
    assert_tree_fits(evaluation)


def test_two_recorders_of_one_log_share_the_open_transaction(made: Make) -> None:
    one = made()
    other = Recorder(one.engine, one.log)
    with one.transaction():
        one.insert_events(facts(1))
        assert other.insert_events(facts(1)) == [2]
        assert one.insert_events(facts(1)) == [3]
    assert_tree_fits(one)


def test_recorded_time_never_runs_back(made: Make) -> None:
    times = iter([1_000_000, 500_000, 2_000_000])
    recorder = made()
    recorder.clock = lambda: next(times)
    for _ in range(3):
        recorder.insert_events(facts(1))
    with reading(recorder.engine) as tx:
        assert [row.at for row in recorder.rows(tx)] == [1_000_000, 1_000_000, 2_000_000]
        assert recorder.head(tx).at == 2_000_000


def test_sixteen_writers_at_once_lose_nothing(recorder: Recorder) -> None:
    def write(_: int) -> list[int]:
        return [recorder.insert_events(facts(2))[-1] for _ in range(8)]

    with ThreadPoolExecutor(16) as pool:
        ends = [end for some in pool.map(write, range(16)) for end in some]
    assert sorted(ends) == list(range(2, 257, 2))
    assert_tree_fits(recorder)


def test_nothing_comes_in_after_the_close(made: Make) -> None:
    """The race that a gate must not lose: deciding on what was read before the lock let 797 of 800 in."""
    for _ in range(5):
        recorder, start = made(), threading.Barrier(9)

        def write(name: str, recorder: Recorder = recorder, start: threading.Barrier = start) -> None:
            start.wait()
            for _ in range(6 if name == "comment" else 1):
                with recorder.transaction() as writer:
                    rows = recorder.rows(writer.tx)
                    if any(row.name == "close" for row in rows):
                        return
                    recorder.insert_events([fact(name=name)])

        with ThreadPoolExecutor(9) as pool:
            list(pool.map(write, ["comment"] * 4 + ["close"] + ["comment"] * 4))
        with reading(recorder.engine) as tx:
            names = [row.name for row in recorder.rows(tx)]
        assert names[-1] == "close"
        assert names.count("close") == 1
        assert_tree_fits(recorder)


def test_logs_are_written_side_by_side(made: Make) -> None:
    recorders = [made() for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda recorder: [recorder.insert_events(facts(1)) for _ in range(10)], recorders))
    for recorder in recorders:
        assert_tree_fits(recorder)


def test_the_transaction_belongs_to_its_own_thread(recorder: Recorder) -> None:
    seen: list[int | None] = []
    with recorder.transaction():
        recorder.insert_events(facts(1))
        other = threading.Thread(target=lambda: seen.append(len(recorder.select_notifications(None, 10))))
        other.start()
        other.join()
    assert seen == [0]


def test_a_full_version_goes_in_as_one_statement_of_texts(recorder: Recorder, vault: Vault) -> None:
    sealer = vault.sealer(recorder.log)
    sealed = [sealer.seal(f"blok {number}") for number in range(1200)]
    recorder.insert_events(facts(1), texts=sealer.rows)
    opened = vault.open_all(sealed)
    assert [opened[commitment] for _, commitment in sealed] == [f"blok {number}" for number in range(1200)]


def test_a_write_takes_five_statements(recorder: Recorder, vault: Vault) -> None:
    sealer = vault.sealer(recorder.log)
    sealer.seal("een opmerking")
    said = told_to_the_driver(recorder.engine)
    with recorder.transaction(uuid7()) as writer:
        sealer.renew(writer.epoch)
        recorder.insert_events(facts(1), texts=sealer.rows)
    words = [statement.split()[0] for statement, _ in itertools.groupby(said)]  # SQLite says it again for a trigger
    assert [word for word in words if word not in ("BEGIN", "COMMIT")] == ["SELECT", "INSERT", "INSERT", "UPDATE"]


def told_to_the_driver(engine: sa.Engine) -> list[str]:
    """Whatever is said from now on, below SQLAlchemy."""
    said: list[str] = []

    class Telling(psycopg.Cursor[Any]):
        def execute(self, query: Any, *given: Any, **more: Any) -> Any:
            said.append(str(query))
            return super().execute(query, *given, **more)

    def listen(driver: Any, *_: object) -> None:
        if isinstance(driver, psycopg.Connection):
            driver.cursor_factory = Telling
        else:
            driver.set_trace_callback(said.append)

    sa.event.listen(engine, "checkout", listen)
    return said


def test_the_head_is_made_empty(made: Make) -> None:
    recorder = made()
    with reading(recorder.engine) as tx:
        row = tx.execute(sa.select(log_head).where(log_head.c.log == recorder.log)).one()
    assert tuple(row)[1:] == (0, 0, b"", 1)
