"""A mandate: the director lets somebody decide on approval in the director's place, for a period (rule G2)."""

from __future__ import annotations

from collections.abc import Collection
from typing import ClassVar
from uuid import UUID

from review.domain import moments
from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, MandateBarred, NoSuchChoice, Unknown
from review.domain.vocabulary import Capacity

WATCHING = frozenset(
    {Capacity.AUDITOR, Capacity.ADMINISTRATOR, Capacity.RECORDS_MANAGER, Capacity.DATA_PROTECTION_OFFICER}
)
"""Who checks, keeps or shields what is decided does not decide it, under a mandate either (section 5, invariants)."""


class MandateGiven(Event, frozen=True, kw_only=True):
    """From and until in microseconds UTC; it always ends. Who gives it is in the envelope."""

    NAME: ClassVar[str] = "mandate.given"
    person: UUID
    organisation: str
    starts_at: int
    ends_at: int
    motive: Sealed


class MandateEnded(Event, frozen=True, kw_only=True):
    """Before its end: from this moment it allows nothing."""

    NAME: ClassVar[str] = "mandate.ended"
    motive: Sealed | None = None


class Mandate(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = MandateGiven

    ends_at: int = 0
    ended: bool = False

    @staticmethod
    def give(
        by: UUID,
        person: UUID,
        offices: Collection[Capacity],
        organisation: str,
        period: tuple[int, int],
        motive: Sealed,
        now: int,
    ) -> MandateGiven:
        """``offices``: the person's own. Raises NoSuchChoice for who gives it, MandateBarred, BadPeriod."""
        starts_at, ends_at = period
        if person == by:
            raise NoSuchChoice(field="person", value=str(person))
        if not WATCHING.isdisjoint(offices):
            raise MandateBarred()
        if not moments.can_be(starts_at):
            raise BadPeriod(field="starts_on")
        if not moments.can_be(ends_at) or ends_at <= max(starts_at, now):
            raise BadPeriod(field="ends_on")
        return MandateGiven(
            person=person, organisation=organisation, starts_at=starts_at, ends_at=ends_at, motive=motive
        )

    def end(self, motive: Sealed | None, now: int) -> MandateEnded:
        if not self.version:
            raise Unknown(what="mandate")
        if self.ended or self.ends_at < now:
            raise AlreadyDone(what="mandate_ended")
        return MandateEnded(motive=motive)

    def evolve(self, event: Event) -> Mandate:
        match event:
            case MandateGiven():
                return self.but(ends_at=event.ends_at)
            case MandateEnded():
                return self.but(ended=True)
        return self
