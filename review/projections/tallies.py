"""What became of the comments, organisation by organisation?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from review.domain.vocabulary import CommentState, Disposition
from review.projections.comments import Comment


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the comments of one organisation; ``counts`` by disposition, None: still open."""

    organisation: str
    counts: dict[Disposition | None, int]
    disputed: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


def tallies(found: Sequence[Comment]) -> list[Tally]:
    """Dispositions per organisation over comments that this reader sees; withdrawn ones are left out."""
    by_organisation: dict[str, list[Comment]] = {}
    for comment in found:
        if comment.state not in (CommentState.WITHDRAWN, CommentState.NOT_ADMITTED):
            by_organisation.setdefault(comment.organisation, []).append(comment)
    answer = []
    for organisation, group in sorted(by_organisation.items()):
        counts: dict[Disposition | None, int] = {}
        for comment in group:
            counts[comment.disposition] = counts.get(comment.disposition, 0) + 1
        disputed = sum(comment.state is CommentState.DISPUTED for comment in group)
        answer.append(Tally(organisation, counts, disputed))
    return answer
