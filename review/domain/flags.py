"""Classification flags: a warning that a reference may be sensitive, no classification itself (rules C7, K3, K8)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import (
    AlreadyDone,
    AuthorityNeeded,
    ConsultationNeeded,
    NoSuchChoice,
    OtherSettlement,
    OwnFlag,
    Unknown,
)
from review.domain.vocabulary import FlagGround, FlagState, Level, Settlement


class FlagRaised(Event, frozen=True, kw_only=True):
    """Points at a block and perhaps a source; ``note`` explains without quoting."""

    NAME: ClassVar[str] = "flag.raised"
    number: int
    draft: UUID
    draft_version: int
    block: int
    source: UUID | None = None
    level: Level
    ground: FlagGround
    note: Sealed | None = None


class FlagDoubted(Event, frozen=True, kw_only=True):
    """The team or the authority doubts it; the directorate that owns the source is to be consulted (K8)."""

    NAME: ClassVar[str] = "flag.doubted"
    directorate: str
    motive: Sealed


class ConsultationRecorded(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "flag.consultation-recorded"
    directorate: str
    occurred_on: date
    outcome: Sealed


class SettlementAgreed(Event, frozen=True, kw_only=True):
    """The classification authority agrees to a settlement; the team lead applies it (condition 10)."""

    NAME: ClassVar[str] = "flag.settlement-agreed"
    settlement: Settlement
    motive: Sealed


class FlagSettled(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "flag.settled"
    settlement: Settlement
    motive: Sealed | None = None
    in_version: int | None = None


class FlagReopened(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "flag.reopened"
    motive: Sealed


class ClassificationFlag(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = FlagRaised

    number: int = 0
    state: FlagState = FlagState.RAISED
    doubted: bool = False
    consulted: bool = False
    agreed: Settlement | None = None
    directorate: str = ""  #: to be heard about the doubt

    def require_open(self) -> None:
        if not self.version:
            raise Unknown(what="flag")
        if self.state is FlagState.SETTLED:
            raise AlreadyDone(what="flag_settled")

    def doubt(self, directorate: str, motive: Sealed) -> FlagDoubted:
        self.require_open()
        if self.doubted and not self.consulted:
            raise AlreadyDone(what="flag_doubted")
        return FlagDoubted(directorate=directorate, motive=motive)

    def record_consultation(self, directorate: str, occurred_on: date, outcome: Sealed) -> ConsultationRecorded:
        """Raises NoSuchChoice while another directorate is the one to be heard (rule K8)."""
        self.require_open()
        if self.doubted and not self.consulted and directorate != self.directorate:
            raise NoSuchChoice(field="directorate", value=directorate)
        return ConsultationRecorded(directorate=directorate, occurred_on=occurred_on, outcome=outcome)

    def agree(self, person: UUID, raiser: UUID, settlement: Settlement, motive: Sealed) -> SettlementAgreed:
        """Raises ConsultationNeeded when doubted and nobody was consulted, OwnFlag for the raiser."""
        self.require_open()
        if self.doubted and not self.consulted:
            raise ConsultationNeeded(number=self.number)
        if person == raiser:
            raise OwnFlag(number=self.number)
        return SettlementAgreed(settlement=settlement, motive=motive)

    def settle(
        self, person: UUID, raiser: UUID, settlement: Settlement, motive: Sealed | None, in_version: int | None
    ) -> FlagSettled:
        """Raises ConsultationNeeded (K8), AuthorityNeeded, OtherSettlement, OwnFlag."""
        self.require_open()
        if self.doubted and not self.consulted:
            raise ConsultationNeeded(number=self.number)
        if self.agreed is None:
            raise AuthorityNeeded(number=self.number)
        if self.agreed is not settlement:
            raise OtherSettlement(number=self.number, settlement=self.agreed)
        if person == raiser:
            raise OwnFlag(number=self.number)
        return FlagSettled(settlement=settlement, motive=motive, in_version=in_version)

    def reopen(self, motive: Sealed) -> FlagReopened:
        if self.state is not FlagState.SETTLED:
            raise AlreadyDone(what="flag_open")
        return FlagReopened(motive=motive)

    def evolve(self, event: Event) -> ClassificationFlag:
        match event:
            case FlagRaised():
                return self.but(number=event.number)
            case FlagDoubted():
                heard = {"directorate": event.directorate, "doubted": True, "consulted": False}
                return self.but(state=FlagState.DOUBTED, agreed=None, **heard)
            case ConsultationRecorded():  # news for the authority: what it agreed to before is put to it again
                return self.but(state=FlagState.CONSULTED, consulted=True, agreed=None)
            case SettlementAgreed():
                return self.but(state=FlagState.AGREED, agreed=event.settlement)
            case FlagSettled():
                return self.but(state=FlagState.SETTLED)
            case FlagReopened():
                return self.but(state=FlagState.RAISED, doubted=False, consulted=False, agreed=None)
        return self
