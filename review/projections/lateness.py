"""Does a comment that came after the deadline count, and what were the reasons?"""

from __future__ import annotations

from collections.abc import Iterator

import sqlalchemy as sa

from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.comments import LateDecided
from review.domain.vocabulary import CommentState
from review.projections.comments import Comment, comments
from review.projections.schema import Change, Update, sealed_of, sealed_values


def changes(it: Recorded) -> Iterator[Change]:
    if isinstance(it.event, LateDecided):
        state = CommentState.OPEN if it.event.admitted else CommentState.NOT_ADMITTED
        values = {"state": state, "admitted": it.event.admitted, **sealed_values("late_motive", it.event.motive)}
        yield Update(comments, (it.stream,), values)


def reasons(tx: sa.Connection, door: Door, reader: Reader, it: Comment) -> Words | None:
    """Why a comment that this reader was shown is taken along or not."""
    row = tx.execute(sa.select(comments).where(comments.c.id == it.id)).mappings().one()
    sealed = sealed_of(row, "late_motive")
    return door.open(sealed, reader) if sealed else None
