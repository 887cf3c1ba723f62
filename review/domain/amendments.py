"""Amending approved Terms of Reference: proposed with reasons, reviewed like any version; the approval before stays."""

from __future__ import annotations

from typing import ClassVar

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, NoAmendment, TermsUnapproved


class AmendmentProposed(Event, frozen=True, kw_only=True):
    """``approved`` is the version that holds until the amendment is approved, and stays on record after it."""

    NAME: ClassVar[str] = "amendment.proposed"
    approved: int
    motive: Sealed


class AmendmentDropped(Event, frozen=True, kw_only=True):
    """The approved version goes on to hold."""

    NAME: ClassVar[str] = "amendment.dropped"
    motive: Sealed


class Amendment(Aggregate, frozen=True, kw_only=True):
    """One proposal to amend; it ends when a next version is approved, or when it is dropped."""

    BEGINS: ClassVar[type[Event]] = AmendmentProposed

    is_dropped: bool = False

    @staticmethod
    def propose(approved: int | None, motive: Sealed, *, running: bool) -> AmendmentProposed:
        """Raises TermsUnapproved, AlreadyDone where one runs."""
        if approved is None:
            raise TermsUnapproved()
        if running:
            raise AlreadyDone(what="amendment_proposed")
        return AmendmentProposed(approved=approved, motive=motive)

    def drop(self, motive: Sealed, *, running: bool) -> AmendmentDropped:
        """Raises NoAmendment where it was approved or dropped already."""
        if not self.version or not running:
            raise NoAmendment()
        return AmendmentDropped(motive=motive)

    def evolve(self, event: Event) -> Amendment:
        match event:
            case AmendmentDropped():
                return self.but(is_dropped=True)
        return self
