"""What an act on many comments asks of each of them, read in few questions under the lock and kept for that act."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from review.domain.comments import Comment
from review.projections import drafts, flags, remarks
from review.work import Work


def foresee(work: Work, comments: Sequence[UUID]) -> None:
    """Whoever deals with one of these comments in this act finds its state and its circumstances read."""
    work.foresee(Comment, comments)
    for found in remarks.bares(work.tx, work.log, list(dict.fromkeys(comments))):
        work.told(("comment", found.id), found)


def bare(work: Work, comment: UUID) -> remarks.Bare:
    """Raises Unknown."""
    return work.once(("comment", comment), lambda: remarks.bare(work.tx, work.log, comment))


def latest(work: Work, draft: UUID) -> int:
    """The number of the latest version of a document."""
    return work.once(("latest", draft), lambda: drafts.bare(work.tx, work.log, draft).latest)


def agreed_on(work: Work, found: remarks.Bare) -> bool:
    """Whether the classification authority agreed on a flag on the passage of a comment."""
    about = ("agreed", found.draft, found.block)
    return work.once(about, lambda: flags.agreed_on(work.tx, found.draft, found.block))
