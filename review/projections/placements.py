"""Where do comments on earlier versions stand in a later one, and which have no sure place there?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Recorded
from review.domain.anchors import Anchor
from review.domain.placements import BY_SOMEBODY, SETTLED, CommentPlaced, CommentsPlaced, Tier, needs_place
from review.domain.visibility import FOR_THE_TEAM
from review.domain.vocabulary import CommentState, Disposition
from review.projections.anchoring import packed, unpacked
from review.projections.comments import comments
from review.projections.schema import Change, Insert, Update, column, identity, metadata, moment

placements = sa.Table(
    "placements",
    metadata,
    identity("comment"),
    column("draft_version", sa.Integer, primary_key=True),
    column("draft", Id),
    column("tier", sa.Text),
    column("anchors", sa.LargeBinary),
    column("since", sa.Integer),
    column("person", Id, nullable=True),
    moment("at"),
    column("position", Big),
    sa.Index("placements_of_version", "draft", "draft_version"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case CommentsPlaced() as event:
            for one in event.placements:
                key = (one.comment, event.draft_version)
                yield Insert(placements, _row(it, key, it.stream, one.tier, one.anchors, one.since, None))
        case CommentPlaced() as event:
            key, by = (it.stream, event.draft_version), it.envelope.person
            row = _row(it, key, event.draft, event.tier, event.anchors, event.draft_version, by)
            if event.first:
                yield Insert(placements, row)
            else:
                yield Update(placements, key, {name: row[name] for name in row if name not in ("comment", "draft")})


def _row(
    it: Recorded,
    key: tuple[UUID, int],
    draft: UUID,
    tier: Tier,
    anchors: tuple[Anchor, ...],
    since: int,
    person: UUID | None,
) -> dict[str, Any]:
    return {
        "comment": key[0],
        "draft_version": key[1],
        "draft": draft,
        "tier": tier,
        "anchors": packed(anchors),
        "since": since,
        "person": person,
        "at": it.at,
        "position": it.position,
    }


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one comment stands in one version; ``since`` is the version where it surely stood last."""

    tier: Tier
    anchors: tuple[Anchor, ...]
    since: int
    by: UUID | None

    @property
    def is_settled(self) -> bool:
        return self.tier in SETTLED


@dataclass(frozen=True, slots=True)
class Candidate:
    """A comment to be placed in a later version, with the anchors of the version where it surely stood last."""

    comment: UUID
    since: int
    anchors: tuple[Anchor, ...]
    is_gone: bool


def candidates(tx: sa.Connection, draft: UUID, number: int) -> list[Candidate]:
    """The comments on versions before this one that were not withdrawn and have no place in it yet."""
    query = sa.select(comments.c.id, comments.c.draft_version, comments.c.anchors).where(
        comments.c.draft == draft,
        comments.c.draft_version < number,
        comments.c.state != CommentState.WITHDRAWN,
    )
    earlier: dict[UUID, list[Any]] = defaultdict(list)
    rows = sa.select(placements).where(placements.c.draft == draft, placements.c.draft_version <= number)
    for row in tx.execute(rows.order_by(placements.c.draft_version.desc())):
        earlier[row.comment].append(row)
    return [
        _candidate(row, earlier[row.id])
        for row in tx.execute(query.order_by(comments.c.number))
        if all(one.draft_version != number for one in earlier[row.id])
    ]


def _candidate(row: Any, earlier: list[Any]) -> Candidate:
    last = next((one for one in earlier if one.tier in SETTLED), None)
    if last is None:
        return Candidate(row.id, row.draft_version, unpacked(row.anchors), is_gone=False)
    return Candidate(row.id, last.draft_version, unpacked(last.anchors), is_gone=last.tier == Tier.GONE)


def of_version(tx: sa.Connection, draft: UUID, number: int) -> Mapping[UUID, Placement]:
    """The places in one version, by comment: of those that a reader may not see, too."""
    query = sa.select(placements).where(placements.c.draft == draft, placements.c.draft_version == number)
    return {row.comment: _placement(row) for row in tx.execute(query)}


def one(tx: sa.Connection, comment: UUID, number: int) -> Placement | None:
    query = sa.select(placements).where(placements.c.comment == comment, placements.c.draft_version == number)
    row = tx.execute(query).one_or_none()
    return None if row is None else _placement(row)


def since(tx: sa.Connection, comment: UUID, number: int) -> tuple[Anchor, ...] | None:
    """The anchors of a comment in a version where it was placed; None where it was not."""
    found = one(tx, comment, number)
    return None if found is None else found.anchors


def _placement(row: Any) -> Placement:
    return Placement(Tier(row.tier), unpacked(row.anchors), row.since, row.person)


_HERE = sa.and_(placements.c.comment == comments.c.id, placements.c.draft_version == sa.bindparam("number"))
_EARLIER = (
    sa.select(comments.c.position, comments.c.state, comments.c.disposition, placements.c.tier)
    .add_columns(placements.c.position.label("placed_at"))
    .outerjoin(placements, _HERE)
    .where(comments.c.draft == sa.bindparam("draft"), comments.c.draft_version < sa.bindparam("number"))
    .where(comments.c.visibility.in_(FOR_THE_TEAM))
    .order_by(comments.c.position)
)


def floating(tx: sa.Connection, draft: UUID, number: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Of the comments for the team that must have a place in a version: where those without one were raised; and the
    acts by which somebody gave the others theirs."""
    found = tx.execute(_EARLIER, {"draft": draft, "number": number})
    rows = [row for row in found if needs_place(CommentState(row.state), _disposition(row.disposition))]
    left = tuple(row.position for row in rows if row.tier not in SETTLED)
    return left, tuple(row.placed_at for row in rows if row.tier in BY_SOMEBODY)


def _disposition(value: str | None) -> Disposition | None:
    return Disposition(value) if value else None
