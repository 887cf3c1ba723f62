"""What is read of a version by whom not all of it is for: of the rest the place shows, and none of its words.

An adviser reads the sections assigned (condition 5), an external researcher these and the own parts of a report
(condition 4), a classification authority what cites its sources (condition 6).

Whatever shows text to people passes here, so that a page, a comparison, a print and a Word file cannot differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Door, Lost, Reader, Sealed, Words
from review.domain.assignments import covered, level_of, within
from review.domain.blocks import BlockEntry
from review.domain.visibility import reads_partly
from review.domain.vocabulary import Capacity
from review.projections import assignments, citing

Entries = Mapping[int, BlockEntry]


def assigned(tx: sa.Connection, reader: Reader, entries: Entries, root: bytes, door: Door) -> frozenset[int] | None:
    """The blocks of a version that this reader may read; None: all of them. ``door`` opens headings for the house."""
    if not reads_partly(reader):
        return None
    if reader.has(Capacity.EXTERNAL_RESEARCHER) and assignments.is_own_version(tx, reader.person, root):
        return None
    found = blocks(assignments.of_version(tx, reader.seats, root), entries, reader, door)
    return found | _about_sources(tx, reader, entries, root, door)


_CITED = re.compile(r"\[(?:bron|source)\s+(\d{1,9})\]", re.IGNORECASE)


def _about_sources(tx: sa.Connection, reader: Reader, entries: Entries, root: bytes, door: Door) -> frozenset[int]:
    """The blocks that cite sources of the authority's organisation, or were flagged for its judgement."""
    own = {one.organisation for one in reader.holds if one.capacity is Capacity.CLASSIFICATION_AUTHORITY}
    if not own:
        return frozenset()
    numbers = citing.numbers_of(tx, own, root)
    words = door.open_all([entry.text for entry in entries.values()], reader)
    cited = {
        number
        for number, entry in entries.items()
        if isinstance(found := words[entry.text], str) and numbers & {int(one) for one in _CITED.findall(found)}
    }
    return frozenset(cited | (citing.flagged(tx, own, root) & set(entries)))


def blocks(sections: Iterable[int], entries: Entries, reader: Reader, door: Door) -> frozenset[int]:
    """The blocks of these sections in a version."""
    words = door.open_all([entry.text for entry in entries.values() if entry.kind == "heading"], reader)

    def level(entry: BlockEntry) -> int | None:
        if entry.kind != "heading":
            return None
        found = words[entry.text]
        return level_of(found) if isinstance(found, str) else 1

    return within([(number, level(entry)) for number, entry in entries.items()], sections)


class AssignedDoor:
    """Opens what was assigned through the reader's own door; the rest is told by its place.

    ``house`` opens the rest without a reading, for its form only: how deep a heading is, how many cells a row has.
    """

    def __init__(self, door: Door, house: Door, entries: Entries, allowed: frozenset[int], words: str) -> None:
        self._door = door
        self._house = house
        self._words = words
        open_ = {entry.text for number, entry in entries.items() if number in allowed}
        self._closed = {entry.text: entry.kind for entry in entries.values() if entry.text not in open_}

    def open(self, sealed: Sealed | None, reader: Reader) -> Words:
        return self.open_all([sealed], reader)[sealed]

    def open_all(self, sealed: Iterable[Sealed | None], reader: Reader) -> Mapping[Sealed | None, Words]:
        wanted = list(sealed)
        closed = [one for one in wanted if one is not None and one in self._closed]
        found = dict(self._door.open_all([one for one in wanted if one not in self._closed], reader))
        for one, words in self._house.open_all(closed, reader).items():
            if one is not None:
                found[one] = words if isinstance(words, Lost) else covered(self._closed[one], words, self._words)
        return found


def seat_may(
    tx: sa.Connection, seat: UUID, draft: UUID, entries: Entries, reader: Reader, door: Door
) -> frozenset[int]:
    """The blocks on which the holder of this seat may remark."""
    return blocks(assignments.of_seats(tx, [seat], draft), entries, reader, door)
