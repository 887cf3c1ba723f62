"""How do these evaluations stand, many at once? The rows from which ``desk`` computes what lies before whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Door, Reader, Words
from review.domain.gates import ClauseName, Quorum
from review.domain.moments import day_of
from review.domain.vocabulary import ApprovalState, BodyKind, Capacity, FlagState
from review.projections import counts, evaluations, quorums, tracks
from review.projections.among import among
from review.projections.approvals import approvals, presentations, waivers
from review.projections.awaited import Asked, Own, asked_in, recurring
from review.projections.counts import Heap
from review.projections.drafts import drafts, versions
from review.projections.erasures import erasures
from review.projections.flags import flags
from review.projections.groups import held_on, seats
from review.projections.rounds import rounds
from review.projections.sources import sources

KEY_SEATS = (
    Capacity.CHAIR,
    Capacity.DEPUTY_CHAIR,
    Capacity.TEAM_LEAD,
    Capacity.EVALUATOR,
    Capacity.SECRETARY,
    Capacity.CLASSIFICATION_AUTHORITY,
)
"""The seats that something can wait for; members are known by what they were asked in a round."""


@dataclass(frozen=True, slots=True)
class KeySeat:
    person: UUID
    capacity: Capacity
    organisation: str
    body: BodyKind
    acts_for_chair: bool


@dataclass(slots=True)
class Affair:
    """One evaluation: its rows, seldom more than a few dozen. Rows of tables keep the names of their columns."""

    id: UUID
    title: Words
    evaluation: evaluations.Evaluation
    drafts: list[Any] = field(default_factory=list)  #: with ``at`` and ``contributors`` of the latest version
    rounds: list[Any] = field(default_factory=list)
    asked: dict[UUID, Asked] = field(default_factory=lambda: defaultdict(Asked))
    seats: list[KeySeat] = field(default_factory=list)
    heaps: list[Heap] = field(default_factory=list)
    untrue: list[Heap] = field(default_factory=list)  #: accepted comments whose change is not in the latest version
    flags: list[Any] = field(default_factory=list)  #: open ones, with the ``owner`` of the source
    approvals: list[Any] = field(default_factory=list)  #: the oldest first
    unstated: int = 0
    unstated_since: int = 0
    open_tracks: int = 0  #: of the research: neither accepted nor dropped
    presented: set[UUID] = field(default_factory=set)  #: documents whose latest version was
    waivers: set[tuple[UUID, ClauseName, int]] = field(default_factory=set)
    quorums: dict[UUID, tuple[Quorum, ...]] = field(default_factory=dict)  #: by document

    def people(self, *capacities: Capacity) -> tuple[UUID, ...]:
        return tuple(dict.fromkeys(seat.person for seat in self.seats if seat.capacity in capacities))

    def leaders(self, body: str) -> tuple[UUID, ...]:
        """Who leads a group now: its chair, and a deputy who acts for the chair."""
        return tuple(
            dict.fromkeys(
                seat.person
                for seat in self.seats
                if seat.body == body and (seat.capacity is Capacity.CHAIR or seat.acts_for_chair)
            )
        )


def affairs(
    tx: sa.Connection, door: Door, reader: Reader, only: Collection[UUID], own: Collection[Own] = ()
) -> dict[UUID, Affair]:
    """These evaluations as they stand at the moment of the reader, the youngest first.

    ``own``: the rounds in which the reader was asked; without them none waits for the reader.
    """
    found = {it.id: Affair(it.id, it.title, it) for it in evaluations.listed(tx, door, reader, only)}
    if not found:
        return found
    ids = list(found)
    _take_documents(tx, found, ids)
    of = {row.id: it for it in found.values() for row in it.rounds if row.is_open}
    for review_round, asked in asked_in(tx, of, own).items():
        of[review_round].asked[review_round] = asked
    for evaluation, seat in _key_seats(tx, ids, reader.moment):
        found[evaluation].seats.append(seat)
    for heap in counts.waiting(tx, reader.person, ids):
        found[heap.evaluation].heaps.append(heap)
    for heap in counts.untrue(tx, reader.person, ids):
        found[heap.evaluation].untrue.append(heap)
    _take_conditions(tx, found, ids)
    return found


def _take_documents(tx: sa.Connection, found: dict[UUID, Affair], ids: list[UUID]) -> None:
    for row in tx.execute(_DRAFTS, {"ids": ids}):
        found[row.evaluation].drafts.append(row)
    for row in tx.execute(_ROUNDS, {"ids": ids}):
        found[row.evaluation].rounds.append(row)
    for row in tx.execute(_APPROVALS, {"ids": ids}):
        found[row.evaluation].approvals.append(row)


def _take_conditions(tx: sa.Connection, found: dict[UUID, Affair], ids: list[UUID]) -> None:
    """What the gates look at besides rounds and comments."""
    for row in tx.execute(_FLAGS, {"ids": ids}):
        found[row.evaluation].flags.append(row)
    for row in tx.execute(_UNSTATED, {"ids": ids}):
        found[row.evaluation].unstated, found[row.evaluation].unstated_since = row.number, row.since
    for evaluation, open_tracks in tracks.open_in(tx, ids).items():
        found[evaluation].open_tracks = open_tracks
    for row in tx.execute(_PRESENTED, {"ids": ids}):
        found[row.evaluation].presented.add(row.draft)
    for evaluation in quorums.setting(tx, ids):
        for draft in found[evaluation].drafts:
            found[evaluation].quorums[draft.id] = quorums.of_document(tx, evaluation, draft.id)
    for row in tx.execute(_WAIVED, {"ids": ids}):
        found[row.evaluation].waivers.add((row.draft, ClauseName(row.clause), row.position))


def requested_erasures(tx: sa.Connection) -> list[Any]:
    """Erasures that wait for a second officer, in whichever log; the oldest first."""
    query = sa.select(erasures.c.id, erasures.c.log, erasures.c.person, erasures.c.capacity, erasures.c.requested_at)
    return list(tx.execute(query.where(erasures.c.state == "requested").order_by(erasures.c.requested_at)))


_DRAFTS = (
    sa.select(
        drafts.c.id,
        recurring(drafts.c.evaluation),
        drafts.c.kind,
        drafts.c.part,
        drafts.c.latest,
        drafts.c.approved,
        versions.c.at,
        versions.c.contributors,
    )
    .join(versions, sa.and_(versions.c.draft == drafts.c.id, versions.c.number == drafts.c.latest))
    .where(among(drafts.c.evaluation))
    .order_by(versions.c.at)
)
_ROUNDS = (
    sa.select(
        rounds.c.id,
        recurring(rounds.c.evaluation),
        recurring(rounds.c.draft),
        rounds.c.draft_version,
        rounds.c.body,
        rounds.c.is_open,
        rounds.c.opened_at,
        rounds.c.closes_at,
        rounds.c.closed_at,
    )
    .where(among(rounds.c.evaluation))
    .order_by(rounds.c.position)
)
_FLAGS = (
    sa.select(
        flags.c.id,
        recurring(flags.c.evaluation),
        flags.c.number,
        recurring(flags.c.draft),
        flags.c.state,
        recurring(flags.c.person),
        flags.c.at,
        flags.c.directorate,
        sources.c.owner,
    )
    .join(sources, sources.c.id == flags.c.source, isouter=True)
    .where(among(flags.c.evaluation), flags.c.state != FlagState.SETTLED)
    .order_by(flags.c.number)
)
_APPROVALS = (
    sa.select(
        approvals.c.id,
        recurring(approvals.c.evaluation),
        recurring(approvals.c.draft),
        approvals.c.draft_version,
        approvals.c.state,
        approvals.c.requested_at,
        approvals.c.decided_at,
    )
    .where(among(approvals.c.evaluation), approvals.c.state.in_((ApprovalState.REQUESTED, ApprovalState.RETURNED)))
    .order_by(approvals.c.position)
)
_UNSTATED = (
    sa.select(
        recurring(sources.c.evaluation), sa.func.count().label("number"), sa.func.min(sources.c.at).label("since")
    )
    .where(among(sources.c.evaluation), sources.c.level.is_(None), sources.c.withdrawn.is_(False))
    .group_by(sources.c.evaluation)
)
_PRESENTED = (
    sa.select(recurring(presentations.c.evaluation), recurring(presentations.c.draft))
    .join(drafts, sa.and_(drafts.c.id == presentations.c.draft, drafts.c.latest == presentations.c.draft_version))
    .where(among(presentations.c.evaluation))
)
_WAIVED = (
    sa.select(recurring(waivers.c.evaluation), recurring(waivers.c.draft), waivers.c.clause, waivers.c.position)
    .join(drafts, sa.and_(drafts.c.id == waivers.c.draft, drafts.c.latest == waivers.c.draft_version))
    .where(among(waivers.c.evaluation))
)
_SEATS = (
    sa.select(
        recurring(seats.c.evaluation),
        recurring(seats.c.person),
        seats.c.capacity,
        seats.c.organisation,
        seats.c.body,
        seats.c.acting,
        seats.c.acting_from,
        seats.c.acting_until,
    )
    .where(
        among(seats.c.evaluation),
        seats.c.capacity.in_(KEY_SEATS),
        held_on(sa.bindparam("today")),
    )
    .order_by(seats.c.position)
)


def _key_seats(tx: sa.Connection, ids: list[UUID], moment: int) -> Iterator[tuple[UUID, KeySeat]]:
    for row in tx.execute(_SEATS, {"ids": ids, "today": day_of(moment)}):
        acts = row.acting and row.acting_from <= moment and (row.acting_until is None or moment <= row.acting_until)
        seat = KeySeat(row.person, Capacity(row.capacity), row.organisation, BodyKind(row.body), bool(acts))
        yield row.evaluation, seat
