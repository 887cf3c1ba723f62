"""Two versions of a document with what changed between them, kept in memory; and since when a reader wants to know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from review.documents.storyline import Storyline, storyline
from review.domain.acts import Door, Reader
from review.projections import drafts
from review.projections.schema import Tx
from review.projections.since import Since, since
from review.web.freezing import freeze_of, require_reading_not_frozen
from review.web.renderings import Text, noted_door, text_of
from review.web.session import review
from review.web.shelves import Shelf
from review.web.translations import language

KEPT = 16
_SHELF: Shelf[tuple[Any, ...], Storyline] = Shelf(KEPT)


@dataclass(frozen=True, slots=True)
class Compared:
    """Two versions as this reader may see them, and the story of what changed."""

    old: Text
    new: Text
    story: Storyline


def compared(tx: Tx, reader: Reader, evaluation: UUID, old: drafts.Bare, new: drafts.Bare) -> Compared:
    """What changed from one version to another; that both were opened is recorded. Raises ReadingFrozen."""
    for one in (old, new):
        require_reading_not_frozen(one.root, reader)
    doors = (noted_door(evaluation, old.root), noted_door(evaluation, new.root))
    return _compared(tx, reader, evaluation, (old, new), doors)


def changed_since(tx: Tx, reader: Reader, version: drafts.Version) -> tuple[Since, int] | None:
    """Since which version this reader wants to know what changed, and how many passages did.

    None: it is the first, or reading of one of the two is frozen.

    Nothing of the older version leaves here, so no reading of it is recorded.
    """
    bases = bases_of(tx, reader, version.evaluation, version.draft, version.number)
    if not bases:
        return None
    pair = (
        drafts.bare(tx, version.evaluation, version.draft, bases[0].number),
        drafts.bare(tx, version.evaluation, version.draft, version.number),
    )
    if any(freeze_of(one.root, reader) for one in pair):
        return None
    door = review().door()
    found = _compared(tx, reader, version.evaluation, pair, (door, door))
    return bases[0], len(found.story.comparison.changes)


def bases_of(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> list[Since]:
    """The earlier versions that it is worth to compare this one with, the most personal first."""
    opened = review().readings.opened(log=evaluation, person=reader.person, purpose="version")
    return since(tx, reader, draft, number, opened)


def _compared(
    tx: Tx, reader: Reader, evaluation: UUID, pair: tuple[drafts.Bare, drafts.Bare], doors: tuple[Door, Door]
) -> Compared:
    generation = review().vault.generation
    old, new = (
        text_of(review().versions.entries(tx, evaluation, it.draft, it.number), it.root, door, reader)
        for it, door in zip(pair, doors, strict=True)
    )
    key = (pair[0].root, pair[1].root, language(), old.assigned, new.assigned)
    story = _SHELF.find(key, generation)
    if story is None:
        made = storyline(list(old.blocks.items()), list(new.blocks.items()))
        story = _SHELF.keep(key, made, generation)
    return Compared(old, new, story)
