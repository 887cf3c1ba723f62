"""What was promised with the policy response: by whom, until when, and what came of it."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, Unknown
from review.domain.items import Item


class CommitmentMade(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "commitment.made"
    what: Sealed
    owner: str  #: the directorate that keeps it
    due_on: date
    item: Item | None = None  #: the finding or recommendation that it answers; None: made in a debate


class CommitmentFollowedUp(Event, frozen=True, kw_only=True):
    """How it stands; earlier follow-ups stay. ``done`` ends it."""

    NAME: ClassVar[str] = "commitment.followed-up"
    occurred_on: date
    done: bool
    remark: Sealed


class CommitmentHandedOver(Event, frozen=True, kw_only=True):
    """Whoever keeps watch over it after the file is closed."""

    NAME: ClassVar[str] = "commitment.handed-over"
    organisation: str
    remark: Sealed | None = None


class Commitment(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = CommitmentMade

    over: bool = False

    @staticmethod
    def make(what: Sealed, owner: str, due_on: date, item: Item | None, today: date) -> CommitmentMade:
        """Raises BadPeriod for a day that has passed."""
        if due_on < today:
            raise BadPeriod(field="due_on")
        return CommitmentMade(what=what, owner=owner, due_on=due_on, item=item)

    def follow_up(self, on: date, remark: Sealed, today: date, *, done: bool) -> CommitmentFollowedUp:
        self._require_open()
        if on > today:
            raise BadPeriod(field="occurred_on")
        return CommitmentFollowedUp(occurred_on=on, done=done, remark=remark)

    def hand_over(self, organisation: str, remark: Sealed | None) -> CommitmentHandedOver:
        self._require_open()
        return CommitmentHandedOver(organisation=organisation, remark=remark)

    def _require_open(self) -> None:
        if not self.version:
            raise Unknown(what="commitment")
        if self.over:
            raise AlreadyDone(what="commitment_over")

    def evolve(self, event: Event) -> Commitment:
        match event:
            case CommitmentFollowedUp():
                return self.but(over=event.done)
            case CommitmentHandedOver():
                return self.but(over=True)
        return self
