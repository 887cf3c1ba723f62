"""A member who cannot take part for a while or in one round: said beforehand, so that it is told apart from silence."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, Unknown


class MemberAbsent(Event, frozen=True, kw_only=True):
    """For one round, or from a day up to and including another; ``substitute`` is a seat of the same group."""

    NAME: ClassVar[str] = "member.absent"
    seat: UUID
    group: UUID
    round: UUID | None = None
    starts_on: date | None = None
    ends_on: date | None = None
    substitute: UUID | None = None
    motive: Sealed | None = None


class MemberPresent(Event, frozen=True, kw_only=True):
    """The absence is over, or was recorded by mistake."""

    NAME: ClassVar[str] = "member.present"


class Absence(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = MemberAbsent

    group: UUID | None = None
    ended: bool = False

    @staticmethod
    def record(
        seat: UUID,
        group: UUID,
        *,
        review_round: UUID | None,
        starts_on: date | None,
        ends_on: date | None,
        substitute: UUID | None,
        motive: Sealed | None,
    ) -> MemberAbsent:
        """Either one round or a whole period. Raises BadPeriod."""
        period = starts_on is not None and ends_on is not None and starts_on <= ends_on
        if (review_round is None) is not period or (review_round and (starts_on or ends_on)):
            raise BadPeriod(field="ends_on")
        return MemberAbsent(
            seat=seat,
            group=group,
            round=review_round,
            starts_on=starts_on,
            ends_on=ends_on,
            substitute=substitute,
            motive=motive,
        )

    def end(self) -> MemberPresent:
        if not self.version:
            raise Unknown(what="absence")
        if self.ended:
            raise AlreadyDone(what="absence_ended")
        return MemberPresent()

    def evolve(self, event: Event) -> Absence:
        match event:
            case MemberAbsent():
                return self.but(group=event.group)
            case MemberPresent():
                return self.but(ended=True)
        return self
