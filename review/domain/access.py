"""Access to information: what was asked of whom, and what came of it; the team has full access (rule G10)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, MotiveNeeded, Unknown


class AccessAnswer(StrEnum):
    GRANTED = "granted"
    PARTLY = "partly"
    REFUSED = "refused"


FINAL = frozenset({AccessAnswer.GRANTED, AccessAnswer.REFUSED})
"""After a partial answer the rest is still waited for."""


class AccessRequested(Event, frozen=True, kw_only=True):
    """``directorate`` is a public code such as BZ/DAF."""

    NAME: ClassVar[str] = "access.requested"
    number: int
    directorate: str
    what: Sealed
    asked_on: date


class AccessAnswered(Event, frozen=True, kw_only=True):
    """A refusal stays on record with its reason, whatever is granted later."""

    NAME: ClassVar[str] = "access.answered"
    answer: AccessAnswer
    answered_on: date
    motive: Sealed | None = None


class Access(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = AccessRequested

    asked_on: date = date.min
    answer: AccessAnswer | None = None

    @staticmethod
    def request(number: int, directorate: str, what: Sealed, asked_on: date, today: date) -> AccessRequested:
        """Raises BadPeriod for a day that has yet to come."""
        if asked_on > today:
            raise BadPeriod(field="asked_on")
        return AccessRequested(number=number, directorate=directorate, what=what, asked_on=asked_on)

    def answered(self, answer: AccessAnswer, answered_on: date, motive: Sealed | None, today: date) -> AccessAnswered:
        """Raises Unknown; AlreadyDone after it was granted; MotiveNeeded unless it is granted; BadPeriod."""
        if not self.version:
            raise Unknown(what="access")
        if self.answer is AccessAnswer.GRANTED:
            raise AlreadyDone(what="access_granted")
        if answer is not AccessAnswer.GRANTED and motive is None:
            raise MotiveNeeded()
        if not self.asked_on <= answered_on <= today:
            raise BadPeriod(field="answered_on")
        return AccessAnswered(answer=answer, answered_on=answered_on, motive=motive)

    def evolve(self, event: Event) -> Access:
        match event:
            case AccessRequested():
                return self.but(asked_on=event.asked_on)
            case AccessAnswered():
                return self.but(answer=event.answer)
        return self
