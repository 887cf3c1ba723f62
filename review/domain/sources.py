"""The source register: what a draft rests on, who owns it, and its stated level (rules K1, K2)."""

from __future__ import annotations

from typing import ClassVar

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, Unknown
from review.domain.vocabulary import Level, SourceType


class SourceRegistered(Event, frozen=True, kw_only=True):
    """``title`` of a state secret is a neutral description, never content; ``locator`` says where it is kept."""

    NAME: ClassVar[str] = "source.registered"
    number: int
    title: Sealed
    type: SourceType
    owner: str
    level: Level | None = None
    locator: Sealed | None = None


class SourceLevelStated(Event, frozen=True, kw_only=True):
    """The level as the register states it; setting a classification itself is the authority's alone (K3)."""

    NAME: ClassVar[str] = "source.level-stated"
    level: Level
    basis: Sealed | None = None


class SourceWithdrawn(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "source.withdrawn"
    motive: Sealed


class Source(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = SourceRegistered

    level: Level | None = None
    withdrawn: bool = False

    def require_in_use(self) -> None:
        if not self.version:
            raise Unknown(what="source")
        if self.withdrawn:
            raise AlreadyDone(what="source_withdrawn")

    def state_level(self, level: Level, basis: Sealed | None) -> SourceLevelStated:
        self.require_in_use()
        if level == self.level:
            raise AlreadyDone(what="level_stated")
        return SourceLevelStated(level=level, basis=basis)

    def withdraw(self, motive: Sealed) -> SourceWithdrawn:
        self.require_in_use()
        return SourceWithdrawn(motive=motive)

    def evolve(self, event: Event) -> Source:
        match event:
            case SourceRegistered():
                return self.but(level=event.level)
            case SourceLevelStated():
                return self.but(level=event.level)
            case SourceWithdrawn():
                return self.but(withdrawn=True)
        return self
