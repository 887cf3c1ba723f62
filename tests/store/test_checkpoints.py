"""Signed heads: when they are made, what they refuse to sign, and how the key is kept."""

from __future__ import annotations

import stat
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import sqlalchemy as sa

from review.store.checkpoints import (
    KEY_FILE,
    CheckpointKeeper,
    NoteRefused,
    Signer,
    SigningKeyUnusable,
    TrailBroken,
    Verifier,
    checkpoint_body,
    latest,
    notes,
    open_note,
    read_checkpoint,
)
from review.store.engine import connect, reading
from review.store.ids import uuid7
from review.store.merkle import root_of, root_of_peaks
from review.store.recorder import Recorder
from review.verifier import Head, Record, verify_log
from tests.store.writing_down import facts


def origin_of(log: UUID) -> str:
    return f"toetssteen.example/{log}"


@pytest.fixture
def signer(keys_dir: Path) -> Signer:
    return Signer.make(keys_dir, "toetssteen.example")


@pytest.fixture
def keeper(engine: sa.Engine, signer: Signer) -> CheckpointKeeper:
    return CheckpointKeeper(engine, signer, origin_of)


def kept(recorder: Recorder) -> list[str]:
    with reading(recorder.engine) as tx:
        return notes(tx, recorder.log)


def without_walls(recorder: Recorder, change: str, **values: Any) -> None:
    """Change what is stored as the owner of the file or the server can."""
    url = recorder.engine.url
    owner = sa.create_engine(url)
    with owner.begin() as tx:
        if url.get_backend_name() == "sqlite":
            for name in tx.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all():
                tx.exec_driver_sql(f"DROP TRIGGER {name}")
        else:
            tx.exec_driver_sql("SET LOCAL session_replication_role = replica")
            tx.exec_driver_sql("SET LOCAL search_path = log")
        assert tx.execute(sa.text(change), values).rowcount == 1
    owner.dispose()


def test_a_log_that_grew_is_signed_once(recorder: Recorder, keeper: CheckpointKeeper, signer: Signer) -> None:
    assert keeper.seal(recorder.log) is None, "an empty log needs no signature"
    recorder.insert_events(facts(5))
    note = keeper.seal(recorder.log)
    assert note is not None
    assert keeper.seal(recorder.log) is None
    recorder.insert_events(facts(3))
    second = keeper.seal(recorder.log)
    assert kept(recorder) == [note, second]
    body, signed = open_note(note, [Verifier.parse(signer.vkey)])
    with reading(recorder.engine) as tx:
        leaves = [row.nodes[:32] for row in recorder.rows(tx)]
        last = latest(tx, recorder.log)
    assert read_checkpoint(body) == (origin_of(recorder.log), 5, root_of(leaves[:5]))
    assert signed == {"toetssteen.example"}
    assert last is not None
    assert (last.size, last.note) == (8, second)


def test_what_the_store_signs_the_verifier_proves(recorder: Recorder, keeper: CheckpointKeeper, signer: Signer) -> None:
    for _ in range(9):
        with recorder.transaction(command := uuid7()):
            recorder.insert_events(facts(3), envelope=b'{"command":"%b"}' % str(command).encode())
        keeper.seal(recorder.log)
    with reading(recorder.engine) as tx:
        head, rows = recorder.head(tx), recorder.rows(tx)
        checkpoints = notes(tx, recorder.log)
    records = [
        Record(
            recorder.log.bytes, r.position, r.stream.bytes, r.version, r.name, r.at,
            r.command.bytes if r.command else None, r.envelope, r.state, r.nodes,
        )
        for r in rows
    ]  # fmt: skip
    stored = Head(head.position, head.at, b"".join(head.peaks))
    verdict = verify_log(records, head=stored, checkpoints=checkpoints, vkeys=[signer.vkey])
    assert verdict.findings == []
    assert verdict.proved == 27
    assert verdict.root == root_of_peaks(head.peaks)


def test_all_logs_are_sealed_and_a_broken_one_keeps_no_other_from_it(
    made: Callable[..., Recorder], keeper: CheckpointKeeper
) -> None:
    first, broken, last = made(), made(), made()
    for recorder in (first, broken, last):
        recorder.insert_events(facts(4))
    without_walls(broken, "UPDATE event SET name = 'x.y' WHERE log = :log AND position = 3", log=stored_id(broken))
    with pytest.raises(TrailBroken) as refusal:
        keeper.seal_all()
    assert (refusal.value.log, refusal.value.position) == (broken.log, 3)
    assert [len(kept(recorder)) for recorder in (first, broken, last)] == [1, 0, 1]


def stored_id(recorder: Recorder) -> Any:
    return recorder.log.bytes if recorder.engine.dialect.name == "sqlite" else recorder.log


