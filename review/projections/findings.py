"""What was found, concluded and learnt, on what does it rest, and what is weak in it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.attribution import attributing_words
from review.domain.findings import (
    Aspect,
    FindingKind,
    FindingRecorded,
    FindingRevised,
    FindingWithdrawn,
    Weighed,
)
from review.domain.goals import GoalLevel
from review.domain.vocabulary import SourceType
from review.projections import finding
from review.projections.people import Names
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
from review.projections.sources import sources

findings = sa.Table(
    "findings",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("kind", sa.Text),
    column("number", Big),
    *sealed_columns("text"),
    column("level", sa.Text, nullable=True),
    *(column(name, sa.Text) for name in ("aspects", "questions", "sources", "rests_on")),
    column("withdrawn", sa.Boolean),
    moment("at"),
    column("position", Big),
)
wordings = sa.Table(
    "finding_wordings",
    metadata,
    sa.Column("finding", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    *sealed_columns("text", nullable=True),
    *sealed_columns("motive", nullable=True),
    column("person", Id),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case FindingRecorded() as event:
            row = {"id": it.stream, "evaluation": it.log, "kind": event.kind, "number": event.number}
            more = {"withdrawn": False, "at": it.at, "position": it.position}
            yield Insert(findings, row | _linked(event) | more)
            yield _wording(it, event, None)
        case FindingRevised() as event:
            yield Update(findings, (it.stream,), _linked(event))
            yield _wording(it, event, event)
        case FindingWithdrawn() as event:
            yield Update(findings, (it.stream,), {"withdrawn": True})
            yield _wording(it, None, event)


def _linked(event: FindingRecorded | FindingRevised) -> dict[str, object]:
    return {
        **sealed_values("text", event.text),
        "level": event.level,
        "aspects": " ".join(event.aspects),
        "questions": " ".join(str(one) for one in event.questions),
        "sources": " ".join(str(one) for one in event.sources),
        "rests_on": " ".join(str(one) for one in event.rests_on),
    }


def _wording(
    it: Recorded, said: FindingRecorded | FindingRevised | None, why: FindingRevised | FindingWithdrawn | None
) -> Insert:
    row = {"finding": it.stream, "version": it.version, "person": it.envelope.person, "at": it.at}
    texts = sealed_values("text", said.text if said else None) | sealed_values("motive", why.motive if why else None)
    return Insert(wordings, row | texts)


@dataclass(frozen=True, slots=True)
class Finding:
    id: UUID
    evaluation: UUID
    kind: FindingKind
    number: int
    text: Words
    level: GoalLevel | None
    aspects: tuple[Aspect, ...]
    questions: tuple[int, ...]
    sources: tuple[UUID, ...]
    rests_on: tuple[UUID, ...]
    withdrawn: bool
    at: int
    position: int

    @property
    def attributes(self) -> str:
        """The words of it that attribute, where this reader may read them."""
        return attributing_words(self.text) if isinstance(self.text, str) else ""


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Finding]:
    """All of them by kind and number, withdrawn ones included."""
    query = sa.select(findings).where(findings.c.evaluation == evaluation).order_by(findings.c.number)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "text")
    order = list(FindingKind)
    found = [
        Finding(
            row["id"],
            row["evaluation"],
            FindingKind(row["kind"]),
            row["number"],
            opened.need(row, "text"),
            GoalLevel(row["level"]) if row["level"] else None,
            tuple(Aspect(one) for one in row["aspects"].split()),
            tuple(int(one) for one in row["questions"].split()),
            tuple(UUID(one) for one in row["sources"].split()),
            tuple(UUID(one) for one in row["rests_on"].split()),
            row["withdrawn"],
            row["at"],
            row["position"],
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: order.index(one.kind))


def evaluation_of(tx: sa.Connection, id: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, findings, id, "finding")


def weighed(found: list[Finding], types: Mapping[UUID, SourceType], asked: frozenset[int]) -> list[Weighed]:
    """Those that hold, with the facts that their cautions follow from; ``types`` of the sources in use."""
    return [
        Weighed(
            id=one.id,
            kind=one.kind,
            level=one.level,
            aspects=frozenset(one.aspects),
            questions=frozenset(one.questions) & asked,
            types=frozenset(types[source] for source in one.sources if source in types),
            rests_on=frozenset(one.rests_on),
            attributes=bool(one.attributes),
        )
        for one in found
        if not one.withdrawn
    ]


@dataclass(frozen=True, slots=True)
class Wording:
    """What it said after an act, and why it was changed; no text where it was withdrawn."""

    text: Words | None
    motive: Words | None
    person: UUID
    name: Words
    at: int


def history(tx: sa.Connection, door: Door, reader: Reader, id: UUID) -> list[Wording]:
    """The oldest first."""
    query = sa.select(wordings).where(wordings.c.finding == id).order_by(wordings.c.version)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "text", "motive")
    names = Names(tx, door, reader, [row["person"] for row in rows])
    return [
        Wording(opened.of(row, "text"), opened.of(row, "motive"), row["person"], names[row["person"]], row["at"])
        for row in rows
    ]


# -- for decisions


def held(tx: sa.Connection, evaluation: UUID) -> dict[UUID, FindingKind]:
    """Those that were not withdrawn."""
    it = findings.c
    rows = tx.execute(sa.select(it.id, it.kind).where(it.evaluation == evaluation, it.withdrawn.is_(False)))
    return {row.id: FindingKind(row.kind) for row in rows}


def next_number(tx: sa.Connection, evaluation: UUID, kind: FindingKind) -> int:
    """Each kind is numbered for itself; read under the write lock."""
    it = findings.c
    last = tx.scalar(sa.select(sa.func.max(it.number)).where(it.evaluation == evaluation, it.kind == kind))
    return int(last or 0) + 1


def source_types(tx: sa.Connection, evaluation: UUID) -> dict[UUID, SourceType]:
    """Of the sources in use."""
    it = sources.c
    rows = tx.execute(sa.select(it.id, it.type).where(it.evaluation == evaluation, it.withdrawn.is_(False)))
    return {row.id: SourceType(row.type) for row in rows}
