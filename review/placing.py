"""Finding comments on earlier versions their places in a later one, from the words of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING
from uuid import UUID

import sqlalchemy as sa

from review.documents.anchoring import Placed as Found
from review.documents.anchoring import Placer, Span
from review.documents.blocks import Block
from review.domain.anchors import Anchor
from review.domain.placements import ORDER, Placed, Tier
from review.passages import passages
from review.projections.placements import Candidate, candidates

if TYPE_CHECKING:
    from review.application import Review


class Placing:
    """Places the comments on one document in a version of it that is about to be recorded.

    What was found is kept, so that it can be done before the lock and asked again under it: then only comments that
    came in between take time.
    """

    def __init__(self, review: Review, log: UUID, draft: UUID, number: int, new: Mapping[int, Block]) -> None:
        self._review, self._log, self._draft, self._number, self._new = review, log, draft, number, new
        self._placers: dict[int, Placer] = {}
        self._found: dict[Candidate, Placed] = {}

    def place(self, tx: sa.Connection) -> tuple[Placed, ...]:
        """The places of all comments that have none in this version yet, in the order of their numbers."""
        return tuple(self._place(tx, one) for one in candidates(tx, self._draft, self._number))

    def _place(self, tx: sa.Connection, one: Candidate) -> Placed:
        if one not in self._found:
            self._found[one] = self._look(tx, one)
        return self._found[one]

    def _look(self, tx: sa.Connection, one: Candidate) -> Placed:
        if one.is_gone:
            return Placed(one.comment, Tier.GONE, (), one.since)
        if not one.anchors:
            return Placed(one.comment, Tier.SAME_TEXT, (), self._number)
        placer = self._placers.get(one.since)
        if placer is None:
            old = passages(self._review, tx, self._log, self._draft, one.since)
            placer = self._placers[one.since] = Placer(old, self._new)
        found = [placer.place(Span(anchor.block, anchor.start, anchor.end)) for anchor in one.anchors]
        tier = max((it.tier for it in found), key=ORDER.__getitem__)
        anchors = tuple(self._anchors(one.anchors, found))
        return Placed(one.comment, tier, anchors, one.since)

    def _anchors(self, old: Iterable[Anchor], found: Iterable[Found]) -> Iterable[Anchor]:
        """A comment on a section stays one as long as there is a heading to stand under."""
        for anchor, it in zip(old, found, strict=True):
            if it.block is not None:
                section = anchor.section and self._new[it.block].kind == "heading"
                yield Anchor(block=it.block, section=section, start=it.start, end=it.end)
