"""Which comments are there with everything that was done about each: the rows of the response matrix (rule C1)?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Door, Reader
from review.domain.matrix import Audience, eyes_of, telling
from review.domain.vocabulary import CommentState, Visibility
from review.projections import comments, groups, people, rounds
from review.projections.trail import lines


@dataclass(frozen=True, slots=True)
class Entry:
    """A row: the comment as this reader sees it, its round, and how often something was recorded about it."""

    it: comments.Comment
    round: rounds.Round
    seen: int
    original: int | None  #: the number of the comment that it repeats


@dataclass(frozen=True, slots=True)
class Matrix:
    """``withheld``: rows that the reader sees and the audience does not get."""

    audience: Audience
    entries: tuple[Entry, ...]
    withheld: int


def matrix(
    tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID, audience: Audience = Audience.OWN
) -> Matrix:
    """The rows that this reader may see and this audience too, with the names that the audience may see."""
    own = comments.of_evaluation(tx, door, reader, evaluation)
    held = {it.id: it for it in rounds.of_evaluation(tx, door, reader, evaluation)}
    found = own
    if audience is not Audience.OWN:
        allowed = {it.id for it in own}
        seen = comments.of_evaluation(tx, door, eyes_of(audience, reader), evaluation)
        found = [it for it in seen if it.id in allowed and _is_for(audience, it, held[it.round])]
    counted, numbers = _seen(tx, evaluation), _numbers(tx, evaluation)
    entries = tuple(
        Entry(it, held[it.round], counted.get(it.id, 0), numbers.get(it.duplicate_of) if it.duplicate_of else None)
        for it in found
    )
    return Matrix(audience, entries, len(own) - len(entries))


def _is_for(audience: Audience, it: comments.Comment, review_round: rounds.Round) -> bool:
    """To the public goes what was said to the whole group, of rounds that are over."""
    if audience is not Audience.PUBLIC:
        return True
    return it.visibility is Visibility.GROUP and it.state is not CommentState.WITHDRAWN and not review_round.is_open


def _seen(tx: sa.Connection, evaluation: UUID) -> Mapping[UUID, int]:
    """How many records each comment has: an act on an older state of it is refused."""
    query = (
        sa.select(lines.c.stream, sa.func.count())
        .where(lines.c.log == evaluation, lines.c.stream.in_(sa.select(comments.comments.c.id)))
        .group_by(lines.c.stream)
    )
    return {row[0]: row[1] for row in tx.execute(query)}


def _numbers(tx: sa.Connection, evaluation: UUID) -> Mapping[UUID, int]:
    table = comments.comments
    query = sa.select(table.c.id, table.c.number).where(table.c.evaluation == evaluation)
    return {row.id: row.number for row in tx.execute(query)}


@dataclass(frozen=True, slots=True)
class Around:
    """Who is around an evaluation: their names, and the organisations that do not point at one of them."""

    names: tuple[str, ...]
    telling: frozenset[str]


def around(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> Around:
    """Everybody with a seat, and whoever commented or dealt with a comment without one."""
    seats = [seat for group in groups.of_evaluation(tx, door, reader, evaluation) for seat in group.seats]
    table = comments.comments
    spoke = tx.execute(
        sa.select(table.c.organisation, table.c.person, table.c.disposed_by).where(table.c.evaluation == evaluation)
    ).all()
    known = {seat.person for seat in seats} | {row.person for row in spoke}
    known |= {row.disposed_by for row in spoke if row.disposed_by}
    listed = people.listed(tx, door, reader, known)
    belonging = {(seat.organisation, seat.person) for seat in seats} | {(row.organisation, row.person) for row in spoke}
    return Around(tuple(one.name for one in listed if isinstance(one.name, str)), telling(belonging))
