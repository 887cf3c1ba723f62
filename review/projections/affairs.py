"""How do these evaluations stand, many at once? The rows from which ``desk`` computes what lies before whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.domain.acts import Door, Reader, Words
from review.domain.gates import ClauseName, Ground, Quorum
from review.domain.moments import day_of
from review.domain.tracks import TrackState
from review.domain.vocabulary import ApprovalState, BodyKind, Capacity, DocumentKind, FlagState
from review.projections import counts, evaluations, pledges, quality, quorums, tracks
from review.projections.advised import COUNTS
from review.projections.approvals import approvals, presentations, waivers
from review.projections.awaited import Asked, Own, asked_in, recurring
from review.projections.counts import Heap
from review.projections.damage import Pairs, Part, Rows, ask_each, sound
from review.projections.drafts import drafts, versions
from review.projections.erasures import erasures
from review.projections.flags import flags
from review.projections.groups import held_on, seats
from review.projections.rounds import rounds
from review.projections.sources import sources

C = Capacity
TEAM_SEATS = (C.TEAM_LEAD, C.EVALUATOR, C.EXTERNAL_RESEARCHER)
KEY_SEATS = (C.CHAIR, C.DEPUTY_CHAIR, C.SECRETARY, C.CLASSIFICATION_AUTHORITY, C.EXTERNAL_EXPERT, *TEAM_SEATS)
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
    drafts: list[Any] = field(
        default_factory=list
    )  #: with what its latest version has: ``at``, ``contributors``, ``withdrawn_at``
    rounds: list[Any] = field(default_factory=list)
    asked: dict[UUID, Asked] = field(default_factory=lambda: defaultdict(Asked))
    seats: list[KeySeat] = field(default_factory=list)
    heaps: list[Heap] = field(default_factory=list)
    untrue: list[Heap] = field(default_factory=list)  #: accepted comments whose change is not in the latest version
    flags: list[Any] = field(default_factory=list)  #: open ones, with the ``owner`` of the source
    approvals: list[Any] = field(default_factory=list)  #: the oldest first
    unstated: int = 0
    unstated_since: int = 0
    tracks: list[Any] = field(default_factory=list)  #: of the research, as ``tracks.in_brief`` has them
    pledged: set[UUID] = field(default_factory=set)  #: who signed the ethics pledge
    judged: set[tuple[UUID, int]] = field(default_factory=set)  #: versions judged as final by an independent member
    presented: set[UUID] = field(default_factory=set)  #: documents whose latest version was
    waivers: set[tuple[UUID, ClauseName, int]] = field(default_factory=set)
    quorums: dict[UUID, tuple[Quorum, ...]] = field(default_factory=dict)  #: by document
    failed: set[Part] = field(default_factory=set)  #: what cannot be read; what stands here about it says nothing

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
    kept, _ = ask_each(
        tx, Rows.EVALUATIONS, list(only), lambda ids: [(it.id, it) for it in evaluations.listed(tx, door, reader, ids)]
    )
    found = {of: Affair(of, it.title, it) for of, it in kept}
    if not found:
        return found
    _take_documents(tx, found)
    _take_asked(tx, found, own)
    for evaluation, seat in taken(tx, found, Rows.SEATS, lambda ids: list(_key_seats(tx, ids, reader.moment))):
        found[evaluation].seats.append(seat)
    waiting = taken(tx, found, Ground.COMMENTS, lambda ids: _of(counts.waiting(tx, reader.person, ids)))
    for evaluation, heap in waiting:
        found[evaluation].heaps.append(heap)
    for evaluation, heap in taken(tx, found, Ground.CHANGES, lambda ids: _of(counts.untrue(tx, reader.person, ids))):
        found[evaluation].untrue.append(heap)
    _take_conditions(tx, found)
    return found


def taken(
    tx: sa.Connection, found: dict[UUID, Affair], part: Part, question: Callable[[Sequence[UUID]], Pairs]
) -> Pairs:
    """The answers by evaluation; one in which these rows cannot be read knows that from now on."""
    pairs, failed = ask_each(tx, part, list(found), question)
    for evaluation in failed:
        found[evaluation].failed.add(part)
    return pairs


def _of(rows: Iterable[Any]) -> Pairs:
    return [(row.evaluation, row) for row in rows]


def _rows(tx: sa.Connection, query: sa.Executable, ids: Sequence[UUID], **kinds: Callable[[Any], Any]) -> Pairs:
    return _of(sound(tx, tx.execute(query, {"ids": ids}).all(), **kinds))


def _take_documents(tx: sa.Connection, found: dict[UUID, Affair]) -> None:
    for evaluation, row in taken(tx, found, Rows.DOCUMENTS, lambda ids: _rows(tx, _DRAFTS, ids, kind=DocumentKind)):
        found[evaluation].drafts.append(row)
    for evaluation, row in taken(tx, found, Ground.ROUNDS, lambda ids: _rows(tx, _ROUNDS, ids, body=BodyKind)):
        found[evaluation].rounds.append(row)
    for evaluation, row in taken(tx, found, Ground.REQUEST, lambda ids: _rows(tx, _APPROVALS, ids)):
        found[evaluation].approvals.append(row)


def _take_asked(tx: sa.Connection, found: dict[UUID, Affair], own: Collection[Own]) -> None:
    """Who was asked in the rounds that are open; of rounds of which that cannot be read nothing is told."""

    def question(ids: Sequence[UUID]) -> Pairs:
        of = {row.id: one for one in ids for row in found[one].rounds if row.is_open}
        return [(of[one], (one, asked)) for one, asked in asked_in(tx, of, own).items()]

    for evaluation, (review_round, asked) in taken(tx, found, Ground.ROUNDS, question):
        found[evaluation].asked[review_round] = asked
    for it in found.values():
        if Ground.ROUNDS in it.failed:
            it.rounds.clear()


def _take_conditions(tx: sa.Connection, found: dict[UUID, Affair]) -> None:
    """What the gates look at besides rounds and comments."""
    for evaluation, row in taken(tx, found, Ground.FLAGS, lambda ids: _rows(tx, _FLAGS, ids, state=FlagState)):
        found[evaluation].flags.append(row)
    for evaluation, row in taken(tx, found, Ground.SOURCES, lambda ids: _rows(tx, _UNSTATED, ids)):
        found[evaluation].unstated, found[evaluation].unstated_since = row.number, row.since
    for evaluation, row in taken(tx, found, Ground.TRACKS, lambda ids: _tracks(tx, ids)):
        found[evaluation].tracks.append(row)
    for evaluation, person in taken(tx, found, Ground.PLEDGES, lambda ids: list(pledges.signed_in(tx, ids))):
        found[evaluation].pledged.add(person)
    for evaluation, version in taken(tx, found, Ground.JUDGEMENTS, lambda ids: list(quality.judged_in(tx, ids))):
        found[evaluation].judged.add(version)
    for evaluation, row in taken(tx, found, Ground.PRESENTATIONS, lambda ids: _rows(tx, _PRESENTED, ids)):
        found[evaluation].presented.add(row.draft)
    for evaluation, (draft, heard) in taken(tx, found, Ground.QUORUMS, lambda ids: _heard(tx, found, ids)):
        found[evaluation].quorums[draft] = heard
    for evaluation, row in taken(tx, found, Ground.WAIVERS, lambda ids: _rows(tx, _WAIVED, ids, clause=ClauseName)):
        found[evaluation].waivers.add((row.draft, ClauseName(row.clause), row.position))


def _tracks(tx: sa.Connection, ids: Sequence[UUID]) -> Pairs:
    return _of(sound(tx, tracks.in_brief(tx, ids), state=TrackState))


def _heard(tx: sa.Connection, found: dict[UUID, Affair], ids: Sequence[UUID]) -> Pairs:
    return [
        (evaluation, (draft.id, quorums.of_document(tx, evaluation, draft.id)))
        for evaluation in quorums.setting(tx, ids)
        for draft in found[evaluation].drafts
    ]


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
        versions.c.withdrawn_at,
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
    .where(among(rounds.c.evaluation), COUNTS)
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


def _key_seats(tx: sa.Connection, ids: Sequence[UUID], moment: int) -> Iterator[tuple[UUID, KeySeat]]:
    for row in tx.execute(_SEATS, {"ids": ids, "today": day_of(moment)}).all():
        acts = row.acting and row.acting_from <= moment and (row.acting_until is None or moment <= row.acting_until)
        seat = KeySeat(row.person, Capacity(row.capacity), row.organisation, BodyKind(row.body), bool(acts))
        yield row.evaluation, seat
