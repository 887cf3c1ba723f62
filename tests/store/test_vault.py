"""The vault: sealing, opening, its cache, quarantine, keys."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from review.store.engine import reading, writing
from review.store.ids import uuid7
from review.store.keyring import Keyring
from review.store.recorder import Recorder, StaleSeal
from review.store.sealing import Sealer, unbox, unwrap
from review.store.tables import text
from review.store.vault import Erased, KeysMissing, Quarantined, Unreadable, Vault
from tests.store.writing_down import assert_tree_fits, fact, facts, keep_texts

Open = Callable[[str], sa.Engine]


def statements(engine: sa.Engine) -> list[str]:
    said: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    return said


def test_what_was_sealed_opens_again(recorder: Recorder, vault: Vault) -> None:
    sealed = keep_texts(recorder, vault, "één opmerking", "", "regel\nregel", "0\x000")
    assert [vault.open(*pair) for pair in sealed] == ["één opmerking", "", "regel\nregel", "0\x000"]


def test_the_same_text_is_never_sealed_alike(recorder: Recorder, vault: Vault) -> None:
    sealer = vault.sealer(recorder.log)
    one, other = sealer.seal("ja"), sealer.seal("ja")
    assert one[0] != other[0]
    assert one[1] != other[1]
    assert len(one[1]) == 32


@given(st.text())
def test_a_commitment_binds_blind_and_text(words: str) -> None:
    ring: dict[tuple[UUID, int], bytes] = {}

    def key(log: UUID, epoch: int) -> object:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        return AESGCM(ring.setdefault((log, epoch), bytes(31) + bytes([epoch])))

    log = uuid7()
    sealer = Sealer(log, 1, key)  # type: ignore[arg-type]
    try:
        name, commitment = sealer.seal(words)
    except UnicodeEncodeError:
        assert any("\ud800" <= letter <= "\udfff" for letter in words)
        return
    for epoch in (1, 2):
        sealer.renew(epoch)
        (row,) = sealer.rows
        assert row["epoch"] == epoch
        secret = unwrap(key(log, epoch), log, name, row["wrapped"])  # type: ignore[arg-type]
        assert unbox(secret, name, row["box"], commitment) == words
    with pytest.raises(Unreadable):
        unbox(secret, name, row["box"], hashlib.sha256(b"").digest())
    with pytest.raises(Unreadable):
        unwrap(key(log, 1), log, name, row["wrapped"])  # type: ignore[arg-type]


def test_no_text_stands_in_the_database(recorder: Recorder, vault: Vault, tmp_path: Path) -> None:
    keep_texts(recorder, vault, "kanarie-7f3a geheim")
    with reading(recorder.engine) as tx:
        assert all(b"kanarie" not in row.box for row in tx.execute(sa.select(text)))
    for file in tmp_path.rglob("*"):
        assert not file.is_file() or b"kanarie" not in file.read_bytes()


def test_opening_again_asks_nothing(recorder: Recorder, vault: Vault) -> None:
    pair = keep_texts(recorder, vault, "een keer")[0]
    vault.open(*pair)
    said = statements(recorder.engine)
    assert vault.open(*pair) == "een keer"
    assert vault.open_all([pair]) == {pair[1]: "een keer"}
    assert said == []


def test_unknown_texts_are_asked_for_by_five_hundred(recorder: Recorder, vault: Vault) -> None:
    sealed = keep_texts(recorder, vault, *[f"tekst {number}" for number in range(1100)])
    said = statements(recorder.engine)
    opened = vault.open_all([*sealed, *sealed[:3]])
    assert len(said) == 3
    assert list(opened.values()) == [f"tekst {number}" for number in range(1100)]


def test_a_text_is_readable_inside_the_transaction_that_stores_it(recorder: Recorder, vault: Vault) -> None:
    sealer = vault.sealer(recorder.log)
    pair = sealer.seal("zojuist")
    with recorder.transaction():
        recorder.insert_events(facts(1), texts=sealer.rows)
        assert vault.open(*pair) == "zojuist"


def test_a_text_that_never_was_or_was_destroyed_is_erased(recorder: Recorder, vault: Vault) -> None:
    with pytest.raises(Erased):
        vault.open(uuid7(), bytes(32))


def test_a_commitment_of_something_else_is_unreadable(recorder: Recorder, vault: Vault) -> None:
    one, other = keep_texts(recorder, vault, "een", "ander")
    opened = vault.open_all([(one[0], other[1])])
    assert isinstance(opened[other[1]], Unreadable)
    with pytest.raises(Unreadable):
        vault.open(one[0], bytes(32))


@pytest.mark.parametrize("column", ["wrapped", "box"])
def test_a_changed_byte_is_unreadable(
    recorder: Recorder, vault: Vault, opened: Open, tmp_path: Path, column: str
) -> None:
    pair = keep_texts(recorder, vault, "onveranderd")[0]
    with reading(recorder.engine) as tx:
        value = tx.scalar(sa.select(text.c[column]))
    url = recorder.engine.url.set(
        drivername={"sqlite": "sqlite"}.get(recorder.engine.dialect.name, "postgresql+psycopg")
    )
    owner = sa.create_engine(url, poolclass=sa.NullPool, connect_args=_search_path(recorder.engine))
    with owner.begin() as tx:
        tx.execute(text.update().values({column: value[:-1] + bytes([value[-1] ^ 1])}))
    with pytest.raises(Unreadable):
        vault.open(*pair)


def _search_path(engine: sa.Engine) -> dict[str, str]:
    return {} if engine.dialect.name == "sqlite" else {"options": "-c search_path=log"}


def test_a_text_moved_to_another_key_is_unreadable(recorder: Recorder, vault: Vault) -> None:
    sealer = vault.sealer(recorder.log)
    one, other = sealer.seal("een"), sealer.seal("ander")
    first, second = sealer.rows
    first["box"], second["box"] = second["box"], first["box"]
    recorder.insert_events(facts(1), texts=sealer.rows)
    assert all(isinstance(found, Unreadable) for found in vault.open_all([one, other]).values())


def test_quarantine_shuts_a_text_at_once_and_can_be_lifted(recorder: Recorder, vault: Vault) -> None:
    pair, free = keep_texts(recorder, vault, "gelekt", "vrij")
    assert vault.open(*pair) == "gelekt"
    with writing(recorder.engine) as tx:
        vault.quarantine(tx, recorder.log, [pair[0]])
    with reading(recorder.engine) as tx:
        vault.refresh(tx)
    with pytest.raises(Quarantined):
        vault.open(*pair)
    assert vault.open(*free) == "vrij"
    with writing(recorder.engine) as tx:
        vault.quarantine(tx, recorder.log, [pair[0]], release=True)
        vault.refresh(tx)
    assert vault.open(*pair) == "gelekt"


def test_another_process_forgets_what_was_set_apart(recorder: Recorder, vault: Vault, keys_dir: Path) -> None:
    pair = keep_texts(recorder, vault, "gelekt")[0]
    other = Vault(recorder.engine, keys_dir)
    assert other.open(*pair) == "gelekt"
    with writing(recorder.engine) as tx:
        vault.quarantine(tx, recorder.log, [pair[0]])
    assert other.open(*pair) == "gelekt", "until it asks, once a request"
    with reading(recorder.engine) as tx:
        other.refresh(tx)
    with pytest.raises(Quarantined):
        other.open(*pair)


def test_a_text_read_before_a_change_is_not_kept_after_it(recorder: Recorder, vault: Vault) -> None:
    pair = keep_texts(recorder, vault, "tussendoor")[0]

    changes = iter([1])

    def change(*_: object) -> None:
        if next(changes, None) is None:
            return
        with writing(recorder.engine) as tx:
            vault.quarantine(tx, recorder.log, [uuid7()])
        with reading(recorder.engine) as tx:
            vault.refresh(tx)

    sa.event.listen(recorder.engine, "before_cursor_execute", change)
    assert vault.open(*pair) == "tussendoor"
    said = statements(recorder.engine)
    vault.open(*pair)
    assert said, "it was not kept, so it is asked for again"


def test_a_digest_is_the_same_only_for_the_same_data_log_and_epoch(
    recorder: Recorder, made: Callable[[UUID], Recorder], vault: Vault, keys_dir: Path
) -> None:
    other = uuid7()
    vault.open_log(other)
    made(other)
    one = vault.digest(recorder.log, b"opdracht")
    assert len(one) == 16
    assert (
        one
        == vault.digest(recorder.log, b"opdracht")
        == Vault(recorder.engine, keys_dir).digest(recorder.log, b"opdracht")
    )
    assert len({one, vault.digest(recorder.log, b"andere"), vault.digest(other, b"opdracht")}) == 3
    vault.erase(recorder.log, [keep_texts(recorder, vault, "weg")[0][0]])
    assert vault.digest(recorder.log, b"opdracht") != one


def test_texts_sealed_before_an_erasure_are_wrapped_again_under_the_lock(
    recorder: Recorder, vault: Vault, keys_dir: Path
) -> None:
    doomed = keep_texts(recorder, vault, "weg")[0]
    sealer = vault.sealer(recorder.log)
    pair = sealer.seal("hiervoor gemaakt")
    Vault(recorder.engine, keys_dir).erase(recorder.log, [doomed[0]])
    with recorder.transaction() as writer:
        sealer.renew(writer.epoch)
        recorder.insert_events(facts(1), texts=sealer.rows)
    assert vault.open(*pair) == "hiervoor gemaakt"


def test_texts_of_an_epoch_that_is_over_are_refused_and_sealed_again(
    recorder: Recorder, vault: Vault, keys_dir: Path
) -> None:
    doomed = keep_texts(recorder, vault, "weg")[0]
    sealer = vault.sealer(recorder.log)
    sealer.seal("te laat")
    Vault(recorder.engine, keys_dir).erase(recorder.log, [doomed[0]])
    with pytest.raises(StaleSeal):
        recorder.insert_events(facts(1), texts=sealer.rows)
    again = vault.sealer(recorder.log)
    pair = again.seal("alsnog")
    recorder.insert_events(facts(1), texts=again.rows)
    assert vault.open(*pair) == "alsnog"
    assert_tree_fits(recorder)


def test_texts_of_another_log_are_refused(recorder: Recorder, vault: Vault) -> None:
    elsewhere = uuid7()
    vault.open_log(elsewhere)
    sealer = vault.sealer(elsewhere)
    sealer.seal("verdwaald")
    with pytest.raises(StaleSeal):
        recorder.insert_events([fact()], texts=sealer.rows)


def test_keys_are_for_their_owner_only(recorder: Recorder, vault: Vault, keys_dir: Path) -> None:
    assert stat.S_IMODE(keys_dir.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in keys_dir.iterdir()} == {0o600}
    assert vault.exposed() == []
    (key,) = keys_dir.glob("*.epoch")
    key.chmod(0o640)
    assert vault.exposed() == [key]


def test_opening_a_log_twice_keeps_its_key(vault: Vault, keys_dir: Path) -> None:
    log = uuid7()
    vault.open_log(log)
    key = Keyring(keys_dir).read(log, 1)
    vault.open_log(log)
    assert Keyring(keys_dir).read(log, 1) == key
    assert len(key) == 32


def test_a_key_is_made_before_the_transaction(recorder: Recorder, vault: Vault) -> None:
    with pytest.raises(RuntimeError), recorder.transaction():
        vault.open_log(uuid7())


def test_a_log_without_a_key_seals_nothing(vault: Vault) -> None:
    with pytest.raises(KeysMissing):
        vault.sealer(uuid7())
    with pytest.raises(KeysMissing):
        vault.digest(uuid7(), b"")


def test_an_empty_database_wants_its_keys_made_on_purpose(engine: sa.Engine, keys_dir: Path) -> None:
    with pytest.raises(KeysMissing, match="toetssteen init"):
        Vault(engine, keys_dir)
    assert not keys_dir.exists()
    Vault(engine, keys_dir, create=True)
    Vault(engine, keys_dir)


@pytest.mark.parametrize("create", [True, False])
def test_data_without_their_keys_are_not_started_on(
    recorder: Recorder, keys_dir: Path, tmp_path: Path, create: bool
) -> None:
    keys_dir.rename(tmp_path / "elsewhere")
    with pytest.raises(KeysMissing, match="TOETSSTEEN_KEYS"):
        Vault(recorder.engine, keys_dir, create=create)
    assert not keys_dir.exists(), "no new keys over old data"
    keys_dir.mkdir()
    with pytest.raises(KeysMissing, match="1 of 1 logs"):
        Vault(recorder.engine, keys_dir, create=create)


def test_data_older_than_the_keys_are_not_started_on(recorder: Recorder, vault: Vault, keys_dir: Path) -> None:
    (key,) = keys_dir.glob("*.epoch")
    key.rename(Keyring(keys_dir).path(recorder.log, 2))
    with pytest.raises(KeysMissing, match="before an erasure"):
        Vault(recorder.engine, keys_dir)


def test_a_damaged_key_makes_its_texts_unreadable_and_nothing_else(
    recorder: Recorder, vault: Vault, keys_dir: Path
) -> None:
    pair = keep_texts(recorder, vault, "nog hier")[0]
    (key,) = keys_dir.glob("*.epoch")
    key.write_bytes(b"half")
    fresh = Vault(recorder.engine, keys_dir)
    with pytest.raises(Unreadable):
        fresh.open(*pair)
