"""Presenting a version, waiving a clause, and asking, granting or returning its approval."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.commands.cautioning import cautions
from review.commands.signing import signed
from review.domain import texts
from review.domain.approvals import Approval, ApprovalGranted, Condition, Found
from review.domain.errors import (
    AlreadyDone,
    ApprovalPending,
    OtherGroup,
    OverlapMotiveNeeded,
    Stale,
    TermsUnapproved,
    TooMany,
    VersionApproved,
    VersionSuperseded,
)
from review.domain.gates import QUORUM_OF, ClauseName, clauses, unmet
from review.domain.permissions import Permission
from review.domain.presentations import hold
from review.domain.signatures import Assertion
from review.domain.vocabulary import Capacity, Confirmation, DocumentKind
from review.domain.waivers import grant
from review.projections import (
    absences,
    approvals,
    awaited,
    course,
    drafts,
    minority,
    overlaps,
    passkeys,
    remarks,
    trail,
)
from review.projections.standing import standing

MOST_CONDITIONS = 10


@dataclass(frozen=True, kw_only=True)
class RecordPresentation(EvaluationCommand):
    """A version was presented to the steering group, on a day and with a note (rule G3)."""

    needs: ClassVar[Permission] = Permission.RECORD_PRESENTATION
    draft: UUID
    number: int
    occurred_on: date
    note: str

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        it.require_there()
        if it.approved == it.number:
            raise VersionApproved()
        note = work.seal(texts.required(self.note, "note"))
        work.begin(hold(self.draft, self.number, self.occurred_on, note, work.today))


@dataclass(frozen=True, kw_only=True)
class GrantWaiver(EvaluationCommand):
    """A clause of the gate is waived with a motive; that stays visible for ever."""

    needs: ClassVar[Permission] = Permission.GRANT_WAIVER
    draft: UUID
    number: int
    clause: ClauseName
    motive: str

    def execute(self, work: Work) -> None:
        drafts.bare(work.tx, self.evaluation, self.draft, self.number).require_there()
        group = QUORUM_OF.get(self.clause)
        if work.acting.capacity is Capacity.CHAIR and group is not None and group is not work.acting.body:
            raise OtherGroup()
        motive = work.seal(texts.required(self.motive, "motive"))
        work.begin(grant(work.acting.capacity, self.draft, self.number, self.clause, motive))


@dataclass(frozen=True, kw_only=True)
class RequestApproval(EvaluationCommand):
    """The team lead asks the director to approve the latest version; every clause of its gate must be met."""

    needs: ClassVar[Permission] = Permission.REQUEST_APPROVAL
    draft: UUID
    number: int
    note: str = ""

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        it.require_there()
        if it.number != it.latest:
            raise VersionSuperseded(latest=it.latest)
        if it.kind is DocumentKind.REPORT and course.terms(work.tx, self.evaluation).approved is None:
            raise TermsUnapproved()
        if approvals.pending(work.tx, self.draft):
            raise ApprovalPending()
        if it.approved == it.number:
            raise AlreadyDone(what="approval_granted")
        if approvals.was_returned(work.tx, self.draft, self.number):
            raise AlreadyDone(what="approval_returned")
        facts = standing(work.tx, self.evaluation, self.draft)
        note = work.seal_optional(texts.optional(self.note, "note"))
        left = unmet(facts, asking=True)
        work.begin(Approval.request((it.kind, it.part), self.draft, it.number, it.root, note, left))


@dataclass(frozen=True, kw_only=True)
class _Decide(EvaluationCommand):
    """What the decisions on a request have in common: ``seen`` is the log's position when the page was opened."""

    approval: UUID
    seen: int

    def load(self, work: Work) -> Approval:
        """Raises Stale with what was recorded since the page was opened; another's decision on it is one of those."""
        it = work.load(Approval, self.approval)
        if not it.version:
            it.require_pending()
        if not 0 <= self.seen <= work.head_position:
            raise Stale(what="decision", since=())
        since = trail.since(work.tx, self.evaluation, self.seen)
        if since:
            raise Stale(what="decision", since=tuple(line.position for line in since))
        it.require_pending()
        return it


