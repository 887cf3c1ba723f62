"""Erasure: what was destroyed is nowhere any more, what was not is all still there, whenever the power goes."""

from __future__ import annotations

import multiprocessing
import os
import random
import shutil
import signal
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa

from review.store import sealing
from review.store.engine import connect, reading
from review.store.ids import uuid7
from review.store.keyring import Keyring
from review.store.recorder import Recorder
from review.store.scrubbing import StillInUse
from review.store.tables import log_head, text
from review.store.vault import Erased, Unreadable, Vault
from tests.lengths import times
from tests.store.writing_down import assert_tree_fits, keep_texts

FAULTS = times(20, 200)
Pairs = list[tuple[UUID, bytes]]


def epoch_of(recorder: Recorder) -> int:
    with reading(recorder.engine) as tx:
        return recorder.head(tx).epoch


def test_an_erased_text_is_gone_and_the_others_stay(recorder: Recorder, vault: Vault, keys_dir: Path) -> None:
    gone, kept = keep_texts(recorder, vault, "weg", "blijft")
    assert vault.open(*gone) == "weg"
    assert vault.erase(recorder.log, [gone[0], uuid7()]) == 1
    with pytest.raises(Erased):
        vault.open(*gone)
    assert vault.open(*kept) == Vault(recorder.engine, keys_dir).open(*kept) == "blijft"
    assert [file.name for file in keys_dir.glob("*.epoch")] == [f"{recorder.log}.2.epoch"]
    assert epoch_of(recorder) == 2
    assert_tree_fits(recorder)


def test_erasing_what_is_not_there_changes_nothing(recorder: Recorder, vault: Vault) -> None:
    kept = keep_texts(recorder, vault, "blijft")[0]
    assert vault.erase(recorder.log, [uuid7()]) == 0
    assert vault.erase(recorder.log, []) == 0
    assert epoch_of(recorder) == 1
    assert vault.open(*kept) == "blijft"
    with pytest.raises(LookupError):
        vault.erase(uuid7(), [kept[0]])


def test_an_erasure_is_no_part_of_another_transaction(recorder: Recorder, vault: Vault) -> None:
    with pytest.raises(RuntimeError), recorder.transaction():
        vault.erase(recorder.log, [])


def test_a_text_is_erased_only_in_its_own_log(
    recorder: Recorder, made: Callable[[UUID], Recorder], vault: Vault
) -> None:
    log = uuid7()
    vault.open_log(log)
    other = made(log)
    pair = keep_texts(other, vault, "van een ander")[0]
    assert vault.erase(recorder.log, [pair[0]]) == 0
    keep_texts(recorder, vault, "eigen")
    assert vault.open(*pair) == "van een ander"
    assert epoch_of(other) == 1


def test_another_process_forgets_the_text_and_finds_the_new_key(
    recorder: Recorder, vault: Vault, keys_dir: Path
) -> None:
    gone, kept, unread = keep_texts(recorder, vault, "weg", "blijft", "nog niet gelezen")
    other = Vault(recorder.engine, keys_dir)
    other.open_all([gone, kept])
    vault.erase(recorder.log, [gone[0]])
    assert other.open(*unread) == "nog niet gelezen", "also before it has heard of the erasure"
    with reading(recorder.engine) as tx:
        other.refresh(tx)
    with pytest.raises(Erased):
        other.open(*gone)
    assert other.open(*kept) == "blijft"


def test_an_older_backup_does_not_open_any_more(
    sqlite_url: str, opened: Callable[[str], sa.Engine], tmp_path: Path
) -> None:
    engine = opened(sqlite_url)
    recorder, vault, (gone, _) = _fresh(engine, tmp_path / "keys", "weg", "blijft")
    with engine.connect() as tx:
        tx.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    shutil.copy(str(engine.url.database), tmp_path / "backup.db")
    vault.erase(recorder.log, [gone[0]])
    backup = opened(f"sqlite:///{tmp_path / 'backup.db'}")
    with backup.connect() as tx:
        row = tx.execute(sa.select(text).where(text.c.key == gone[0])).one()
    ring = Keyring(tmp_path / "keys")
    for epoch in ring.present()[recorder.log]:
        with pytest.raises(Unreadable):
            sealing.unwrap(sealing.AESGCM(ring.read(recorder.log, epoch)), recorder.log, gone[0], row.wrapped)


