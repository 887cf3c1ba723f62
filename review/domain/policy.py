"""The policy response: the adopted report goes to the directorates, and every finding or recommendation is answered.

The terms are those of rule G12, the items those of rule G13.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar, NamedTuple
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, BadReference, Missing, NotYet, Unknown
from review.domain.items import Item, require_number
from review.domain.moments import months_after

MONTHS = 3
SENDING = timedelta(days=14)
"""So long the sending may take: the rules name no term for it, and every day of it is one less for the response."""
ITEM_LIMIT = 200


class Answer(StrEnum):
    ENDORSED = "endorsed"
    PARTLY_ENDORSED = "partly_endorsed"
    NOT_ENDORSED = "not_endorsed"


class ReportSent(Event, frozen=True, kw_only=True):
    """To the directorates that answer it. The days are computed here and never again."""

    NAME: ClassVar[str] = "policy.report-sent"
    draft: UUID
    draft_version: int
    root: bytes
    organisations: tuple[str, ...]
    occurred_on: date
    response_due: date  #: three months after it was sent
    parliament_due: date  #: three months after it was adopted


class ItemsNamed(Event, frozen=True, kw_only=True):
    """What the response has to answer."""

    NAME: ClassVar[str] = "policy.items-named"
    items: tuple[Item, ...]


class ItemAnswered(Event, frozen=True, kw_only=True):
    """A later one takes the place of an earlier one, until the response is with parliament."""

    NAME: ClassVar[str] = "policy.item-answered"
    item: Item
    answer: Answer
    directorate: str
    explanation: Sealed
    finding: UUID | None = None  #: what it answers in the register of findings, where somebody said so


class TermExtended(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "policy.term-extended"
    response_due: date
    motive: Sealed


class ParliamentTermExtended(Event, frozen=True, kw_only=True):
    """Of the term by which both Chambers have it and it is public."""

    NAME: ClassVar[str] = "policy.parliament-term-extended"
    parliament_due: date
    motive: Sealed


class ResponseReceived(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "policy.response-received"
    occurred_on: date


class MemoRecorded(Event, frozen=True, kw_only=True):
    """The decision memo that is published with the letter to parliament."""

    NAME: ClassVar[str] = "policy.memo-recorded"
    occurred_on: date
    digest: bytes | None = None  #: SHA-256 of its file
    remark: Sealed | None = None


class Foreseen(NamedTuple):
    """The days that follow from the adoption of a report (rule G12), before it was sent."""

    send_due: date
    response_due: date  #: three months after it is sent, and so no earlier than this
    parliament_due: date


def foreseen(approved_on: date) -> Foreseen:
    term = months_after(approved_on, MONTHS)
    return Foreseen(approved_on + SENDING, term, term)


class PolicyResponse(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = ReportSent

    sent_on: date = date.min
    response_due: date = date.min
    parliament_due: date = date.min
    named: frozenset[Item] = frozenset()
    answered: frozenset[Item] = frozenset()
    received: bool = False

    @staticmethod
    def send(
        version: tuple[UUID, int, bytes], organisations: tuple[str, ...], approved_on: date, on: date, today: date
    ) -> ReportSent:
        """Raises Missing without a directorate, BadPeriod for a day before the approval or yet to come."""
        if not organisations:
            raise Missing(field="organisations")
        if not approved_on <= on <= today:
            raise BadPeriod(field="occurred_on")
        draft, number, root = version
        return ReportSent(
            draft=draft,
            draft_version=number,
            root=root,
            organisations=tuple(dict.fromkeys(organisations)),
            occurred_on=on,
            response_due=months_after(on, MONTHS),
            parliament_due=foreseen(approved_on).parliament_due,
        )

    def require_sent(self) -> None:
        """Raises NotYet."""
        if not self.version:
            raise NotYet(what="report_sent")

    def name_items(self, items: Iterable[Item]) -> ItemsNamed:
        """Raises Missing, BadReference for what is no number, AlreadyDone where all were named before."""
        self.require_sent()
        wanted = tuple(dict.fromkeys(items))
        if not wanted:
            raise Missing(field="numbers")
        for one in wanted:
            require_number(one.number, "numbers")
        new = tuple(one for one in wanted if one not in self.named)
        if not new:
            raise AlreadyDone(what="items_named")
        if len(self.named) + len(new) > ITEM_LIMIT:
            raise BadReference(field="numbers", problem="numbers")
        return ItemsNamed(items=new)

    def answer(
        self, item: Item, answer: Answer, directorate: str, explanation: Sealed, finding: UUID | None = None
    ) -> ItemAnswered:
        """Raises Unknown for what was not named."""
        self.require_sent()
        if item not in self.named:
            raise Unknown(what="item")
        return ItemAnswered(item=item, answer=answer, directorate=directorate, explanation=explanation, finding=finding)

    def extend(self, due: date, motive: Sealed) -> TermExtended:
        """Raises BadPeriod where that is no later day, AlreadyDone after the response came."""
        self.require_sent()
        if self.received:
            raise AlreadyDone(what="response_received")
        if due <= self.response_due:
            raise BadPeriod(field="response_due")
        return TermExtended(response_due=due, motive=motive)

    def extend_for_parliament(self, due: date, motive: Sealed) -> ParliamentTermExtended:
        """Raises BadPeriod where that is no later day."""
        self.require_sent()
        if due <= self.parliament_due:
            raise BadPeriod(field="parliament_due")
        return ParliamentTermExtended(parliament_due=due, motive=motive)

    def receive(self, on: date, today: date) -> ResponseReceived:
        """Raises AlreadyDone, BadPeriod for a day before it was asked or yet to come."""
        self.require_sent()
        if self.received:
            raise AlreadyDone(what="response_received")
        if not self.sent_on <= on <= today:
            raise BadPeriod(field="occurred_on")
        return ResponseReceived(occurred_on=on)

    def record_memo(self, on: date, digest: bytes | None, remark: Sealed | None, today: date) -> MemoRecorded:
        self.require_sent()
        if on > today:
            raise BadPeriod(field="occurred_on")
        return MemoRecorded(occurred_on=on, digest=digest, remark=remark)

    def require_complete(self) -> None:
        """Raises NotYet unless the response came and answers everything that was named (rule G13)."""
        self.require_sent()
        if not self.received:
            raise NotYet(what="response_received")
        if not self.named or self.named - self.answered:
            raise NotYet(what="response_complete")

    def evolve(self, event: Event) -> PolicyResponse:
        match event:
            case ReportSent():
                due = {"response_due": event.response_due, "parliament_due": event.parliament_due}
                return self.but(sent_on=event.occurred_on, **due)
            case ItemsNamed():
                return self.but(named=self.named | frozenset(event.items))
            case ItemAnswered():
                return self.but(answered=self.answered | {event.item})
            case TermExtended():
                return self.but(response_due=event.response_due)
            case ParliamentTermExtended():
                return self.but(parliament_due=event.parliament_due)
            case ResponseReceived():
                return self.but(received=True)
        return self
