"""Integrity signals: what somebody noticed that touches the independence of the evaluation (rule G11)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from typing import ClassVar, NamedTuple
from uuid import UUID

from review.domain.acts import Acting, Aggregate, Event, Reader, Sealed
from review.domain.errors import Unknown
from review.domain.permissions import Permission, cell
from review.domain.unheeded import OthersAssess, OwnSignal
from review.domain.vocabulary import Capacity


class SignalKind(StrEnum):
    """The four that members of a committee are asked to watch for."""

    CONFLICT_OF_INTEREST = "conflict_of_interest"
    SELECTIVE_SUPPLY = "selective_supply"
    SELECTIVE_INTERPRETATION = "selective_interpretation"
    STEERING_OR_PRESSURE = "steering_or_pressure"


class SignalOutcome(StrEnum):
    """What an assessment comes to."""

    FOUNDED = "founded"
    NOT_FOUNDED = "not_founded"
    PASSED_ON = "passed_on"  #: to whoever investigates such things outside this evaluation


class SignalRaised(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "signal.raised"
    kind: SignalKind
    text: Sealed
    about: UUID | None = None  #: the person whom it concerns


class SignalAssessed(Event, frozen=True, kw_only=True):
    """Says what was done; a later one adds to it, and the signal itself is never taken away."""

    NAME: ClassVar[str] = "signal.assessed"
    outcome: SignalOutcome
    motive: Sealed


class Signal(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = SignalRaised

    about: UUID | None = None

    def assess(
        self, acting: Acting, raiser: UUID, usual: Iterable[UUID], outcome: SignalOutcome, motive: Sealed
    ) -> SignalAssessed:
        """``usual``: the directors and the chairs.

        Raises Unknown, OwnSignal for who raised it and for whom it concerns, OthersAssess for an auditor where one of
        those is left (condition 22).
        """
        if not self.version:
            raise Unknown(what="signal")
        if acting.person in (raiser, self.about):
            raise OwnSignal()
        if acting.capacity is Capacity.AUDITOR and assessors((raiser, self.about), usual, ()).usual:
            raise OthersAssess()
        return SignalAssessed(outcome=outcome, motive=motive)

    def evolve(self, event: Event) -> Signal:
        return self.but(about=event.about) if isinstance(event, SignalRaised) else self


class Assessors(NamedTuple):
    """Who may say what was done with a signal; ``usual``: directors and chairs, and not the auditor in their place."""

    people: tuple[UUID, ...]
    usual: bool


def assessors(concerned: Collection[UUID | None], usual: Iterable[UUID], auditors: Iterable[UUID]) -> Assessors:
    """The directors and chairs who did not raise it and whom it does not concern.

    The auditors who did not, where there is none of those (condition 22).
    """
    found = tuple(one for one in dict.fromkeys(usual) if one not in concerned)
    if found:
        return Assessors(found, usual=True)
    return Assessors(tuple(one for one in dict.fromkeys(auditors) if one not in concerned), usual=False)


def sees_signal(reader: Reader, raiser: UUID, about: UUID | None) -> bool:
    """Who may read a signal, and know of it at all (section 5, condition 16)."""
    return any(_sees(acting, reader.person, raiser, about) for acting in reader.holds)


def _sees(acting: Acting, person: UUID, raiser: UUID, about: UUID | None) -> bool:
    mark = cell(Permission.SEE_SIGNALS, acting.capacity)
    if mark == "16":
        return about != person and (acting.capacity is Capacity.CHAIR or acting.window)
    return mark == "+" or (mark == "o" and raiser == person)
