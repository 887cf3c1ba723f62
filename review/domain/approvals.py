"""The director's formal decision (*vaststelling*) on exactly one version."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, NamedTuple
from uuid import UUID

import msgspec

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.attendance import Took
from review.domain.cautioned import Cautioned
from review.domain.errors import AlreadyDone, BadPeriod, Contributor, GateShut, NotGranted, Unknown
from review.domain.gates import RULES, Clause, ClauseRecord, Outcome, record
from review.domain.signatures import Signature
from review.domain.vocabulary import ApprovalState, Confirmation, DocumentKind


class ApprovalRequested(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "approval.requested"
    kind: DocumentKind
    part: int = 0
    draft: UUID
    draft_version: int
    root: bytes
    note: Sealed | None = None


class Condition(msgspec.Struct, frozen=True):
    """What has to be done after all, and by which day; the approval holds meanwhile."""

    text: Sealed
    due_on: date


class ApprovalGranted(Event, frozen=True, kw_only=True):
    """Binds the root, the outcome of every clause, the standing dissents and the log's head before this act."""

    NAME: ClassVar[str] = "approval.granted"
    kind: DocumentKind
    part: int = 0
    draft: UUID
    draft_version: int
    root: bytes
    rules: str
    clauses: tuple[ClauseRecord, ...]
    dissents: tuple[UUID, ...] = ()
    head_position: int
    head_root: bytes
    opened_by_others: int = 0  #: how many of those asked opened the version, frozen from the reading log
    motive: Sealed | None = None
    overlap: Sealed | None = None  #: motive where the approver also led a group that advised
    minority: tuple[UUID, ...] = ()  #: the minority statements that stood with the version
    confirmed_by: Confirmation | None = None  #: how the approver proved at the act who it is; None: not recorded
    participation: tuple[Took, ...] = ()  #: what every member did with the rounds on the document, frozen here
    conditions: tuple[Condition, ...] = ()
    signature: Signature | None = None  #: of the statement that says all of this, where a passkey was used
    cautions: tuple[Cautioned, ...] = ()  #: what was shown as weak in what a report rests on


class Found(NamedTuple):
    """What stood in the records when an approval was given, and how the approver proved who it is."""

    head_position: int
    head_root: bytes
    dissents: tuple[UUID, ...] = ()
    minority: tuple[UUID, ...] = ()
    opened_by_others: int = 0
    participation: tuple[Took, ...] = ()
    confirmed_by: Confirmation | None = None
    cautions: tuple[Cautioned, ...] = ()


class ConditionFulfilled(Event, frozen=True, kw_only=True):
    """The director finds that a condition was met; that one lapsed follows from the day and is no act."""

    NAME: ClassVar[str] = "approval.condition-fulfilled"
    number: int  #: counts from 1, as the approval lists them
    note: Sealed


class ApprovalRevoked(Event, frozen=True, kw_only=True):
    """An approval is withdrawn; that it was given stays in the trail for ever."""

    NAME: ClassVar[str] = "approval.revoked"
    kind: DocumentKind
    part: int = 0
    draft: UUID
    draft_version: int
    motive: Sealed
    stands: int | None = None  #: the version that is the approved one from now on, by an earlier approval


class ApprovalReturned(Event, frozen=True, kw_only=True):
    """Returned for revision: the version stays as it is, the answer is version n + 1."""

    NAME: ClassVar[str] = "approval.returned"
    kind: DocumentKind
    part: int = 0
    draft: UUID
    draft_version: int
    motive: Sealed


