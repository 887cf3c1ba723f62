"""The blocks of submitted versions: immutable, so kept in memory once read from the log; texts come from the door."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

import sqlalchemy as sa

from review.documents.blocks import Block, Parsed, blocks_of, parsed
from review.domain.acts import Door, Lost, Reader, Recorded
from review.domain.blocks import BlockEntry
from review.domain.drafts import VersionSubmitted
from review.domain.errors import Unknown
from review.projections import drafts

Record = Callable[[sa.Connection, UUID, int], Recorded]
KEPT = 64


class Versions:
    """Entries by document and version number; ``record`` reads one record of a log."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._kept: OrderedDict[tuple[UUID, UUID, int], Mapping[int, BlockEntry]] = OrderedDict()
        self._lock = threading.Lock()

    def entries(self, tx: sa.Connection, log: UUID, draft: UUID, number: int) -> Mapping[int, BlockEntry]:
        """The blocks of a version by their number, in the order of the text. Raises Unknown."""
        key = (log, draft, number)
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key]
        event = self._record(tx, log, drafts.bare(tx, log, draft, number).position).event
        if not isinstance(event, VersionSubmitted):
            raise Unknown(what="version")
        found = {entry.number: entry for entry in event.blocks}
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


def numbered(
    entries: Sequence[BlockEntry], door: Door, reader: Reader, lost: Mapping[Lost, str]
) -> list[tuple[int, Block]]:
    """The blocks of a version as documents read them; ``lost`` says what stands where a text can't be read."""
    return numbered_in(entries, door, reader, lost)[0]


def numbered_in(
    entries: Sequence[BlockEntry], door: Door, reader: Reader, lost: Mapping[Lost, str]
) -> tuple[list[tuple[int, Block]], Parsed]:
    """The blocks of a version, and the text that they were found in, for whoever renders it next."""
    words = door.open_all([entry.text for entry in entries], reader)
    sources = [found if isinstance(found := words[entry.text], str) else f"{lost[found]}\n\n" for entry in entries]
    text = parsed("".join(sources))
    blocks = blocks_of(text)
    if [block.source for block in blocks] != sources:  # a lost row or definition took its neighbours along
        blocks = [
            Block(entry.kind, source, source.strip(), 0, 0) for entry, source in zip(entries, sources, strict=True)
        ]
    return [(entry.number, block) for entry, block in zip(entries, blocks, strict=True)], text
