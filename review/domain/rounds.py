"""Review rounds: one version, one group, one deadline; and the responses of members."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain import moments
from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import (
    AlreadyDone,
    BadPeriod,
    NamesOrganisation,
    NothingHidden,
    NotInvited,
    RoundClosed,
    RoundOpen,
    StoodAside,
    TooFewToHide,
    Unknown,
)
from review.domain.vocabulary import BodyKind, ClosingGround, DocumentKind, Position, RoundMode, Visibility

FEWEST_TO_HIDE = 3
"""With fewer people asked everybody knows who speaks: then a pseudonym is a promise nobody can keep."""


class RoundOpened(Event, frozen=True, kw_only=True):
    """``closes_at`` in microseconds UTC; ``seats`` are those asked for a response."""

    NAME: ClassVar[str] = "round.opened"
    kind: DocumentKind
    part: int = 0
    draft: UUID
    draft_version: int
    group: UUID
    body: BodyKind
    mode: RoundMode = RoundMode.OPEN
    question: Sealed | None = None
    closes_at: int
    seats: tuple[UUID, ...]
    pseudonyms: tuple[int, ...] = ()  #: by seat, where members speak under a pseudonym: 0 is member A; drawn by lot


class RoundExtended(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "round.extended"
    closes_at: int
    motive: Sealed


class RoundClosedByAct(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "round.closed"
    ground: ClosingGround
    motive: Sealed | None = None


class RoundReopened(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "round.reopened"
    closes_at: int
    motive: Sealed


class RoundUnmasked(Event, frozen=True, kw_only=True):
    """An auditor looked behind the pseudonyms; from then on this auditor, and nobody else, reads the names."""

    NAME: ClassVar[str] = "round.unmasked"
    motive: Sealed


class RoundRecused(Event, frozen=True, kw_only=True):
    """A member stands aside in this round, because of an interest in it."""

    NAME: ClassVar[str] = "round.recused"
    seat: UUID
    motive: Sealed


class RecusalEnded(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "round.recusal-ended"
    seat: UUID
    motive: Sealed


class ResponseSubmitted(Event, frozen=True, kw_only=True):
    """A member's answer to the round as a whole; "no comments" is an act of its own."""

    NAME: ClassVar[str] = "response.submitted"
    round: UUID
    seat: UUID
    position: Position
    remark: Sealed | None = None
    reaffirms: UUID | None = None  #: the earlier round whose position this confirms, on the version asked about now


