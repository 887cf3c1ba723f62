"""Recording that somebody looked through who may do what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from review.application import InstallationCommand, Work
from review.domain import texts
from review.domain.access_reviews import AccessReviewed, ReviewOutcome, ReviewScope, require_seen
from review.domain.permissions import Permission
from review.projections import access_reviews


@dataclass(frozen=True, kw_only=True)
class ReviewAccess(InstallationCommand):
    """An auditor looked through seats, offices, mandates and accounts as they were, and says what was found (B3)."""

    needs: ClassVar[Permission] = Permission.REVIEW_ACCESS
    scope: ReviewScope
    outcome: ReviewOutcome
    finding: str
    seen: int  #: the moment of the list

    def execute(self, work: Work) -> None:
        require_seen(self.seen, work.now)
        finding = work.seal(texts.required(self.finding, "finding", texts.COMMENT_LIMIT))
        numbers = access_reviews.numbers(work.tx, self.seen)
        it = AccessReviewed(scope=self.scope, outcome=self.outcome, finding=finding, as_of=self.seen, **numbers)
        work.begin(it)
