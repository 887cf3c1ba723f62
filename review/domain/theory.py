"""The theory of change: how what is put in should lead to the goals, step by step, and on which assumptions.

It is reconstructed by acts and tested by acts; what it was when a version was approved can be looked at for ever.
"""

from __future__ import annotations

from collections.abc import Collection
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, LeadsBack, Unknown
from review.domain.goals import GoalLevel


class Verdict(StrEnum):
    """How a step or its assumption held in practice."""

    HELD = "held"
    HELD_PARTLY = "held_partly"
    NOT_HELD = "not_held"
    UNKNOWN = "unknown"  #: it could not be established


class TheoryElementAdded(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "theory.element-added"
    number: int
    level: GoalLevel
    text: Sealed


class TheoryElementRevised(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "theory.element-revised"
    level: GoalLevel
    text: Sealed
    motive: Sealed


class TheoryElementRemoved(Event, frozen=True, kw_only=True):
    """The steps from and to it go with it; what they were stays in the trail."""

    NAME: ClassVar[str] = "theory.element-removed"
    motive: Sealed


class TheoryStepDrawn(Event, frozen=True, kw_only=True):
    """One element should lead to another; ``assumption`` is what has to hold for that."""

    NAME: ClassVar[str] = "theory.step-drawn"
    origin: UUID
    target: UUID
    assumption: Sealed | None = None


class TheoryStepRemoved(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "theory.step-removed"
    motive: Sealed


class TheoryStepTested(Event, frozen=True, kw_only=True):
    """What the research says of a step; a later one adds to it."""

    NAME: ClassVar[str] = "theory.step-tested"
    verdict: Verdict
    motive: Sealed


class TheoryElement(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = TheoryElementAdded

    level: GoalLevel = GoalLevel.INPUT
    removed: bool = False

    def require_there(self) -> None:
        """Raises Unknown, AlreadyDone."""
        if not self.version:
            raise Unknown(what="theory")
        if self.removed:
            raise AlreadyDone(what="theory_removed")

    def evolve(self, event: Event) -> TheoryElement:
        match event:
            case TheoryElementAdded() | TheoryElementRevised():
                return self.but(level=event.level)
            case TheoryElementRemoved():
                return self.but(removed=True)
        return self


class TheoryStep(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = TheoryStepDrawn

    removed: bool = False

    def require_there(self) -> None:
        """Raises Unknown, AlreadyDone."""
        if not self.version:
            raise Unknown(what="theory")
        if self.removed:
            raise AlreadyDone(what="theory_removed")

    def evolve(self, event: Event) -> TheoryStep:
        return self.but(removed=True) if isinstance(event, TheoryStepRemoved) else self


def require_upward(
    origin: tuple[UUID, GoalLevel], target: tuple[UUID, GoalLevel], drawn: Collection[tuple[UUID, UUID]]
) -> None:
    """A step leads to another element, at the same level or a higher one. Raises LeadsBack, AlreadyDone."""
    if origin[0] == target[0] or target[1].rank < origin[1].rank or (target[0], origin[0]) in drawn:
        raise LeadsBack()
    if (origin[0], target[0]) in drawn:
        raise AlreadyDone(what="step_drawn")
