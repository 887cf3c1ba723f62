"""Opening an evaluation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Review, Work
from review.domain import texts
from review.domain.evaluations import allow_copy_comments, open_evaluation
from review.domain.groups import Group
from review.domain.permissions import Permission
from review.domain.vocabulary import BodyKind, EvaluationType
from review.projections import evaluations

NO_EVALUATION = UUID(int=0)
"""It has no id before it is opened: it gets that of the command."""


@dataclass(frozen=True, kw_only=True)
class OpenEvaluation(EvaluationCommand):
    """The director opens an evaluation with its groups, still without members. Its log bears the command's own id."""

    needs: ClassVar[Permission] = Permission.OPEN_EVALUATION
    creates_log: ClassVar[bool] = True

    evaluation: UUID = field(init=False, default=NO_EVALUATION)
    title: str
    type: EvaluationType = EvaluationType.EVALUATION
    request: str = ""
    copy_recipients_comment: bool = False

    def log(self, review: Review) -> UUID:
        return self.command_id

    def execute(self, work: Work) -> None:
        title = texts.required(self.title, "title", texts.TITLE_LIMIT)
        request = texts.optional(self.request, "request")
        opened = open_evaluation(
            work.seal(title),
            self.type,
            work.seal_optional(request),
            copy_recipients_comment=self.copy_recipients_comment,
        )
        work.begin(opened, work.log)
        for body in BodyKind:
            work.begin(Group.constitute(body))


@dataclass(frozen=True, kw_only=True)
class AllowCopyComments(EvaluationCommand):
    """Copy recipients may comment in this evaluation, or read only, from now on (condition 7)."""

    needs: ClassVar[Permission] = Permission.OPEN_EVALUATION
    allowed: bool

    def execute(self, work: Work) -> None:
        now = evaluations.takes_copy_comments(work.tx, self.evaluation)
        work.begin(allow_copy_comments(allowed=self.allowed, now=now))
