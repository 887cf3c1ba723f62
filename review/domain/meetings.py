"""A meeting: when, where, on what, who was there; its minutes, and what was agreed (rule A3)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, Missing, NoSuchChoice, NotPresent, Unknown
from review.domain.vocabulary import BodyKind


class MeetingHeld(Event, frozen=True, kw_only=True):
    """``number`` counts within the group; ``present`` and ``absent`` are seats, guests from other groups included."""

    NAME: ClassVar[str] = "meeting.held"
    group: UUID
    body: BodyKind
    number: int
    occurred_on: date
    place: Sealed
    subject: Sealed
    present: tuple[UUID, ...]
    absent: tuple[UUID, ...] = ()
    round: UUID | None = None  #: the round whose comments were discussed


class MinutesRecorded(Event, frozen=True, kw_only=True):
    """What was said. A correction is a further event: earlier minutes stay."""

    NAME: ClassVar[str] = "meeting.minutes-recorded"
    text: Sealed


class ActionAgreed(Event, frozen=True, kw_only=True):
    """Who will do what; ``number`` counts within the meeting."""

    NAME: ClassVar[str] = "meeting.action-agreed"
    number: int
    seat: UUID
    what: Sealed
    due_on: date | None = None


class ActionDone(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "meeting.action-done"
    number: int
    remark: Sealed | None = None


class Meeting(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = MeetingHeld

    group: UUID | None = None
    occurred_on: date = date.min
    present: frozenset[UUID] = frozenset()
    attending: frozenset[UUID] = frozenset()
    round: UUID | None = None
    agreed: int = 0
    done: frozenset[int] = frozenset()

    @staticmethod
    def hold(
        group: tuple[UUID, BodyKind],
        number: int,
        occurred_on: date,
        place: Sealed,
        subject: Sealed,
        present: tuple[UUID, ...],
        absent: tuple[UUID, ...],
        review_round: UUID | None,
        today: date,
    ) -> MeetingHeld:
        """Raises Missing where nobody was there, BadPeriod for a day that has yet to come."""
        if not present:
            raise Missing(field="present")
        if occurred_on > today:
            raise BadPeriod(field="occurred_on")
        return MeetingHeld(
            group=group[0],
            body=group[1],
            number=number,
            occurred_on=occurred_on,
            place=place,
            subject=subject,
            present=present,
            absent=absent,
            round=review_round,
        )

    def require_known(self) -> None:
        if not self.version:
            raise Unknown(what="meeting")

    def require_present(self, seat: UUID) -> None:
        """Raises NotPresent: who was not there said nothing there."""
        self.require_known()
        if seat not in self.present:
            raise NotPresent()

    def record_minutes(self, text: Sealed) -> MinutesRecorded:
        self.require_known()
        return MinutesRecorded(text=text)

    def agree(self, seat: UUID, what: Sealed, due_on: date | None) -> ActionAgreed:
        """Raises NoSuchChoice for somebody the meeting does not know, BadPeriod for a day before it."""
        self.require_known()
        if seat not in self.attending:
            raise NoSuchChoice(field="seat_of", value=str(seat))
        if due_on is not None and due_on < self.occurred_on:
            raise BadPeriod(field="due_on")
        return ActionAgreed(number=self.agreed + 1, seat=seat, what=what, due_on=due_on)

    def complete(self, number: int, remark: Sealed | None) -> ActionDone:
        self.require_known()
        if not 1 <= number <= self.agreed:
            raise Unknown(what="action")
        if number in self.done:
            raise AlreadyDone(what="action_done")
        return ActionDone(number=number, remark=remark)

    def evolve(self, event: Event) -> Meeting:
        match event:
            case MeetingHeld():
                present = frozenset(event.present)
                return self.but(
                    group=event.group,
                    occurred_on=event.occurred_on,
                    present=present,
                    attending=present | frozenset(event.absent),
                    round=event.round,
                )
            case ActionAgreed():
                return self.but(agreed=event.number)
            case ActionDone():
                return self.but(done=self.done | {event.number})
        return self
