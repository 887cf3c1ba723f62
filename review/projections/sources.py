"""On which sources does the evaluation rest, who owns them, and at which level do they stand?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Sealed, Words
from review.domain.errors import Unknown
from review.domain.sources import (
    LevelGround,
    SourceLevelStated,
    SourceReclassified,
    SourceRegistered,
    SourceWithdrawn,
)
from review.domain.visibility import may_read
from review.domain.vocabulary import Capacity, Level, SourceType
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
    sealed_of,
    sealed_values,
)

sources = sa.Table(
    "sources",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("number", Big),
    *sealed_columns("title"),
    *sealed_columns("locator", nullable=True),
    *sealed_columns("basis", nullable=True),
    column("type", sa.Text),
    column("owner", sa.Text),
    column("level", sa.Text, nullable=True),
    column("level_position", Big, nullable=True),  #: where it got that level
    column("by_authority", sa.Boolean),  #: the authority of the owner set the level
    column("review_on", sa.Date, nullable=True),
    column("withdrawn", sa.Boolean),
    column("person", Id),  #: who put it in the register
    moment("at"),
    column("position", Big),
)
levels = sa.Table(
    "source_levels",
    metadata,
    identity("source"),
    column("position", Big, primary_key=True),
    column("evaluation", Id, index=True),
    column("level", sa.Text),
    column("ground", sa.Text, nullable=True),
    *sealed_columns("text", nullable=True),
    column("review_on", sa.Date, nullable=True),
    *sealed_columns("review_event", nullable=True),
    column("person", Id),
    column("capacity", sa.Text),
    column("organisation", sa.Text),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case SourceRegistered() as event:
            yield Insert(
                sources,
                {
                    "id": it.stream,
                    "evaluation": it.log,
                    "number": event.number,
                    **sealed_values("title", event.title),
                    **sealed_values("locator", event.locator),
                    **sealed_values("basis", None),
                    "type": event.type,
                    "owner": event.owner,
                    "level": event.level,
                    "level_position": it.position if event.level else None,
                    "by_authority": False,
                    "review_on": None,
                    "withdrawn": False,
                    "person": it.envelope.person,
                    "at": it.at,
                    "position": it.position,
                },
            )
        case SourceLevelStated() as event:
            stated = {"level": event.level, "level_position": it.position}
            yield Update(sources, (it.stream,), stated | sealed_values("basis", event.basis))
            yield Insert(levels, _level(it, event.level, event.basis))
        case SourceReclassified() as event:
            settled = {"level": event.level, "level_position": it.position, "by_authority": True}
            settled |= {"review_on": event.review_on, **sealed_values("basis", None)}
            yield Update(sources, (it.stream,), settled)
            more = {"ground": event.ground, "review_on": event.review_on}
            row = _level(it, event.level, event.motive) | more | sealed_values("review_event", event.review_event)
            yield Insert(levels, row)
        case SourceWithdrawn():
            yield Update(sources, (it.stream,), {"withdrawn": True})


@dataclass(frozen=True, slots=True)
class Source:
    id: UUID
    number: int
    title: Words
    locator: Words | None
    basis: Words | None
    type: SourceType
    owner: str
    level: Level | None
    by_authority: bool
    review_on: date | None
    withdrawn: bool
    at: int


@dataclass(frozen=True, slots=True)
class LevelSet:
    """A level that a source got after it was registered; ``ground``: by the authority, for this reason."""

    level: Level
    ground: LevelGround | None
    text: Words | None
    review_on: date | None
    review_event: Words | None
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    at: int


def _level(it: Recorded, level: Level, text: Sealed | None) -> dict[str, Any]:
    by = it.envelope
    row = {"source": it.stream, "position": it.position, "evaluation": it.log, "level": level, "at": it.at}
    row |= {"person": by.person, "capacity": by.capacity, "organisation": by.on_behalf_of}
    row |= {"ground": None, "review_on": None} | sealed_values("review_event", None)
    return row | sealed_values("text", text)


def register(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Source]:
    """The whole register in the order of numbering, withdrawn sources included."""
    query = sa.select(sources).where(sources.c.evaluation == evaluation).order_by(sources.c.number)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "title", "locator", "basis", shown=may_read(reader))
    return [
        Source(
            row["id"],
            row["number"],
            opened.need(row, "title"),
            opened.of(row, "locator"),
            opened.of(row, "basis"),
            SourceType(row["type"]),
            row["owner"],
            Level(row["level"]) if row["level"] else None,
            row["by_authority"],
            row["review_on"],
            row["withdrawn"],
            row["at"],
        )
        for row in rows
    ]


def written(tx: sa.Connection, evaluation: UUID, source: UUID) -> list[Sealed]:
    """Everything that was written about a source so far, sealed."""
    query = sa.select(sources).where(sources.c.id == source, sources.c.evaluation == evaluation)
    found = [sealed_of(row, name) for row in tx.execute(query).mappings() for name in ("title", "locator", "basis")]
    later = sa.select(levels).where(levels.c.source == source, levels.c.evaluation == evaluation)
    found += [sealed_of(row, name) for row in tx.execute(later).mappings() for name in ("text", "review_event")]
    return [one for one in found if one is not None]


def history(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> dict[UUID, list[LevelSet]]:
    """The levels that sources of an evaluation got after they were registered, by source, the youngest first."""
    query = sa.select(levels).where(levels.c.evaluation == evaluation).order_by(levels.c.position.desc())
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "text", "review_event", shown=may_read(reader))
    names = Names(tx, door, reader, [row["person"] for row in rows])
    found: dict[UUID, list[LevelSet]] = {}
    for row in rows:
        one = LevelSet(
            Level(row["level"]),
            LevelGround(row["ground"]) if row["ground"] else None,
            opened.of(row, "text"),
            row["review_on"],
            opened.of(row, "review_event"),
            row["person"],
            names[row["person"]],
            Capacity(row["capacity"]),
            row["organisation"],
            row["at"],
        )
        found.setdefault(row["source"], []).append(one)
    return found


def level_of(tx: sa.Connection, evaluation: UUID, source: UUID) -> Level | None:
    """At which level a source stands now."""
    query = sa.select(sources.c.level).where(sources.c.id == source, sources.c.evaluation == evaluation)
    found = tx.scalar(query)
    return Level(found) if found else None


_IN_USE = (
    sa.select(sources.c.position, sources.c.level)
    .where(sources.c.evaluation == sa.bindparam("of"), sources.c.withdrawn.is_(False))
    .order_by(sources.c.position)
)


def unstated(tx: sa.Connection, evaluation: UUID) -> tuple[tuple[int, ...], int]:
    """The positions of sources in use without a stated level, and how many are in use."""
    rows = tx.execute(_IN_USE, {"of": evaluation}).all()
    return tuple(row.position for row in rows if row.level is None), len(rows)


def interviewers(tx: sa.Connection, evaluation: UUID) -> frozenset[UUID]:
    """Who put the interviews in use in the register, and so counts as having held them."""
    it = sources.c
    query = sa.select(it.person).where(it.evaluation == evaluation, it.withdrawn.is_(False))
    return frozenset(tx.scalars(query.where(it.type == SourceType.INTERVIEW)))


def interviews_in_use(tx: sa.Connection, evaluation: UUID) -> frozenset[UUID]:
    it = sources.c
    query = sa.select(it.id).where(it.evaluation == evaluation, it.withdrawn.is_(False))
    return frozenset(tx.scalars(query.where(it.type == SourceType.INTERVIEW)))


def in_use(tx: sa.Connection, evaluation: UUID) -> frozenset[UUID]:
    query = sa.select(sources.c.id).where(sources.c.evaluation == evaluation, sources.c.withdrawn.is_(False))
    return frozenset(tx.scalars(query))


def owner(tx: sa.Connection, evaluation: UUID, source: UUID) -> str:
    """The organisation that owns a source. Raises Unknown."""
    query = sa.select(sources.c.owner).where(sources.c.id == source, sources.c.evaluation == evaluation)
    found = tx.scalar(query)
    if found is None:
        raise Unknown(what="source")
    return str(found)
