"""A minority statement: a member of a group puts on record, with a version, where the group goes another way."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Acting, Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, NotPermitted, NotTheAuthor, Unknown
from review.domain.permissions import Permission
from review.domain.vocabulary import REVIEWING_BODIES, BodyKind


class MinorityFiled(Event, frozen=True, kw_only=True):
    """It stands with this version, and goes along to its approval; ``body`` is the group of the member."""

    NAME: ClassVar[str] = "minority.filed"
    draft: UUID
    draft_version: int
    body: BodyKind
    text: Sealed


class MinorityWithdrawn(Event, frozen=True, kw_only=True):
    """Its author takes it back; the record of it stays."""

    NAME: ClassVar[str] = "minority.withdrawn"


class Minority(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = MinorityFiled

    is_withdrawn: bool = False

    @staticmethod
    def file(acting: Acting, draft: UUID, draft_version: int, text: Sealed) -> MinorityFiled:
        """Raises NotPermitted for who is no member of a group that reviews."""
        if acting.body not in REVIEWING_BODIES:
            raise NotPermitted(act=Permission.FILE_MINORITY, capacity=acting.capacity)
        return MinorityFiled(draft=draft, draft_version=draft_version, body=acting.body, text=text)

    def withdraw(self, person: UUID, author: UUID) -> MinorityWithdrawn:
        """Raises Unknown, NotTheAuthor, AlreadyDone."""
        if not self.version:
            raise Unknown(what="minority")
        if person != author:
            raise NotTheAuthor()
        if self.is_withdrawn:
            raise AlreadyDone(what="minority_withdrawn")
        return MinorityWithdrawn()

    def evolve(self, event: Event) -> Minority:
        return self.but(is_withdrawn=True) if isinstance(event, MinorityWithdrawn) else self
