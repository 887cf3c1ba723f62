"""A comment: raised by a member on a passage, disposed of by the team, answered by its author (rules C1-C8)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.anchors import Anchor
from review.domain.errors import (
    AgreementNeeded,
    AlreadyDone,
    DuplicateTarget,
    EvidenceNeeded,
    MotiveNeeded,
    NotDisposed,
    NotLate,
    NotTheAuthor,
    OwnComment,
    ScopeLineNeeded,
    Unknown,
)
from review.domain.kinds import Need, need, require_capacity
from review.domain.vocabulary import Capacity, CommentKind, CommentState, Disposition, Visibility


class Spoken(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Whose comment it is that somebody else entered, as that seat was at the time: said at a meeting, or in Word."""

    meeting: UUID | None = None
    person: UUID
    capacity: Capacity
    organisation: str


class CommentRaised(Event, frozen=True, kw_only=True):
    """``number`` counts within the evaluation; the anchors hold for ``draft_version`` and are never changed."""

    NAME: ClassVar[str] = "comment.raised"
    number: int
    round: UUID
    draft: UUID
    draft_version: int
    anchors: tuple[Anchor, ...] = ()
    kind: CommentKind
    text: Sealed
    proposal: Sealed | None = None
    visibility: Visibility = Visibility.GROUP
    late: bool = False
    speaker: UUID | None = None  #: the seat whose comment it is, where somebody else entered it for that member
    spoken: Spoken | None = None