def _fresh(engine: sa.Engine, keys: Path, *texts: str) -> tuple[Recorder, Vault, Pairs]:
    vault, log = Vault(engine, keys, create=True), uuid7()
    vault.open_log(log)
    recorder = Recorder(engine, log)
    with recorder.transaction(create=True):
        pass
    return recorder, vault, keep_texts(recorder, vault, *texts)


def test_no_byte_of_it_stays_in_any_file(sqlite_url: str, opened: Callable[[str], sa.Engine], tmp_path: Path) -> None:
    engine, keys = opened(sqlite_url), tmp_path / "keys"
    recorder, vault, sealed = _fresh(engine, keys, *[f"kanarie {number} " * 40 for number in range(60)])
    doomed = sealed[::3]
    rows = _rows(engine, doomed)
    old_key = Keyring(keys).read(recorder.log, 1)
    wrapper = sealing.AESGCM(old_key)
    secrets = [sealing.unwrap(wrapper, recorder.log, row.key, row.wrapped) for row in rows]
    traces = [row.box for row in rows] + [row.wrapped for row in rows] + [row.box[:48] for row in rows] + secrets
    traces += [row.wrapped for row in _rows(engine, sealed)]  # of the others too: wrapped under the key that is dead
    assert _found(tmp_path, traces), "the scan sees what is there"
    assert vault.erase(recorder.log, [key for key, _ in doomed]) == 20
    assert _found(tmp_path, [*traces, old_key, b"kanarie"]) == []
    kept = [pair for pair in sealed if pair not in doomed]
    assert len(set(Vault(engine, keys).open_all(kept).values())) == 40


def _rows(engine: sa.Engine, pairs: Pairs) -> list[sa.Row]:  # type: ignore[type-arg]
    with engine.connect() as tx:
        return list(tx.execute(sa.select(text).where(text.c.key.in_([key for key, _ in pairs]))))


def _found(folder: Path, traces: list[bytes]) -> list[str]:
    files = [file for file in folder.rglob("*") if file.is_file()]
    return [file.name for file in files for content in [file.read_bytes()] if any(trace in content for trace in traces)]


