"""Which comments were discussed at which meeting, as its minutes say?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Reader, Recorded
from review.domain.comments import CommentDiscussed
from review.domain.visibility import sees_meeting
from review.domain.vocabulary import BodyKind
from review.projections.meetings import meetings
from review.projections.schema import Change, Insert, column, identity, metadata, moment

discussions = sa.Table(
    "discussions",
    metadata,
    identity("comment"),
    column("meeting", Id, primary_key=True),
    column("evaluation", Id, index=True),
    moment("at"),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case CommentDiscussed() as event:
            row = {"comment": it.stream, "meeting": event.meeting, "evaluation": it.log, "at": it.at}
            yield Insert(discussions, row | {"position": it.position})


@dataclass(frozen=True, slots=True)
class Discussed:
    """A meeting at which a comment was discussed: the ``number``-th of its group."""

    comment: UUID
    meeting: UUID
    number: int
    body: BodyKind


_OF = (
    sa.select(discussions.c.comment, discussions.c.meeting, meetings.c.number, meetings.c.body)
    .join(meetings, meetings.c.id == discussions.c.meeting)
    .where(discussions.c.evaluation == sa.bindparam("of"))
    .order_by(meetings.c.occurred_on, meetings.c.position, discussions.c.position)
)


def of_evaluation(tx: sa.Connection, reader: Reader, evaluation: UUID) -> list[Discussed]:
    """At the meetings that this reader may know of; whether a comment is seen is asked of comments."""
    rows = tx.execute(_OF, {"of": evaluation})
    found = [Discussed(row.comment, row.meeting, row.number, BodyKind(row.body)) for row in rows]
    return [one for one in found if sees_meeting(reader, one.body)]


def at_meeting(tx: sa.Connection, meeting: UUID) -> frozenset[UUID]:
    """The comments that were discussed there, for decisions."""
    return frozenset(tx.scalars(sa.select(discussions.c.comment).where(discussions.c.meeting == meeting)))
