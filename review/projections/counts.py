"""How many comments does this reader see, in which state? Counters obey the rules of visibility too."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.domain.acts import Reader
from review.domain.visibility import CommentFacts, sees_comment
from review.domain.vocabulary import BodyKind, CommentState, RoundMode, Visibility
from review.projections.comments import comments
from review.projections.drafts import drafts
from review.projections.remarks import ACCEPTED
from review.projections.rounds import rounds

NOBODY = UUID(int=0)


@dataclass(frozen=True, slots=True)
class Heap:
    """Comments that the same readers see, counted; ``since`` is when the first of them came into this state."""

    evaluation: UUID
    draft: UUID
    state: CommentState
    is_own: bool  #: raised by the person the counting is for
    facts: CommentFacts
    count: int
    since: int


def heaps(tx: sa.Connection, person: UUID, evaluations: Collection[UUID]) -> list[Heap]:
    """All comments of these evaluations in heaps, whoever may see them: sift with ``seen`` before showing anything."""
    return _heaps(tx, person, evaluations, _ALL)


def waiting(tx: sa.Connection, person: UUID, evaluations: Collection[UUID]) -> list[Heap]:
    """Those that wait for somebody: open and disputed ones, and what was done with this person's own."""
    return _heaps(tx, person, evaluations, _WAITING)


def untrue(tx: sa.Connection, person: UUID, evaluations: Collection[UUID]) -> list[Heap]:
    """Accepted comments whose change does not stand in the latest version: announced for a later one, or not made."""
    return _heaps(tx, person, evaluations, _UNTRUE)


def _heaps(
    tx: sa.Connection, person: UUID, evaluations: Collection[UUID], query: sa.Select[tuple[object, ...]]
) -> list[Heap]:
    if not evaluations:
        return []
    return [_heap(row, person) for row in tx.execute(query, {"reader": person, "ids": evaluations}).all()]


def seen(found: Iterable[Heap], reader: Reader, responded: frozenset[UUID]) -> list[Heap]:
    """The heaps this reader may see; ``responded``: the rounds in which the reader has responded."""
    return [heap for heap in found if sees_comment(reader, heap.facts, responded)]


def by_state(found: Iterable[Heap]) -> dict[CommentState, int]:
    counted = dict.fromkeys(CommentState, 0)
    for heap in found:
        counted[heap.state] += heap.count
    return counted


def _query(which: sa.ColumnElement[bool]) -> sa.Select[tuple[object, ...]]:
    it = comments.c
    narrow = it.visibility == Visibility.OWN_ORGANISATION
    one = (
        sa.select(
            it.evaluation,
            it.draft,
            it.state,
            it.round,
            it.visibility,
            sa.case((narrow, it.organisation), else_="").label("shared_by"),
            sa.case((_OWN, 1), else_=0).label("own"),
            sa.func.coalesce(it.answered_at, it.disposed_at, it.at).label("since"),
        )
        .where(among(it.evaluation), which)
        .subquery()
    )
    keys = [column for column in one.c if column.name != "since"]
    heap = sa.select(*keys, sa.func.count().label("number"), sa.func.min(one.c.since).label("since")).group_by(*keys)
    counted = heap.subquery()
    return sa.select(counted, rounds.c.body, rounds.c.mode, rounds.c.is_open).join(
        rounds, rounds.c.id == counted.c.round
    )


def _heap(row: sa.Row[tuple[object, ...]], person: UUID) -> Heap:
    facts = CommentFacts(
        author=person if row.own else NOBODY,
        seat=NOBODY,
        organisation=row.shared_by,
        round=row.round,
        body=BodyKind(row.body),
        mode=RoundMode(row.mode),
        round_open=row.is_open,
        visibility=Visibility(row.visibility),
    )
    return Heap(row.evaluation, row.draft, CommentState(row.state), bool(row.own), facts, row.number, row.since)


_OWN = comments.c.person == sa.bindparam("reader")
_LATEST = sa.select(drafts.c.latest).where(drafts.c.id == comments.c.draft).scalar_subquery()
_ALL = _query(sa.true())
_WAITING = _query(
    sa.or_(
        comments.c.state.in_((CommentState.OPEN, CommentState.DISPUTED)),
        sa.and_(comments.c.state == CommentState.DISPOSED, _OWN),
    )
)
_UNTRUE = _query(sa.and_(ACCEPTED, sa.or_(comments.c.unchanged, comments.c.in_version > _LATEST)))
