"""The vault: the one place where sealed texts are opened, put in quarantine and destroyed.

It keeps opened texts in memory, by commitment, until any process changes the vault. It knows bytes and keys, not who
may read: whoever opens a text for people has asked that first.
"""

from __future__ import annotations

import hmac
import itertools
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from review.among import among
from review.store.engine import Gate, gate_for, open_unit, writing
from review.store.faults import in_library_terms
from review.store.keyring import Absent, Keyring, KeysMissing
from review.store.scrubbing import scrub
from review.store.sealing import Sealer, Unreadable, unbox, unwrap
from review.store.tables import log_head, text, vault_state
from review.store.turning import turn

__all__ = ["Erased", "KeysMissing", "Quarantined", "Sealer", "Unreadable", "Vault"]

_BATCH, _CACHED_CHARACTERS = 500, 16_000_000
_T = TypeVar("_T")

_GENERATION = sa.select(vault_state.c.generation)
_CHANGED = vault_state.update().values(generation=vault_state.c.generation + 1)
_EPOCH = sa.select(log_head.c.epoch).where(log_head.c.log == sa.bindparam("log"))
_EPOCHS = sa.select(log_head.c.log, log_head.c.epoch)
_NEXT_EPOCH = log_head.update().where(log_head.c.log == sa.bindparam("of")).values(epoch=sa.bindparam("to"))
_FIND = sa.select(text.c.key, text.c.log, text.c.epoch, text.c.wrapped, text.c.box, text.c.quarantined).where(
    among(text.c.key)
)
_OF_LOG = (text.c.log == sa.bindparam("of"), text.c.key.in_(sa.bindparam("keys", expanding=True)))
_SET_APART = text.update().where(*_OF_LOG).values(quarantined=sa.bindparam("set_to"))
_DELETE = text.delete().where(*_OF_LOG)


class Erased(Exception):
    """The text was destroyed; its commitment stays in the log."""


class Quarantined(Unreadable):
    """The text is set apart and is not opened for anybody, until it is erased or given free."""


