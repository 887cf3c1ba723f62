"""The signed checkpoint that covers a record: what anybody who keeps it can recognise the log by."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from review.projections.schema import Tx
from review.store.checkpoints import NoteRefused, notes, read_checkpoint


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """``size`` records are signed by ``note``."""

    size: int
    note: str


def covering(tx: Tx, log: UUID, position: int) -> Checkpoint | None:
    """The first checkpoint of a log that covers this record; None where none was signed yet."""
    found = (_read(note) for note in notes(tx, log))
    covers = [one for one in found if one is not None and one.size >= position]
    return min(covers, key=lambda one: one.size, default=None)


def _read(note: str) -> Checkpoint | None:
    try:
        return Checkpoint(read_checkpoint(note.rpartition("\n\n")[0] + "\n").size, note)
    except NoteRefused:
        return None
