"""A member's own set: kept without a record, thrown away without one, and submitted as one act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Review, Work
from review.commands.comments import RaiseComment
from review.commands.own_copies import unsealed
from review.domain import texts
from review.domain.anchors import Mark
from review.domain.errors import NoSuchChoice, NotReady, PositionNeeded, Stale, Unknown
from review.domain.permissions import Permission
from review.domain.rounds import Round
from review.domain.sets import Unsubmitted
from review.domain.vocabulary import WITH_COMMENTS, CommentKind, Position, Visibility
from review.passages import texts_under_review
from review.projections import rounds
from review.store.vault import Sealer


@dataclass(frozen=True, kw_only=True)
class KeepUnsubmitted(EvaluationCommand):
    """A member keeps a comment for later; nothing is recorded, and nobody else can see that there is one.

    ``seen`` is how often it was written when the form was opened, ``hand`` the form itself.
    """

    needs: ClassVar[Permission] = Permission.COMMENT
    round: UUID
    unsubmitted: UUID
    hand: UUID
    block: int | None
    kind: CommentKind | None = None
    text: str = ""
    proposal: str = ""
    visibility: Visibility = Visibility.GROUP
    marks: tuple[Mark, ...] = ()
    seen: int = 0

    def prepare(self, review: Review, sealer: Sealer) -> Mapping[int, str]:
        return _raising(self.evaluation, self.round, None, self).prepare(review, sealer)

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        it.require_open()
        comment = _raising(self.evaluation, self.round, self.kind, self)
        comment.require_asked(work, it)
        if it.draft is None:
            raise Unknown(what="round")
        comment.anchors(work, it.draft, it.draft_version, unsealed)
        kept = Unsubmitted(
            evaluation=self.evaluation,
            round=self.round,
            person=work.person,
            seat=work.acting.seat,
            hand=self.hand,
            block=self.block,
            marks=self.marks,
            kind=self.kind,
            text=texts.optional(self.text, "text", texts.COMMENT_LIMIT) or "",
            proposal=texts.optional(self.proposal, "proposal", texts.COMMENT_LIMIT) or "",
            visibility=self.visibility,
        )
        work.review.sets.keep(work.tx, self.unsubmitted, kept, seen=self.seen, epoch=work.epoch)


@dataclass(frozen=True, kw_only=True)
class ThrowAway(EvaluationCommand):
    """A member throws comments away that were never submitted, also after the round; nothing is recorded."""

    needs: ClassVar[Permission] = Permission.COMMENT
    unsubmitted: tuple[UUID, ...]

    def execute(self, work: Work) -> None:
        work.review.sets.take(work.tx, work.person, self.unsubmitted)


@dataclass(frozen=True, kw_only=True)
class SubmitSet(EvaluationCommand):
    """A member submits the own set as one act: every comment of it, and the member's position on the version.

    ``seen``: the comments as the member last looked at them, each with how often it was written.
    """

    needs: ClassVar[Permission] = Permission.COMMENT
    round: UUID
    seen: tuple[tuple[UUID, int], ...]
    position: Position | None = None
    remark: str = ""

    def prepare(self, review: Review, sealer: Sealer) -> Mapping[int, str]:
        """The words of the passages: which of them are pointed at is known under the lock only."""
        return texts_under_review(review, self.evaluation, self.round)

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        it.require_open()
        mine = self._looked_at(work)
        for one in mine:
            if not one.is_ready:
                raise NotReady()
            _raising(self.evaluation, self.round, one.kind, one).begin(work, it)
        self._respond(work, it)
        work.review.sets.take(work.tx, work.person, [id for id, _ in self.seen])

    def _looked_at(self, work: Work) -> list[Unsubmitted]:
        """The set as it is, which must be the one that was looked at. Raises Stale."""
        found = work.review.sets.of(work.person, self.round, {work.acting.seat})
        if not found or {(one.id, one.revision) for one in found} != set(self.seen):
            raise Stale(what="set")
        kept = [one.it for one in found if one.it is not None]
        if len(kept) != len(found):
            raise NotReady()
        return kept

    def _respond(self, work: Work, it: Round) -> None:
        """Who comments unasked, such as an adviser, answers for no seat."""
        seat = work.acting.seat
        if seat not in it.seats:
            return
        if self.position is None:
            raise PositionNeeded()
        if self.position not in WITH_COMMENTS:
            raise NoSuchChoice(field="position", value=self.position)
        remark = work.seal_optional(texts.optional(self.remark, "remark"))
        responded = rounds.has_responded(work.tx, it.id, seat)
        work.begin(it.respond(seat, self.position, remark, responded=responded, further=True))


def _raising(
    evaluation: UUID, review_round: UUID, kind: CommentKind | None, one: Unsubmitted | KeepUnsubmitted
) -> RaiseComment:
    """The comment that this will be; as long as its kind is not chosen, a question."""
    return RaiseComment(
        evaluation=evaluation,
        round=review_round,
        block=one.block,
        marks=one.marks,
        kind=kind or CommentKind.QUESTION,
        text=one.text,
        proposal=one.proposal,
        visibility=one.visibility,
    )