class ApprovalRequestWithdrawn(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "approval.request-withdrawn"
    kind: DocumentKind
    part: int = 0
    draft: UUID
    draft_version: int
    motive: Sealed


def _require_met(clauses: tuple[Clause, ...]) -> None:
    """Raises GateShut; ``problem`` says where a clause could not even be judged."""
    left = [clause for clause in clauses if not clause.is_met]
    if left:
        unjudged = any(clause.outcome is Outcome.ERROR for clause in left)
        names = tuple(clause.name for clause in left)
        raise GateShut(clauses=names, problem="unjudged") if unjudged else GateShut(clauses=names)


class Approval(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = ApprovalRequested

    kind: DocumentKind = DocumentKind.TERMS_OF_REFERENCE
    part: int = 0
    draft: UUID | None = None
    draft_version: int = 0
    root: bytes = b""
    state: ApprovalState | None = None
    conditions: int = 0
    fulfilled: tuple[int, ...] = ()

    @staticmethod
    def request(
        document: tuple[DocumentKind, int],
        draft: UUID,
        draft_version: int,
        root: bytes,
        note: Sealed | None,
        unmet: tuple[Clause, ...],
    ) -> ApprovalRequested:
        """Raises GateShut while clauses of the gate are open."""
        _require_met(unmet)
        kind, part = document
        return ApprovalRequested(kind=kind, part=part, draft=draft, draft_version=draft_version, root=root, note=note)

    def require_pending(self) -> UUID:
        if not self.version or self.draft is None:
            raise Unknown(what="approval")
        if self.state is not ApprovalState.REQUESTED:
            raise AlreadyDone(what=f"approval_{self.state}")
        return self.draft

    def grant(
        self,
        person: UUID,
        contributors: tuple[UUID, ...],
        clauses: tuple[Clause, ...],
        found: Found,
        *,
        motive: Sealed | None = None,
        overlap: Sealed | None = None,
        conditions: tuple[Condition, ...] = (),
        today: date | None = None,
    ) -> ApprovalGranted:
        """Raises Contributor (condition 13), GateShut, BadPeriod for a condition whose day has passed."""
        draft = self.require_pending()
        if person in contributors:
            raise Contributor(number=self.draft_version)
        _require_met(clauses)
        for at, one in enumerate(conditions, 1):
            if today is not None and one.due_on < today:
                raise BadPeriod(field=f"due{at}")
        return ApprovalGranted(
            kind=self.kind,
            part=self.part,
            draft=draft,
            draft_version=self.draft_version,
            root=self.root,
            rules=RULES,
            clauses=record(clauses),
            motive=motive,
            overlap=overlap,
            conditions=conditions,
            **found._asdict(),
        )

    def _require_standing(self) -> UUID:
        if not self.version or self.draft is None:
            raise Unknown(what="approval")
        if self.state is ApprovalState.REVOKED:
            raise AlreadyDone(what="approval_revoked")
        if self.state is not ApprovalState.GRANTED:
            raise NotGranted()
        return self.draft

    def fulfil(self, number: int, note: Sealed) -> ConditionFulfilled:
        """Raises NotGranted, AlreadyDone, Unknown for a condition that was never set."""
        self._require_standing()
        if not 1 <= number <= self.conditions:
            raise Unknown(what="condition")
        if number in self.fulfilled:
            raise AlreadyDone(what="condition_fulfilled")
        return ConditionFulfilled(number=number, note=note)

    def revoke(self, motive: Sealed, stands: int | None) -> ApprovalRevoked:
        """Raises NotGranted, AlreadyDone."""
        draft = self._require_standing()
        return ApprovalRevoked(
            kind=self.kind,
            part=self.part,
            draft=draft,
            draft_version=self.draft_version,
            motive=motive,
            stands=stands,
        )

    def return_for_revision(self, motive: Sealed) -> ApprovalReturned:
        draft = self.require_pending()
        return ApprovalReturned(
            kind=self.kind, part=self.part, draft=draft, draft_version=self.draft_version, motive=motive
        )

    def withdraw(self, motive: Sealed) -> ApprovalRequestWithdrawn:
        draft = self.require_pending()
        return ApprovalRequestWithdrawn(
            kind=self.kind, part=self.part, draft=draft, draft_version=self.draft_version, motive=motive
        )

    def evolve(self, event: Event) -> Approval:
        match event:
            case ApprovalRequested():
                return self.but(
                    kind=event.kind,
                    part=event.part,
                    draft=event.draft,
                    draft_version=event.draft_version,
                    root=event.root,
                    state=ApprovalState.REQUESTED,
                )
            case ApprovalGranted():
                return self.but(state=ApprovalState.GRANTED, conditions=len(event.conditions))
            case ConditionFulfilled():
                return self.but(fulfilled=(*self.fulfilled, event.number))
            case ApprovalRevoked():
                return self.but(state=ApprovalState.REVOKED)
            case ApprovalReturned():
                return self.but(state=ApprovalState.RETURNED)
            case ApprovalRequestWithdrawn():
                return self.but(state=ApprovalState.WITHDRAWN)
        return self
