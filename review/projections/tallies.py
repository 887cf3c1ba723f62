"""What became of the comments, organisation by organisation?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Pseudonym, Reader
from review.domain.vocabulary import CommentState, Disposition
from review.projections.comments import Comment, comments
from review.projections.rounds import participations, responded_by, rounds
from review.projections.veils import pseudonym_of, sifted


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the comments of one organisation; ``counts`` by disposition, None: still open."""

    organisation: str
    counts: dict[Disposition | None, int]
    disputed: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class Share:
    """So many comments of one member in one round that stand alike, as far as a reader may know of them."""

    round: UUID
    person: UUID
    organisation: str
    pseudonym: Pseudonym | None
    state: CommentState
    disposition: Disposition | None
    count: int


def shares(tx: sa.Connection, reader: Reader, evaluation: UUID, draft: UUID) -> list[Share]:
    """All comments on a document that this reader sees, counted where they lie: a long record is not read for it."""
    rows = tx.execute(_SHARES, {"draft": draft}).mappings().all()
    return [
        Share(
            row["round"],
            row["person"],
            row["organisation"],
            pseudonym_of(row),
            CommentState(row["state"]),
            Disposition(row["disposition"]) if row["disposition"] else None,
            row["count"],
        )
        for row in sifted(tx, reader, rows, responded_by(tx, evaluation, reader.seats))
    ]


_KEYS = ("draft_version", "round", "seat", "person", "organisation", "visibility", "state", "disposition")
_counted = (
    sa.select(*(comments.c[key] for key in _KEYS), sa.func.count().label("count"))
    .where(comments.c.draft == sa.bindparam("draft"))
    .group_by(*(comments.c[key] for key in _KEYS))
    .subquery()
)
_asked = sa.and_(participations.c.round == _counted.c.round, participations.c.seat == _counted.c.seat)
_SHARES = (
    sa.select(
        _counted,
        rounds.c.evaluation,
        rounds.c.body,
        rounds.c.mode,
        rounds.c.is_open.label("round_open"),
        participations.c.pseudonym,
    )
    .join(rounds, rounds.c.id == _counted.c.round)
    .join(participations, _asked, isouter=True)
)


def tallies(found: Sequence[Comment]) -> list[Tally]:
    """Dispositions per organisation over comments that this reader sees; withdrawn ones are left out."""
    return _tallied((one.organisation, one.state, one.disposition, 1) for one in found)


def tallies_of(found: Sequence[Share]) -> list[Tally]:
    """The same, over what was counted where it lies."""
    return _tallied((one.organisation, one.state, one.disposition, one.count) for one in found)


def _tallied(found: Iterable[tuple[str, CommentState, Disposition | None, int]]) -> list[Tally]:
    counts: dict[str, dict[Disposition | None, int]] = {}
    disputed: dict[str, int] = {}
    for organisation, state, disposition, count in found:
        if state in (CommentState.WITHDRAWN, CommentState.NOT_ADMITTED):
            continue
        mine = counts.setdefault(organisation, {})
        mine[disposition] = mine.get(disposition, 0) + count
        disputed[organisation] = disputed.get(organisation, 0) + (count if state is CommentState.DISPUTED else 0)
    return [Tally(organisation, counts[organisation], disputed[organisation]) for organisation in sorted(counts)]
