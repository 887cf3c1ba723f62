"""What is the theory of change now, or what was it at an earlier moment, and how did its steps hold?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.goals import GoalLevel
from review.domain.theory import (
    TheoryElementAdded,
    TheoryElementRemoved,
    TheoryElementRevised,
    TheoryStepDrawn,
    TheoryStepRemoved,
    TheoryStepTested,
    Verdict,
)
from review.projections import finding
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

elements = sa.Table(
    "theory_elements",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("number", Big),
    column("level", sa.Text),  #: as it is now
    moment("at"),
    moment("removed_at", nullable=True),
)
wordings = sa.Table(
    "theory_wordings",
    metadata,
    sa.Column("element", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("level", sa.Text),
    *sealed_columns("text"),
    moment("at"),
)
steps = sa.Table(
    "theory_steps",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("origin", Id),
    column("target", Id),
    *sealed_columns("assumption", nullable=True),
    moment("at"),
    moment("removed_at", nullable=True),
)
trials = sa.Table(
    "theory_trials",
    metadata,
    sa.Column("step", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("verdict", sa.Text),
    *sealed_columns("motive"),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    own = {"evaluation": it.log, "at": it.at}
    match it.event:
        case TheoryElementAdded() as event:
            row = {"id": it.stream, "number": event.number, "level": event.level, "removed_at": None}
            yield Insert(elements, row | own)
            yield _wording(it, event)
        case TheoryElementRevised() as event:
            yield Update(elements, (it.stream,), {"level": event.level})
            yield _wording(it, event)
        case TheoryElementRemoved():
            yield Update(elements, (it.stream,), {"removed_at": it.at})
        case TheoryStepDrawn() as event:
            row = {"id": it.stream, "origin": event.origin, "target": event.target, "removed_at": None}
            yield Insert(steps, row | own | sealed_values("assumption", event.assumption))
        case TheoryStepRemoved():
            yield Update(steps, (it.stream,), {"removed_at": it.at})
        case TheoryStepTested() as event:
            row = {"step": it.stream, "version": it.version, "verdict": event.verdict}
            yield Insert(trials, row | own | sealed_values("motive", event.motive))


def _wording(it: Recorded, event: TheoryElementAdded | TheoryElementRevised) -> Insert:
    row = {"element": it.stream, "version": it.version, "evaluation": it.log, "level": event.level, "at": it.at}
    return Insert(wordings, row | sealed_values("text", event.text))


@dataclass(frozen=True, slots=True)
class Element:
    id: UUID
    number: int
    level: GoalLevel
    text: Words


@dataclass(frozen=True, slots=True)
class Trial:
    verdict: Verdict
    motive: Words
    at: int


@dataclass(frozen=True, slots=True)
class Step:
    id: UUID
    origin: Element
    target: Element
    assumption: Words | None
    trials: tuple[Trial, ...]

    @property
    def verdict(self) -> Verdict | None:
        """What the last test came to."""
        return self.trials[-1].verdict if self.trials else None


@dataclass(frozen=True, slots=True)
class Theory:
    """The whole of it, as it is or was: elements by number, steps from low to high."""

    elements: tuple[Element, ...]
    steps: tuple[Step, ...]

    def at(self, level: GoalLevel) -> list[Element]:
        return [one for one in self.elements if one.level is level]

    def from_(self, element: UUID) -> list[Step]:
        return [one for one in self.steps if one.origin.id == element]


def theory(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID, upto: int | None = None) -> Theory:
    """As it is now, or as it was at the end of the moment ``upto``."""
    by_id = {one.id: one for one in _elements(tx, door, reader, evaluation, upto)}
    found = _there(tx, steps, evaluation, upto)
    tried = tx.execute(
        sa.select(trials).where(trials.c.evaluation == evaluation).order_by(trials.c.at, trials.c.version)
    )
    rows = [row for row in tried.mappings() if upto is None or row["at"] <= upto]
    said, assumed = Opened(door, reader, rows, "motive"), Opened(door, reader, found, "assumption")
    made = [
        Step(
            row["id"],
            by_id[row["origin"]],
            by_id[row["target"]],
            assumed.of(row, "assumption"),
            tuple(
                Trial(Verdict(one["verdict"]), said.need(one, "motive"), one["at"])
                for one in rows
                if one["step"] == row["id"]
            ),
        )
        for row in found
        if row["origin"] in by_id and row["target"] in by_id
    ]
    return Theory(
        tuple(by_id.values()),
        tuple(sorted(made, key=lambda one: (one.origin.level.rank, one.origin.number, one.target.number))),
    )


def _elements(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID, upto: int | None) -> list[Element]:
    query = sa.select(wordings).where(wordings.c.evaluation == evaluation).order_by(wordings.c.version)
    worded = {row["element"]: row for row in tx.execute(query).mappings() if upto is None or row["at"] <= upto}
    opened = Opened(door, reader, worded.values(), "text")
    return [
        Element(row["id"], row["number"], GoalLevel(worded[row["id"]]["level"]), opened.need(worded[row["id"]], "text"))
        for row in sorted(_there(tx, elements, evaluation, upto), key=lambda row: row["number"])
    ]


def _there(tx: sa.Connection, table: sa.Table, evaluation: UUID, upto: int | None) -> list[sa.RowMapping]:
    """The rows that are, or were then, in it."""
    rows = tx.execute(sa.select(table).where(table.c.evaluation == evaluation).order_by(table.c.at)).mappings().all()
    if upto is None:
        return [row for row in rows if row["removed_at"] is None]
    return [row for row in rows if row["at"] <= upto and (row["removed_at"] is None or row["removed_at"] > upto)]


def evaluation_of_element(tx: sa.Connection, id: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, elements, id, "theory")


def evaluation_of_step(tx: sa.Connection, id: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, steps, id, "theory")


# -- for decisions


def levels(tx: sa.Connection, evaluation: UUID) -> dict[UUID, GoalLevel]:
    """Of every element that is in it now."""
    it = elements.c
    rows = tx.execute(sa.select(it.id, it.level).where(it.evaluation == evaluation, it.removed_at.is_(None)))
    return {row.id: GoalLevel(row.level) for row in rows}


def drawn(tx: sa.Connection, evaluation: UUID) -> set[tuple[UUID, UUID]]:
    """The steps between elements that are in it now."""
    it, there = steps.c, levels(tx, evaluation)
    rows = tx.execute(sa.select(it.origin, it.target).where(it.evaluation == evaluation, it.removed_at.is_(None)))
    return {(row.origin, row.target) for row in rows if row.origin in there and row.target in there}


def next_number(tx: sa.Connection, evaluation: UUID) -> int:
    """Read under the write lock; the number of a removed element is not given again."""
    last = tx.scalar(sa.select(sa.func.max(elements.c.number)).where(elements.c.evaluation == evaluation))
    return int(last or 0) + 1
