"""Sending report and response to parliament, and the papers under which the Chambers printed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import AlreadyDone, NotYet
from review.domain.papers import paper_number
from review.domain.parliament import Chamber, Transmittal
from review.domain.permissions import Permission
from review.domain.policy import PolicyResponse
from review.projections import parliament, policy


@dataclass(frozen=True, kw_only=True)
class SubmitToChamber(EvaluationCommand):
    """Report and response go to a Chamber; without the response only after its term, by the director, with reasons."""

    needs: ClassVar[Permission] = Permission.RECORD_AFTERWARDS
    chamber: Chamber
    occurred_on: date
    with_response: bool = True
    motive: str = ""

    def execute(self, work: Work) -> None:
        """Raises NotYet, AlreadyDone."""
        stream, terms = policy.stream_of(work.tx, self.evaluation), policy.terms(work.tx, self.evaluation)
        if stream is None or terms is None:
            raise NotYet(what="report_sent")
        if policy.approved_report(work.tx, self.evaluation) is None:
            raise NotYet(what="report_approved")
        if parliament.stream_of(work.tx, self.evaluation, self.chamber) is not None:
            raise AlreadyDone(what="chamber_submitted")
        if self.with_response:
            work.load(PolicyResponse, stream).require_complete()
            work.begin(Transmittal.submit(self.chamber, self.occurred_on, terms[0], work.today))
            return
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        sent = Transmittal.submit_without(work.acting, self.chamber, self.occurred_on, terms, motive, work.today)
        work.begin(sent)


@dataclass(frozen=True, kw_only=True)
class RecordReceipt(EvaluationCommand):
    """A Chamber received it, under the number of a parliamentary paper."""

    needs: ClassVar[Permission] = Permission.RECORD_AFTERWARDS
    chamber: Chamber
    paper: str
    occurred_on: date

    def execute(self, work: Work) -> None:
        """Raises NotYet before it was sent there."""
        stream = parliament.stream_of(work.tx, self.evaluation, self.chamber)
        if stream is None:
            raise NotYet(what="parliament")
        it = work.load(Transmittal, stream)
        work.keep(it, it.receive(paper_number(self.paper), self.occurred_on, work.today))
