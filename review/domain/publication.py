"""Publishing the Terms of Reference and the report: the embargo before, the corrections after, the briefing beside."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, Unknown
from review.domain.vocabulary import DocumentKind


class EmbargoSet(Event, frozen=True, kw_only=True):
    """Nothing is published up to and including this day."""

    NAME: ClassVar[str] = "embargo.set"
    ends_on: date
    motive: Sealed


class EmbargoLifted(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "embargo.lifted"
    motive: Sealed


class Embargo(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = EmbargoSet

    ends_on: date = date.min
    lifted: bool = False

    @staticmethod
    def set(ends_on: date, motive: Sealed, today: date) -> EmbargoSet:
        """Raises BadPeriod for a day that has passed."""
        if ends_on < today:
            raise BadPeriod(field="ends_on")
        return EmbargoSet(ends_on=ends_on, motive=motive)

    def lift(self, motive: Sealed, today: date) -> EmbargoLifted:
        """Raises AlreadyDone where it no longer runs."""
        if not self.version:
            raise Unknown(what="embargo")
        if self.lifted or self.ends_on < today:
            raise AlreadyDone(what="embargo_over")
        return EmbargoLifted(motive=motive)

    def evolve(self, event: Event) -> Embargo:
        match event:
            case EmbargoSet():
                return self.but(ends_on=event.ends_on)
            case EmbargoLifted():
                return self.but(lifted=True)
        return self


class DocumentPublished(Event, frozen=True, kw_only=True):
    """The file that stands there, by its address and its SHA-256; which version it was made from is bound to it."""

    NAME: ClassVar[str] = "publication.published"
    draft: UUID
    draft_version: int
    root: bytes
    address: Sealed
    digest: bytes
    occurred_on: date
    withheld: int = 0  #: how many findings it leaves out, by decision
    kind: DocumentKind = DocumentKind.REPORT


class CorrigendumPublished(Event, frozen=True, kw_only=True):
    """The first publication stays as it was; this one stands beside it."""

    NAME: ClassVar[str] = "publication.corrected"
    address: Sealed
    digest: bytes
    occurred_on: date
    motive: Sealed
    kind: DocumentKind = DocumentKind.REPORT


class PublicationWithdrawn(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "publication.withdrawn"
    motive: Sealed
    kind: DocumentKind = DocumentKind.REPORT


class Publication(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = DocumentPublished

    kind: DocumentKind = DocumentKind.REPORT
    published_on: date = date.max
    is_withdrawn: bool = False

    @staticmethod
    def publish(
        version: tuple[UUID, int, bytes],
        address: Sealed,
        digest: bytes,
        on: date,
        since: date,
        today: date,
        *,
        withheld: int = 0,
        kind: DocumentKind = DocumentKind.REPORT,
    ) -> DocumentPublished:
        """``since``: the day from which it can be public. Raises BadPeriod for one before it, or yet to come."""
        if not since <= on <= today:
            raise BadPeriod(field="occurred_on")
        draft, number, root = version
        return DocumentPublished(
            draft=draft,
            draft_version=number,
            root=root,
            address=address,
            digest=digest,
            occurred_on=on,
            withheld=withheld,
            kind=kind,
        )

    def correct(self, address: Sealed, digest: bytes, on: date, motive: Sealed, today: date) -> CorrigendumPublished:
        self._require_there()
        if not self.published_on <= on <= today:
            raise BadPeriod(field="occurred_on")
        return CorrigendumPublished(address=address, digest=digest, occurred_on=on, motive=motive, kind=self.kind)

    def withdraw(self, motive: Sealed) -> PublicationWithdrawn:
        self._require_there()
        return PublicationWithdrawn(motive=motive, kind=self.kind)

    def _require_there(self) -> None:
        if not self.version:
            raise Unknown(what="publication")
        if self.is_withdrawn:
            raise AlreadyDone(what="publication_withdrawn")

    def evolve(self, event: Event) -> Publication:
        match event:
            case DocumentPublished():
                return self.but(published_on=event.occurred_on, kind=event.kind)
            case PublicationWithdrawn():
                return self.but(is_withdrawn=True)
        return self


class BriefingAsked(Event, frozen=True, kw_only=True):
    """A committee of parliament asks for a technical briefing."""

    NAME: ClassVar[str] = "briefing.asked"
    committee: Sealed
    occurred_on: date


class BriefingHeld(Event, frozen=True, kw_only=True):
    """When, by whom in which function, and which withheld findings were told; never what was said (rule G14)."""

    NAME: ClassVar[str] = "briefing.held"
    occurred_on: date
    presenter: Sealed
    behind_closed_doors: bool
    withholdings: tuple[UUID, ...] = ()


class BriefingCancelled(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "briefing.cancelled"
    motive: Sealed


class Briefing(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = BriefingAsked

    asked_on: date = date.min
    over: bool = False

    @staticmethod
    def ask(committee: Sealed, on: date, today: date) -> BriefingAsked:
        if on > today:
            raise BadPeriod(field="occurred_on")
        return BriefingAsked(committee=committee, occurred_on=on)

    def hold(
        self, on: date, presenter: Sealed, withholdings: tuple[UUID, ...], today: date, *, behind_closed_doors: bool
    ) -> BriefingHeld:
        """Raises AlreadyDone, BadPeriod."""
        self._require_open()
        if not self.asked_on <= on <= today:
            raise BadPeriod(field="occurred_on")
        return BriefingHeld(
            occurred_on=on, presenter=presenter, behind_closed_doors=behind_closed_doors, withholdings=withholdings
        )

    def cancel(self, motive: Sealed) -> BriefingCancelled:
        self._require_open()
        return BriefingCancelled(motive=motive)

    def _require_open(self) -> None:
        if not self.version:
            raise Unknown(what="briefing")
        if self.over:
            raise AlreadyDone(what="briefing_over")

    def evolve(self, event: Event) -> Briefing:
        match event:
            case BriefingAsked():
                return self.but(asked_on=event.occurred_on)
            case BriefingHeld() | BriefingCancelled():
                return self.but(over=True)
        return self