CHANGES = {
    "a new record": ("UPDATE event SET at = at + 1 WHERE log = :log AND position = 7", 7),
    "an old record's nodes": ("UPDATE event SET nodes = :zeros WHERE log = :log AND position = 4", 5),
    "the head's tree": ("UPDATE log_head SET peaks = :zeros WHERE log = :log", 9),
    "the head's place": ("UPDATE log_head SET position = 12 WHERE log = :log", 10),
    "a head set back": ("UPDATE log_head SET position = 3 WHERE log = :log", 4),
    "a record taken out": ("DELETE FROM event WHERE log = :log AND position = 8", 8),
    "the last checkpoint": ("UPDATE checkpoint SET note = replace(note, 'example', 'elders') WHERE log = :log", 5),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_log_that_was_changed_gets_no_signature(what: str, recorder: Recorder, keeper: CheckpointKeeper) -> None:
    recorder.insert_events(facts(5))
    keeper.seal(recorder.log)
    recorder.insert_events(facts(4))
    change, position = CHANGES[what]
    given: dict[str, Any] = {"zeros": bytes(64)} if ":zeros" in change else {}
    without_walls(recorder, change, log=stored_id(recorder), **given)
    with pytest.raises(TrailBroken) as refusal:
        keeper.seal(recorder.log)
    assert refusal.value.position == position
    assert len(kept(recorder)) == 1


def test_two_processes_may_seal_at_once(recorder: Recorder, signer: Signer) -> None:
    made: list[str | None] = []
    failures: list[Exception] = []
    start = threading.Barrier(4)

    def seal() -> None:
        engine = connect(recorder.engine.url.render_as_string(hide_password=False))
        try:
            start.wait()
            made.append(CheckpointKeeper(engine, signer, origin_of).seal(recorder.log))
        except Exception as error:
            failures.append(error)
        finally:
            engine.dispose()

    recorder.insert_events(facts(6))
    threads = [threading.Thread(target=seal) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert sum(note is not None for note in made) == 1
    assert len(kept(recorder)) == 1


def test_nothing_is_sealed_before_its_commit(recorder: Recorder, keeper: CheckpointKeeper) -> None:
    with pytest.raises(RuntimeError, match="after the commit"), recorder.transaction():
        keeper.seal(recorder.log)


def test_a_new_key_goes_on_where_the_old_one_stopped(recorder: Recorder, signer: Signer, tmp_path: Path) -> None:
    fresh = Signer.make(tmp_path / "other", "toetssteen.example")
    recorder.insert_events(facts(2))
    CheckpointKeeper(recorder.engine, signer, origin_of).seal(recorder.log)
    recorder.insert_events(facts(2))
    with pytest.raises(TrailBroken):
        CheckpointKeeper(recorder.engine, fresh, origin_of).seal(recorder.log)
    keeper = CheckpointKeeper(recorder.engine, fresh, origin_of, former=[signer.verifier])
    assert keeper.seal(recorder.log) is not None


def test_a_log_keeps_its_name(recorder: Recorder, keeper: CheckpointKeeper, signer: Signer) -> None:
    recorder.insert_events(facts(2))
    keeper.seal(recorder.log)
    recorder.insert_events(facts(2))
    with pytest.raises(NoteRefused, match="put the former name back"):
        CheckpointKeeper(recorder.engine, signer, lambda log: f"elders.example/{log}").seal(recorder.log)


def test_the_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    made = Signer.make(folder, "toetssteen.example")
    again = Signer.make(folder, "another.example")
    assert again.vkey == made.vkey == Signer.load(folder).vkey
    assert stat.S_IMODE((folder / KEY_FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert [path.name for path in folder.iterdir()] == [KEY_FILE]


@pytest.mark.parametrize("text", ["", "x", "PRIVATE+KEY+a+00000000+AAAA", "PRIVATE+KEY+a"])
def test_a_damaged_key_is_refused(text: str, tmp_path: Path) -> None:
    with pytest.raises(SigningKeyUnusable, match="missing"):
        Signer.load(tmp_path)
    (tmp_path / KEY_FILE).write_text(text)
    (tmp_path / KEY_FILE).chmod(0o644)
    with pytest.raises(SigningKeyUnusable, match="0600"):
        Signer.load(tmp_path)
    (tmp_path / KEY_FILE).chmod(0o600)
    with pytest.raises(SigningKeyUnusable, match="damaged"):
        Signer.load(tmp_path)


def test_a_note_with_any_letter_changed_is_refused(tmp_path: Path) -> None:
    signer = Signer.make(tmp_path, "toetssteen.example")
    note = signer.sign(checkpoint_body("toetssteen.example/1", 7, bytes(32)))
    for place, letter in enumerate(note):
        changed = note[:place] + chr(ord(letter) ^ 1) + note[place + 1 :]
        with pytest.raises(NoteRefused):
            open_note(changed, [signer.verifier])


def test_the_published_example_of_the_specification_opens() -> None:
    """C2SP signed-note: the example note and its verifier key."""
    vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    body = (
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n"
    )  # fmt: skip
    signature = "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="
    note = f"{body}\n— PeterNeumann {signature}\n"
    assert open_note(note, [Verifier.parse(vkey)]) == (body, {"PeterNeumann"})


@pytest.mark.parametrize("name", ["", "a b", "a+b", "a\n"])
def test_a_key_has_a_plain_name(name: str, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="cannot name a key"):
        Signer.make(tmp_path, name)
