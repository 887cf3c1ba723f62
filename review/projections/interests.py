"""Who declared an interest, who did not yet, and for whom does the organisation speak against it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.interests import InterestDeclared, PartiesNamed
from review.domain.visibility import sees_meeting
from review.domain.vocabulary import BodyKind
from review.projections.groups import seats
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

declarations = sa.Table(
    "declarations",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("seat", Id),
    column("round", Id, nullable=True),
    column("has_interest", sa.Boolean),
    *sealed_columns("note", nullable=True),
    moment("at"),
    column("position", Big),
)
parties = sa.Table(
    "parties",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("organisations", sa.Text),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case InterestDeclared() as event:
            row = {
                "id": it.stream,
                "evaluation": it.log,
                "seat": event.seat,
                "round": event.round,
                "has_interest": event.has_interest,
                "at": it.at,
                "position": it.position,
            }
            yield Insert(declarations, row | sealed_values("note", event.note))
        case PartiesNamed() as event:
            named = {"id": it.stream, "evaluation": it.log, "position": it.position}
            yield Insert(parties, named | {"organisations": " ".join(event.organisations)})


@dataclass(frozen=True, slots=True)
class Declaration:
    seat: UUID
    person: UUID
    round: UUID | None
    has_interest: bool
    note: Words | None
    at: int


@dataclass(frozen=True, slots=True)
class Interests:
    """The latest declarations of an evaluation that a reader may know of, and the evaluated organisations."""

    latest: Mapping[tuple[UUID, UUID | None], Declaration]
    parties: tuple[str, ...]

    def of_seat(self, seat: UUID, review_round: UUID | None = None) -> Declaration | None:
        """What holds for a seat in a round: what was declared for it, or else for the whole evaluation."""
        return self.latest.get((seat, review_round)) or self.latest.get((seat, None))

    def of_person(self, person: UUID, review_round: UUID) -> Declaration | None:
        """The same for whoever speaks in a round, from whichever seat: an interest in one is one in all."""
        found = [one for one in self.latest.values() if one.person == person and one.round in (review_round, None)]
        current = [one for one in found if self.of_seat(one.seat, review_round) is one]
        return max(current, key=lambda one: (one.has_interest, one.at), default=None)

    def in_rounds(self, seat: UUID) -> list[Declaration]:
        """What was declared for one round each."""
        return [one for (of, review_round), one in self.latest.items() if of == seat and review_round is not None]

    @property
    def declared(self) -> list[Declaration]:
        """The interests that stand."""
        return [one for one in self.latest.values() if one.has_interest]


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> Interests:
    """Declarations of the members of a group are known to that group, the team, the director and the auditor."""
    found = tx.execute(_OF_EVALUATION, {"of": evaluation}).mappings()
    rows = [row for row in found if sees_meeting(reader, BodyKind(row["body"]))]
    opened = Opened(door, reader, rows, "note")
    latest = {
        (row["seat"], row["round"]): Declaration(
            row["seat"], row["person"], row["round"], row["has_interest"], opened.of(row, "note"), row["at"]
        )
        for row in rows
    }
    return Interests(latest, evaluated(tx, evaluation))


def declared_by(tx: sa.Connection, person: UUID) -> frozenset[tuple[UUID, UUID | None]]:
    """For which evaluations, and which of their rounds, this person declared something from any seat; None: for all."""
    return frozenset((row.evaluation, row.round) for row in tx.execute(_DECLARED_BY, {"person": person}))


def evaluated(tx: sa.Connection, evaluation: UUID) -> tuple[str, ...]:
    """The organisations that are evaluated, as last named."""
    found = tx.scalar(_EVALUATED, {"of": evaluation})
    return tuple((found or "").split())


_OF_EVALUATION = (
    sa.select(declarations, seats.c.person, seats.c.body)
    .join(seats, seats.c.id == declarations.c.seat)
    .where(declarations.c.evaluation == sa.bindparam("of"))
    .order_by(declarations.c.position)
)
_DECLARED_BY = (
    sa.select(declarations.c.evaluation, declarations.c.round)
    .join(seats, seats.c.id == declarations.c.seat)
    .where(seats.c.person == sa.bindparam("person"))
)
_EVALUATED = (
    sa.select(parties.c.organisations)
    .where(parties.c.evaluation == sa.bindparam("of"))
    .order_by(parties.c.position.desc())
    .limit(1)
)
