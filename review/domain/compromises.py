"""Compromise: a document or a text may have reached people it was not meant for (rule K10, section 4.2).

From the report until somebody says what was done at once, the version concerned is read by those alone who handle it.
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Reader, Sealed
from review.domain.errors import CompromiseElsewhere, Unknown
from review.domain.permissions import Permission, cell
from review.domain.vocabulary import Capacity


class CompromiseKind(StrEnum):
    """What may have gone wrong."""

    ABOVE_CEILING = "above_ceiling"  #: information came in that is not allowed here at all
    WRONG_RECIPIENT = "wrong_recipient"
    LOST = "lost"  #: a print, a computer or a data carrier
    READ_BY_OTHERS = "read_by_others"
    OTHER = "other"


class CompromiseOutcome(StrEnum):
    """What an investigation comes to."""

    COMPROMISED = "compromised"
    NOT_EXCLUDED = "not_excluded"
    EXCLUDED = "excluded"


class CompromiseState(StrEnum):
    REPORTED = "reported"
    CONTAINED = "contained"
    INVESTIGATED = "investigated"
    CLOSED = "closed"


class CompromiseReported(Event, frozen=True, kw_only=True):
    """It has no number, which would tell of those that a reader may not see.

    ``draft`` and ``draft_version`` say which version is concerned; without them it is something else.
    """

    NAME: ClassVar[str] = "compromise.reported"
    kind: CompromiseKind
    since: date  #: when it happened, or may have
    text: Sealed  #: what happened
    draft: UUID | None = None
    draft_version: int = 0


class CompromiseContained(Event, frozen=True, kw_only=True):
    """What was done at once; from here on the version is read again by whoever may read it."""

    NAME: ClassVar[str] = "compromise.contained"
    measures: Sealed
    officer_told_on: date | None = None  #: when the security officer of the ministry heard of it


class CompromiseInvestigated(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "compromise.investigated"
    outcome: CompromiseOutcome
    findings: Sealed


class CompromiseClosed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "compromise.closed"
    note: Sealed


_S = CompromiseState
BEFORE: dict[type[Event], CompromiseState] = {
    CompromiseContained: _S.REPORTED,
    CompromiseInvestigated: _S.CONTAINED,
    CompromiseClosed: _S.INVESTIGATED,
}
"""In which state each act is possible: first contain, then find out, then close."""
AFTER: dict[type[Event], CompromiseState] = {
    CompromiseContained: _S.CONTAINED,
    CompromiseInvestigated: _S.INVESTIGATED,
    CompromiseClosed: _S.CLOSED,
}


class Compromise(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = CompromiseReported

    state: CompromiseState = CompromiseState.REPORTED

    def require(self, act: type[Event]) -> None:
        """Raises Unknown, CompromiseElsewhere where it is in no state for this."""
        if not self.version:
            raise Unknown(what="compromise")
        if self.state is not BEFORE[act]:
            raise CompromiseElsewhere(what=self.state)

    def evolve(self, event: Event) -> Compromise:
        return self.but(state=AFTER.get(type(event), self.state))


READS_FROZEN = frozenset({Capacity.DIRECTOR, Capacity.TEAM_LEAD, Capacity.CLASSIFICATION_AUTHORITY, Capacity.AUDITOR})
"""Who goes on reading what is frozen: who handles it, and who checks that. The reporter does too."""


def is_frozen_for(reader: Reader, reporter: UUID) -> bool:
    """Whether a version on which this person reported a compromise is not read by this reader now."""
    return reader.person != reporter and not reader.has(*READS_FROZEN)


def sees_compromise(reader: Reader, reporter: UUID) -> bool:
    """Who may read what was reported, and know of it at all; that reading is frozen, everybody is told who reads."""
    return sees_compromises(reader) or (reporter == reader.person and "o" in _marks(reader))


def sees_compromises(reader: Reader) -> bool:
    """Whether this reader knows of all there are."""
    return "+" in _marks(reader)


def _marks(reader: Reader) -> set[str]:
    return {cell(Permission.SEE_COMPROMISES, acting.capacity) for acting in reader.holds}
