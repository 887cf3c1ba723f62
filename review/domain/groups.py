"""Groups and seats: person x body x capacity x organisation x period (rules G6, G8)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from review.domain import moments
from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, NotPermitted, Unknown, WrongBody
from review.domain.vocabulary import CAPACITIES_OF, BodyKind, Capacity


class GroupConstituted(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "group.constituted"
    body: BodyKind


class SeatGiven(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "seat.given"
    group: UUID
    body: BodyKind
    person: UUID
    capacity: Capacity
    organisation: str
    expertise: Sealed | None = None
    starts_on: date
    ends_on: date | None = None
    overlap: Sealed | None = None  #: why this seat beside another role that looks at the same text


class SeatEnded(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "seat.ended"
    ended_on: date
    motive: Sealed | None = None


class ActingAppointed(Event, frozen=True, kw_only=True):
    """The deputy acts for the chair from ``starts_at`` to ``ends_at`` (microseconds UTC; None: until ended)."""

    NAME: ClassVar[str] = "seat.acting-appointed"
    instead_of: UUID
    starts_at: int
    ends_at: int | None = None
    motive: Sealed


class ActingEnded(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "seat.acting-ended"


class Group(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = GroupConstituted

    body: BodyKind | None = None

    @staticmethod
    def constitute(body: BodyKind) -> GroupConstituted:
        return GroupConstituted(body=body)

    def evolve(self, event: Event) -> Group:
        return self.but(body=event.body) if isinstance(event, GroupConstituted) else self


class Seat(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = SeatGiven

    group: UUID | None = None
    body: BodyKind | None = None
    person: UUID | None = None
    capacity: Capacity | None = None
    ends_on: date | None = None
    ended: bool = False
    acting: bool = False
    acting_until: int | None = None

    @staticmethod
    def give(
        group: UUID,
        body: BodyKind,
        person: UUID,
        capacity: Capacity,
        organisation: str,
        expertise: Sealed | None,
        starts_on: date,
        ends_on: date | None,
        overlap: Sealed | None = None,
    ) -> SeatGiven:
        """Raises WrongBody, BadPeriod."""
        if capacity not in CAPACITIES_OF[body]:
            raise WrongBody(body=body, capacity=capacity)
        if ends_on is not None and ends_on < starts_on:
            raise BadPeriod(field="ends_on")
        return SeatGiven(
            group=group,
            body=body,
            person=person,
            capacity=capacity,
            organisation=organisation,
            expertise=expertise,
            starts_on=starts_on,
            ends_on=ends_on,
            overlap=overlap,
        )

    def end(self, ended_on: date, motive: Sealed | None, today: date | None = None) -> SeatEnded:
        """An announced end can be brought forward; nothing prolongs a seat. Raises AlreadyDone, BadPeriod."""
        if not self.version:
            raise Unknown(what="seat")
        if self._is_over(today):
            raise AlreadyDone(what="seat_ended")
        if self.ends_on is not None and ended_on > self.ends_on:
            raise BadPeriod(field="ended_on")
        return SeatEnded(ended_on=ended_on, motive=motive)

    def _is_over(self, today: date | None) -> bool:
        if today is None or self.ends_on is None:
            return self.ended
        return self.ends_on < today or (self.ended and self.ends_on == today)

    def _acts(self, now: int) -> bool:
        """Whether a window of acting is open, or lies ahead."""
        return self.acting and (self.acting_until is None or now <= self.acting_until)

    def appoint_acting(
        self, chair: Seat, starts_at: int, ends_at: int | None, motive: Sealed, now: int = 0
    ) -> ActingAppointed:
        """The deputy chair of the same group takes over from the chair. Raises NotPermitted, BadPeriod, AlreadyDone."""
        if self.capacity is not Capacity.DEPUTY_CHAIR or chair.capacity is not Capacity.CHAIR:
            raise NotPermitted(act="appoint_acting", capacity=self.capacity)
        if self._is_over(moments.day_of(now) if now else None) or chair.group != self.group:
            raise Unknown(what="seat")
        if self._acts(now):
            raise AlreadyDone(what="acting_appointed")
        if not moments.can_be(starts_at):
            raise BadPeriod(field="starts_at")
        if ends_at is not None and (ends_at <= starts_at or not moments.can_be(ends_at)):
            raise BadPeriod(field="ends_at")
        return ActingAppointed(instead_of=chair.id, starts_at=starts_at, ends_at=ends_at, motive=motive)

    def end_acting(self, now: int = 0) -> ActingEnded:
        if not self._acts(now):
            raise AlreadyDone(what="acting_ended")
        return ActingEnded()

    def evolve(self, event: Event) -> Seat:
        match event:
            case SeatGiven():
                place = {"group": event.group, "body": event.body, "ends_on": event.ends_on}
                return self.but(person=event.person, capacity=event.capacity, **place)
            case SeatEnded():
                return self.but(ended=True, ends_on=event.ended_on)
            case ActingAppointed():
                return self.but(acting=True, acting_until=event.ends_at)
            case ActingEnded():
                return self.but(acting=False)
        return self
