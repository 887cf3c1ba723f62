"""What repeats a passage that is to be forgotten: quotes of comments, proposed wordings, files it came in with?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Door, Reader, Recorded, Sealed
from review.domain.drafts import VersionSubmitted
from review.domain.repeating import repeats
from review.projections.anchoring import unpacked
from review.projections.comments import comments
from review.projections.drafts import versions
from review.projections.placements import placements
from review.projections.rounds import rounds
from review.projections.schema import sealed_of

Record = Callable[[sa.Connection, UUID, int], Recorded]
"""How a record of a log is read, by its position."""
Where = tuple[int, int]
"""A version and a block of it."""


@dataclass(slots=True)
class Repeats:
    """The keys of what repeats one passage."""

    quotes: set[UUID] = field(default_factory=set)
    proposals: set[UUID] = field(default_factory=set)
    files: set[UUID] = field(default_factory=set)

    @property
    def all(self) -> set[UUID]:
        return self.quotes | self.proposals | self.files


@dataclass(slots=True)
class Passages:
    """Those of some texts that are passages of a document: where each stands, and by its key what repeats it."""

    where: dict[Where, Sealed] = field(default_factory=dict)
    repeats: dict[UUID, Repeats] = field(default_factory=dict)


def of_passages(
    tx: sa.Connection, door: Door, reader: Reader, log: UUID, draft: UUID, keys: Collection[UUID], record: Record
) -> Passages:
    """Asked by the house itself: the words are compared here and shown to nobody."""
    found = Passages()
    query = sa.select(versions.c.position).where(versions.c.draft == draft, versions.c.evaluation == log)
    for position in tx.scalars(query.order_by(versions.c.number)).all():
        event = record(tx, log, position).event
        if not isinstance(event, VersionSubmitted):
            continue
        for entry in event.blocks:
            if entry.text.key in keys:
                found.where[event.number, entry.number] = entry.text
                repeated = found.repeats.setdefault(entry.text.key, Repeats())
                repeated.files |= {event.original.key} if event.original else set()
    if found.where:
        for place, quote in _quotes(tx, draft):
            if place in found.where:
                found.repeats[found.where[place].key].quotes.add(quote)
        for passage, proposal in _proposals(tx, door, reader, draft, found.where):
            found.repeats[passage].proposals.add(proposal)
    return found


def versions_of_rounds(tx: sa.Connection, draft: UUID) -> dict[UUID, int]:
    """The rounds on a document, each with the version that it is about."""
    query = sa.select(rounds.c.id, rounds.c.draft_version).where(rounds.c.draft == draft)
    return {row[0]: row[1] for row in tx.execute(query)}


def _quotes(tx: sa.Connection, draft: UUID) -> Iterator[tuple[Where, UUID]]:
    """Every quote of this document that a comment carries, also where somebody placed it again later."""
    for table in (comments, placements):
        query = sa.select(table.c.draft_version, table.c.anchors).where(table.c.draft == draft)
        for number, packed in tx.execute(query):
            for anchor in unpacked(packed):
                if anchor.quote is not None:
                    yield (number, anchor.block), anchor.quote.key


def _proposals(
    tx: sa.Connection, door: Door, reader: Reader, draft: UUID, where: Mapping[Where, Sealed]
) -> Iterator[tuple[UUID, UUID]]:
    """The passage and the proposal, for each wording proposed for one of these that repeats it."""
    query = sa.select(comments).where(comments.c.draft == draft, comments.c.proposal_key.is_not(None))
    about = [
        (passage, sealed)
        for row in tx.execute(query).mappings()
        if (passage := where.get((row["draft_version"], row["block"]))) and (sealed := sealed_of(row, "proposal"))
    ]
    words = door.open_all([one for pair in about for one in pair], reader)
    for passage, proposal in about:
        said, proposed = words[passage], words[proposal]
        if isinstance(said, str) and isinstance(proposed, str) and repeats(said, proposed):
            yield passage.key, proposal.key
