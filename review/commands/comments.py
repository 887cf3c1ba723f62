"""Raising a comment and taking it back; what is done with it stands in ``dispositions``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Review, Work
from review.assigned import Entries, seat_may
from review.domain import texts
from review.domain.acts import Reader, Sealed
from review.domain.anchors import Anchor, Mark, anchored
from review.domain.assignments import ASSIGNED_ONLY
from review.domain.comments import Comment, CommentRaised
from review.domain.errors import CopyRecipientsOnlyRead, NotAssigned, Unknown
from review.domain.permissions import Permission
from review.domain.rounds import Round
from review.domain.vocabulary import Capacity as Role
from review.domain.vocabulary import CommentKind, Position, Visibility
from review.passages import require_words, texts_under_review
from review.projections import evaluations, remarks, rounds
from review.store.vault import Sealer


@dataclass(frozen=True, kw_only=True)
class RaiseComment(EvaluationCommand):
    """A member remarks on one passage of the version under review (None: on the document as a whole).

    ``marks`` say more exactly where: words of passages, or the section under a heading; they stand for ``block``.
    """

    needs: ClassVar[Permission] = Permission.COMMENT
    round: UUID
    block: int | None
    kind: CommentKind
    text: str
    proposal: str = ""
    visibility: Visibility = Visibility.GROUP
    marks: tuple[Mark, ...] = ()
    unsubmitted: UUID | None = None  #: the draft of the same person that this was until now

    def prepare(self, review: Review, sealer: Sealer) -> Mapping[int, str]:
        """The words of the passages, where words are pointed at."""
        if not any(mark.words for mark in self.marks):
            return {}
        return texts_under_review(review, self.evaluation, self.round)

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        self.begin(work, it)
        seat = work.acting.seat
        silent = work.silent_in(it.id, lambda: rounds.silent(work.tx, it.id))
        if seat in it.seats and seat in silent:
            # whoever comments after all has comments: the answer follows the act, and the first stays told
            work.begin(it.respond(seat, Position.COMMENTS, None, responded=True, further=True))

    def begin(self, work: Work, it: Round) -> None:
        """The comment alone: what its member answers the round is said by whoever calls this."""
        it.require_open()
        self.require_asked(work, it)
        it.require_hiding(self.visibility)
        if it.draft is None:
            raise Unknown(what="round")
        anchors = self.anchors(work, it.draft, it.draft_version, work.seal)
        text = texts.required(self.text, "text", texts.COMMENT_LIMIT)
        proposal = texts.optional(self.proposal, "proposal", texts.COMMENT_LIMIT)
        raised = CommentRaised(
            number=work.next_number("comments"),
            round=it.id,
            draft=it.draft,
            draft_version=it.draft_version,
            anchors=anchors,
            kind=self.kind,
            text=work.seal(text),
            proposal=work.seal_optional(proposal),
            visibility=self.visibility,
            late=work.now > it.closes_at,
        )
        work.begin(raised)
        if self.unsubmitted is not None:
            work.review.sets.take(work.tx, work.person, [self.unsubmitted])

    def anchors(self, work: Work, draft: UUID, number: int, seal: Callable[[str], Sealed]) -> tuple[Anchor, ...]:
        """Where it stands. Raises NoSuchPassage, WordsNotFound, WordsNotUnique or TooManyPassages."""
        marks = self.marks or (() if self.block is None else (Mark(block=self.block),))
        entries = work.review.versions.entries(work.tx, work.log, draft, number)
        self._require_assigned(work, draft, entries, {mark.block for mark in marks})
        require_words(work.tx, work.log, entries, marks)
        kinds = {block: entry.kind for block, entry in entries.items()}
        return anchored(marks, work.prepared, kinds, seal)

    def _require_assigned(self, work: Work, draft: UUID, entries: Entries, on: set[int]) -> None:
        """Asked before any word is compared: nobody gets to guess at a passage not assigned (condition 5)."""
        if work.acting.capacity in ASSIGNED_ONLY:
            system = Reader(person=work.review.installation.id, moment=work.now)
            may = seat_may(work.tx, work.acting.seat, draft, entries, system, work.review.door())
            if not on <= may:
                raise NotAssigned()

    def require_asked(self, work: Work, it: Round) -> None:
        """The director and an adviser may comment unasked, a copy recipient where the evaluation allows it."""
        match work.acting.capacity:
            case Role.DIRECTOR | Role.ADVISER:
                return
            case Role.COPY_RECIPIENT:
                if not evaluations.takes_copy_comments(work.tx, self.evaluation):
                    raise CopyRecipientsOnlyRead()
            case _:
                it.require_invited(work.acting.seat)


@dataclass(frozen=True, kw_only=True)
class WithdrawComment(EvaluationCommand):
    """Its author takes a comment back before it is disposed of; the record stays."""

    needs: ClassVar[Permission] = Permission.COMMENT
    comment: UUID
    motive: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Comment, self.comment)
        author = remarks.bare(work.tx, self.evaluation, self.comment).author
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.withdraw(work.person, author, motive))
