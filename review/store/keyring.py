"""The epoch keys: one small file per log and epoch, outside the database and outside its backups.

Destroying such a file makes every text unreadable that was wrapped under it, in every copy of the database. So a key
is on the disk for certain before anything relies on it, and an old one goes only after nothing does.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from uuid import UUID

KEY_LENGTH = 32
_SUFFIX = ".epoch"
_PENDING = "erasing"


class Absent(Exception):
    """There is no key for this epoch of this log."""


class KeysMissing(Exception):
    """The database holds texts for which the keys are not there: nothing may start on it."""


class Keyring:
    """The folder of keys. It does not know which epoch is the present one: the head of the log says so."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._prefix = f"{folder}{os.sep}"
        self._threads = threading.RLock()

    def create(self) -> None:
        """Make the folder, for the owner only."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def require(self, epochs: Mapping[UUID, int]) -> None:
        """KeysMissing, in plain words, unless the folder holds the present key of each of these logs."""
        if not self.folder.is_dir():
            if not epochs:
                raise KeysMissing(f"there is no folder of keys at {self.folder}; `toetssteen init` makes one")
            raise KeysMissing(
                f"the database holds {len(epochs)} logs, but their keys are not in {self.folder};"
                " put the folder of keys back where it was, or name it in TOETSSTEEN_KEYS"
            )
        present = self.present()
        lost = [log for log, epoch in epochs.items() if epoch not in present.get(log, ())]
        if not lost:
            return
        message = f"the keys of {len(lost)} of {len(epochs)} logs are not in {self.folder};"
        if any(log in present for log in lost):
            raise KeysMissing(f"{message} those there are of another time: a backup from before an erasure stays shut")
        raise KeysMissing(f"{message} put the right folder of keys back, or name it in TOETSSTEEN_KEYS")

    def path(self, log: UUID, epoch: int) -> Path:
        """The file of this key."""
        return self.folder / f"{log}.{epoch}{_SUFFIX}"

    def has(self, log: UUID, epoch: int) -> bool:
        """Whether this key lies there; asked at every command, so without a Path."""
        return os.path.exists(f"{self._prefix}{log}.{epoch}{_SUFFIX}")  # noqa: PTH110

    def read(self, log: UUID, epoch: int) -> bytes:
        """The key, or Absent."""
        try:
            key = self.path(log, epoch).read_bytes()
        except FileNotFoundError:
            raise Absent(f"no key for epoch {epoch} of log {log}") from None
        if len(key) != KEY_LENGTH:
            raise Absent(f"the key for epoch {epoch} of log {log} is damaged")
        return key

    def make(self, log: UUID, epoch: int) -> None:
        """Write a new key, in place of one that nothing relies on."""
        self._write(self.path(log, epoch), secrets.token_bytes(KEY_LENGTH))

    def present(self) -> dict[UUID, set[int]]:
        """The epochs that have a key, by log."""
        found: dict[UUID, set[int]] = {}
        for file in self.folder.glob(f"*{_SUFFIX}"):
            log, epoch = file.name.removesuffix(_SUFFIX).split(".")
            found.setdefault(UUID(log), set()).add(int(epoch))
        return found

    def destroy(self, log: UUID, epoch: int) -> None:
        """Overwrite the key and remove its file; nothing when it is gone already."""
        path = self.path(log, epoch)
        try:
            file = os.open(path, os.O_WRONLY)
        except FileNotFoundError:
            return
        try:
            os.write(file, bytes(KEY_LENGTH))
            os.fsync(file)
        finally:
            os.close(file)
        path.unlink()
        self._sync()

    @property
    def pending(self) -> bool:
        """An erasure was begun and its last traces may not be cleared yet."""
        return (self.folder / _PENDING).exists()

    def begin(self) -> None:
        """Note that an erasure begins, so that the next opening finishes what a crash leaves."""
        self._write(self.folder / _PENDING, b"")

    def end(self) -> None:
        """The erasure left no traces."""
        (self.folder / _PENDING).unlink(missing_ok=True)
        self._sync()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One process and one thread at a time makes or destroys keys."""
        with self._threads:
            file = os.open(self.folder / ".lock", os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
            try:
                fcntl.flock(file, fcntl.LOCK_EX)
                yield
            finally:
                os.close(file)

    def exposed(self) -> list[Path]:
        """What in this folder, or the folder itself, others than the owner may read or change."""
        return [path for path in (self.folder, *sorted(self.folder.iterdir())) if path.stat().st_mode & 0o077]

    def _write(self, path: Path, content: bytes) -> None:
        draft = path.with_name(f"{path.name}.new")
        file = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(file, content)
            os.fsync(file)
        finally:
            os.close(file)
        draft.replace(path)
        self._sync()

    def _sync(self) -> None:
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
