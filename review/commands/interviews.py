"""Interviews: planning one, consent, holding it, taking names out, reporting back, using it, and letting it go."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import BadPeriod, NoSuchChoice
from review.domain.interviews import (
    ConsentScope,
    Interview,
    InterviewConsented,
    InterviewHeld,
    InterviewMode,
    InterviewPlanned,
    InterviewPseudonymised,
    InterviewReportedBack,
    InterviewUsed,
    InterviewWithdrawn,
    ReportAnswer,
    RespondentCategory,
    WithdrawalGround,
)
from review.domain.permissions import Permission
from review.projections import interviews, sources, tracks


def _past(work: Work, day: date, field: str) -> date:
    """Raises BadPeriod for a day that is still to come."""
    if day > work.today:
        raise BadPeriod(field=field)
    return day


@dataclass(frozen=True, kw_only=True)
class PlanInterview(EvaluationCommand):
    """A conversation with a respondent is planned; from now on the respondent is a number and a category."""

    needs: ClassVar[Permission] = Permission.KEEP_INTERVIEWS
    category: RespondentCategory
    identity: str
    interviewer: UUID | None = None  #: a seat of the team; none: who plans it
    track: UUID | None = None

    def execute(self, work: Work) -> None:
        seat = self.interviewer or work.acting.seat
        if seat is None or seat not in tracks.team(work.tx, work.log, work.now):
            raise NoSuchChoice(field="interviewer", value=str(seat))
        if self.track is not None and not tracks.is_of(work.tx, work.log, self.track):
            raise NoSuchChoice(field="track", value=str(self.track))
        planned = InterviewPlanned(
            number=interviews.next_number(work.tx, work.log),
            category=self.category,
            identity=work.seal(texts.required(self.identity, "identity", texts.TITLE_LIMIT)),
            interviewer=seat,
            track=self.track,
        )
        work.begin(planned)


@dataclass(frozen=True, kw_only=True)
class RecordConsent(EvaluationCommand):
    """The respondent was told what there is to know, and agreed (rule P6)."""

    needs: ClassVar[Permission] = Permission.KEEP_INTERVIEWS
    interview: UUID
    scope: ConsentScope
    consented_on: date
    told: str

    def execute(self, work: Work) -> None:
        it = work.load(Interview, self.interview)
        it.require(InterviewConsented)
        told = work.seal(texts.required(self.told, "told"))
        day = _past(work, self.consented_on, "consented_on")
        work.keep(it, InterviewConsented(scope=self.scope, consented_on=day, told=told))


@dataclass(frozen=True, kw_only=True)
class HoldInterview(EvaluationCommand):
    """The conversation took place."""

    needs: ClassVar[Permission] = Permission.KEEP_INTERVIEWS
    interview: UUID
    held_on: date
    mode: InterviewMode

    def execute(self, work: Work) -> None:
        it = work.load(Interview, self.interview)
        it.require(InterviewHeld)
        work.keep(it, InterviewHeld(held_on=_past(work, self.held_on, "held_on"), mode=self.mode))


@dataclass(frozen=True, kw_only=True)
class PseudonymiseInterview(EvaluationCommand):
    """Nothing in the report of the conversation points at the respondent any more."""

    needs: ClassVar[Permission] = Permission.KEEP_INTERVIEWS
    interview: UUID
    place: str

    def execute(self, work: Work) -> None:
        it = work.load(Interview, self.interview)
        it.require(InterviewPseudonymised)
        work.keep(it, InterviewPseudonymised(place=work.seal(texts.required(self.place, "place"))))


@dataclass(frozen=True, kw_only=True)
class ReportBack(EvaluationCommand):
    """The respondent had the report of the conversation, and answered or did not."""

    needs: ClassVar[Permission] = Permission.KEEP_INTERVIEWS
    interview: UUID
    answer: ReportAnswer
    note: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Interview, self.interview)
        it.require(InterviewReportedBack)
        note = work.seal_optional(texts.optional(self.note, "note"))
        work.keep(it, InterviewReportedBack(answer=self.answer, note=note))


@dataclass(frozen=True, kw_only=True)
class UseInterview(EvaluationCommand):
    """The interview stands in the register of sources, as this one."""

    needs: ClassVar[Permission] = Permission.KEEP_INTERVIEWS
    interview: UUID
    source: UUID

    def execute(self, work: Work) -> None:
        it = work.load(Interview, self.interview)
        it.require(InterviewUsed)
        if self.source not in sources.interviews_in_use(work.tx, work.log):
            raise NoSuchChoice(field="source", value=str(self.source))
        work.keep(it, InterviewUsed(source=self.source))


@dataclass(frozen=True, kw_only=True)
class WithdrawInterview(EvaluationCommand):
    """The respondent takes the consent back, or the conversation cannot or need not be."""

    needs: ClassVar[Permission] = Permission.KEEP_INTERVIEWS
    interview: UUID
    ground: WithdrawalGround
    motive: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Interview, self.interview)
        it.require(InterviewWithdrawn)
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, InterviewWithdrawn(ground=self.ground, motive=motive))


@dataclass(frozen=True, kw_only=True)
class SeeIdentity(EvaluationCommand):
    """Somebody learns who the respondent is, with the reason why, on record (condition 18)."""

    needs: ClassVar[Permission] = Permission.SEE_RESPONDENT
    while_halted: ClassVar[bool] = True
    interview: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Interview, self.interview)
        motive = work.seal(texts.required(self.motive, "motive"))
        seen = it.look(
            work.acting,
            tracks.holder(work.tx, it.interviewer) == work.person,
            motive,
            done=interviews.has_looked(work.tx, it.id, work.person),
            shredded=interviews.is_shredded(work.tx, work.log, it.id),
        )
        work.keep(it, seen)
