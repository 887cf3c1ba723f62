"""Looking behind the pseudonyms of a round: for an auditor, with a motive, and on record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.permissions import Permission
from review.domain.rounds import Round
from review.projections import unmaskings


@dataclass(frozen=True, kw_only=True)
class UnmaskRound(EvaluationCommand):
    """An auditor reads from now on who spoke in a pseudonymous round; everybody in the evaluation sees that."""

    needs: ClassVar[Permission] = Permission.UNMASK
    round: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        motive = work.seal(texts.required(self.motive, "motive"))
        done = unmaskings.has_unmasked(work.tx, it.id, work.person)
        work.keep(it, it.unmask(motive, done=done))