@dataclass(frozen=True, kw_only=True)
class GrantApproval(_Decide):
    """The director approves exactly this version: its root, with the clauses as they stand."""

    needs: ClassVar[Permission] = Permission.APPROVE
    seals_checkpoint: ClassVar[bool] = True
    root: bytes
    motive: str = ""
    overlap: str = ""
    confirmed_by: Confirmation | None = None
    conditions: tuple[tuple[str, date], ...] = ()
    signed: Assertion | None = None

    def execute(self, work: Work) -> None:
        it, granted = self.decided(work)
        keys = passkeys.counting(work.tx, work.person)
        if keys or self.signed is not None:
            granted = signed(work, it.id, granted, self.signed, keys)
        work.keep(it, granted)

    def decided(self, work: Work) -> tuple[Approval, ApprovalGranted]:
        """The act as it would be recorded, not signed yet."""
        it = self.load(work)
        draft = it.require_pending()
        if self.root != it.root:
            raise Stale(what="version", since=())
        version = drafts.bare(work.tx, self.evaluation, draft, it.draft_version)
        granted = it.grant(
            work.person,
            version.contributors,
            clauses(standing(work.tx, self.evaluation, draft, it.draft_version)),
            self._found(work, version),
            motive=work.seal_optional(texts.optional(self.motive, "motive")),
            overlap=work.seal_optional(texts.optional(self.overlap, "overlap")),
            conditions=self._conditions(work),
            today=work.today,
        )
        if not self.overlap.strip() and overlaps.unexplained(work.tx, self.evaluation, work.person, work.today):
            raise OverlapMotiveNeeded()
        return it, granted

    def _found(self, work: Work, version: drafts.Bare) -> Found:
        draft = version.draft
        return Found(
            head_position=work.head_position,
            head_root=work.head_root,
            dissents=remarks.dissents(work.tx, draft),
            minority=minority.standing(work.tx, draft, version.number),
            opened_by_others=len(self._readers(work, version)),
            participation=absences.frozen(work.tx, draft, self._opened(work, draft)),
            confirmed_by=self.confirmed_by,
            cautions=cautions(work, version.kind),
        )

    def _conditions(self, work: Work) -> tuple[Condition, ...]:
        if len(self.conditions) > MOST_CONDITIONS:
            raise TooMany(limit=MOST_CONDITIONS, field="condition1")
        return tuple(
            Condition(work.seal(texts.required(text, f"condition{at}")), due_on)
            for at, (text, due_on) in enumerate(self.conditions, 1)
        )

    def _opened(self, work: Work, draft: UUID) -> dict[int, set[UUID]]:
        """By version who opened it, from the reading log."""
        latest = drafts.bare(work.tx, self.evaluation, draft).number
        roots = {number: drafts.bare(work.tx, self.evaluation, draft, number).root for number in range(1, latest + 1)}
        return {number: work.review.opened_by(work.log, root.hex()) for number, root in roots.items()}

    def _readers(self, work: Work, version: drafts.Bare) -> set[UUID]:
        """Those who were asked about this document in a round, did not write it, and opened this version."""
        opened = work.review.opened_by(work.log, version.root.hex(), apart_from=version.contributors)
        return opened & awaited.people_asked(work.tx, version.draft)


@dataclass(frozen=True, kw_only=True)
class ReturnForRevision(_Decide):
    """The director or the chair sends a version back with a motive; the answer is always a next version."""

    needs: ClassVar[Permission] = Permission.RETURN_FOR_REVISION
    motive: str

    def execute(self, work: Work) -> None:
        it = self.load(work)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.return_for_revision(motive))


@dataclass(frozen=True, kw_only=True)
class WithdrawRequest(EvaluationCommand):
    """The team lead takes a request for approval back."""

    needs: ClassVar[Permission] = Permission.REQUEST_APPROVAL
    approval: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Approval, self.approval)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.withdraw(motive))
