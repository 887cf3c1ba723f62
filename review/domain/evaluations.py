"""An evaluation: what everything else belongs to, with a log of its own; it runs, waits or has ended (section 4.1)."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar

from review.domain.acts import Acting, Aggregate, Event, Sealed
from review.domain.errors import (
    AlreadyDone,
    BadPeriod,
    EvaluationEnded,
    EvaluationWaits,
    FileIsClosed,
    NotPermitted,
)
from review.domain.filing import FileClosed, FileReopened
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity, EvaluationType


class EvaluationOpened(Event, frozen=True, kw_only=True):
    """The first record of an evaluation's log; its stream id is the log's id."""

    NAME: ClassVar[str] = "evaluation.opened"
    title: Sealed
    type: EvaluationType
    request: Sealed | None = None  #: who asked for it, and where that is laid down
    copy_recipients_comment: bool = False


class CopyCommentsAllowed(Event, frozen=True, kw_only=True):
    """Whether copy recipients comment in this evaluation from now on (condition 7); what was said stays said."""

    NAME: ClassVar[str] = "evaluation.copy-comments-allowed"
    allowed: bool


def allow_copy_comments(*, allowed: bool, now: bool) -> CopyCommentsAllowed:
    """Raises AlreadyDone where it is so already."""
    if allowed is now:
        raise AlreadyDone(what="copy_comments")
    return CopyCommentsAllowed(allowed=allowed)


def open_evaluation(
    title: Sealed, kind: EvaluationType, request: Sealed | None, *, copy_recipients_comment: bool
) -> EvaluationOpened:
    return EvaluationOpened(title=title, type=kind, request=request, copy_recipients_comment=copy_recipients_comment)


class Halt(StrEnum):
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"  #: its file is


class EvaluationSuspended(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "evaluation.suspended"
    motive: Sealed
    review_on: date  #: when the director looks at it again


class EvaluationResumed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "evaluation.resumed"
    motive: Sealed


class EvaluationWithdrawn(Event, frozen=True, kw_only=True):
    """It ends without what it was for; the record stays."""

    NAME: ClassVar[str] = "evaluation.withdrawn"
    motive: Sealed


class Running(Aggregate, frozen=True, kw_only=True):
    """Whether an evaluation moves; its stream is that of the evaluation itself."""

    BEGINS: ClassVar[type[Event]] = EvaluationOpened

    halt: Halt | None = None
    before: Halt | None = None  #: how it stood when its file was closed

    def require(self) -> None:
        """Raises EvaluationWaits, EvaluationEnded, FileIsClosed."""
        self._require_file()
        if self.halt is Halt.SUSPENDED:
            raise EvaluationWaits()
        if self.halt is Halt.WITHDRAWN:
            raise EvaluationEnded()

    def suspend(self, acting: Acting, motive: Sealed, review_on: date, today: date) -> EvaluationSuspended:
        """Raises NotPermitted (condition 1), AlreadyDone, EvaluationEnded, BadPeriod."""
        _require_director(acting)
        if self.halt is Halt.SUSPENDED:
            raise AlreadyDone(what="evaluation_suspended")
        self.require()
        if review_on <= today:
            raise BadPeriod(field="review_on")
        return EvaluationSuspended(motive=motive, review_on=review_on)

    def resume(self, acting: Acting, motive: Sealed) -> EvaluationResumed:
        """Raises NotPermitted, AlreadyDone where it runs, EvaluationEnded."""
        _require_director(acting)
        self._require_file()
        if self.halt is None:
            raise AlreadyDone(what="evaluation_resumed")
        if self.halt is Halt.WITHDRAWN:
            raise EvaluationEnded()
        return EvaluationResumed(motive=motive)

    def withdraw(self, acting: Acting, motive: Sealed) -> EvaluationWithdrawn:
        """Raises NotPermitted, EvaluationEnded."""
        _require_director(acting)
        self._require_file()
        if self.halt is Halt.WITHDRAWN:
            raise EvaluationEnded()
        return EvaluationWithdrawn(motive=motive)

    def _require_file(self) -> None:
        if self.halt is Halt.CLOSED:
            raise FileIsClosed()

    def evolve(self, event: Event) -> Running:
        match event:
            case EvaluationSuspended():
                return self.but(halt=Halt.SUSPENDED)
            case EvaluationResumed():
                return self.but(halt=None)
            case EvaluationWithdrawn():
                return self.but(halt=Halt.WITHDRAWN)
            case FileClosed():
                return self.but(halt=Halt.CLOSED, before=self.halt)
            case FileReopened():
                return self.but(halt=self.before, before=None)
        return self


def _require_director(acting: Acting) -> None:
    """Condition 1: a team lead may open, and does not suspend or withdraw."""
    if acting.capacity is not Capacity.DIRECTOR:
        raise NotPermitted(act=Permission.OPEN_EVALUATION, capacity=acting.capacity)
