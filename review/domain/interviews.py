"""Interviews: with a respondent known by a number, who is told of independence, consents, and may withdraw.

The log holds number and category; who it is lies under a key of its own, opened by an act and destroyed by two
officers (rules P1 to P3 and P6, section 4.2).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Acting, Aggregate, Event, Reader, Sealed
from review.domain.errors import AlreadyDone, InterviewElsewhere, OtherInterview, Unknown
from review.domain.permissions import Permission, cell, may

ENOUGH = 5
"""Respondents of one category: with fewer, naming it may point at one of them (rule P2)."""


class RespondentCategory(StrEnum):
    """Whom one speaks for; never narrower, so that it points at nobody."""

    HOME_STAFF = "home_staff"
    DEPLOYED_STAFF = "deployed_staff"
    POLITICIAN = "politician"
    DIPLOMATIC_POST = "diplomatic_post"
    MISSION_STAFF = "mission_staff"
    HOST_GOVERNMENT = "host_government"
    CIVIL_SOCIETY = "civil_society"
    INTERNATIONAL_ORGANISATION = "international_organisation"
    PARTNER_COUNTRY = "partner_country"
    ACADEMIC = "academic"
    OTHER = "other"


class InterviewMode(StrEnum):
    IN_PERSON = "in_person"
    VIDEO = "video"
    TELEPHONE = "telephone"
    IN_WRITING = "in_writing"


class ConsentScope(StrEnum):
    """What may be done with what a respondent says."""

    BACKGROUND = "background"
    PARAPHRASED = "paraphrased"
    QUOTED = "quoted"


class ReportAnswer(StrEnum):
    """What a respondent said of the report of the conversation."""

    AGREED = "agreed"
    CORRECTED = "corrected"
    SILENT = "silent"


class WithdrawalGround(StrEnum):
    BY_RESPONDENT = "by_respondent"
    SAFETY = "safety"
    OBSTRUCTED = "obstructed"
    NOT_NEEDED = "not_needed"


class InterviewState(StrEnum):
    PLANNED = "planned"
    CONSENTED = "consented"
    HELD = "held"
    PSEUDONYMISED = "pseudonymised"
    REPORTED_BACK = "reported_back"
    USED = "used"
    WITHDRAWN = "withdrawn_by_respondent"
    KEY_SHREDDED = "key_shredded"  #: nobody can know any more who it was; by the act of two officers


HELD = frozenset({InterviewState.HELD, InterviewState.PSEUDONYMISED, InterviewState.REPORTED_BACK, InterviewState.USED})
"""In one of these somebody spoke, and what was said may be in a text."""


class InterviewPlanned(Event, frozen=True, kw_only=True):
    """``number`` is the pseudonym. ``identity`` is the only text, so that nothing else goes with its key."""

    NAME: ClassVar[str] = "interview.planned"
    number: int
    category: RespondentCategory
    identity: Sealed
    interviewer: UUID  #: the seat that holds it
    track: UUID | None = None


class InterviewConsented(Event, frozen=True, kw_only=True):
    """Told that the evaluation is independent and what becomes of the words, and agreed to this (rule P6)."""

    NAME: ClassVar[str] = "interview.consented"
    scope: ConsentScope
    consented_on: date
    told: Sealed  #: which information was given


class InterviewHeld(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "interview.held"
    held_on: date
    mode: InterviewMode


class InterviewPseudonymised(Event, frozen=True, kw_only=True):
    """The report of it holds no name and nothing else that points at the respondent."""

    NAME: ClassVar[str] = "interview.pseudonymised"
    place: Sealed  #: where the report is kept


class InterviewReportedBack(Event, frozen=True, kw_only=True):
    """The respondent had the report of the conversation."""

    NAME: ClassVar[str] = "interview.reported-back"
    answer: ReportAnswer
    note: Sealed | None = None


class InterviewUsed(Event, frozen=True, kw_only=True):
    """It stands in the register of sources, so that findings can rest on it."""

    NAME: ClassVar[str] = "interview.used"
    source: UUID


class InterviewWithdrawn(Event, frozen=True, kw_only=True):
    """The respondent takes the consent back, or the conversation cannot or need not be."""

    NAME: ClassVar[str] = "interview.withdrawn"
    ground: WithdrawalGround
    motive: Sealed | None = None


class IdentitySeen(Event, frozen=True, kw_only=True):
    """From now on this person reads who the respondent is (condition 18: on request, logged)."""

    NAME: ClassVar[str] = "interview.identity-seen"
    motive: Sealed


_S = InterviewState
BEFORE: dict[type[Event], frozenset[InterviewState]] = {
    InterviewConsented: frozenset({_S.PLANNED}),
    InterviewHeld: frozenset({_S.CONSENTED}),
    InterviewPseudonymised: frozenset({_S.HELD}),
    InterviewReportedBack: frozenset({_S.PSEUDONYMISED}),
    InterviewUsed: frozenset({_S.REPORTED_BACK}),
    InterviewWithdrawn: frozenset({_S.PLANNED, _S.CONSENTED, _S.HELD, _S.PSEUDONYMISED, _S.REPORTED_BACK}),
}
"""In which states each act is possible (section 4.2)."""
AFTER: dict[type[Event], InterviewState] = {
    InterviewConsented: _S.CONSENTED,
    InterviewHeld: _S.HELD,
    InterviewPseudonymised: _S.PSEUDONYMISED,
    InterviewReportedBack: _S.REPORTED_BACK,
    InterviewUsed: _S.USED,
    InterviewWithdrawn: _S.WITHDRAWN,
}


class Interview(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = InterviewPlanned

    state: InterviewState = InterviewState.PLANNED
    interviewer: UUID | None = None

    def require(self, act: type[Event]) -> None:
        """Raises Unknown, InterviewElsewhere where it is in no state for this."""
        if not self.version:
            raise Unknown(what="interview")
        if self.state not in BEFORE[act]:
            raise InterviewElsewhere(what=self.state)

    def look(self, acting: Acting, own: bool, motive: Sealed, *, done: bool, shredded: bool) -> IdentitySeen:
        """``own``: the person held it. Raises Unknown, OtherInterview (condition 18), AlreadyDone."""
        if not self.version:
            raise Unknown(what="interview")
        if not may_look(acting, own=own):
            raise OtherInterview()
        if shredded or done:
            raise AlreadyDone(what="key_shredded" if shredded else "identity_seen")
        return IdentitySeen(motive=motive)

    def evolve(self, event: Event) -> Interview:
        after = self.but(state=AFTER.get(type(event), self.state))
        return after.but(interviewer=event.interviewer) if isinstance(event, InterviewPlanned) else after


def may_look(acting: Acting, *, own: bool) -> bool:
    """Condition 18: the data protection officer on request; in the team who holds it, and the team lead."""
    mark = cell(Permission.SEE_RESPONDENT, acting.capacity)
    return mark == "+" or (mark == "18" and (own or acting.body is None))


def sees_interviews(reader: Reader) -> bool:
    """Whether this reader may know which interviews there are: number, category and state."""
    return any(may(Permission.SEE_INTERVIEWS, acting.capacity) for acting in reader.holds)
