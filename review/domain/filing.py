"""The file of an evaluation: closed, reopened, transferred and destroyed by director and records manager together."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Acting, Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, BadPeriod, FileIsClosed, Missing, NotYet, SameOfficer
from review.domain.vocabulary import Capacity


class ClosingClause(StrEnum):
    """What has to be so before a file is closed."""

    PUBLISHED = "published"
    BRIEFINGS_HELD = "briefings_held"
    FINDINGS_TOLD = "findings_told"
    COMMITMENTS_HANDED_OVER = "commitments_handed_over"
    TRAIL_VERIFIED = "trail_verified"


class ClosingOutcome(StrEnum):
    NOT_APPLICABLE = "not_applicable"
    UNSATISFIED = "unsatisfied"
    SATISFIED = "satisfied"


class ClosingRecord(msgspec.Struct, frozen=True):
    """A clause as it stood when the file was closed."""

    clause: ClosingClause
    outcome: ClosingOutcome


class ClosingAgreed(Event, frozen=True, kw_only=True):
    """The first of the two agrees; the act of the other one closes the file."""

    NAME: ClassVar[str] = "file.closing-agreed"
    motive: Sealed | None = None


class FileClosed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "file.closed"
    agreed_by: UUID
    clauses: tuple[ClosingRecord, ...]
    motive: Sealed | None = None


class ReopeningAgreed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "file.reopening-agreed"
    motive: Sealed


class FileReopened(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "file.reopened"
    agreed_by: UUID
    motive: Sealed


class TransferAgreed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "file.transfer-agreed"
    organisation: str
    occurred_on: date


class FileTransferred(Event, frozen=True, kw_only=True):
    """To an archive: the file here is a copy from then on, and is not reopened."""

    NAME: ClassVar[str] = "file.transferred"
    agreed_by: UUID
    organisation: str
    occurred_on: date


class DestroyedIn(StrEnum):
    """A system in which the texts can no longer be opened."""

    DATABASE = "database"
    KEYS = "keys"
    BACKUPS = "backups"


class DestructionMethod(StrEnum):
    KEYS_DESTROYED = "keys_destroyed"


class DestructionAgreed(Event, frozen=True, kw_only=True):
    """What is to be destroyed, on which articles of the selection list, and what became of what left the house."""

    NAME: ClassVar[str] = "file.destruction-agreed"
    description: Sealed
    articles: Sealed
    elsewhere: Sealed | None = None


class DestructionCertified(Event, frozen=True, kw_only=True):
    """The four fields of rule R6. The texts of ``erasure``, recorded with it, are all that were left in the log."""

    NAME: ClassVar[str] = "file.destruction-certified"
    agreed_by: UUID
    agreed_at: int
    description: Sealed
    systems: tuple[DestroyedIn, ...]
    articles: Sealed
    method: DestructionMethod
    erasure: UUID
    elsewhere: Sealed | None = None


AGREEMENTS = (ClosingAgreed, ReopeningAgreed, TransferAgreed, DestructionAgreed)
Word = tuple[Event, Capacity | None, UUID]
"""What was agreed to last, in which capacity and by whom; the other one has yet to agree."""


class File(Aggregate, frozen=True, kw_only=True):
    """Its stream is that of the evaluation itself: ``Running`` reads there whether the file is closed."""

    closed: bool = False
    transferred: bool = False
    destroyed: bool = False

    def close(
        self, acting: Acting, word: Word | None, clauses: tuple[ClosingRecord, ...], motive: Sealed | None
    ) -> ClosingAgreed | FileClosed:
        """Raises AlreadyDone, NotYet while a clause is open, SameOfficer."""
        if self.closed:
            raise AlreadyDone(what="file_closed")
        if any(one.outcome is ClosingOutcome.UNSATISFIED for one in clauses):
            raise NotYet(what="closing_clauses")
        other = _other(acting, word, ClosingAgreed)
        if other is None:
            return ClosingAgreed(motive=motive)
        return FileClosed(agreed_by=other, clauses=clauses, motive=motive)

    def reopen(self, acting: Acting, word: Word | None, motive: Sealed) -> ReopeningAgreed | FileReopened:
        """Raises AlreadyDone where it is open, FileIsClosed after the transfer, SameOfficer."""
        if not self.closed:
            raise AlreadyDone(what="file_open")
        self._require_here()
        other = _other(acting, word, ReopeningAgreed)
        if other is None:
            return ReopeningAgreed(motive=motive)
        return FileReopened(agreed_by=other, motive=motive)

    def transfer(
        self, acting: Acting, word: Word | None, organisation: str, on: date, today: date
    ) -> TransferAgreed | FileTransferred:
        """To where the other one agreed. Raises NotYet while it is open, FileIsClosed, BadPeriod, SameOfficer."""
        if not self.closed:
            raise NotYet(what="file_closed")
        self._require_here()
        if on > today:
            raise BadPeriod(field="occurred_on")
        there = word is not None and getattr(word[0], "organisation", "") == organisation
        other = _other(acting, word, TransferAgreed) if there else None
        if other is None:
            return TransferAgreed(organisation=organisation, occurred_on=on)
        return FileTransferred(agreed_by=other, organisation=organisation, occurred_on=on)

    def destroy(
        self, acting: Acting, word: Word | None, said: DestructionAgreed | None, erasure: UUID, agreed_at: int
    ) -> DestructionAgreed | DestructionCertified:
        """``said`` None: what the other one wrote. Raises NotYet, AlreadyDone, Missing, SameOfficer."""
        if self.destroyed:
            raise AlreadyDone(what="file_destroyed")
        if not self.transferred:
            raise NotYet(what="file_transferred")
        if said is not None:
            return said
        other = _other(acting, word, DestructionAgreed)
        if word is None or other is None or not isinstance(word[0], DestructionAgreed):
            raise Missing(field="description")
        return DestructionCertified(
            agreed_by=other,
            agreed_at=agreed_at,
            description=word[0].description,
            systems=tuple(DestroyedIn),
            articles=word[0].articles,
            method=DestructionMethod.KEYS_DESTROYED,
            erasure=erasure,
            elsewhere=word[0].elsewhere,
        )

    def _require_here(self) -> None:
        if self.transferred:
            raise FileIsClosed(what="transferred")

    def evolve(self, event: Event) -> File:
        match event:
            case FileClosed():
                return self.but(closed=True)
            case FileReopened():
                return self.but(closed=False)
            case FileTransferred():
                return self.but(transferred=True)
            case DestructionCertified():
                return self.but(destroyed=True)
        return self


def _other(acting: Acting, word: Word | None, kind: type[Event]) -> UUID | None:
    """Who agreed before, in the other capacity; None where nobody did. Raises SameOfficer (condition 20)."""
    if word is None or not isinstance(word[0], kind):
        return None
    _, capacity, person = word
    if capacity is acting.capacity or person == acting.person:
        raise SameOfficer(what="file")
    return person
