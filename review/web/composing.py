"""The text that is offered for the next version: the latest one with every wording that was taken over in its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import msgspec

from review.documents.wordings import Composed, Left, Wording, compose
from review.domain.acts import Door, Reader
from review.domain.vocabulary import CommentState
from review.projections import comments, drafts
from review.projections.schema import Tx
from review.web.freezing import require_reading_not_frozen
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review


@dataclass(frozen=True, slots=True)
class Taken:
    """A wording that was taken over for the next version, and what became of it in the text that is offered."""

    it: comments.Comment
    place: str
    before: str
    after: str
    left: Left | None


@dataclass(frozen=True, slots=True)
class Offer:
    """The text for the next version of a document."""

    document: drafts.Document
    evaluation: UUID
    taken: Sequence[Taken]
    source: str

    @property
    def placed(self) -> Sequence[Taken]:
        return [one for one in self.taken if one.left is None]

    @property
    def left(self) -> Sequence[Taken]:
        return [one for one in self.taken if one.left is not None]


def offer(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID) -> Offer:
    """Raises Unknown, ReadingFrozen."""
    door = review().door()
    bare = drafts.bare(tx, evaluation, draft)
    require_reading_not_frozen(bare.root, reader)
    document = next(one for one in drafts.documents(tx, door, reader, evaluation) if one.id == draft)
    entries = review().versions.entries(tx, evaluation, draft, bare.number)
    text = text_of(entries, bare.root, passages_door(evaluation, draft), reader)
    found = taken_for(tx, door, reader, evaluation, draft, bare.number + 1)
    made = compose(list(text.blocks.items()), [_wording(door, reader, it) for it in found])
    return Offer(document, evaluation, [_taken(text, made, it) for it in found], made.source)


def taken_for(tx: Tx, door: Door, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> list[comments.Comment]:
    """The comments whose wording was taken over into this version of a document, as far as this reader sees them."""
    return [
        it
        for it in comments.of_evaluation(tx, door, reader, evaluation)
        if it.wording_taken and it.draft == draft and it.in_version == number and it.state is not CommentState.WITHDRAWN
    ]


def _wording(door: Door, reader: Reader, it: comments.Comment) -> Wording:
    """Of a comment on words of its passage the wording stands for those words alone."""
    quotes = [anchor.quote for anchor in it.anchors if anchor.block == it.block and anchor.quote is not None]
    quoted = door.open(quotes[0], reader) if len(quotes) == 1 else ""
    exact = msgspec.json.decode(quoted)["exact"] if isinstance(quoted, str) and quoted else ""
    text = it.proposal if isinstance(it.proposal, str) else ""
    return Wording(it.number, it.answer_block or it.block or 0, text, exact)


def _taken(text: Text, made: Composed, it: comments.Comment) -> Taken:
    block = it.answer_block or it.block
    return Taken(it, text.name(block), text.passage(block), made.placed.get(it.number, ""), made.left.get(it.number))
