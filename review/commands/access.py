"""Access to information: asking for it, and recording what came of that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.access import Access, AccessAnswer
from review.domain.permissions import Permission
from review.projections import access


@dataclass(frozen=True, kw_only=True)
class RequestAccess(EvaluationCommand):
    """The team asks a directorate for information (rule G10)."""

    needs: ClassVar[Permission] = Permission.KEEP_ACCESS
    directorate: str
    what: str
    asked_on: date

    def execute(self, work: Work) -> None:
        requested = Access.request(
            access.next_number(work.tx, work.log),
            texts.organisation(self.directorate),
            work.seal(texts.required(self.what, "what")),
            self.asked_on,
            work.today,
        )
        work.begin(requested)


@dataclass(frozen=True, kw_only=True)
class RecordAnswer(EvaluationCommand):
    """The directorate granted what was asked, granted a part of it, or refused it with a reason."""

    needs: ClassVar[Permission] = Permission.KEEP_ACCESS
    access: UUID
    answer: AccessAnswer
    answered_on: date
    motive: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Access, self.access)
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.answered(self.answer, self.answered_on, motive, work.today))
