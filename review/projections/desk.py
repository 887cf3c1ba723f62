"""What lies before this person? Obligations over all evaluations: those on the own desk, and those others still owe."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.domain.acts import Acting, Door, Reader, Words
from review.domain.lifecycle import Phase
from review.domain.moments import day_of
from review.domain.permissions import Permission, usable
from review.domain.visibility import may_know
from review.domain.vocabulary import Capacity, CommentState
from review.projections import evaluations, holdings, people
from review.projections.access_reviews import obligations_to_review
from review.projections.affairs import Affair, affairs, requested_erasures
from review.projections.afterwards import Next
from review.projections.around import around, offices_at
from review.projections.awaited import Own, left_in, participations_of
from review.projections.obligation import Obligation, What, Why
from review.projections.obligations import obligations

__all__ = ["Desk", "Obligation", "Place", "What", "Why", "desk", "waiting_in"]

C = Capacity
OFFICERS = (C.RECORDS_MANAGER, C.DATA_PROTECTION_OFFICER)
LEADING = frozenset({C.DIRECTOR, C.CHAIR, C.TEAM_LEAD, C.EVALUATOR, C.SECRETARY})
"""Who keeps an eye on what others owe; members are told about their own comments only."""
WATCHING = LEADING | {C.CLASSIFICATION_AUTHORITY}
"""Before whom levels and compromises can lie, or who keeps an eye on that."""
LAST = 1 << 62
NAMED = 50
"""Of so many rounds, the most urgent ones, the people who have not responded are named."""


@dataclass(frozen=True, slots=True)
class Place:
    """An evaluation this person may know of, and in which capacities."""

    evaluation: UUID
    title: Words
    phase: Phase
    opened_at: int
    holds: tuple[Acting, ...]
    is_seated: bool  #: holds a seat in it, and not only an office over it
    mine: int
    waits_for: tuple[Capacity | None, ...]  #: whom else it waits for; None: members who were asked


@dataclass(frozen=True, slots=True)
class Desk:
    """The most urgent first; ``others`` is what other people owe in evaluations where this person has a task."""

    mine: tuple[Obligation, ...]
    others: tuple[Obligation, ...]
    places: tuple[Place, ...]


def desk(tx: sa.Connection, door: Door, person: UUID, moment: int) -> Desk:
    """Everything that waits for this person at this moment, in all evaluations the person may know of."""
    offices = holdings.reader(tx, person, None, moment)
    seats = holdings.evaluations_of(tx, person, moment)
    known = evaluations.all_ids(tx) if may_know(offices) else list(seats)
    mine_of = frozenset(acting.seat for held in seats.values() for acting in held)
    asked = participations_of(tx, person, mine_of)
    found = affairs(tx, door, offices, known, asked)
    responded = _responded(asked)
    held = offices_at(tx, moment)
    everywhere = {acting.capacity for one in (offices.holds, *seats.values()) for acting in one}
    beside = around(tx, found, held, moment, watching=bool(everywhere & WATCHING))
    mine: list[Obligation] = []
    others: list[Obligation] = []
    places: list[Place] = []
    for it in found.values():
        reader = msgspec.structs.replace(offices, holds=(*seats.get(it.id, ()), *offices.holds))
        if may_know(reader):
            deciding = (*held.directors, *(one.person for one in reader.holds if one.mandated_by and it.approvals))
            found_due = [] if it.evaluation.halt else obligations(it, reader, responded, deciding)
            due = [one for one in (*found_due, *beside.of(it, reader)) if not one.blocked]
            own = list(_own(it, reader, due))
            places.append(_place(it, reader, own, due, seated=it.id in seats))
            others += _owed(it, reader, due, seated=it.id in seats)
            mine += own
    for erasure in _erasures(tx, offices, found):
        (mine if person in erasure.awaited else others).append(erasure)
    for one in obligations_to_review(tx, moment) if offices.has(C.AUDITOR, C.ADMINISTRATOR) else ():
        (mine if person in one.awaited else others).append(one)
    others.sort(key=_urgency)
    named = _named(tx, others[:NAMED], but=person)
    return Desk(tuple(sorted(mine, key=_urgency)), (*named, *others[NAMED:]), tuple(places))


def waiting_in(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Obligation]:
    """Everything that waits in one evaluation, for whom it may be; what comes later is marked ``blocked``."""
    asked = participations_of(tx, reader.person, reader.seats)
    found = affairs(tx, door, reader, [evaluation], asked)
    if evaluation not in found:
        return []
    it = found[evaluation]
    held = offices_at(tx, reader.moment)
    beside = around(tx, found, held, reader.moment)
    waiting = [] if it.evaluation.halt else obligations(it, reader, _responded(asked), held.directors)
    waiting += beside.of(it, reader)
    waiting = _named(tx, [one for one in waiting if one.what is not What.ANSWER])
    return sorted(waiting, key=lambda one: (one.blocked, _urgency(one)))


def _responded(asked: Iterable[Own]) -> frozenset[UUID]:
    """The open rounds in which this person has responded: of closed ones nobody asks it."""
    return frozenset(one.round for one in asked if one.responded)


def _named(tx: sa.Connection, found: list[Obligation], *, but: UUID | None = None) -> list[Obligation]:
    """The same, with the people who have not responded in a round; without the one who knows that already."""
    left = left_in(tx, {one.round for one in found if one.what is What.RESPOND and one.round is not None})
    return [_with_people(one, left, but) if one.what is What.RESPOND else one for one in found]


def _with_people(one: Obligation, left: dict[UUID, list[UUID]], but: UUID | None) -> Obligation:
    people = dict.fromkeys(left.get(one.round, ()) if one.round is not None else ())
    return msgspec.structs.replace(one, awaited=tuple(person for person in people if person != but))


def _urgency(one: Obligation) -> tuple[int, int]:
    if one.what is What.REBUILD:  # the others may rest on what it tells
        return (0, one.since)
    return (LAST if one.due is None else one.due, one.since)


# -- mine


def _own(it: Affair, reader: Reader, due: list[Obligation]) -> Iterator[Obligation]:
    for one in due:
        if reader.person not in one.awaited:
            continue
        if one.what is What.ANSWER and not usable(reader, Permission.ANSWER_DISPOSITION):
            continue
        if one.what is What.DISPOSE and not one.count:
            continue
        if one.what is What.RESPOND:
            yield msgspec.structs.replace(one, why=Why.ASKED, count=1, done=_own_comments(it, one))
        else:
            yield msgspec.structs.replace(one, why=_why(reader, one))


def _own_comments(it: Affair, one: Obligation) -> int:
    return sum(heap.count for heap in it.heaps if heap.is_own and heap.facts.round == one.round)


def _why(reader: Reader, one: Obligation) -> Why:
    match one.what:
        case What.ANSWER:
            return Why.AUTHOR
        case What.APPROVE | What.SEAT_TEAM:
            return Why.DIRECTOR
        case What.DECIDE_ERASURE:
            return Why.OFFICER
        case What.FOLLOW:
            return one.why or (Why.KEEPER if one.after == Next.AGREE_CLOSING else Why.OFFICER)
        case What.REVIEW_LEVEL:
            return Why.OWNER
        case What.HANDLE_COMPROMISE:
            return Why.DIRECTOR if reader.has(C.DIRECTOR) else Why.AUTHORITY
        case What.MEET_CONDITION:
            return Why.DIRECTOR if reader.has(C.DIRECTOR) else Why.LEAD
        case What.LOOK_AT_FLAG | What.CONSULT | What.AGREE_SETTLEMENT:
            return _why_flag(reader, one)
        case What.DISPOSE | What.STATE_LEVELS:
            return Why.TEAM
        case What.OPEN_ROUND | What.CLOSE_ROUND:
            leads = any(acting.body is one.body and acting.capacity is not C.SECRETARY for acting in reader.holds)
            return Why.CHAIR if leads else Why.SECRETARY
        case What.WEIGH_OBJECTIONS:
            return Why.LEAD if reader.has(C.TEAM_LEAD) else Why.CHAIR
        case What.MEET_BOARD:
            return Why.LEAD if reader.has(C.TEAM_LEAD) else Why.SECRETARY
        case What.FOLLOW_UP:
            return Why.DIRECTOR if reader.has(C.DIRECTOR) else Why.SECRETARY
    return BESIDE.get(one.what, Why.LEAD)


BESIDE = {
    What.DELIVER_TRACK: Why.TRACK,
    What.SIGN_PLEDGE: Why.TEAM,
    What.JUDGE_QUALITY: Why.EXPERT,
    What.ASSESS_SIGNAL: Why.ASSESSOR,
    What.REVIEW_SUSPENSION: Why.DIRECTOR,
    What.CLEAR_CLOSING: Why.KEEPER,
}


def _why_flag(reader: Reader, one: Obligation) -> Why:
    for acting in reader.holds:
        if acting.capacity is C.CLASSIFICATION_AUTHORITY:
            return Why.OWNER if acting.organisation == one.organisation else Why.AUTHORITY
    return Why.LEAD


# -- others


def _owed(it: Affair, reader: Reader, due: list[Obligation], *, seated: bool) -> Iterator[Obligation]:
    leads = reader.has(*LEADING) and (seated or reader.has(C.DIRECTOR))
    for one in due:
        mine = reader.person in one.awaited
        if one.what is What.RESPOND and leads and one.count > mine:
            yield msgspec.structs.replace(one, count=one.count - mine)
        elif one.what is What.ANSWER or mine:
            continue
        elif one.what is What.REBUILD or (leads and one.what is not What.RESPOND):
            yield one
        elif one.what is What.DISPOSE and (count := _own_waiting(it, one)):
            yield msgspec.structs.replace(one, count=count, why=Why.AUTHOR)


def _own_waiting(it: Affair, one: Obligation) -> int:
    return sum(
        heap.count
        for heap in it.heaps
        if heap.is_own and heap.state is CommentState.OPEN and heap.draft == one.draft and not heap.facts.round_open
    )


def _place(it: Affair, reader: Reader, own: list[Obligation], due: list[Obligation], *, seated: bool) -> Place:
    elsewhere = (one for one in due if reader.person not in one.awaited and one.what is not What.ANSWER)
    return Place(
        it.id,
        it.title,
        it.evaluation.phase,
        it.evaluation.opened_at,
        reader.holds,
        seated,
        len(own),
        tuple(dict.fromkeys(one.capacity for one in elsewhere)),
    )


# -- erasures


def _erasures(tx: sa.Connection, reader: Reader, found: dict[UUID, Affair]) -> Iterator[Obligation]:
    """Condition 19: the other officer decides. Their office is over the whole installation."""
    if not reader.has(*OFFICERS):
        return
    today = day_of(reader.moment)
    held = [it for it in people.offices_held(tx) if it.is_held(today)]
    for row in requested_erasures(tx):
        other = OFFICERS[1 - OFFICERS.index(Capacity(row.capacity))]
        affair = found.get(row.log)
        yield Obligation(
            what=What.DECIDE_ERASURE,
            evaluation=row.log,
            title=affair.title if affair else "",
            capacity=other,
            awaited=tuple(dict.fromkeys(it.person for it in held if it.office is other and it.person != row.person)),
            since=row.requested_at,
            why=Why.OFFICER,
            subject=row.id,
        )