class Vault:
    """Opens and destroys the texts of every log in this database. Safe for use by many threads."""

    def __init__(self, engine: sa.Engine, keys_dir: Path, *, create: bool = False, gate: Gate | None = None) -> None:
        self._engine = engine
        self._gate = gate or gate_for(engine)
        self._keys = Keyring(Path(keys_dir))
        self._lock = threading.Lock()
        self._generation = -1
        self._texts: dict[bytes, str] = {}
        self._characters = 0
        self._epochs: dict[UUID, int] = {}
        self._wrappers: dict[tuple[UUID, int], AESGCM] = {}
        self._digesters: dict[tuple[UUID, int], bytes] = {}
        with in_library_terms(), engine.connect() as tx:
            epochs: dict[UUID, int] = {row.log: row.epoch for row in tx.execute(_EPOCHS)}
        if create and not epochs:
            self._keys.create()
        self._keys.require(epochs)
        with self._keys.locked():
            self._finish()

    # ---------------------------------------------------------------- keys

    def open_log(self, log: UUID) -> None:
        """Make the first key of a new log, on the disk for certain, before the transaction that creates the log."""
        if open_unit(self._engine) is not None:
            raise RuntimeError("a key is made before the transaction: an erasure holds the keys and waits for this one")
        with self._keys.locked():
            if log not in self._keys.present():
                self._keys.make(log, 1)

    def exposed(self) -> list[Path]:
        """Which files of the keys others than their owner may read: to be warned about."""
        return self._keys.exposed()

    def epochs(self, log: UUID) -> set[int]:
        """The epochs of a log whose key lies there: one, but for the moment of an erasure."""
        return self._keys.present().get(log, set())

    def wrapper(self, log: UUID, epoch: int) -> AESGCM:
        """The epoch key, ready for use; Absent when it is not there."""
        wrapper = self._wrappers.get((log, epoch))
        if wrapper is None:
            wrapper = self._wrappers[log, epoch] = AESGCM(self._keys.read(log, epoch))
        return wrapper

    def _epoch(self, log: UUID) -> int:
        epoch = self._epochs.get(log)
        if epoch is None or self._keys.has(log, epoch + 1):  # unknown, or an erasure is at work
            with self._asking() as tx:
                epoch = tx.scalar(_EPOCH, {"log": log}) or 1
            self._epochs[log] = epoch
        return epoch

    @contextmanager
    def _asking(self) -> Iterator[sa.Connection]:
        """Never the view of a long reading: a text erased meanwhile must not be found there."""
        with in_library_terms():
            unit = open_unit(self._engine)
            if unit is not None:
                yield unit.tx
            else:
                with self._engine.connect() as tx:
                    yield tx

    # ---------------------------------------------------------------- sealing

    def sealer(self, log: UUID) -> Sealer:
        """Seals new texts for this log; KeysMissing when `open_log` was not called for it."""
        return self._under_present_epoch(log, lambda epoch: Sealer(log, epoch, self.wrapper))

    def digest(self, log: UUID, data: bytes) -> bytes:
        """16 bytes by which the same data are known again until the next erasure, and by nobody without the key."""
        key = self._under_present_epoch(log, lambda epoch: self._digester(log, epoch))
        return hmac.digest(key, data, "sha256")[:16]

    def _digester(self, log: UUID, epoch: int) -> bytes:
        key = self._digesters.get((log, epoch))
        if key is None:
            key = hmac.digest(self._keys.read(log, epoch), b"toetssteen digest of a command", "sha256")
            self._digesters[log, epoch] = key
        return key

    def _under_present_epoch(self, log: UUID, make: Callable[[int], _T]) -> _T:
        try:
            return make(self._epoch(log))
        except Absent:
            self._epochs.pop(log, None)  # an erasure came between
        try:
            return make(self._epoch(log))
        except Absent as error:
            raise KeysMissing(str(error)) from None

    # ---------------------------------------------------------------- opening

    def refresh(self, tx: sa.Connection) -> None:
        """Drop what is in memory when any process changed the vault since; to be called once a request."""
        generation = tx.execute(_GENERATION).scalar_one()
        if generation > self._generation:
            self._forget(generation)

    @property
    def generation(self) -> int:
        """Rises with every erasure and quarantine: what was made of older texts must go."""
        return self._generation

    def _forget(self, generation: int) -> None:
        with self._lock:
            self._generation = max(generation, self._generation)
            self._texts.clear()
            self._characters = 0
            self._epochs.clear()
            self._wrappers.clear()
            self._digesters.clear()

    def open(self, key: UUID, commitment: bytes) -> str:
        """The text under this key; Erased when it was destroyed, Unreadable when it is not what was recorded."""
        found = self._texts.get(commitment)
        if found is None:
            answer = self.open_all([(key, commitment)])[commitment]
            if isinstance(answer, Exception):
                raise answer
            return answer
        return found

    def open_all(self, pairs: Iterable[tuple[UUID, bytes]]) -> dict[bytes, str | Exception]:
        """The texts, or what open() would raise, by commitment; one question to the database for each 500 unknown."""
        opened: dict[bytes, str | Exception] = {}
        unknown: list[tuple[UUID, bytes]] = []
        for key, commitment in pairs:
            known = self._texts.get(commitment)
            if known is None:
                unknown.append((key, commitment))
            else:
                opened[commitment] = known
        for some in _batches(unknown):
            generation = self._generation
            fresh = self._read(some)
            self._remember(fresh, generation)
            opened.update(fresh)
        return opened

    def open_apart(self, row: Any) -> str:
        """A text that lies apart from those of the log, from its own row; never kept in memory. Raises Unreadable."""
        try:
            secret = unwrap(self.wrapper(row.log, row.epoch), row.log, row.key, row.wrapped)
        except Absent as error:
            raise Unreadable(str(error)) from None
        return unbox(secret, row.key, row.box, row.commitment)

    def _read(self, pairs: Sequence[tuple[UUID, bytes]], again: int = 2) -> dict[bytes, str | Exception]:
        with self._asking() as tx:
            rows = {row.key: row for row in tx.execute(_FIND, {"ids": {key for key, _ in pairs}})}
        opened: dict[bytes, str | Exception] = {}
        moved: list[tuple[UUID, bytes]] = []
        for key, commitment in pairs:
            try:
                opened[commitment] = self._unseal(rows.get(key), key, commitment)
            except Absent as error:
                moved.append((key, commitment))
                opened[commitment] = Unreadable(str(error))
            except (Erased, Unreadable) as error:
                opened[commitment] = error
        if moved and again:  # an erasure gave the log a new epoch key after our question
            opened.update(self._read(moved, again - 1))
        return opened

    def _unseal(self, row: sa.Row[*tuple[Any, ...]] | None, key: UUID, commitment: bytes) -> str:
        if row is None:
            raise Erased(f"text {key} was destroyed")
        if row.quarantined:
            raise Quarantined(f"text {key} is set apart")
        secret = unwrap(self.wrapper(row.log, row.epoch), row.log, key, row.wrapped)
        return unbox(secret, key, row.box, commitment)

    def _remember(self, opened: dict[bytes, str | Exception], generation: int) -> None:
        with self._lock:
            if generation != self._generation:
                return  # read before the vault changed: not to be kept
            if self._characters > _CACHED_CHARACTERS:
                self._texts.clear()
                self._characters = 0
            for commitment, found in opened.items():
                if isinstance(found, str):
                    self._texts[commitment] = found
                    self._characters += len(found)

    # ---------------------------------------------------------------- quarantine and erasure

    def quarantine(self, tx: sa.Connection, log: UUID, keys: Iterable[UUID], *, release: bool = False) -> None:
        """From this transaction on nobody opens these texts any more, or with ``release`` they may again."""
        for some in _batches(list(keys)):
            tx.execute(_SET_APART, {"of": log, "keys": some, "set_to": not release})
        tx.execute(_CHANGED)

    def erase(self, log: UUID, keys: Sequence[UUID]) -> int:
        """Destroy these texts of one log for good, also in every older backup; answers how many there still were.

        The other texts of the log get a new epoch key and the old one is destroyed. A crash at any moment leaves
        either all as it was or the erasure done; opening the vault clears what is left. Not inside a transaction.
        """
        if open_unit(self._engine) is not None:
            raise RuntimeError("an erasure is a transaction of its own")
        with in_library_terms(), self._keys.locked():
            self._finish()
            with writing(self._engine, self._gate) as tx:
                epoch = tx.scalar(_EPOCH.with_for_update(), {"log": log})
                if epoch is None:
                    raise LookupError(f"no log {log} in this database")
                gone = sum(tx.execute(_DELETE, {"of": log, "keys": some}).rowcount for some in _batches(list(keys)))
                if gone:
                    self._keys.begin()
                    self._keys.make(log, epoch + 1)
                    self._turn(tx, log, epoch)
            self._finish()
        return gone

    def _turn(self, tx: sa.Connection, log: UUID, epoch: int) -> None:
        """The log goes on under its next epoch key."""
        turn(tx, log, epoch, AESGCM(self._keys.read(log, epoch)), AESGCM(self._keys.read(log, epoch + 1)))
        tx.execute(_NEXT_EPOCH, {"of": log, "to": epoch + 1})
        tx.execute(_CHANGED)

    def _finish(self) -> None:
        """After an erasure, or a crash in one: destroy the keys of no present epoch, then what is left of the bytes."""
        if not self._keys.pending:
            return
        for log, epochs in self._keys.present().items():
            if len(epochs) > 1:
                with in_library_terms(), writing(self._engine, self._gate) as tx:
                    # the lock waits for a commit that a killed process may have under way
                    present = tx.scalar(_EPOCH.with_for_update(), {"log": log})
                for epoch in epochs - {present} if present else ():
                    self._keys.destroy(log, epoch)
        with in_library_terms(), self._engine.connect() as tx:
            self._forget(tx.execute(_GENERATION).scalar_one())
        scrub(self._engine, self._gate)
        self._keys.end()


def _batches(items: Sequence[_T]) -> Iterator[list[_T]]:
    several = iter(items)
    while some := list(itertools.islice(several, _BATCH)):
        yield some
