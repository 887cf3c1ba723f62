"""Letting somebody decide in the director's place, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import AlreadyDone, Unknown
from review.domain.mandates import Mandate
from review.domain.permissions import Permission
from review.projections import mandates, people


@dataclass(frozen=True, kw_only=True)
class GiveMandate(EvaluationCommand):
    """The director lets somebody decide on approval in this evaluation, for a period and with a motive."""

    needs: ClassVar[Permission] = Permission.GIVE_MANDATE
    person: UUID
    starts_at: int | None = None
    ends_at: int
    motive: str

    def execute(self, work: Work) -> None:
        if not people.is_known(work.tx, self.person):
            raise Unknown(what="person")
        starts_at = work.now if self.starts_at is None else self.starts_at
        motive = work.seal(texts.required(self.motive, "motive"))
        period = (starts_at, self.ends_at)
        offices = mandates.offices_of(work.tx, self.person, work.now)
        given = Mandate.give(work.person, self.person, offices, work.acting.organisation, period, motive, work.now)
        if mandates.has_one(work.tx, self.person, self.evaluation, starts_at, self.ends_at):
            raise AlreadyDone(what="mandate_given")
        work.begin(given)


@dataclass(frozen=True, kw_only=True)
class EndMandate(EvaluationCommand):
    """The director takes a mandate back: from that moment it allows nothing."""

    needs: ClassVar[Permission] = Permission.GIVE_MANDATE
    mandate: UUID
    motive: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Mandate, self.mandate)
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.end(motive, work.now))
