"""How did members judge the quality of a version, and what does the independent expert say?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.quality import Criterion, Grade, OpinionFiled, QualityAssessed, QualityPhase
from review.domain.vocabulary import INDEPENDENT, Capacity
from review.projections.groups import held_on, seats
from review.projections.people import Names
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
from review.projections.trail import last_day


def _acted() -> tuple[sa.Column[object], ...]:
    return (
        column("evaluation", Id, index=True),
        column("draft", Id),
        column("draft_version", sa.Integer),
        column("person", Id),
        column("capacity", sa.Text),
        column("organisation", sa.Text),
        moment("at"),
        column("position", Big),
    )


assessments = sa.Table("quality_assessments", metadata, identity(), column("phase", sa.Text), *_acted())
judgements = sa.Table(
    "quality_judgements",
    metadata,
    sa.Column("assessment", Id, primary_key=True),
    sa.Column("criterion", sa.Text, primary_key=True),
    column("evaluation", Id, index=True),
    column("grade", sa.Text),
    *sealed_columns("motive", nullable=True),
)
opinions = sa.Table(
    "quality_opinions",
    metadata,
    identity(),
    *_acted(),
    *sealed_columns("text"),
    *sealed_columns("involvement"),
)


def changes(it: Recorded) -> Iterator[Change]:
    by = it.envelope
    acted: dict[str, object] = {"id": it.stream, "evaluation": it.log, "at": it.at, "position": it.position}
    acted |= {"person": by.person, "capacity": by.capacity, "organisation": by.on_behalf_of}
    match it.event:
        case QualityAssessed() as event:
            about = {"draft": event.draft, "draft_version": event.draft_version, "phase": event.phase}
            yield Insert(assessments, acted | about)
            for one in event.judgements:
                row = {"assessment": it.stream, "criterion": one.criterion, "evaluation": it.log, "grade": one.grade}
                yield Insert(judgements, row | sealed_values("motive", one.motive))
        case OpinionFiled() as event:
            about = {"draft": event.draft, "draft_version": event.draft_version}
            said = sealed_values("text", event.text) | sealed_values("involvement", event.involvement)
            yield Insert(opinions, acted | about | said)


@dataclass(frozen=True, slots=True)
class Judged:
    grade: Grade
    motive: Words | None


@dataclass(frozen=True, slots=True)
class Assessment:
    id: UUID
    draft: UUID
    draft_version: int
    phase: QualityPhase
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int
    judged: Mapping[Criterion, Judged]

    @property
    def grades(self) -> list[tuple[Grade, int]]:
        """How many criteria were given each grade, the best first; grades that nobody gave are left out."""
        counted = Counter(one.grade for one in self.judged.values())
        return [(grade, counted[grade]) for grade in Grade if counted[grade]]


@dataclass(frozen=True, slots=True)
class Opinion:
    id: UUID
    draft: UUID
    draft_version: int
    text: Words
    involvement: Words
    name: Words
    capacity: Capacity
    organisation: str
    at: int


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Assessment]:
    """All of them, the oldest first."""
    query = sa.select(assessments).where(assessments.c.evaluation == evaluation).order_by(assessments.c.position)
    rows = tx.execute(query).mappings().all()
    if not rows:
        return []
    said = tx.execute(sa.select(judgements).where(judgements.c.evaluation == evaluation)).mappings().all()
    opened = Opened(door, reader, said, "motive")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    judged: dict[UUID, dict[Criterion, Judged]] = {}
    for one in said:
        given = Judged(Grade(one["grade"]), opened.of(one, "motive"))
        judged.setdefault(one["assessment"], {})[Criterion(one["criterion"])] = given
    return [
        Assessment(
            row["id"],
            row["draft"],
            row["draft_version"],
            QualityPhase(row["phase"]),
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
            judged.get(row["id"], {}),
        )
        for row in rows
    ]


def opinions_of(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Opinion]:
    """All of them, the oldest first."""
    query = sa.select(opinions).where(opinions.c.evaluation == evaluation).order_by(opinions.c.position)
    rows = tx.execute(query).mappings().all()
    if not rows:
        return []
    opened = Opened(door, reader, rows, "text", "involvement")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return [
        Opinion(
            row["id"],
            row["draft"],
            row["draft_version"],
            opened.need(row, "text"),
            opened.need(row, "involvement"),
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        for row in rows
    ]


# -- for decisions


def standing(
    tx: sa.Connection, evaluation: UUID, draft: UUID, number: int, contributors: Collection[UUID]
) -> tuple[int, tuple[int, ...]]:
    """How many independent members can judge a version of a report, and the positions at which they judged it final.

    The seats are those of the day of the youngest record: looked at later, the same comes out.
    """
    it = seats.c
    held = sa.select(it.person).where(
        it.evaluation == evaluation, it.capacity.in_(sorted(INDEPENDENT)), held_on(last_day(tx, evaluation))
    )
    able = set(tx.scalars(held)) - set(contributors)
    query = sa.select(assessments.c.position).where(
        assessments.c.draft == draft, assessments.c.draft_version == number, _FINAL
    )
    return len(able), tuple(tx.scalars(query.order_by(assessments.c.position)))


_FINAL = sa.and_(assessments.c.phase == QualityPhase.FINAL, assessments.c.capacity.in_(sorted(INDEPENDENT)))


def judged_in(tx: sa.Connection, evaluations: Collection[UUID]) -> list[tuple[UUID, tuple[UUID, int]]]:
    """Which versions an independent member judged as the final report, by evaluation."""
    it = assessments.c
    query = sa.select(it.evaluation, it.draft, it.draft_version).where(among(it.evaluation), _FINAL).distinct()
    return [(row.evaluation, (row.draft, row.draft_version)) for row in tx.execute(query, {"ids": evaluations})]


def filed(tx: sa.Connection, draft: UUID) -> tuple[int, ...]:
    """The positions of the independent opinions on any version of a document."""
    query = sa.select(opinions.c.position).where(opinions.c.draft == draft).order_by(opinions.c.position)
    return tuple(tx.scalars(query))