class CommentWithdrawn(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "comment.withdrawn"
    motive: Sealed | None = None


class CommentDisposed(Event, frozen=True, kw_only=True):
    """What was done with a comment; ``in_version`` and ``block`` name the passage that answers it."""

    NAME: ClassVar[str] = "comment.disposed"
    disposition: Disposition
    motive: Sealed | None = None
    evidence: Sealed | None = None
    in_version: int | None = None
    block: int | None = None
    duplicate_of: UUID | None = None
    wording_taken: bool = False  #: the proposed wording is taken over, word for word


class CommentDiscussed(Event, frozen=True, kw_only=True):
    """The minutes of a meeting say that it was discussed there."""

    NAME: ClassVar[str] = "comment.discussed"
    meeting: UUID


class CommentUnchanged(Event, frozen=True, kw_only=True):
    """It was accepted in a version that is there now, where its passage reads as before (rule C6)."""

    NAME: ClassVar[str] = "comment.unchanged"
    in_version: int


class CommentConfirmed(Event, frozen=True, kw_only=True):
    """Its author is satisfied with the disposition."""

    NAME: ClassVar[str] = "comment.confirmed"


class CommentMaintained(Event, frozen=True, kw_only=True):
    """Its author maintains the objection: a dissent."""

    NAME: ClassVar[str] = "comment.maintained"
    motive: Sealed


class LateDecided(Event, frozen=True, kw_only=True):
    """Whether a comment that came after the deadline counts; one that does not waits for nobody."""

    NAME: ClassVar[str] = "comment.late-decided"
    admitted: bool
    motive: Sealed | None = None


class Comment(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = CommentRaised

    number: int = 0
    draft: UUID | None = None
    draft_version: int = 0
    kind: CommentKind = CommentKind.QUESTION
    state: CommentState = CommentState.OPEN
    disposition: Disposition | None = None
    late: bool = False
    admitted: bool | None = None  #: of a late comment: whether it counts; None: not decided
    unkept: bool = False  #: said to be accepted in a version in which the passage reads as before

    def require_known(self) -> None:
        if not self.version:
            raise Unknown(what="comment")

    def discuss(self, meeting: UUID) -> CommentDiscussed:
        """Raises Unknown, AlreadyDone for one that was withdrawn."""
        self.require_known()
        if self.state is CommentState.WITHDRAWN:
            raise AlreadyDone(what="comment_withdrawn")
        return CommentDiscussed(meeting=meeting)

    def withdraw(self, person: UUID, author: UUID, motive: Sealed | None) -> CommentWithdrawn:
        self.require_known()
        if person != author:
            raise NotTheAuthor()
        if self.state is CommentState.NOT_ADMITTED:
            raise AlreadyDone(what="comment_not_admitted")
        if self.state is not CommentState.OPEN:
            raise AlreadyDone(what="comment_disposed")
        return CommentWithdrawn(motive=motive)

    def dispose(
        self,
        person: UUID,
        author: UUID,
        said: CommentDisposed,
        *,
        capacity: Capacity,
        agreed: bool = False,
    ) -> CommentDisposed:
        """``agreed``: the classification authority agreed on a flag on the passage.

        One that was said to be accepted while the text reads as before is dealt with again, whatever its author said.
        Raises OwnComment (C5), AlreadyDone, LeadNeeded, DispositionUnfit, MotiveNeeded (C2), EvidenceNeeded (C4),
        ScopeLineNeeded, AgreementNeeded (condition 10), DuplicateTarget.
        """
        self.require_known()
        if person == author:
            raise OwnComment(number=self.number)
        if self.state is CommentState.WITHDRAWN:
            raise AlreadyDone(what="comment_withdrawn")
        if self.state is CommentState.NOT_ADMITTED:
            raise AlreadyDone(what="comment_not_admitted")
        if self.state is CommentState.CONFIRMED and not self.unkept:
            raise AlreadyDone(what="comment_confirmed")
        require_capacity(self.kind, capacity)
        self._require(need(self.kind, said.disposition), said, agreed)
        if (said.disposition is Disposition.DUPLICATE) != (said.duplicate_of is not None):
            raise DuplicateTarget()
        if said.duplicate_of == self.id:
            raise DuplicateTarget()
        return said

    def _require(self, needed: Need, said: CommentDisposed, agreed: bool) -> None:
        if said.motive is None and (needed.motive or self.state is CommentState.DISPUTED):
            raise MotiveNeeded(disposition=said.disposition)
        if needed.evidence and said.evidence is None:
            raise EvidenceNeeded()
        if needed.scope_line and said.evidence is None:
            raise ScopeLineNeeded()
        if needed.agreement and not agreed:
            raise AgreementNeeded()

    def find_unchanged(self, in_version: int) -> CommentUnchanged:
        self.require_known()
        return CommentUnchanged(in_version=in_version)

    def decide_late(self, admitted: bool, motive: Sealed | None) -> LateDecided:
        """Raises NotLate, AlreadyDone, or MotiveNeeded where it is not taken along."""
        self.require_known()
        if not self.late:
            raise NotLate(number=self.number)
        if self.state is CommentState.WITHDRAWN:
            raise AlreadyDone(what="comment_withdrawn")
        if self.state not in (CommentState.OPEN, CommentState.NOT_ADMITTED):
            raise AlreadyDone(what="comment_disposed")
        if self.admitted is admitted:
            raise AlreadyDone(what="late_decided")
        if not admitted and motive is None:
            raise MotiveNeeded()
        return LateDecided(admitted=admitted, motive=motive)

    def confirm(self, person: UUID, author: UUID) -> CommentConfirmed:
        self._require_answerable(person, author)
        if self.state is CommentState.CONFIRMED:
            raise AlreadyDone(what="comment_confirmed")
        return CommentConfirmed()

    def maintain(self, person: UUID, author: UUID, motive: Sealed) -> CommentMaintained:
        self._require_answerable(person, author)
        if self.state is CommentState.DISPUTED:
            raise AlreadyDone(what="comment_maintained")
        return CommentMaintained(motive=motive)

    def _require_answerable(self, person: UUID, author: UUID) -> None:
        self.require_known()
        if person != author:
            raise NotTheAuthor()
        if self.disposition is None or self.state is CommentState.WITHDRAWN:
            raise NotDisposed(number=self.number)

    def evolve(self, event: Event) -> Comment:
        match event:
            case CommentRaised():
                return self.but(
                    number=event.number,
                    draft=event.draft,
                    draft_version=event.draft_version,
                    kind=event.kind,
                    late=event.late,
                )
            case LateDecided():
                state = CommentState.OPEN if event.admitted else CommentState.NOT_ADMITTED
                return self.but(state=state, admitted=event.admitted)
            case CommentDisposed():
                return self.but(state=CommentState.DISPOSED, disposition=event.disposition, unkept=False)
            case CommentUnchanged():
                return self.but(unkept=True)
            case CommentConfirmed():
                return self.but(state=CommentState.CONFIRMED)
            case CommentMaintained():
                return self.but(state=CommentState.DISPUTED)
            case CommentWithdrawn():
                return self.but(state=CommentState.WITHDRAWN)
        return self
