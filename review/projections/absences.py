"""Who cannot take part in a round, who stood aside, and what did every member do with it?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.columns import Id
from review.domain.absences import MemberAbsent, MemberPresent
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.attendance import Attendance, Took, attendance
from review.domain.moments import day_of
from review.domain.rounds import RecusalEnded, RoundRecused
from review.domain.vocabulary import Position, RoundMode
from review.projections.advised import COUNTS
from review.projections.groups import seats
from review.projections.rounds import Round, participations, rounds
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    sealed_columns,
    sealed_values,
)

absences = sa.Table(
    "absences",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("seat", Id),
    column("round", Id, nullable=True),
    column("starts_on", sa.Date, nullable=True),
    column("ends_on", sa.Date, nullable=True),
    column("substitute", Id, nullable=True),
    *sealed_columns("motive", nullable=True),
    column("ended", sa.Boolean),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case MemberAbsent() as event:
            row = {
                "id": it.stream,
                "evaluation": it.log,
                "seat": event.seat,
                "round": event.round,
                "starts_on": event.starts_on,
                "ends_on": event.ends_on,
                "substitute": event.substitute,
                **sealed_values("motive", event.motive),
                "ended": False,
            }
            yield Insert(absences, row)
        case MemberPresent():
            yield Update(absences, (it.stream,), {"ended": True})
        case RoundRecused() as event:
            values = {"recused": True, **sealed_values("recusal", event.motive)}
            yield Update(participations, (it.stream, event.seat), values)
        case RecusalEnded() as event:
            values = {"recused": False, **sealed_values("recusal", event.motive)}
            yield Update(participations, (it.stream, event.seat), values)


@dataclass(frozen=True, slots=True)
class Apart:
    """Why a member takes no part in a round; ``absence`` None: the member stood aside."""

    seat: UUID
    absence: UUID | None
    starts_on: date | None
    ends_on: date | None
    substitute: UUID | None
    motive: Words | None


def apart(tx: sa.Connection, door: Door, reader: Reader, review_round: UUID) -> Sequence[Apart]:
    """Those who stood aside or cannot take part, for a reader of the round."""
    it = tx.execute(sa.select(rounds).where(rounds.c.id == review_round)).mappings().one()
    away = _absences(tx, it)
    query = sa.select(participations).where(participations.c.round == review_round, participations.c.recused)
    aside = tx.execute(query.order_by(participations.c.seat)).mappings().all()
    reasons = Opened(door, reader, away, "motive")
    recusals = Opened(door, reader, aside, "recusal")
    found = [Apart(row["seat"], None, None, None, None, recusals.of(row, "recusal")) for row in aside]
    for row in away:
        period = (row["starts_on"], row["ends_on"])
        found.append(Apart(row["seat"], row["id"], *period, row["substitute"], reasons.of(row, "motive")))
    return found


def stood_aside(tx: sa.Connection, seats: Collection[UUID]) -> frozenset[tuple[UUID, UUID]]:
    """The rounds, each with the seat, in which these seats stand aside."""
    query = sa.select(participations.c.round, participations.c.seat)
    found = tx.execute(query.where(participations.c.seat.in_(seats), participations.c.recused)) if seats else ()
    return frozenset((row.round, row.seat) for row in found)


def _absences(tx: sa.Connection, it: Any) -> Sequence[sa.RowMapping]:
    """Those of members who were asked: for this round, or for a period in which its deadline lies."""
    day = day_of(it["closes_at"])
    asked = sa.select(participations.c.seat).where(participations.c.round == it["id"])
    period = sa.and_(absences.c.starts_on <= day, absences.c.ends_on >= day)
    query = sa.select(absences).where(
        absences.c.evaluation == it["evaluation"],
        absences.c.seat.in_(asked),
        ~absences.c.ended,
        sa.or_(absences.c.round == it["id"], sa.and_(absences.c.round.is_(None), period)),
    )
    return tx.execute(query.order_by(absences.c.id)).mappings().all()


def took_part(tx: sa.Connection, review_round: UUID, opened: Collection[UUID]) -> Mapping[UUID, Took]:
    """By seat what every member who was asked did with a round; ``opened``: the people who opened its version."""
    return took_part_in(tx, {review_round: opened})[review_round]


def took_part_in(tx: sa.Connection, opened: Mapping[UUID, Collection[UUID]]) -> Mapping[UUID, Mapping[UUID, Took]]:
    """The same of some rounds, by round; two questions, however many they are."""
    away = tx.execute(_AWAY, {"ids": opened}).mappings().all()
    found: dict[UUID, dict[UUID, Took]] = {review_round: {} for review_round in opened}
    for row in tx.execute(_ASKED, {"ids": opened}).mappings():
        did = attendance(
            recused=row["recused"],
            absent=any(one["seat"] == row["seat"] and _covers(one, row) for one in away),
            answer=Position(row["answer"]) if row["answer"] else None,
            responded_at=row["responded_at"],
            closes_at=row["closes_at"],
            opened=row["person"] in opened[row["round"]],
        )
        found[row["round"]][row["seat"]] = Took(row["round"], did, row["seat"])
    return found


def known_of(took: Mapping[UUID, Took], it: Round, reader: Reader) -> Mapping[UUID, Attendance]:
    """By seat what the members of a round did whom this reader may know; one under a pseudonym is left out."""
    known = {one.seat for one in it.participations if one.pseudonym is None or one.seat in reader.seats}
    return {seat: one.attendance for seat, one in took.items() if seat in known}


def _covers(absence: Any, asked: Any) -> bool:
    """Whether it was announced for this round, or for a period in which its deadline lies."""
    if absence["round"] is not None:
        return bool(absence["round"] == asked["round"])
    return bool(absence["starts_on"] <= day_of(asked["closes_at"]) <= absence["ends_on"])


_AWAY = sa.select(absences.c.seat, absences.c.round, absences.c.starts_on, absences.c.ends_on).where(
    absences.c.evaluation.in_(sa.select(rounds.c.evaluation).where(among(rounds.c.id))), ~absences.c.ended
)
_ASKED = (
    sa.select(participations, seats.c.person, rounds.c.closes_at)
    .join(seats, seats.c.id == participations.c.seat)
    .join(rounds, rounds.c.id == participations.c.round)
    .where(among(participations.c.round))
    .order_by(seats.c.position)
)


def frozen(tx: sa.Connection, draft: UUID, opened: Mapping[int, Collection[UUID]]) -> tuple[Took, ...]:
    """What every member did in the rounds on a document, for the record; ``opened`` by version.

    Under pseudonyms no seat goes along, and the order tells nothing.
    """
    query = sa.select(rounds.c.id, rounds.c.draft_version, rounds.c.mode).where(rounds.c.draft == draft, COUNTS)
    held = tx.execute(query.order_by(rounds.c.position)).all()
    by_round = took_part_in(tx, {row.id: opened.get(row.draft_version, ()) for row in held})
    found: list[Took] = []
    for row in held:
        took = list(by_round[row.id].values())
        if row.mode == RoundMode.PSEUDONYMOUS:
            took = sorted((Took(row.id, one.attendance) for one in took), key=lambda one: one.attendance)
        found.extend(took)
    return tuple(found)


def group_of(tx: sa.Connection, evaluation: UUID, seat: UUID) -> UUID | None:
    """The group in which a seat is held; None where there is no such seat."""
    return tx.scalar(sa.select(seats.c.body_id).where(seats.c.id == seat, seats.c.evaluation == evaluation))
