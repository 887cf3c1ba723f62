"""Saying where a comment stands in the newest version, where the house was not sure of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Review, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.anchors import Anchor, Mark, anchored
from review.domain.comments import Comment
from review.domain.errors import AlreadyDone, NoSuchChoice, NotTheAuthor, Stale, VersionSuperseded
from review.domain.permissions import Permission, cell
from review.domain.placements import BY_SOMEBODY, SURE, CommentPlaced, Tier
from review.domain.vocabulary import CommentState
from review.passages import passages, require_words
from review.projections import drafts, placements, remarks
from review.store.vault import Sealer


@dataclass(frozen=True, kw_only=True)
class PlaceComment(EvaluationCommand):
    """The team, the chair or its author says where a comment stands in version ``number``, which must be the newest.

    ``tier`` confirmed takes the place that was proposed, reattached the ``marks``, gone says that there is none.
    ``seen``: the tier that the person saw; None: there was no place yet.
    """

    needs: ClassVar[Permission] = Permission.PLACE_COMMENT
    comment: UUID
    number: int
    tier: Tier
    seen: Tier | None
    marks: tuple[Mark, ...] = ()
    motive: str = ""

    def prepare(self, review: Review, sealer: Sealer) -> Mapping[int, str]:
        """The words of the version, where words are pointed at."""
        if not any(mark.words for mark in self.marks):
            return {}
        with review.reading() as tx:
            draft = remarks.bare(tx, self.evaluation, self.comment).draft
            found = passages(review, tx, self.evaluation, draft, self.number)
        return {number: block.text for number, block in found.items()}

    def execute(self, work: Work) -> None:
        it = work.load(Comment, self.comment)
        found = remarks.bare(work.tx, self.evaluation, self.comment)
        self._require_allowed(work, found)
        latest = drafts.bare(work.tx, self.evaluation, found.draft).latest
        if self.number != latest:
            raise VersionSuperseded(latest=latest)
        if found.draft_version >= latest:
            raise AlreadyDone(what="comment_placed")
        if it.state is CommentState.WITHDRAWN:
            raise AlreadyDone(what="comment_withdrawn")
        now = placements.one(work.tx, self.comment, self.number)
        if (now.tier if now else None) is not self.seen:
            raise Stale(what="comment", number=it.number)
        placed = CommentPlaced(
            draft=found.draft,
            draft_version=self.number,
            tier=self.tier,
            anchors=self._anchors(work, found.draft, now),
            first=now is None,
            motive=work.seal_optional(texts.optional(self.motive, "motive")),
        )
        work.keep(it, placed)

    def _require_allowed(self, work: Work, found: remarks.Bare) -> None:
        """Whoever may not read a comment does not place it; a member places own comments only."""
        remarks.require_seen(work.tx, Reader(person=work.person, holds=(work.acting,), moment=work.now), found)
        if cell(self.needs, work.acting.capacity) == "o" and found.author != work.person:
            raise NotTheAuthor()

    def _anchors(self, work: Work, draft: UUID, now: placements.Placement | None) -> tuple[Anchor, ...]:
        match self.tier:
            case Tier.CONFIRMED if now is not None and now.tier not in SURE | BY_SOMEBODY and now.anchors:
                return now.anchors
            case Tier.GONE if now is None or now.tier is not Tier.GONE:
                return ()
            case Tier.REATTACHED if self.marks:
                entries = work.review.versions.entries(work.tx, work.log, draft, self.number)
                require_words(work.tx, work.log, entries, self.marks)
                kinds = {block: entry.kind for block, entry in entries.items()}
                return anchored(self.marks, work.prepared, kinds, work.seal)
            case Tier.GONE:
                raise AlreadyDone(what="comment_placed")
        raise NoSuchChoice(field="tier", value=self.tier)
