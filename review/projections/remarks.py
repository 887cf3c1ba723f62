"""What must a decision know of comments? Their circumstances and where they stand, never their text."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Reader
from review.domain.errors import Unknown
from review.domain.visibility import FOR_THE_TEAM, CommentFacts, is_blind, sees_comment
from review.domain.vocabulary import CHANGES_TEXT, BodyKind, CommentState, RoundMode
from review.projections.comments import OF_DRAFT, comments, joined
from review.projections.rounds import responded_by, rounds
from review.projections.veils import facts

AT_ONCE = 500
"""So many comments are asked for in one question."""
ACCEPTED = sa.and_(
    comments.c.disposition.in_(tuple(CHANGES_TEXT)),
    comments.c.state.in_((CommentState.DISPOSED, CommentState.CONFIRMED, CommentState.DISPUTED)),
)
"""Comments that the team says it changed the text for."""


@dataclass(frozen=True, slots=True)
class Bare:
    """A comment as decisions need it: no text."""

    id: UUID
    evaluation: UUID
    draft: UUID
    draft_version: int
    author: UUID
    facts: CommentFacts
    block: int | None = None
    proposal: UUID | None = None  #: the key of the wording that it proposes


def bare(tx: sa.Connection, evaluation: UUID, comment: UUID) -> Bare:
    """Raises Unknown."""
    row = tx.execute(_ONE, {"comment": comment, "of": evaluation}).mappings().one_or_none()
    if row is None:
        raise Unknown(what="comment")
    return _bare(row)


_ONE = joined.where(comments.c.id == sa.bindparam("comment"), comments.c.evaluation == sa.bindparam("of"))


def bares(tx: sa.Connection, evaluation: UUID, wanted: Sequence[UUID]) -> Iterator[Bare]:
    """The same of many, in few questions; what is not there is left out."""
    for start in range(0, len(wanted), AT_ONCE):
        some = wanted[start : start + AT_ONCE]
        query = joined.where(comments.c.id.in_(some), comments.c.evaluation == evaluation)
        yield from map(_bare, tx.execute(query).mappings())


def _bare(row: sa.RowMapping) -> Bare:
    return Bare(
        row["id"],
        row["evaluation"],
        row["draft"],
        row["draft_version"],
        row["person"],
        facts(row),
        row["block"],
        row["proposal_key"],
    )


def require_seen(tx: sa.Connection, reader: Reader, found: Bare) -> None:
    """What somebody may not read in this capacity does not exist. Raises Unknown."""
    if not sees_comment(reader, found.facts, responded_by(tx, found.evaluation, reader.seats)):
        raise Unknown(what="comment")


def keeping(tx: sa.Connection, evaluation: UUID) -> Sequence[Any]:
    """The rounds that keep something from somebody: those under a pseudonym for ever, blind ones while they run."""
    return tx.execute(_KEEPING, {"of": evaluation}).all()


def blinding(
    tx: sa.Connection, reader: Reader, evaluation: UUID, found: Sequence[Any] | None = None
) -> dict[UUID, UUID]:
    """The open rounds that keep from this reader, for now, what others said in them; each with its document.

    ``found``: the rounds that keep something, where they were asked already.
    """
    rows = keeping(tx, evaluation) if found is None else found
    running = [row for row in rows if row.mode != RoundMode.PSEUDONYMOUS]
    if not running:
        return {}
    responded = responded_by(tx, evaluation, reader.seats)
    return {
        row.id: row.draft
        for row in running
        if is_blind(reader, BodyKind(row.body), RoundMode(row.mode), responded=row.id in responded)
    }


_KEEPING = sa.select(rounds.c.id, rounds.c.draft, rounds.c.body, rounds.c.mode).where(
    rounds.c.evaluation == sa.bindparam("of"),
    sa.or_(
        rounds.c.mode == RoundMode.PSEUDONYMOUS,
        sa.and_(rounds.c.is_open, rounds.c.mode.not_in((RoundMode.OPEN, RoundMode.PSEUDONYMOUS))),
    ),
)


def unseen_in(tx: sa.Connection, reader: Reader, evaluation: UUID, held: Collection[UUID]) -> frozenset[UUID]:
    """The comments made in these rounds that this reader may not see."""
    query = joined.where(comments.c.evaluation == evaluation, comments.c.round.in_(list(held)))
    return _unseen(tx, reader, evaluation, query)


def unseen_of(tx: sa.Connection, reader: Reader, evaluation: UUID, wanted: Collection[UUID]) -> frozenset[UUID]:
    """Those of these comments that this reader may not see."""
    query = joined.where(comments.c.evaluation == evaluation, comments.c.id.in_(list(wanted)))
    return _unseen(tx, reader, evaluation, query)


def _unseen(
    tx: sa.Connection, reader: Reader, evaluation: UUID, query: sa.Select[tuple[object, ...]]
) -> frozenset[UUID]:
    responded = responded_by(tx, evaluation, reader.seats)
    rows = tx.execute(query).mappings()
    return frozenset(row["id"] for row in rows if not _sees(reader, row, responded))


def _sees(reader: Reader, row: sa.RowMapping, responded: frozenset[UUID]) -> bool:
    """Nobody does where the row is damaged: who may see it cannot be told then."""
    try:
        return sees_comment(reader, facts(row), responded)
    except (LookupError, ValueError):
        return False


def seen_at(tx: sa.Connection, reader: Reader, evaluation: UUID, raised: Collection[int]) -> int:
    """How many of the comments that were raised at these positions does this reader see?"""
    responded = responded_by(tx, evaluation, reader.seats)
    query = joined.where(comments.c.evaluation == evaluation, comments.c.position.in_(list(raised)))
    return sum(_sees(reader, row, responded) for row in tx.execute(query).mappings())


@dataclass(frozen=True, slots=True)
class Promise:
    """A comment that was accepted in one version, and the passage that should read otherwise there."""

    comment: UUID
    draft_version: int
    block: int | None


def promised(tx: sa.Connection, draft: UUID, number: int) -> list[Promise]:
    """The comments on a document that were accepted in this version of it."""
    it = comments.c
    query = sa.select(it.id, it.draft_version, it.answer_block).where(
        it.draft == draft, it.in_version == number, ACCEPTED
    )
    return [Promise(*row) for row in tx.execute(query.order_by(it.position))]


def untrue(tx: sa.Connection, draft: UUID, number: int) -> list[int]:
    """Accepted comments whose change does not stand in this version: announced for a later one, or not made (C6)."""
    return list(tx.scalars(_UNTRUE, {"draft": draft, "number": number}))


_LATE = sa.or_(comments.c.unchanged, comments.c.in_version > sa.bindparam("number"))
_UNTRUE = sa.select(comments.c.position).where(OF_DRAFT, ACCEPTED, _LATE).order_by(comments.c.position)


def group_of(tx: sa.Connection, evaluation: UUID, comment: UUID) -> UUID | None:
    """The group in whose round a comment was made; None where there is no such comment."""
    query = sa.select(rounds.c.body_id).join(comments, comments.c.round == rounds.c.id)
    return tx.scalar(query.where(comments.c.id == comment, comments.c.evaluation == evaluation))


def undisposed(tx: sa.Connection, draft: UUID, *, group: UUID | None = None) -> list[tuple[UUID, int]]:
    """Comments for the team on any version of a document that wait for a disposition: id and position of raising."""
    rows = tx.execute(_UNDISPOSED if group is None else _UNDISPOSED_OF, {"draft": draft, "group": group})
    return [(row.id, row.position) for row in rows]


_UNDISPOSED = (
    sa.select(comments.c.id, comments.c.position)
    .where(OF_DRAFT, comments.c.state == CommentState.OPEN, comments.c.visibility.in_(FOR_THE_TEAM))
    .order_by(comments.c.position)
)
_UNDISPOSED_OF = _UNDISPOSED.join(rounds, rounds.c.id == comments.c.round).where(
    rounds.c.body_id == sa.bindparam("group")
)


def dissents(tx: sa.Connection, draft: UUID) -> tuple[UUID, ...]:
    """Comments on a document whose authors maintain their objection."""
    return tuple(tx.scalars(_DISSENTS, {"draft": draft}))


_DISSENTS = (
    sa.select(comments.c.id).where(OF_DRAFT, comments.c.state == CommentState.DISPUTED).order_by(comments.c.position)
)


def has_said(tx: sa.Connection, review_round: UUID, seat: UUID) -> bool:
    """Whether a comment of a round was made from this seat and not taken back."""
    query = sa.select(comments.c.id).where(comments.c.round == review_round, comments.c.seat == seat)
    return tx.scalar(query.where(comments.c.state != CommentState.WITHDRAWN).limit(1)) is not None


def by_number(tx: sa.Connection, evaluation: UUID, number: int) -> UUID | None:
    query = sa.select(comments.c.id).where(comments.c.evaluation == evaluation, comments.c.number == number)
    return tx.scalar(query)


def can_be_original(tx: sa.Connection, original: UUID, duplicate: UUID) -> bool:
    """Whether a comment may point at this one as its original: not withdrawn, and not itself its duplicate."""
    wanted = sa.select(comments.c.state, comments.c.duplicate_of).where(comments.c.id == sa.bindparam("one"))
    one: UUID | None = original
    passed: set[UUID] = {duplicate}
    while one is not None:
        row = tx.execute(wanted, {"one": one}).one()
        if one in passed or row.state == CommentState.WITHDRAWN:
            return False
        passed.add(one)
        one = row.duplicate_of
    return True
