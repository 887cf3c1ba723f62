"""Sending report and response to both Chambers, and the paper under which each printed it."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from review.domain.acts import Acting, Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, DirectorDecides, MotiveNeeded, TermRuns, Unknown
from review.domain.vocabulary import Capacity


class Chamber(StrEnum):
    HOUSE = "house"  #: Tweede Kamer
    SENATE = "senate"  #: Eerste Kamer


class SubmittedToChamber(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "parliament.submitted"
    chamber: Chamber
    occurred_on: date
    with_response: bool = True
    motive: Sealed | None = None  #: why it was sent without a response


class ReceiptRecorded(Event, frozen=True, kw_only=True):
    """``paper`` is the number of the parliamentary paper, such as ``29521, nr. 451``."""

    NAME: ClassVar[str] = "parliament.received"
    paper: str
    occurred_on: date


class Transmittal(Aggregate, frozen=True, kw_only=True):
    """To one Chamber."""

    BEGINS: ClassVar[type[Event]] = SubmittedToChamber

    submitted_on: date = date.max
    received: bool = False

    @staticmethod
    def submit(chamber: Chamber, on: date, since: date, today: date) -> SubmittedToChamber:
        """With the response. Raises BadPeriod for a day before the report went to the directorates, or yet to come."""
        _require_day(on, since, today)
        return SubmittedToChamber(chamber=chamber, occurred_on=on)

    @staticmethod
    def submit_without(
        acting: Acting, chamber: Chamber, on: date, terms: tuple[date, date], motive: Sealed | None, today: date
    ) -> SubmittedToChamber:
        """Without a response, after the term. ``terms``: when the report was sent, and when the response was due.

        Raises DirectorDecides, TermRuns, MotiveNeeded.
        """
        since, due = terms
        if acting.capacity is not Capacity.DIRECTOR:
            raise DirectorDecides()
        if on <= due:
            raise TermRuns(what="response", due=due)
        if motive is None:
            raise MotiveNeeded(field="motive")
        _require_day(on, since, today)
        return SubmittedToChamber(chamber=chamber, occurred_on=on, with_response=False, motive=motive)

    def receive(self, paper: str, on: date, today: date) -> ReceiptRecorded:
        """Raises AlreadyDone, BadPeriod."""
        if not self.version:
            raise Unknown(what="transmittal")
        if self.received:
            raise AlreadyDone(what="chamber_received")
        _require_day(on, self.submitted_on, today)
        return ReceiptRecorded(paper=paper, occurred_on=on)

    def evolve(self, event: Event) -> Transmittal:
        match event:
            case SubmittedToChamber():
                return self.but(submitted_on=event.occurred_on)
            case ReceiptRecorded():
                return self.but(received=True)
        return self


def _require_day(on: date, since: date, today: date) -> None:
    if not since <= on <= today:
        raise BadPeriod(field="occurred_on")
