"""Whether the public sees how far an evaluation is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import AlreadyDone
from review.domain.permissions import Permission
from review.domain.progress import ProgressHidden, ProgressShown
from review.projections import progress


@dataclass(frozen=True, kw_only=True)
class ShowProgress(EvaluationCommand):
    """From now on anybody sees the phase of the evaluation and what was published, under a title for the public."""

    needs: ClassVar[Permission] = Permission.RECORD_AFTERWARDS
    title: str

    def execute(self, work: Work) -> None:
        title = work.seal(texts.required(self.title, "title", texts.TITLE_LIMIT))
        work.begin(ProgressShown(title=title))


@dataclass(frozen=True, kw_only=True)
class HideProgress(EvaluationCommand):
    """The public no longer sees how far the evaluation is."""

    needs: ClassVar[Permission] = Permission.RECORD_AFTERWARDS

    def execute(self, work: Work) -> None:
        """Raises AlreadyDone where it is not shown."""
        if not progress.is_shown(work.tx, self.evaluation):
            raise AlreadyDone(what="progress_hidden")
        work.begin(ProgressHidden())
