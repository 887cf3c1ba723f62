"""Filing a minority statement, and taking it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import AlreadyDone, VersionSuperseded
from review.domain.minority import Minority
from review.domain.permissions import Permission
from review.projections import drafts, minority


@dataclass(frozen=True, kw_only=True)
class FileMinority(EvaluationCommand):
    """A member files a minority statement on the latest version, as long as that has not been approved."""

    needs: ClassVar[Permission] = Permission.FILE_MINORITY
    draft: UUID
    number: int
    text: str

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        it.require_there()
        if it.number != it.latest:
            raise VersionSuperseded(latest=it.latest)
        if it.approved == it.number:
            raise AlreadyDone(what="approval_granted")
        text = work.seal(texts.required(self.text, "text", texts.COMMENT_LIMIT))
        work.begin(Minority.file(work.acting, self.draft, self.number, text))


@dataclass(frozen=True, kw_only=True)
class WithdrawMinority(EvaluationCommand):
    """Its author takes a minority statement back; the record stays, and so does what an approval has frozen."""

    needs: ClassVar[Permission] = Permission.FILE_MINORITY
    statement: UUID

    def execute(self, work: Work) -> None:
        it = work.load(Minority, self.statement)
        work.keep(it, it.withdraw(work.person, minority.author(work.tx, self.evaluation, self.statement)))
