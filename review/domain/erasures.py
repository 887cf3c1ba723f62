"""Forgetting a text: the key dies, the record of it stays (rules P4, R6; two officers must agree, condition 19)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, SameOfficer, Unknown
from review.domain.vocabulary import Capacity, ErasureGround


class ErasureRequested(Event, frozen=True, kw_only=True):
    """``keys`` are the keys of the texts to be forgotten; ``subject`` is the stream they belong to.

    The last ``repeated`` of them were not named: they repeat a passage that was.
    """

    NAME: ClassVar[str] = "erasure.requested"
    keys: tuple[UUID, ...]
    subject: UUID
    ground: ErasureGround
    motive: Sealed
    repeated: int = 0


class ErasureCarriedOut(Event, frozen=True, kw_only=True):
    """Recorded first; the keys are destroyed right after, and by the next start where a crash came in between.

    With what came to repeat a passage after it was asked; the last ``repeated`` keys were not named.
    """

    NAME: ClassVar[str] = "erasure.carried-out"
    keys: tuple[UUID, ...]
    subject: UUID
    repeated: int = 0


class ErasureRefused(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "erasure.refused"
    motive: Sealed


class Erasure(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = ErasureRequested

    keys: tuple[UUID, ...] = ()
    subject: UUID | None = None
    repeated: int = 0
    decided: bool = False

    @property
    def named(self) -> tuple[UUID, ...]:
        """The keys that the first officer named."""
        return self.keys[: len(self.keys) - self.repeated]

    def carry_out(
        self, capacity: Capacity, person: UUID, asked_by: tuple[Capacity, UUID], repeating: tuple[UUID, ...] = ()
    ) -> ErasureCarriedOut:
        """``repeating``: what repeats a passage by now. Raises SameOfficer unless the other officer, another person,
        agrees."""
        subject = self._require_pending()
        if capacity is asked_by[0] or person == asked_by[1]:
            raise SameOfficer()
        keys = tuple(dict.fromkeys((*self.keys, *repeating)))
        return ErasureCarriedOut(keys=keys, subject=subject, repeated=len(keys) - len(self.named))

    def refuse(self, motive: Sealed) -> ErasureRefused:
        self._require_pending()
        return ErasureRefused(motive=motive)

    def _require_pending(self) -> UUID:
        if not self.version or self.subject is None:
            raise Unknown(what="erasure")
        if self.decided:
            raise AlreadyDone(what="erasure_decided")
        return self.subject

    def evolve(self, event: Event) -> Erasure:
        match event:
            case ErasureRequested():
                return self.but(keys=event.keys, subject=event.subject, repeated=event.repeated)
            case ErasureCarriedOut() | ErasureRefused():
                return self.but(decided=True)
        return self
