"""Withholding a finding from publication for reasons of security: three people's work (rule G14, condition 12).

Somebody proposes it, the directorate concerned is consulted, and a director who did not propose it decides.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, ConsultationNeeded, OwnProposal, Unknown
from review.domain.vocabulary import FlagGround


class WithholdingState(StrEnum):
    PROPOSED = "proposed"
    CONSULTED = "consulted"
    WITHHELD = "withheld"
    REFUSED = "refused"
    RELEASED = "released"


UNDECIDED = frozenset({WithholdingState.PROPOSED, WithholdingState.CONSULTED})


class WithholdingProposed(Event, frozen=True, kw_only=True):
    """``finding`` is its number in the report; what it says stands there and never here."""

    NAME: ClassVar[str] = "withholding.proposed"
    finding: str
    ground: FlagGround
    motive: Sealed


class WithholdingConsulted(Event, frozen=True, kw_only=True):
    """With whom it was discussed: the Terms of Reference say *in overleg* and not with whom."""

    NAME: ClassVar[str] = "withholding.consulted"
    directorate: str
    occurred_on: date
    account: Sealed


class WithholdingDecided(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "withholding.decided"
    withheld: bool
    motive: Sealed


class FindingReleased(Event, frozen=True, kw_only=True):
    """It may be published after all."""

    NAME: ClassVar[str] = "withholding.released"
    motive: Sealed


class Withholding(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = WithholdingProposed

    state: WithholdingState | None = None

    def consult(self, directorate: str, on: date, account: Sealed, today: date) -> WithholdingConsulted:
        """Raises AlreadyDone after the decision, BadPeriod for a day to come."""
        self._require_undecided()
        if on > today:
            raise BadPeriod(field="occurred_on")
        return WithholdingConsulted(directorate=directorate, occurred_on=on, account=account)

    def decide(self, person: UUID, proposer: UUID, *, withheld: bool, motive: Sealed) -> WithholdingDecided:
        """Raises OwnProposal, ConsultationNeeded, AlreadyDone."""
        self._require_undecided()
        if person == proposer:
            raise OwnProposal()
        if self.state is not WithholdingState.CONSULTED:
            raise ConsultationNeeded(what="withholding")
        return WithholdingDecided(withheld=withheld, motive=motive)

    def release(self, motive: Sealed) -> FindingReleased:
        """Raises AlreadyDone where it is not withheld."""
        if not self.version:
            raise Unknown(what="withholding")
        if self.state is not WithholdingState.WITHHELD:
            raise AlreadyDone(what="not_withheld")
        return FindingReleased(motive=motive)

    def _require_undecided(self) -> None:
        if not self.version:
            raise Unknown(what="withholding")
        if self.state not in UNDECIDED:
            raise AlreadyDone(what="withholding_decided")

    def evolve(self, event: Event) -> Withholding:
        match event:
            case WithholdingProposed():
                return self.but(state=WithholdingState.PROPOSED)
            case WithholdingConsulted():
                return self.but(state=WithholdingState.CONSULTED)
            case WithholdingDecided():
                return self.but(state=WithholdingState.WITHHELD if event.withheld else WithholdingState.REFUSED)
            case FindingReleased():
                return self.but(state=WithholdingState.RELEASED)
        return self