class Round(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = RoundOpened

    draft: UUID | None = None
    draft_version: int = 0
    group: UUID | None = None
    body: BodyKind | None = None
    mode: RoundMode = RoundMode.OPEN
    seats: frozenset[UUID] = frozenset()
    recused: frozenset[UUID] = frozenset()
    closes_at: int = 0
    is_open: bool = False
    was_closed: bool = False  #: also where it was opened again

    @staticmethod
    def open(
        document: tuple[DocumentKind, int],
        draft: UUID,
        draft_version: int,
        group: UUID,
        body: BodyKind,
        mode: RoundMode,
        question: Sealed | None,
        closes_at: int,
        seats: tuple[UUID, ...],
        now: int,
        pseudonyms: tuple[int, ...] = (),
    ) -> RoundOpened:
        """Raises BadPeriod for a deadline in the past, TooFewToHide for pseudonyms that hide nobody.

        ``pseudonyms`` come drawn by lot: chance is none of the rules.
        """
        _require_deadline(closes_at, now)
        if mode is RoundMode.PSEUDONYMOUS and len(seats) < FEWEST_TO_HIDE:
            raise TooFewToHide(limit=FEWEST_TO_HIDE)
        kind, part = document
        return RoundOpened(
            kind=kind,
            part=part,
            draft=draft,
            draft_version=draft_version,
            group=group,
            body=body,
            mode=mode,
            question=question,
            closes_at=closes_at,
            seats=seats,
            pseudonyms=pseudonyms if mode is RoundMode.PSEUDONYMOUS else (),
        )

    def require_open(self) -> None:
        """Closing is an act: a round past its deadline takes comments until somebody closes it."""
        if not self.version:
            raise Unknown(what="round")
        if not self.is_open:
            raise RoundClosed()

    def require_invited(self, seat: UUID) -> None:
        if seat not in self.seats:
            raise NotInvited()
        if seat in self.recused:
            raise StoodAside()

    def recuse(self, seat: UUID, motive: Sealed) -> RoundRecused:
        """Raises RoundClosed, NotInvited, or StoodAside where it was done already."""
        self.require_open()
        self.require_invited(seat)
        return RoundRecused(seat=seat, motive=motive)

    def end_recusal(self, seat: UUID, motive: Sealed) -> RecusalEnded:
        self.require_open()
        if seat not in self.recused:
            raise AlreadyDone(what="recusal_ended")
        return RecusalEnded(seat=seat, motive=motive)

    def require_hiding(self, visibility: Visibility) -> None:
        """Raises NamesOrganisation: under a pseudonym, "only my organisation" would say which one that is."""
        if self.mode is RoundMode.PSEUDONYMOUS and visibility is Visibility.OWN_ORGANISATION:
            raise NamesOrganisation()

    def unmask(self, motive: Sealed, *, done: bool) -> RoundUnmasked:
        """Raises Unknown, NothingHidden for a round without pseudonyms, AlreadyDone."""
        if not self.version:
            raise Unknown(what="round")
        if self.mode is not RoundMode.PSEUDONYMOUS:
            raise NothingHidden()
        if done:
            raise AlreadyDone(what="unmasked")
        return RoundUnmasked(motive=motive)

    def extend(self, closes_at: int, motive: Sealed, now: int = 0) -> RoundExtended:
        """Raises BadPeriod for a deadline that is no later, or that has passed too."""
        self.require_open()
        _require_deadline(closes_at, max(now, self.closes_at))
        return RoundExtended(closes_at=closes_at, motive=motive)

    def close(self, ground: ClosingGround, motive: Sealed | None) -> RoundClosedByAct:
        self.require_open()
        return RoundClosedByAct(ground=ground, motive=motive)

    def reopen(self, closes_at: int, motive: Sealed, now: int) -> RoundReopened:
        if not self.version:
            raise Unknown(what="round")
        if self.is_open:
            raise RoundOpen()
        _require_deadline(closes_at, now)
        return RoundReopened(closes_at=closes_at, motive=motive)

    def respond(
        self,
        seat: UUID,
        position: Position,
        remark: Sealed | None,
        *,
        responded: bool,
        further: bool = False,
        reaffirms: UUID | None = None,
    ) -> ResponseSubmitted:
        """``further``: with more comments a member answers again; the latest position counts, the first stays told."""
        self.require_open()
        self.require_invited(seat)
        if responded and not further:
            raise AlreadyDone(what="responded")
        return ResponseSubmitted(round=self.id, seat=seat, position=position, remark=remark, reaffirms=reaffirms)

    def evolve(self, event: Event) -> Round:
        match event:
            case RoundOpened():
                return self.but(
                    draft=event.draft,
                    draft_version=event.draft_version,
                    group=event.group,
                    body=event.body,
                    mode=event.mode,
                    seats=frozenset(event.seats),
                    closes_at=event.closes_at,
                    is_open=True,
                )
            case RoundExtended():
                return self.but(closes_at=event.closes_at)
            case RoundClosedByAct():
                return self.but(is_open=False, was_closed=True)
            case RoundRecused():
                return self.but(recused=self.recused | {event.seat})
            case RecusalEnded():
                return self.but(recused=self.recused - {event.seat})
            case RoundReopened():
                return self.but(is_open=True, closes_at=event.closes_at)
        return self


def _require_deadline(closes_at: int, after: int) -> None:
    if closes_at <= after or not moments.can_be(closes_at):
        raise BadPeriod(field="closes_on")
