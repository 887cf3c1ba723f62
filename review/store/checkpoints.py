"""Checkpoints: the signed heads of the logs, by which anyone who kept one recognises the log again.

A checkpoint is signed only over records that were read again and found to extend the checkpoint before: a database
that was changed behind our back gets no signature.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa

from review.store.engine import Clock, microseconds, open_unit, reading, writing
from review.store.merkle import HASH_LENGTH, grow, leaf_of_record, node_place, root_of_peaks
from review.store.notes import (
    KEY_FILE,
    Checkpoint,
    NoteRefused,
    Signer,
    SigningKeyUnusable,
    Verifier,
    checkpoint_body,
    open_note,
    read_checkpoint,
    strict_base64,
)
from review.store.tables import checkpoint, event, log_head

__all__ = [
    "KEY_FILE",
    "Checkpoint",
    "CheckpointKeeper",
    "Kept",
    "NoteRefused",
    "Signer",
    "SigningKeyUnusable",
    "TrailBroken",
    "Verifier",
    "checkpoint_body",
    "latest",
    "notes",
    "open_note",
    "read_checkpoint",
    "strict_base64",
]

BATCH = 2000

_log: sa.BindParameter[UUID] = sa.bindparam("log")
_KEPT = sa.select(checkpoint.c.size, checkpoint.c.at, checkpoint.c.note).where(checkpoint.c.log == _log)
_LATEST = _KEPT.order_by(checkpoint.c.size.desc()).limit(1)
_NOTES = sa.select(checkpoint.c.note).where(checkpoint.c.log == _log).order_by(checkpoint.c.size)
_HEAD = sa.select(log_head.c.position, log_head.c.peaks).where(log_head.c.log == _log)
_LOGS = sa.select(log_head.c.log).order_by(log_head.c.log)
_NODES = sa.select(event.c.nodes).where(event.c.log == _log, event.c.position == sa.bindparam("position"))
_NEXT = (
    sa.select(
        event.c.position,
        event.c.stream,
        event.c.version,
        event.c.name,
        event.c.at,
        event.c.command,
        event.c.envelope,
        event.c.state,
        event.c.nodes,
    )
    .where(event.c.log == _log, event.c.position > sa.bindparam("after"), event.c.position <= sa.bindparam("upto"))
    .order_by(event.c.position)
    .limit(BATCH)
)


class TrailBroken(Exception):
    """The stored log does not extend its last checkpoint, so it is not signed; run `toetssteen verify`."""

    def __init__(self, log: UUID, position: int) -> None:
        super().__init__(f"log {log} does not fit at record {position}; it is not signed")
        self.log = log
        self.position = position


class Kept(NamedTuple):
    """A checkpoint as it is stored."""

    size: int
    at: int
    note: str


def latest(tx: sa.Connection, log: UUID) -> Kept | None:
    """The checkpoint over most records of this log."""
    found = tx.execute(_LATEST, {"log": log}).one_or_none()
    return None if found is None else Kept._make(found)


def notes(tx: sa.Connection, log: UUID) -> list[str]:
    """Every checkpoint of this log, smallest first."""
    return list(tx.scalars(_NOTES, {"log": log}))


class CheckpointKeeper:
    """Signs the heads of the logs of one database. Any number of processes may do so at once.

    `origin_of` names a log in its checkpoints, for ever. `former` are the keys that signed before this one.
    """

    def __init__(
        self,
        engine: sa.Engine,
        signer: Signer,
        origin_of: Callable[[UUID], str],
        *,
        former: Sequence[Verifier] = (),
        clock: Clock = microseconds,
    ) -> None:
        self._engine = engine
        self._signer = signer
        self._origin_of = origin_of
        self._known = [signer.verifier, *former]
        self._clock = clock

    def seal(self, log: UUID) -> str | None:
        """Sign the head of this log when it grew since the last checkpoint; the note, or None when there was nothing.

        Raises TrailBroken rather than sign records that do not extend the last checkpoint. Not to be called inside a
        write transaction: what is signed must have been committed.
        """
        if open_unit(self._engine) is not None:
            raise RuntimeError("a log is sealed after the commit, not inside it")
        with reading(self._engine) as tx:
            size, peaks = self._grown(tx, log)
        if not size:
            return None
        note = self._signer.sign(checkpoint_body(self._origin_of(log), size, root_of_peaks(peaks)))
        try:
            with writing(self._engine) as tx:
                tx.execute(checkpoint.insert(), {"log": log, "size": size, "at": self._clock(), "note": note})
        except sa.exc.IntegrityError:
            return None  # another process was first, with the same note: Ed25519 has one signature per text
        return note

    def seal_all(self) -> dict[UUID, str]:
        """Seal every log that grew; the new notes. A broken log does not keep the others from being sealed.

        Raises TrailBroken, for the first broken log, after the others were sealed.
        """
        with reading(self._engine) as tx:
            logs = tx.scalars(_LOGS).all()
        sealed: dict[UUID, str] = {}
        broken: list[TrailBroken] = []
        for log in logs:
            try:
                note = self.seal(log)
            except TrailBroken as error:
                broken.append(error)
            else:
                if note is not None:
                    sealed[log] = note
        if broken:
            raise broken[0]
        return sealed

    def _grown(self, tx: sa.Connection, log: UUID) -> tuple[int, list[bytes]]:
        """Size and peaks of the log, read again from its records; size 0 when the last checkpoint has them all."""
        head = tx.execute(_HEAD, {"log": log}).one_or_none()
        before = latest(tx, log)
        done = 0 if before is None else before.size
        if head is None or head.position == done:
            return 0, []
        if head.position < done:
            raise TrailBroken(log, head.position + 1)
        peaks = [] if before is None else self._signed_peaks(tx, log, before)
        size = _grow_over_records(tx, log, done, head.position, peaks)
        if size != head.position or b"".join(peaks) != head.peaks:
            raise TrailBroken(log, min(size + 1, head.position))
        return size, peaks

    def _signed_peaks(self, tx: sa.Connection, log: UUID, before: Kept) -> list[bytes]:
        """The peaks as they were at a checkpoint, from the stored nodes; they must give the root we signed."""
        try:
            body, _ = open_note(before.note, self._known)
            said = read_checkpoint(body)
        except NoteRefused as error:
            raise TrailBroken(log, before.size) from error
        origin = self._origin_of(log)
        if said.origin != origin:
            raise NoteRefused(f"log {log} was sealed as {said.origin}, not as {origin}: put the former name back")
        peaks = list(_stored_peaks(tx, log, before.size))
        if (said.size, said.root) != (before.size, root_of_peaks(peaks)):
            raise TrailBroken(log, before.size)
        return peaks


def _stored_peaks(tx: sa.Connection, log: UUID, size: int) -> Iterator[bytes]:
    covered = 0
    for level in range(size.bit_length() - 1, -1, -1):
        if size >> level & 1:
            position, offset = node_place(level, covered >> level)
            stored = tx.scalar(_NODES, {"log": log, "position": position}) or b""
            yield stored[offset : offset + HASH_LENGTH]
            covered += 1 << level


def _grow_over_records(tx: sa.Connection, log: UUID, done: int, upto: int, peaks: list[bytes]) -> int:
    while rows := tx.execute(_NEXT, {"log": log, "after": done, "upto": upto}).all():
        for position, stream, version, name, at, command, envelope, state, nodes in rows:
            leaf = leaf_of_record(log, position, stream, version, name, at, command, envelope, state)
            if position != done + 1 or grow(done, peaks, leaf) != nodes:
                raise TrailBroken(log, done + 1)
            done = position
    return done
