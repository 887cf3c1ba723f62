"""The source register: what a draft rests on, who owns it, and its stated level (rules K1, K2)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import ClassVar

from review.domain.acts import Acting, Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, LevelFixed, Missing, OtherOwner, StillClassified, Unknown
from review.domain.vocabulary import Capacity, Level, Settlement, SourceType


class LevelGround(StrEnum):
    """Why an authority sets, revises or ends a level."""

    TERM_ENDED = "term_ended"
    EVENT_OCCURRED = "event_occurred"
    INTEREST_CHANGED = "interest_changed"  #: what it protects is worth more, or less, than it was
    WRONGLY_SET = "wrongly_set"
    PUBLISHED_ELSEWHERE = "published_elsewhere"
    OTHER = "other"


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


class SourceReclassified(Event, frozen=True, kw_only=True):
    """The authority of the owner set, revised or ended the level (K3); unclassified: it ended.

    Until ``review_on`` or what ``review_event`` tells of, whichever comes first (K4); neither once it ended.
    """

    NAME: ClassVar[str] = "source.reclassified"
    level: Level
    ground: LevelGround
    motive: Sealed
    review_on: date | None = None
    review_event: Sealed | None = None


class SourceWithdrawn(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "source.withdrawn"
    motive: Sealed


class Source(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = SourceRegistered

    level: Level | None = None
    by_authority: bool = False
    review_on: date | None = None
    withdrawn: bool = False

    def require_in_use(self) -> None:
        if not self.version:
            raise Unknown(what="source")
        if self.withdrawn:
            raise AlreadyDone(what="source_withdrawn")

    def state_level(self, level: Level, basis: Sealed | None) -> SourceLevelStated:
        """Raises LevelFixed where the authority set the level (K3)."""
        self.require_in_use()
        if self.by_authority:
            raise LevelFixed()
        if level == self.level:
            raise AlreadyDone(what="level_stated")
        return SourceLevelStated(level=level, basis=basis)

    def reclassify(
        self, level: Level, ground: LevelGround, motive: Sealed, term: tuple[date | None, Sealed | None], today: date
    ) -> SourceReclassified:
        """``term``: the day and the event of review. Raises Missing without either (K4), BadPeriod, AlreadyDone."""
        self.require_in_use()
        review_on, review_event = term if level is not Level.UNCLASSIFIED else (None, None)
        if level is not Level.UNCLASSIFIED and review_on is None and review_event is None:
            raise Missing(field="review_on", what="term")
        if review_on is not None and review_on <= today:
            raise BadPeriod(field="review_on")
        if (level, review_on, self.by_authority) == (self.level, self.review_on, True):
            raise AlreadyDone(what="level_stated")
        return SourceReclassified(
            level=level, ground=ground, motive=motive, review_on=review_on, review_event=review_event
        )

    def withdraw(self, motive: Sealed) -> SourceWithdrawn:
        self.require_in_use()
        return SourceWithdrawn(motive=motive)

    def evolve(self, event: Event) -> Source:
        match event:
            case SourceRegistered():
                return self.but(level=event.level)
            case SourceLevelStated():
                return self.but(level=event.level)
            case SourceReclassified():
                return self.but(level=event.level, by_authority=True, review_on=event.review_on)
            case SourceWithdrawn():
                return self.but(withdrawn=True)
        return self


def is_authority_over(acting: Acting, owner: str) -> bool:
    """Whether this is the classification authority of the organisation that owns a source, or of its ministry."""
    return acting.capacity is Capacity.CLASSIFICATION_AUTHORITY and is_owned_by(owner, acting.organisation)


def is_owned_by(owner: str, organisation: str) -> bool:
    """Whether a source of ``owner`` is that of an organisation, or of a directorate of it: BZ/DAF is of BZ."""
    return bool(organisation) and (organisation == owner or owner.startswith(f"{organisation}/"))


def require_authority(acting: Acting, held: Iterable[Acting], owner: str) -> None:
    """``held``: all that the same person holds here (condition 11). Raises OtherOwner."""
    as_director = acting.capacity is Capacity.DIRECTOR and any(is_authority_over(one, owner) for one in held)
    if not as_director and not is_authority_over(acting, owner):
        raise OtherOwner(what=owner)


def require_ended(settlement: Settlement, level: Level | None) -> None:
    """A flag is settled by declassification only once the source is. Raises StillClassified."""
    if settlement is Settlement.DECLASSIFIED and level is not Level.UNCLASSIFIED:
        raise StillClassified()
