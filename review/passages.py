"""The words of a version's passages, for decisions about places in them; kept in memory until a text is erased."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa
from eventsourcing.application import AggregateNotFoundError

from review.documents.blocks import Block
from review.domain.acts import Lost, Reader
from review.domain.anchors import Mark
from review.domain.blocks import BlockEntry
from review.domain.errors import WordsNotFound
from review.domain.rounds import Round
from review.projections import drafts, erasures
from review.versions import numbered

if TYPE_CHECKING:
    from review.application import Review

KEPT = 12
NOTHING = {Lost.ERASED: "-", Lost.UNREADABLE: "-"}

_kept: OrderedDict[tuple[bytes, int], Mapping[int, Block]] = OrderedDict()
_lock = threading.Lock()


def passages(review: Review, tx: sa.Connection, log: UUID, draft: UUID, number: int) -> Mapping[int, Block]:
    """The blocks of a version by number, in the order of the text; a lost one reads as a dash. Raises Unknown.

    Asked by the house itself, so nothing of it may reach a person who was not asked whether the person may read it.
    """
    key = (drafts.bare(tx, log, draft, number).root, review.vault.generation)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    entries = list(review.versions.entries(tx, log, draft, number).values())
    system = Reader(person=review.installation.id, moment=review.clock())
    found = dict(numbered(entries, review.door(), system, NOTHING))
    with _lock:
        for old in [one for one in _kept if one[1] != key[1]]:
            del _kept[old]
        _kept[key] = found
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found


def require_words(tx: sa.Connection, log: UUID, entries: Mapping[int, BlockEntry], marks: Sequence[Mark]) -> None:
    """Of a passage that an act has condemned no words are quoted, also not those that were read just before it.

    Raises WordsNotFound.
    """
    pointed = {entries[mark.block].text.key for mark in marks if mark.words and mark.block in entries}
    if pointed and not pointed.isdisjoint(erasures.condemned(tx, log)):
        raise WordsNotFound(field="words")


def texts_under_review(review: Review, log: UUID, review_round: UUID) -> Mapping[int, str]:
    """The plain text of every block of the version that a round is about; nothing where there is no such round."""
    try:
        it: Round = review.on(log).repository.get(review_round, projector_func=Round.fold)
    except AggregateNotFoundError:
        return {}
    if it.draft is None:
        return {}
    with review.reading() as tx:
        return {number: block.text for number, block in passages(review, tx, log, it.draft, it.draft_version).items()}
