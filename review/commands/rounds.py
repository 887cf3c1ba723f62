"""Opening, extending, closing and reopening a round; answering it as a whole."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import (
    CommentsOpen,
    CopyRecipientsOnlyRead,
    DraftsWait,
    EmptyGroup,
    HasCommented,
    NoIndependentMember,
    NoSuchChoice,
    OtherGroup,
    RoundAlreadyOpen,
    SourcesUnstated,
    Unknown,
    VersionApproved,
    VersionSuperseded,
)
from review.domain.permissions import Permission
from review.domain.rounds import Round
from review.domain.vocabulary import REVIEWING_BODIES, BodyKind, Capacity, ClosingGround, Position, RoundMode
from review.projections import drafts, evaluations, groups, positions, remarks, rounds, sources

MODES = tuple(RoundMode)


def require_own_group(work: Work, group: UUID | None) -> None:
    """A chair conducts the rounds of the own group; a secretary on the instruction of whoever leads it."""
    if work.acting.capacity is not Capacity.SECRETARY and group != work.acting.group:
        raise OtherGroup()


def by_lot(chance: Random, members: int) -> tuple[int, ...]:
    """A pseudonym for each member, in an order that neither time nor the list of seats betrays."""
    return tuple(chance.sample(range(members), members))


@dataclass(frozen=True, kw_only=True)
class OpenRound(EvaluationCommand):
    """The chair asks a group about one version, until a deadline (rules C3, G6, K1)."""

    needs: ClassVar[Permission] = Permission.CONDUCT_ROUND
    draft: UUID
    number: int
    body: BodyKind
    mode: RoundMode = RoundMode.OPEN
    question: str = ""
    closes_at: int

    def group(self, work: Work) -> UUID | None:
        return groups.group_of(work.tx, self.evaluation, self.body)

    def execute(self, work: Work) -> None:
        group = self.group(work)
        if group is None or self.body not in REVIEWING_BODIES:
            raise NoSuchChoice(field="body", value=self.body)
        require_own_group(work, group)
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        it.require_there()
        if it.number != it.latest:
            raise VersionSuperseded(latest=it.latest)
        if it.approved == it.number:
            raise VersionApproved()
        self._require_ready(work, group)
        seats, independent = groups.invited(work.tx, self.evaluation, group, work.today)
        if not seats:
            raise EmptyGroup()
        if self.body is BodyKind.REFERENCE_GROUP and not independent:
            raise NoIndependentMember()
        question = work.seal_optional(texts.optional(self.question, "question"))
        opened = Round.open(
            (it.kind, it.part),
            self.draft,
            self.number,
            group,
            self.body,
            self.mode,
            question,
            self.closes_at,
            seats,
            work.now,
            by_lot(work.review.chance, len(seats)),
        )
        work.begin(opened)

    def _require_ready(self, work: Work, group: UUID) -> None:
        if rounds.open_rounds(work.tx, self.draft, group):
            raise RoundAlreadyOpen()
        left = remarks.undisposed(work.tx, self.draft, group=group)
        if left:
            raise CommentsOpen(count=len(left))
        if self.body is BodyKind.REFERENCE_GROUP:
            unstated, _ = sources.unstated(work.tx, self.evaluation)
            if unstated:
                raise SourcesUnstated(count=len(unstated))


@dataclass(frozen=True, kw_only=True)
class _ConductRound(EvaluationCommand):
    """What the acts on an existing round have in common."""

    needs: ClassVar[Permission] = Permission.CONDUCT_ROUND
    round: UUID

    def group(self, work: Work) -> UUID | None:
        return work.load(Round, self.round).group

    def load(self, work: Work) -> Round:
        it = work.load(Round, self.round)
        if not it.version:
            raise Unknown(what="round")
        require_own_group(work, it.group)
        return it


@dataclass(frozen=True, kw_only=True)
class ExtendRound(_ConductRound):
    """The deadline moves, with a motive."""

    closes_at: int
    motive: str

    def execute(self, work: Work) -> None:
        it = self.load(work)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.extend(self.closes_at, motive, work.now))


@dataclass(frozen=True, kw_only=True)
class CloseRound(_ConductRound):
    """The round takes no more comments."""

    ground: ClosingGround | None = None
    motive: str = ""

    def execute(self, work: Work) -> None:
        it = self.load(work)
        true = self._ground(work, it)
        ground = self.ground or true
        if ground is not ClosingGround.WAIVED and ground is not true:
            self._require_passed(work, it, ground)
        raw = texts.optional(self.motive, "motive")
        motive = texts.required(raw, "motive") if ground is ClosingGround.WAIVED else raw
        work.keep(it, it.close(ground, work.seal_optional(motive)))

    def _require_passed(self, work: Work, it: Round, ground: ClosingGround) -> None:
        """The record says why a round closed: a ground that is not there is none."""
        if ground is not ClosingGround.DEADLINE or work.now < it.closes_at:
            raise NoSuchChoice(field="ground", value=ground)

    def _ground(self, work: Work, it: Round) -> ClosingGround:
        """Everybody answered, or the deadline passed; otherwise it is closed early and needs a motive."""
        if all(rounds.has_responded(work.tx, it.id, seat) for seat in it.seats - it.recused):
            return ClosingGround.ALL_RESPONDED
        return ClosingGround.DEADLINE if work.now >= it.closes_at else ClosingGround.WAIVED


@dataclass(frozen=True, kw_only=True)
class ReopenRound(_ConductRound):
    """A closed round takes comments again, until a new deadline and with a motive."""

    closes_at: int
    motive: str

    def execute(self, work: Work) -> None:
        it = self.load(work)
        if it.draft is not None and it.group is not None:
            latest = drafts.bare(work.tx, self.evaluation, it.draft)
            if latest.number != it.draft_version:
                raise VersionSuperseded(latest=latest.number)
            latest.require_there()
            if not it.is_open and rounds.open_rounds(work.tx, it.draft, it.group):
                raise RoundAlreadyOpen()
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.reopen(self.closes_at, motive, work.now))


@dataclass(frozen=True, kw_only=True)
class SubmitResponse(EvaluationCommand):
    """A member answers the round as a whole: ready with commenting, or no comments."""

    needs: ClassVar[Permission] = Permission.COMMENT
    round: UUID
    position: Position
    remark: str = ""
    reaffirms: UUID | None = None

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        it.require_open()
        if work.acting.capacity is Capacity.COPY_RECIPIENT and not evaluations.takes_copy_comments(
            work.tx, self.evaluation
        ):
            raise CopyRecipientsOnlyRead()
        remark = work.seal_optional(texts.optional(self.remark, "remark"))
        seat = work.acting.seat
        it.require_invited(seat)
        responded = rounds.has_responded(work.tx, it.id, seat)
        self._require_said(work, seat)
        if self.position is Position.NO_COMMENTS and not responded:
            require_nothing_said(work, it.id, seat)
        work.begin(it.respond(seat, self.position, remark, responded=responded, reaffirms=self.reaffirms))

    def _require_said(self, work: Work, seat: UUID) -> None:
        """Only what this seat said last on the document can be confirmed."""
        before = positions.earlier(work.tx, self.round, seat) if self.reaffirms else None
        said = before is not None and (before.round, before.position) == (self.reaffirms, self.position)
        if self.reaffirms is not None and not said:
            raise NoSuchChoice(field="reaffirms", value=str(self.reaffirms))


def require_nothing_said(work: Work, review_round: UUID, seat: UUID) -> None:
    """Raises DraftsWait, HasCommented: nobody has no comments with some written or made."""
    if work.review.sets.of(work.person, review_round, {seat}):
        raise DraftsWait()
    if remarks.has_said(work.tx, review_round, seat):
        raise HasCommented()
