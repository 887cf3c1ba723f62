"""Compromise: reporting that something may have reached others, containing it, investigating it, closing it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.compromises import (
    Compromise,
    CompromiseClosed,
    CompromiseContained,
    CompromiseInvestigated,
    CompromiseKind,
    CompromiseOutcome,
    CompromiseReported,
)
from review.domain.errors import BadPeriod
from review.domain.permissions import Permission
from review.projections import drafts


def _past(work: Work, day: date, field: str) -> date:
    """Raises BadPeriod for a day that is still to come."""
    if day > work.today:
        raise BadPeriod(field=field)
    return day


@dataclass(frozen=True, kw_only=True)
class ReportCompromise(EvaluationCommand):
    """Anybody says that a text may have reached people it was not meant for; its reading is frozen by that (K10)."""

    needs: ClassVar[Permission] = Permission.REPORT_COMPROMISE
    while_halted: ClassVar[bool] = True
    kind: CompromiseKind
    since: date
    text: str
    draft: UUID | None = None  #: with ``number``: the version concerned; without: something else
    number: int = 0

    def execute(self, work: Work) -> None:
        """Raises Unknown where there is no such version."""
        if self.draft is not None:
            drafts.bare(work.tx, work.log, self.draft, self.number)
        reported = CompromiseReported(
            kind=self.kind,
            since=_past(work, self.since, "since"),
            text=work.seal(texts.required(self.text, "text", texts.COMMENT_LIMIT)),
            draft=self.draft,
            draft_version=self.number if self.draft is not None else 0,
        )
        work.begin(reported)


@dataclass(frozen=True, kw_only=True)
class ContainCompromise(EvaluationCommand):
    """Somebody says what was done at once; the version is read again from now on."""

    needs: ClassVar[Permission] = Permission.HANDLE_COMPROMISE
    while_halted: ClassVar[bool] = True
    compromise: UUID
    measures: str
    officer_told_on: date | None = None

    def execute(self, work: Work) -> None:
        it = work.load(Compromise, self.compromise)
        it.require(CompromiseContained)
        told = None if self.officer_told_on is None else _past(work, self.officer_told_on, "officer_told_on")
        measures = work.seal(texts.required(self.measures, "measures", texts.COMMENT_LIMIT))
        work.keep(it, CompromiseContained(measures=measures, officer_told_on=told))


@dataclass(frozen=True, kw_only=True)
class InvestigateCompromise(EvaluationCommand):
    """What was found out: whom it reached, if anybody."""

    needs: ClassVar[Permission] = Permission.HANDLE_COMPROMISE
    while_halted: ClassVar[bool] = True
    compromise: UUID
    outcome: CompromiseOutcome
    findings: str

    def execute(self, work: Work) -> None:
        it = work.load(Compromise, self.compromise)
        it.require(CompromiseInvestigated)
        findings = work.seal(texts.required(self.findings, "findings", texts.COMMENT_LIMIT))
        work.keep(it, CompromiseInvestigated(outcome=self.outcome, findings=findings))


@dataclass(frozen=True, kw_only=True)
class CloseCompromise(EvaluationCommand):
    """What follows from it was done; nothing of it is taken away."""

    needs: ClassVar[Permission] = Permission.HANDLE_COMPROMISE
    while_halted: ClassVar[bool] = True
    compromise: UUID
    note: str

    def execute(self, work: Work) -> None:
        it = work.load(Compromise, self.compromise)
        it.require(CompromiseClosed)
        note = work.seal(texts.required(self.note, "note", texts.COMMENT_LIMIT))
        work.keep(it, CompromiseClosed(note=note))
