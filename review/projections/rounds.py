"""Which rounds run or ran on which version, who was asked, and who answered?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Pseudonym, Reader, Recorded, Words
from review.domain.errors import Unknown
from review.domain.rounds import ResponseSubmitted, RoundClosedByAct, RoundExtended, RoundOpened, RoundReopened
from review.domain.visibility import RemarkFacts, may_read, sees_remark
from review.domain.vocabulary import BodyKind, ClosingGround, DocumentKind, Position, RoundMode
from review.projections import holdings
from review.projections.schema import (
    Change,
    Insert,
    Once,
    Opened,
    Update,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)
from review.projections.veils import pseudonym_of, seat_of, unmasked_in

rounds = sa.Table(
    "rounds",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id, index=True),
    column("kind", sa.Text),
    column("part", sa.Integer),
    column("draft_version", sa.Integer),
    column("body_id", Id),
    column("body", sa.Text),
    column("mode", sa.Text),
    *sealed_columns("question", nullable=True),
    moment("opened_at"),
    moment("closes_at"),
    moment("closed_at", nullable=True),
    column("ground", sa.Text, nullable=True),
    *sealed_columns("motive", nullable=True),
    column("is_open", sa.Boolean),
    column("position", Big),
    column("closed_position", Big, nullable=True),
)
participations = sa.Table(
    "participations",
    metadata,
    identity("round"),
    identity("seat"),
    column("evaluation", Id, index=True),
    moment("invited_at"),
    moment("responded_at", nullable=True),
    column("answer", sa.Text, nullable=True),
    *sealed_columns("remark", nullable=True),
    column("pseudonym", sa.Integer, nullable=True),
    column("recused", sa.Boolean),
    *sealed_columns("recusal", nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case RoundOpened() as event:
            yield from _opened(it, event)
        case RoundExtended() as event:
            values = {"closes_at": event.closes_at, **sealed_values("motive", event.motive)}
            yield Update(rounds, (it.stream,), values)
        case RoundClosedByAct() as event:
            yield Update(
                rounds,
                (it.stream,),
                {
                    "is_open": False,
                    "closed_at": it.at,
                    "ground": event.ground,
                    "closed_position": it.position,
                    **sealed_values("motive", event.motive),
                },
            )
        case RoundReopened() as event:
            values = {"is_open": True, "closed_at": None, "ground": None, "closed_position": None}
            values |= {"closes_at": event.closes_at, **sealed_values("motive", event.motive)}
            yield Update(rounds, (it.stream,), values)
        case ResponseSubmitted() as event:
            values = {"responded_at": Once(it.at), "answer": event.position}
            values |= sealed_values("remark", event.remark) if event.remark else {}
            yield Update(participations, (event.round, event.seat), values)


def _opened(it: Recorded, event: RoundOpened) -> Iterator[Change]:
    yield Insert(
        rounds,
        {
            "id": it.stream,
            "evaluation": it.log,
            "draft": event.draft,
            "kind": event.kind,
            "part": event.part,
            "draft_version": event.draft_version,
            "body_id": event.group,
            "body": event.body,
            "mode": event.mode,
            **sealed_values("question", event.question),
            "opened_at": it.at,
            "closes_at": event.closes_at,
            "closed_at": None,
            "ground": None,
            **sealed_values("motive", None),
            "is_open": True,
            "position": it.position,
            "closed_position": None,
        },
    )
    hidden = dict(zip(event.seats, event.pseudonyms, strict=False))
    for seat in event.seats:
        row = {"round": it.stream, "seat": seat, "evaluation": it.log, "invited_at": it.at}
        row |= {"pseudonym": hidden.get(seat), "recused": False, **sealed_values("recusal", None)}
        yield Insert(participations, row | {"responded_at": None, "answer": None, **sealed_values("remark", None)})


@dataclass(frozen=True, slots=True)
class Participation:
    round: UUID
    seat: UUID
    responded_at: int | None
    answer: Position | None
    remark: Words | None
    pseudonym: Pseudonym | None = None  #: where members speak under one; ``seat`` is nobody's for who may not know

    def order(self) -> int:
        """By pseudonym, because the order of seating would tell who is who."""
        return self.pseudonym.number if self.pseudonym else 0


@dataclass(frozen=True, slots=True)
class Round:
    id: UUID
    evaluation: UUID
    draft: UUID
    kind: DocumentKind
    part: int
    draft_version: int
    group: UUID
    body: BodyKind
    mode: RoundMode
    question: Words | None
    opened_at: int
    closes_at: int
    closed_at: int | None
    ground: ClosingGround | None
    motive: Words | None
    is_open: bool
    participations: tuple[Participation, ...]

    @property
    def responded(self) -> int:
        return sum(one.responded_at is not None for one in self.participations)

    def participation(self, seats: Iterable[UUID]) -> Participation | None:
        """That of the first of these seats that was asked."""
        wanted = set(seats)
        return next((one for one in self.participations if one.seat in wanted), None)


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Round]:
    """All rounds, the youngest first."""
    return _rounds(tx, door, reader, tx.execute(_OF_EVALUATION, {"of": evaluation}).mappings().all())


def of_version(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> list[Round]:
    """The rounds on one version, the youngest first."""
    query = sa.select(rounds).where(rounds.c.draft == draft, rounds.c.draft_version == number)
    return _rounds(tx, door, reader, tx.execute(query.order_by(rounds.c.position.desc())).mappings().all())


def one(tx: sa.Connection, door: Door, reader: Reader, review_round: UUID) -> Round:
    """Raises Unknown."""
    found = _rounds(tx, door, reader, tx.execute(sa.select(rounds).where(rounds.c.id == review_round)).mappings().all())
    if not found:
        raise Unknown(what="round")
    return found[0]


def _rounds(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Round]:
    if rows:
        reader = holdings.within(tx, reader, rows[0]["evaluation"])
    opened = Opened(door, reader, rows, "question", "motive", shown=may_read(reader))
    asked = _participations(tx, door, reader, rows)
    return [_round(row, opened, tuple(asked.get(row["id"], ()))) for row in rows]


def _round(row: sa.RowMapping, opened: Opened, asked: tuple[Participation, ...]) -> Round:
    return Round(
        row["id"],
        row["evaluation"],
        row["draft"],
        DocumentKind(row["kind"]),
        row["part"],
        row["draft_version"],
        row["body_id"],
        BodyKind(row["body"]),
        RoundMode(row["mode"]),
        opened.of(row, "question"),
        row["opened_at"],
        row["closes_at"],
        row["closed_at"],
        ClosingGround(row["ground"]) if row["ground"] else None,
        opened.of(row, "motive"),
        row["is_open"],
        asked,
    )


def _participations(
    tx: sa.Connection, door: Door, reader: Reader, held: Sequence[sa.RowMapping]
) -> dict[UUID, list[Participation]]:
    if not held:
        return {}
    of = {row["id"]: row for row in held}
    rows = tx.execute(_ASKED, {"rounds": list(of)}).mappings().all()
    responded = responded_by(tx, held[0]["evaluation"], reader.seats)
    seen = {
        (row["round"], row["seat"])
        for row in rows
        if row["remark_key"] and sees_remark(reader, _remark(of[row["round"]], row["seat"]), responded)
    }
    opened = Opened(door, reader, [row for row in rows if (row["round"], row["seat"]) in seen], "remark")
    unmasked = unmasked_in(tx, rows)
    found: dict[UUID, list[Participation]] = {}
    for row in rows:
        answer = Position(row["answer"]) if row["answer"] else None
        remark = opened.of(row, "remark") if (row["round"], row["seat"]) in seen else None
        seat = seat_of(row, reader, unmasked.get(row["round"], frozenset()))
        entry = Participation(row["round"], seat, row["responded_at"], answer, remark, pseudonym_of(row))
        found.setdefault(row["round"], []).append(entry)
    for entries in found.values():
        entries.sort(key=Participation.order)
    return found


def _remark(it: Any, seat: UUID) -> RemarkFacts:
    body, mode = BodyKind(it["body"]), RoundMode(it["mode"])
    return RemarkFacts(seat=seat, round=it["id"], body=body, mode=mode, round_open=it["is_open"])


def remark_facts(tx: sa.Connection, evaluation: UUID, review_round: UUID, seat: UUID) -> RemarkFacts:
    """What decides who sees the remark of this seat in a round. Raises Unknown."""
    query = sa.select(rounds).where(rounds.c.id == review_round, rounds.c.evaluation == evaluation)
    found = tx.execute(query).mappings().one_or_none()
    if found is None:
        raise Unknown(what="round")
    return _remark(found, seat)


def responded_by(tx: sa.Connection, evaluation: UUID, seats: Iterable[UUID]) -> frozenset[UUID]:
    """The rounds in which one of these seats has responded."""
    return frozenset(tx.scalars(_RESPONDED_BY, {"of": evaluation, "seats": list(seats)}))


def silent(tx: sa.Connection, review_round: UUID) -> frozenset[UUID]:
    """The seats that answered "no comments"."""
    it = participations.c
    query = sa.select(it.seat).where(it.round == review_round, it.answer == Position.NO_COMMENTS)
    return frozenset(tx.scalars(query))


def has_responded(tx: sa.Connection, review_round: UUID, seat: UUID) -> bool:
    return tx.scalar(_ANSWER, {"round": review_round, "seat": seat}) is not None


def open_rounds(tx: sa.Connection, draft: UUID, group: UUID) -> Sequence[UUID]:
    """Rounds of this group that are open on any version of the document."""
    query = sa.select(rounds.c.id).where(rounds.c.draft == draft, rounds.c.body_id == group, rounds.c.is_open)
    return list(tx.scalars(query))


_OF_EVALUATION = sa.select(rounds).where(rounds.c.evaluation == sa.bindparam("of")).order_by(rounds.c.position.desc())
_ASKED = sa.select(participations).where(participations.c.round.in_(sa.bindparam("rounds", expanding=True)))
_RESPONDED_BY = sa.select(participations.c.round).where(
    participations.c.evaluation == sa.bindparam("of"),
    participations.c.seat.in_(sa.bindparam("seats", expanding=True)),
    participations.c.responded_at.is_not(None),
)
_ANSWER = sa.select(participations.c.answer).where(
    participations.c.round == sa.bindparam("round"), participations.c.seat == sa.bindparam("seat")
)
