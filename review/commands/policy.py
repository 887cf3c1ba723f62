"""The policy response: sending the report to the directorates, what has to be answered, and the answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import moments, texts
from review.domain.errors import AlreadyDone, NoSuchChoice, NotYet
from review.domain.items import Item, ItemKind
from review.domain.papers import fingerprint
from review.domain.permissions import Permission
from review.domain.policy import Answer, PolicyResponse
from review.projections import findings, parliament, policy, publication


@dataclass(frozen=True, kw_only=True)
class _Afterwards(EvaluationCommand):
    """What the acts on the policy response have in common."""

    needs: ClassVar[Permission] = Permission.RECORD_AFTERWARDS

    def open_response(self, work: Work) -> PolicyResponse:
        """The response while its answers can change. Raises NotYet, AlreadyDone once parliament has it."""
        if parliament.has_response(work.tx, self.evaluation):
            raise AlreadyDone(what="with_parliament")
        return self.response(work)

    def response(self, work: Work) -> PolicyResponse:
        """Raises NotYet before the report was sent."""
        stream = policy.stream_of(work.tx, self.evaluation)
        if stream is None:
            raise NotYet(what="report_sent")
        return work.load(PolicyResponse, stream)


@dataclass(frozen=True, kw_only=True)
class SendReport(_Afterwards):
    """The adopted report goes to the directorates that answer it; both terms run from here (rule G12)."""

    organisations: tuple[str, ...]
    occurred_on: date

    def execute(self, work: Work) -> None:
        """Raises NotYet before the report is approved, AlreadyDone."""
        found = policy.approved_report(work.tx, self.evaluation)
        if found is None:
            raise NotYet(what="report_approved")
        if policy.stream_of(work.tx, self.evaluation) is not None:
            raise AlreadyDone(what="report_sent")
        codes = tuple(texts.organisation(one) for one in self.organisations)
        approved_on = moments.day_of(found.at)
        work.begin(PolicyResponse.send(found.version, codes, approved_on, self.occurred_on, work.today))


@dataclass(frozen=True, kw_only=True)
class NameItems(_Afterwards):
    """These findings or recommendations are what the response has to answer (rule G13)."""

    kind: ItemKind
    numbers: tuple[str, ...]

    def execute(self, work: Work) -> None:
        it = self.open_response(work)
        work.keep(it, it.name_items(Item(self.kind, number) for number in self.numbers))


@dataclass(frozen=True, kw_only=True)
class AnswerItem(_Afterwards):
    """A directorate endorses a finding or recommendation fully, partly or not, and says why.

    ``finding``: what that is in the register of findings, where the numbers of the report do not say so.
    """

    kind: ItemKind
    number: str
    answer: Answer
    directorate: str
    explanation: str
    finding: UUID | None = None

    def execute(self, work: Work) -> None:
        """Raises NoSuchChoice for a finding that is not in the register, or was withdrawn."""
        it = self.open_response(work)
        if self.finding is not None and self.finding not in findings.held(work.tx, self.evaluation):
            raise NoSuchChoice(field="finding", value=str(self.finding))
        explanation = work.seal(texts.required(self.explanation, "explanation"))
        directorate = texts.organisation(self.directorate)
        item = Item(self.kind, self.number)
        work.keep(it, it.answer(item, self.answer, directorate, explanation, self.finding))


@dataclass(frozen=True, kw_only=True)
class ExtendTerm(_Afterwards):
    """The response may come later, for a reason (rule G12)."""

    response_due: date
    motive: str

    def execute(self, work: Work) -> None:
        it = self.response(work)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.extend(self.response_due, motive))


@dataclass(frozen=True, kw_only=True)
class ExtendParliamentTerm(_Afterwards):
    """Both Chambers may have it later, and it may be published later, for a reason (rule G12)."""

    parliament_due: date
    motive: str

    def execute(self, work: Work) -> None:
        """Raises NotYet before the report was sent, AlreadyDone once it is public."""
        it = self.response(work)
        if publication.current(work.tx, self.evaluation) is not None:
            raise AlreadyDone(what="report_published")
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.extend_for_parliament(self.parliament_due, motive))


@dataclass(frozen=True, kw_only=True)
class ReceiveResponse(_Afterwards):
    """The policy response has come."""

    occurred_on: date

    def execute(self, work: Work) -> None:
        it = self.response(work)
        work.keep(it, it.receive(self.occurred_on, work.today))


@dataclass(frozen=True, kw_only=True)
class RecordMemo(_Afterwards):
    """The decision memo that goes with the letter: its day, and the fingerprint of its file where there is one."""

    occurred_on: date
    digest: str = ""
    remark: str = ""

    def execute(self, work: Work) -> None:
        it = self.response(work)
        digest = fingerprint(self.digest) if self.digest.strip() else None
        remark = work.seal_optional(texts.optional(self.remark, "remark"))
        work.keep(it, it.record_memo(self.occurred_on, digest, remark, work.today))
