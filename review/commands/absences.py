"""Taking no part in a round: a member who stands aside, and one who cannot be there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.absences import Absence
from review.domain.errors import OtherGroup, Unknown
from review.domain.permissions import Permission
from review.domain.rounds import Round
from review.domain.vocabulary import Capacity
from review.projections import absences


def _require_own_group(work: Work, group: UUID | None) -> None:
    if group is None:
        raise Unknown(what="seat")
    if work.acting.capacity is not Capacity.SECRETARY and group != work.acting.group:
        raise OtherGroup()


@dataclass(frozen=True, kw_only=True)
class Recuse(EvaluationCommand):
    """A member stands aside in a round, with a motive; from then on this seat does not comment in it."""

    needs: ClassVar[Permission] = Permission.COMMENT
    round: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        work.keep(it, it.recuse(work.acting.seat, work.seal(texts.required(self.motive, "motive"))))


@dataclass(frozen=True, kw_only=True)
class _OfSeat(EvaluationCommand):
    needs: ClassVar[Permission] = Permission.CONDUCT_ROUND
    round: UUID
    seat: UUID
    motive: str

    def group(self, work: Work) -> UUID | None:
        return work.load(Round, self.round).group


@dataclass(frozen=True, kw_only=True)
class RecuseMember(_OfSeat):
    """The chair lets a member stand aside in a round, with a motive."""

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        _require_own_group(work, it.group)
        work.keep(it, it.recuse(self.seat, work.seal(texts.required(self.motive, "motive"))))


@dataclass(frozen=True, kw_only=True)
class EndRecusal(_OfSeat):
    """The chair lets a member who stood aside take part again, with a motive."""

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        _require_own_group(work, it.group)
        work.keep(it, it.end_recusal(self.seat, work.seal(texts.required(self.motive, "motive"))))


@dataclass(frozen=True, kw_only=True)
class RecordAbsence(EvaluationCommand):
    """The chair or the secretary records that a member cannot take part: in one round, or for a period."""

    needs: ClassVar[Permission] = Permission.CONDUCT_ROUND
    seat: UUID
    round: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    substitute: UUID | None = None
    motive: str = ""

    def group(self, work: Work) -> UUID | None:
        return absences.group_of(work.tx, self.evaluation, self.seat)

    def execute(self, work: Work) -> None:
        group = self.group(work)
        _require_own_group(work, group)
        assert group is not None
        if self.round is not None and self.seat not in work.load(Round, self.round).seats:
            raise Unknown(what="seat")
        if self.substitute is not None and absences.group_of(work.tx, self.evaluation, self.substitute) != group:
            raise Unknown(what="seat")
        absent = Absence.record(
            self.seat,
            group,
            review_round=self.round,
            starts_on=self.starts_on,
            ends_on=self.ends_on,
            substitute=self.substitute,
            motive=work.seal_optional(texts.optional(self.motive, "motive")),
        )
        work.begin(absent)


@dataclass(frozen=True, kw_only=True)
class EndAbsence(EvaluationCommand):
    """A member is there after all."""

    needs: ClassVar[Permission] = Permission.CONDUCT_ROUND
    absence: UUID

    def group(self, work: Work) -> UUID | None:
        return work.load(Absence, self.absence).group

    def execute(self, work: Work) -> None:
        it = work.load(Absence, self.absence)
        _require_own_group(work, it.group)
        work.keep(it, it.end())