def test_a_long_reading_delays_the_scrub_and_the_next_opening_finishes_it(
    sqlite_url: str, opened: Callable[[str], sa.Engine], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("review.store.scrubbing.BUSY_MILLISECONDS", 200)
    engine, keys = opened(sqlite_url), tmp_path / "keys"
    recorder, vault, (gone, kept) = _fresh(engine, keys, "weg", "blijft")
    box = _rows(engine, [gone])[0].box
    with reading(engine) as tx:
        tx.execute(sa.select(log_head)).all()
        with pytest.raises(StillInUse):
            vault.erase(recorder.log, [gone[0]])
    with pytest.raises(Erased):
        vault.open(*gone)
    assert len(list(keys.glob("*.epoch"))) == 1, "the old key was destroyed before"
    assert vault.open(*kept) == "blijft"
    Vault(engine, keys)
    assert _found(tmp_path, [box]) == []
    assert not Keyring(keys).pending


def test_a_crash_before_the_commit_leaves_all_as_it_was(
    recorder: Recorder, vault: Vault, keys_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, kept = keep_texts(recorder, vault, "weg", "blijft")
    monkeypatch.setattr(Vault, "_turn", _power_cut)
    with pytest.raises(PowerCut):
        vault.erase(recorder.log, [gone[0]])
    monkeypatch.undo()
    assert len(list(keys_dir.glob("*.epoch"))) == 2
    again = Vault(recorder.engine, keys_dir)
    assert len(list(keys_dir.glob("*.epoch"))) == 1
    assert [again.open(*pair) for pair in (gone, kept)] == ["weg", "blijft"]
    assert again.erase(recorder.log, [gone[0]]) == 1


def test_a_crash_after_the_commit_is_finished_on_opening(
    recorder: Recorder, vault: Vault, keys_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone, kept = keep_texts(recorder, vault, "weg", "blijft")
    monkeypatch.setattr(Keyring, "destroy", _power_cut)
    with pytest.raises(PowerCut):
        vault.erase(recorder.log, [gone[0]])
    monkeypatch.undo()
    assert len(list(keys_dir.glob("*.epoch"))) == 2
    again = Vault(recorder.engine, keys_dir)
    assert [file.name for file in keys_dir.glob("*.epoch")] == [f"{recorder.log}.2.epoch"]
    assert again.open(*kept) == "blijft"
    with pytest.raises(Erased):
        again.open(*gone)


class PowerCut(BaseException):
    """Nothing after this moment happens."""


def _power_cut(*_: object) -> None:
    raise PowerCut


def test_a_key_made_for_a_log_that_is_just_coming_is_left_alone(vault: Vault, keys_dir: Path) -> None:
    log = uuid7()
    vault.open_log(log)
    Keyring(keys_dir).begin()
    again = Vault(vault._engine, keys_dir)
    assert again.sealer(log).seal("straks")


def test_writers_and_an_erasure_at_once_lose_no_text(recorder: Recorder, vault: Vault) -> None:
    doomed = keep_texts(recorder, vault, *[f"weg {number}" for number in range(4)])
    kept: Pairs = []
    stop = threading.Event()

    def write() -> None:
        while not stop.is_set():
            kept.extend(keep_texts(recorder, vault, "blijft", "blijft"))

    writers = [threading.Thread(target=write) for _ in range(3)]
    for writer in writers:
        writer.start()
    try:
        for key, _ in doomed:
            assert vault.erase(recorder.log, [key]) == 1
    finally:
        stop.set()
        for writer in writers:
            writer.join()
    with reading(recorder.engine) as tx:
        vault.refresh(tx)
    assert set(vault.open_all(kept).values()) == {"blijft"}
    assert epoch_of(recorder) == 5
    assert_tree_fits(recorder)


def _erase(url: str, keys: str, log: UUID, victims: list[UUID], done: Connection) -> None:
    """Erases one text after the other, saying so before and after, until it is killed."""
    engine = connect(url)
    vault = Vault(engine, Path(keys))
    for key in victims:
        done.send(("begun", key))
        vault.erase(log, [key])
        done.send(("gone", key))
    engine.dispose()


@pytest.mark.faults
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_killed_at_any_moment_what_was_said_gone_is_gone_and_nothing_else(
    database_url: str, recorder: Recorder, vault: Vault, keys_dir: Path
) -> None:
    sealed = keep_texts(recorder, vault, *[f"tekst {number}" for number in range(FAULTS * 15 + 200)])
    kept, victims = sealed[:100], sealed[100:]
    commitments = dict(sealed)
    fork, chance = multiprocessing.get_context("fork"), random.Random(20)
    begun: set[UUID] = set()
    acknowledged: set[UUID] = set()
    for round_ in range(FAULTS):
        here, there = fork.Pipe()
        left = [key for key, _ in victims if key not in begun]
        child = fork.Process(target=_erase, args=(database_url, str(keys_dir), recorder.log, left[:400], there))
        child.start()
        here.recv()  # it has started
        if round_ % 4 == 0:  # on a busy machine too, some get as far as saying so
            acknowledged.add(here.recv()[1])
        time.sleep(chance.uniform(0, 0.12))
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        there.close()
        begun.add(left[0])
        while True:
            try:
                word, key = here.recv()
            except (EOFError, OSError):
                break
            (acknowledged if word == "gone" else begun).add(key)
        again = Vault(recorder.engine, keys_dir)
        assert len(list(keys_dir.glob("*.epoch"))) == 1
        found = again.open_all(sealed)
        assert all(isinstance(found[commitments[key]], Erased) for key in acknowledged), "an erasure came back"
        untouched = [*kept, *[pair for pair in victims if pair[0] not in begun]]
        lost = [pair for pair in untouched if not isinstance(found[pair[1]], str)]
        assert lost == [], "a text was lost that nobody erased"
    print(f"{FAULTS} kills: {len(acknowledged)} erasures acknowledged, {len(begun - acknowledged)} cut off")
    assert acknowledged
    assert_tree_fits(recorder)
