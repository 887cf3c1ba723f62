"""What is there already of the comments in a review copy that comes in?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Door, Reader
from review.domain.anchors import Anchor
from review.projections.anchoring import unpacked
from review.projections.comments import comments
from review.projections.groups import seats
from review.projections.replies import replies
from review.projections.schema import sealed_of

Place = tuple[tuple[int, int | None, int | None], ...]
"""Block, from and to of each anchor; no from: the whole block."""


@dataclass(frozen=True, slots=True)
class Known:
    """A comment that was raised before: by which seat, where, in which words."""

    id: UUID
    seat: UUID
    place: Place
    text: str
    proposal: str


def known(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> Iterator[Known]:
    """Every comment on a version; asked by the house itself, so nothing of it may reach a person unasked."""
    query = sa.select(comments).where(comments.c.draft == draft, comments.c.draft_version == number)
    rows = tx.execute(query).mappings().all()
    sealed = [(sealed_of(row, "text"), sealed_of(row, "proposal")) for row in rows]
    words = door.open_all([one for pair in sealed for one in pair], reader)
    for row, (text, proposal) in zip(rows, sealed, strict=True):
        said, proposed = words[text], words[proposal]
        if isinstance(said, str) and isinstance(proposed, str):
            yield Known(row["id"], row["seat"], place(unpacked(row["anchors"])), said, proposed)


def place(anchors: tuple[Anchor, ...]) -> Place:
    return tuple((one.block, one.start, one.end) for one in anchors)


def said(tx: sa.Connection, door: Door, reader: Reader, of: Collection[UUID]) -> Iterator[tuple[UUID, UUID, str]]:
    """Each reply to these comments: the comment, whose words they are, and the words. Asked by the house itself."""
    query = sa.select(replies, seats.c.person.label("said_by"))
    query = query.join(seats, seats.c.id == replies.c.speaker, isouter=True).where(replies.c.comment.in_(list(of)))
    rows = tx.execute(query).mappings().all() if of else []
    words = door.open_all([sealed_of(row, "text") for row in rows], reader)
    for row in rows:
        text = words[sealed_of(row, "text")]
        if isinstance(text, str):
            yield row["comment"], row["said_by"] or row["person"], text
