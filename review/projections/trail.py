"""Which acts were recorded, by whom, about what? One line per record; the record itself lies in the log."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Recorded
from review.domain.erasures import ErasureCarriedOut
from review.domain.moments import day_of
from review.domain.vocabulary import Capacity
from review.projections.schema import Change, Insert, column, metadata, moment

lines = sa.Table(
    "lines",
    metadata,
    sa.Column("log", Id, primary_key=True),
    sa.Column("position", Big, primary_key=True, autoincrement=False),
    column("stream", Id),
    column("name", sa.Text),
    column("person", Id),
    column("capacity", sa.Text, nullable=True),
    column("organisation", sa.Text),
    moment("at"),
    column("about", Id),  #: the comment it is about, where it names one; otherwise its own stream
    column("round", Id, nullable=True),
    column("seat", Id, nullable=True),  #: of whoever speaks, which is not always who acts
    sa.Index("lines_of_stream", "log", "stream"),
)


def changes(it: Recorded) -> Iterator[Change]:
    by = it.envelope
    yield Insert(
        lines,
        {
            "log": it.log,
            "position": it.position,
            "stream": it.stream,
            "name": it.event.NAME,
            "person": by.person,
            "capacity": by.capacity,
            "organisation": by.on_behalf_of,
            "at": it.at,
            "about": _named(it, "comment") or it.stream,
            "round": _named(it, "round"),
            "seat": _named(it, "speaker") or _named(it, "seat") or by.seat,
        },
    )


def _named(it: Recorded, field: str) -> UUID | None:
    found = getattr(it.event, field, None)
    return found if isinstance(found, UUID) else None


@dataclass(frozen=True, slots=True)
class Line:
    position: int
    stream: UUID
    name: str
    person: UUID
    capacity: Capacity | None
    organisation: str
    at: int


def page(
    tx: sa.Connection,
    log: UUID,
    *,
    upto: int | None = None,
    room: str | None = None,
    person: UUID | None = None,
    hidden: Collection[int] = (),
    unseen: Collection[int] = (),
    limit: int = 50,
) -> list[Line]:
    """The youngest lines at or before ``upto``; ``room`` is the first word of an event's name.

    ``hidden``: positions of which the reader may not know who acted; those of a ``person`` are without them.
    ``unseen``: positions of which the reader may not even know what was done; no ``room`` has them.
    """
    query = sa.select(lines).where(lines.c.log == log)
    if upto is not None:
        query = query.where(lines.c.position <= upto)
    if room:
        query = query.where(lines.c.name.startswith(f"{room}.", autoescape=True), lines.c.position.not_in(unseen))
    if person is not None:
        query = query.where(lines.c.person == person, lines.c.position.not_in(hidden))
    return [_line(row) for row in tx.execute(query.order_by(lines.c.position.desc()).limit(limit))]


def of_stream(tx: sa.Connection, log: UUID, stream: UUID) -> list[Line]:
    """The history of one thing, oldest first."""
    query = sa.select(lines).where(lines.c.log == log, lines.c.stream == stream).order_by(lines.c.position)
    return [_line(row) for row in tx.execute(query)]


def since(tx: sa.Connection, log: UUID, position: int, *, limit: int = 20) -> list[Line]:
    """What was recorded after a position, oldest first; checks of the trail change nothing and are left out."""
    query = sa.select(lines).where(lines.c.log == log, lines.c.position > position, lines.c.name.not_like("trail.%"))
    return [_line(row) for row in tx.execute(query.order_by(lines.c.position).limit(limit))]


def erased_since(tx: sa.Connection, log: UUID, position: int) -> bool:
    """Whether texts of this log were forgotten by this record or a later one."""
    query = sa.select(lines.c.position).where(
        lines.c.log == log, lines.c.position >= position, lines.c.name == ErasureCarriedOut.NAME
    )
    return tx.execute(query.limit(1)).first() is not None


_LAST = sa.select(sa.func.max(lines.c.position)).where(lines.c.log == sa.bindparam("log"))


def last_day(tx: sa.Connection, log: UUID) -> date:
    """The day of the youngest record in the Netherlands."""
    at = tx.scalar(sa.select(sa.func.max(lines.c.at)).where(lines.c.log == log))
    return day_of(at or 0)


def last(tx: sa.Connection, log: UUID) -> int:
    """The position of the youngest record, 0 for an empty log."""
    return tx.scalar(_LAST, {"log": log}) or 0


def reached(tx: sa.Connection, log: UUID, streams: Collection[UUID]) -> int:
    """The position of the youngest record about one of these things; of the first record where there are none.

    What somebody is told of the age of a page: the end of the log would tell of acts that are not for this reader.
    """
    query = sa.select(sa.func.max(lines.c.position)).where(lines.c.log == log, lines.c.stream.in_(list(streams)))
    return tx.scalar(query) or 1


def rooms(tx: sa.Connection, log: UUID, unseen: Collection[int] = ()) -> list[str]:
    """The rooms in which something happened that this reader may know of."""
    query = sa.select(lines.c.name).where(lines.c.log == log, lines.c.position.not_in(unseen))
    names = tx.scalars(query.distinct())
    return sorted({name.partition(".")[0] for name in names})


def people_in(tx: sa.Connection, log: UUID, hidden: Collection[int] = ()) -> list[UUID]:
    """Everybody who acted, apart from acts of which the reader may not know it."""
    query = sa.select(lines.c.person).where(lines.c.log == log, lines.c.position.not_in(hidden))
    return list(tx.scalars(query.distinct()))


def _line(row: sa.Row[tuple[object, ...]]) -> Line:
    return Line(
        row.position,
        row.stream,
        row.name,
        row.person,
        Capacity(row.capacity) if row.capacity else None,
        row.organisation,
        row.at,
    )
