"""What was said in the thread of a comment after it was raised, and by whom, as far as the reader may know?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.columns import Big, Id
from review.domain.acts import Door, Name, Reader, Recorded, Words
from review.domain.replies import CommentReplied
from review.domain.vocabulary import Capacity
from review.projections.comments import Comment
from review.projections.disclosures import Veils
from review.projections.groups import seats
from review.projections.people import Names
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

replies = sa.Table(
    "replies",
    metadata,
    identity("comment"),
    sa.Column("position", Big, primary_key=True, autoincrement=False),
    column("evaluation", Id),
    column("person", Id),
    column("capacity", sa.Text, nullable=True),
    column("organisation", sa.Text),
    column("speaker", Id, nullable=True),
    *sealed_columns("text"),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    if isinstance(it.event, CommentReplied):
        by = it.envelope
        row = {
            "comment": it.stream,
            "position": it.position,
            "evaluation": it.log,
            "person": by.person,
            "capacity": by.capacity,
            "organisation": by.on_behalf_of,
            "speaker": it.event.speaker,
            **sealed_values("text", it.event.text),
            "at": it.at,
        }
        yield Insert(replies, row)


@dataclass(frozen=True, slots=True)
class Reply:
    """``entered_by``: whoever put it in for the one who said it."""

    position: int
    name: Name
    capacity: Capacity | None
    organisation: str
    text: Words
    at: int
    entered_by: Name | None


def of_comment(tx: sa.Connection, door: Door, reader: Reader, it: Comment) -> Sequence[Reply]:
    """The replies to a comment that this reader was shown, in order: who sees the comment sees these."""
    return _answered(tx, door, reader, it.evaluation, _said.where(replies.c.comment == it.id)).get(it.id, ())


def of_comments(
    tx: sa.Connection, door: Door, reader: Reader, shown: Sequence[Comment]
) -> Mapping[UUID, Sequence[Reply]]:
    """The same for many comments of one evaluation; those without replies are left out."""
    if not shown:
        return {}
    evaluation = shown[0].evaluation
    found = _said.where(replies.c.evaluation == evaluation)
    return _answered(tx, door, reader, evaluation, found, frozenset(it.id for it in shown))


_said = sa.select(
    replies,
    seats.c.person.label("said_by"),
    seats.c.capacity.label("said_as"),
    seats.c.organisation.label("said_for"),
).join(seats, seats.c.id == replies.c.speaker, isouter=True)


def _answered(
    tx: sa.Connection,
    door: Door,
    reader: Reader,
    evaluation: UUID,
    query: sa.Select[Any],
    shown: frozenset[UUID] | None = None,
) -> Mapping[UUID, Sequence[Reply]]:
    found = tx.execute(query.order_by(replies.c.position)).mappings().all()
    rows = [row for row in found if shown is None or row["comment"] in shown]
    if not rows:
        return {}
    opened = Opened(door, reader, rows, "text")
    veils = Veils(tx, reader, evaluation)
    names = Names(tx, door, reader, (one for row in rows for one in (row["person"], row["said_by"]) if one))
    answered: defaultdict[UUID, list[Reply]] = defaultdict(list)
    for row in rows:
        answered[row["comment"]].append(_reply(row, opened, veils, names))
    return answered


def _reply(row: sa.RowMapping, opened: Opened, veils: Veils, names: Names) -> Reply:
    hidden = veils.over(row["position"])
    entered = row["said_by"] is not None and row["said_by"] != row["person"]
    name: Name = hidden or names[row["said_by"] or row["person"]]
    capacity = row["said_as"] or row["capacity"]
    return Reply(
        position=row["position"],
        name=name,
        capacity=None if hidden or not capacity else Capacity(capacity),
        organisation="" if hidden else row["said_for"] if row["said_by"] else row["organisation"],
        text=opened.need(row, "text"),
        at=row["at"],
        entered_by=names[row["person"]] if entered and not hidden else None,
    )


def counts(tx: sa.Connection, shown: Collection[UUID]) -> Mapping[UUID, int]:
    """How many replies each of these comments has, which the reader was shown before this is asked."""
    return {row[0]: row[1] for row in tx.execute(_COUNTED, {"ids": list(shown)})} if shown else {}


_COUNTED = sa.select(replies.c.comment, sa.func.count()).where(among(replies.c.comment)).group_by(replies.c.comment)
