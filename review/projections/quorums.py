"""Of whom must a group have heard, and was it, in its latest round on a document?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.among import among
from review.columns import Big, Id
from review.domain.acts import Recorded
from review.domain.gates import Quorum
from review.domain.quorum import Asked, Demand, Measure, QuorumSet, measured
from review.domain.vocabulary import BodyKind, Capacity
from review.projections.advised import COUNTS
from review.projections.groups import seats
from review.projections.rounds import participations, rounds
from review.projections.schema import Change, Insert, column, identity, metadata

quorums = sa.Table(
    "quorums",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("body_id", Id),
    column("body", sa.Text),
    column("demands", sa.Text),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case QuorumSet() as event:
            row = {"id": it.stream, "evaluation": it.log, "body_id": event.group, "body": event.body}
            row |= {"demands": msgspec.json.encode(event.demands).decode(), "position": it.position}
            yield Insert(quorums, row)


@dataclass(frozen=True, slots=True)
class Standing:
    """The quorum of a group with the position at which it was set."""

    demands: tuple[Demand, ...]
    position: int


def of_evaluation(tx: sa.Connection, evaluation: UUID, before: int | None = None) -> Mapping[UUID, Standing]:
    """By group the quorum that holds now, or that held before a position of the log."""
    query = sa.select(quorums).where(quorums.c.evaluation == evaluation).order_by(quorums.c.position)
    if before is not None:
        query = query.where(quorums.c.position < before)
    found = {row.body_id: Standing(_demands(row.demands), row.position) for row in tx.execute(query)}
    return {group: one for group, one in found.items() if one.demands}


def of_round(tx: sa.Connection, evaluation: UUID, review_round: UUID) -> tuple[Measure, ...]:
    """How a round stands against the quorum that held when it opened; empty where there was none."""
    row = tx.execute(_ROUND, {"round": review_round}).one()
    held = of_evaluation(tx, evaluation, row.position).get(row.body_id)
    return measured(held.demands, _asked(tx, review_round)) if held else ()


def of_document(tx: sa.Connection, evaluation: UUID, draft: UUID) -> tuple[Quorum, ...]:
    """For every group with a quorum how its latest closed round on this document stands against it.

    A round is measured by the quorum that held when it opened; a group that closed none by the one that holds now.
    """
    if tx.execute(_ANY, {"evaluation": evaluation}).first() is None:
        return ()
    query = sa.select(rounds).where(rounds.c.draft == draft, sa.not_(rounds.c.is_open), COUNTS)
    last = {row.body_id: row for row in tx.execute(query.order_by(rounds.c.position))}
    found = []
    for group, row in last.items():
        held = of_evaluation(tx, evaluation, row.position).get(group)
        if held is not None:
            left = sum(not one.is_met for one in measured(held.demands, _asked(tx, row.id)))
            found.append(Quorum(BodyKind(row.body), held.position, row.closed_position, left))
    waiting = [(group, held) for group, held in of_evaluation(tx, evaluation).items() if group not in last]
    if waiting:
        bodies = {row.body_id: row.body for row in tx.execute(_BODIES, {"evaluation": evaluation})}
        found += [Quorum(BodyKind(bodies[group]), held.position, 0, len(held.demands)) for group, held in waiting]
    return tuple(found)


def setting(tx: sa.Connection, evaluations: Collection[UUID]) -> list[UUID]:
    """Those of these evaluations in which a quorum was ever set."""
    return list(tx.scalars(_SETTING, {"ids": evaluations}))


_SETTING = sa.select(quorums.c.evaluation).where(among(quorums.c.evaluation)).distinct()
_BODIES = sa.select(quorums.c.body_id, quorums.c.body).where(quorums.c.evaluation == sa.bindparam("evaluation"))
_ANY = sa.select(quorums.c.id).where(quorums.c.evaluation == sa.bindparam("evaluation")).limit(1)
_ROUND = sa.select(rounds.c.position, rounds.c.body_id).where(rounds.c.id == sa.bindparam("round"))
_ASKED = (
    sa.select(seats.c.capacity, seats.c.organisation, participations.c.responded_at)
    .join(seats, seats.c.id == participations.c.seat)
    .where(participations.c.round == sa.bindparam("round"))
)


def _asked(tx: sa.Connection, review_round: UUID) -> list[Asked]:
    rows = tx.execute(_ASKED, {"round": review_round})
    return [Asked(Capacity(row.capacity), row.organisation, row.responded_at is not None) for row in rows]


def _demands(kept: str) -> tuple[Demand, ...]:
    return msgspec.json.decode(kept, type=tuple[Demand, ...])
