"""The risk register: what may go wrong, what would tell, what can be done then, who watches it (rule G16)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, NoSuchChoice, Unknown


class Option(msgspec.Struct, frozen=True, array_like=True):
    """What can be done when it happens, and what that leads to; options are alternatives."""

    number: int
    text: Sealed
    consequence: Sealed | None = None


class RiskRegistered(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "risk.registered"
    number: int
    title: Sealed
    trigger: Sealed | None = None  #: by what it is seen to happen
    measures: Sealed | None = None  #: what is done in any case
    options: tuple[Option, ...] = ()
    seat: UUID | None = None  #: who watches it


class RiskOptionAdded(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "risk.option-added"
    option: Option


class RiskOccurred(Event, frozen=True, kw_only=True):
    """It happened, and this option was chosen; milestones move in the same act."""

    NAME: ClassVar[str] = "risk.occurred"
    option: int
    motive: Sealed


class RiskClosed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "risk.closed"
    motive: Sealed


class Risk(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = RiskRegistered

    number: int = 0
    options: frozenset[int] = frozenset()
    closed: bool = False

    def require_open(self) -> None:
        """Raises Unknown, AlreadyDone."""
        if not self.version:
            raise Unknown(what="risk")
        if self.closed:
            raise AlreadyDone(what="risk_closed")

    def add(self, text: Sealed, consequence: Sealed | None) -> RiskOptionAdded:
        self.require_open()
        return RiskOptionAdded(option=Option(max(self.options, default=0) + 1, text, consequence))

    def occur(self, option: int, motive: Sealed) -> RiskOccurred:
        """It may happen more than once. Raises NoSuchChoice for an option that it has not."""
        self.require_open()
        if option not in self.options:
            raise NoSuchChoice(field="option", value=str(option))
        return RiskOccurred(option=option, motive=motive)

    def close(self, motive: Sealed) -> RiskClosed:
        self.require_open()
        return RiskClosed(motive=motive)

    def evolve(self, event: Event) -> Risk:
        match event:
            case RiskRegistered():
                return self.but(number=event.number, options=frozenset(one.number for one in event.options))
            case RiskOptionAdded():
                return self.but(options=self.options | {event.option.number})
            case RiskClosed():
                return self.but(closed=True)
        return self
