"""Do the read tables say what the logs say?

Pages, and decisions about the next act, are made from read tables. Whoever can write to the database can change those
without touching a log, so a log that fits proves nothing about them. Here they are made again in memory and compared.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.application import Review
from review.projections import catalogue
from review.projections.damage import DAMAGE
from review.projections.schema import metadata

UNDECODABLE = (msgspec.MsgspecError, TypeError, *DAMAGE)
OF_THE_INSTALLATION = frozenset({"installations", "people", "offices", "passkeys"})
PARENTS = {
    "attendances": ("meeting", "meetings"),
    "minutes": ("meeting", "meetings"),
    "finding_wordings": ("finding", "findings"),
    "passkey_uses": ("approval", "approvals"),
    "placements": ("comment", "comments"),
}
"""Tables that name no evaluation: by which column their rows belong to a row of which other table."""
Key = tuple[Any, ...]


class Deviation(NamedTuple):
    """How one table differs from what the log gives; ``first`` is the key of one row of it, in words."""

    table: str
    changed: int = 0
    missing: int = 0
    added: int = 0
    unreadable: bool = False
    first: str = ""


class Comparison(NamedTuple):
    """``rows`` that were compared, and the tables that differ."""

    rows: int
    deviations: tuple[Deviation, ...]

    @property
    def fits(self) -> bool:
        return not self.deviations


def compare(review: Review, log: UUID) -> Comparison:
    """The rows of one evaluation, or of the installation itself, against those that its log gives.

    Writes nothing. For a log that fits: one that cannot be decoded is answered by a single deviation without a table.
    """
    with review.reading() as tx:
        try:
            made = catalogue.as_of(review.records(tx, log))
        except UNDECODABLE:
            return Comparison(0, (Deviation("", unreadable=True),))
        with closing(made):
            found = [_of_table(table, condition, tx, made) for table, condition in _tables(log, review.installation.id)]
    return Comparison(sum(rows for rows, _ in found), tuple(one for _, one in found if one is not None))


def strays(review: Review, logs: Iterable[UUID]) -> tuple[Deviation, ...]:
    """Tables with rows that belong to none of these logs, which have to be all of the installation."""
    known = list(logs)
    with review.reading() as tx:
        found = []
        for table in metadata.sorted_tables:
            mine = [dict(_tables(log, review.installation.id)).get(table) for log in known]
            counted = sum(_count(tx, table, condition) for condition in mine if condition is not None)
            more = _count(tx, table, sa.true()) - counted
            if more:
                found.append(Deviation(table.name, added=more))
    return tuple(found)


def _tables(log: UUID, installation: UUID) -> list[tuple[sa.Table, sa.ColumnElement[bool]]]:
    """Every table that this log writes to, and which of its rows are those of the log."""
    found = ((table, _condition(table, log, installation)) for table in metadata.sorted_tables)
    return [(table, condition) for table, condition in found if condition is not None]


def _condition(table: sa.Table, log: UUID, installation: UUID) -> sa.ColumnElement[bool] | None:
    if "log" in table.c:
        return table.c.log == log
    if (table.name in OF_THE_INSTALLATION) != (log == installation):
        return None
    if table.name in OF_THE_INSTALLATION:
        return sa.true()
    if table.name in PARENTS:
        column, parent = PARENTS[table.name]
        rows = metadata.tables[parent]
        return table.c[column].in_(sa.select(rows.c.id).where(rows.c.evaluation == log))
    return (table.c.id if table.name == "evaluations" else table.c.evaluation) == log


def _of_table(
    table: sa.Table, condition: sa.ColumnElement[bool], tx: sa.Connection, made: sa.Connection
) -> tuple[int, Deviation | None]:
    """How many rows there are, and how they differ."""
    expected = _rows(made, table, condition)
    try:
        live = _rows(tx, table, condition)
    except UNDECODABLE:
        return 0, Deviation(table.name, unreadable=True)
    if live == expected:
        return len(live), None
    missing, added = expected.keys() - live.keys(), live.keys() - expected.keys()
    changed = {key for key in live.keys() & expected.keys() if live[key] != expected[key]}
    first = min((*changed, *missing, *added), key=repr)
    words = ", ".join(f"{name} {part}" for name, part in zip(table.primary_key.columns.keys(), first, strict=True))
    return len(live), Deviation(table.name, len(changed), len(missing), len(added), first=words)


def _rows(tx: sa.Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> Mapping[Key, bytes]:
    """A digest of every row, by its primary key."""
    key_of = _key_of(table)
    rows = tx.execute(sa.select(table).where(condition), execution_options={"yield_per": 1000})
    return {key_of(row): hashlib.blake2b(repr(tuple(row)).encode(), digest_size=16).digest() for row in rows}


def _key_of(table: sa.Table) -> Callable[[Any], Key]:
    places = [index for index, column in enumerate(table.c) if column.primary_key]
    return lambda row: tuple(row[place] for place in places)


def _count(tx: sa.Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
    return tx.scalar(sa.select(sa.func.count()).select_from(table).where(condition)) or 0
