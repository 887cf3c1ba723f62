"""Do the read tables say what the logs say, and did they when something was approved?

Pages, and decisions about the next act, are made from read tables. Whoever can write to the database can change those
without touching a log, so a log that fits proves nothing about them. Here they are made again in memory, record by
record: before every approval its gate is judged once more, and in the end the rows are compared.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.application import Review
from review.domain.acts import Recorded
from review.domain.approvals import ApprovalGranted
from review.domain.gates import RULES, ClauseName, clauses, record
from review.projections import catalogue
from review.projections.damage import DAMAGE
from review.projections.schema import metadata
from review.projections.standing import standing

UNDECODABLE = (msgspec.MsgspecError, TypeError, *DAMAGE)
OF_THE_INSTALLATION = frozenset({"installations", "people", "offices", "passkeys", "access_reviews"})
PARENTS = {
    "attendances": ("meeting", "meetings"),
    "minutes": ("meeting", "meetings"),
    "finding_wordings": ("finding", "findings"),
    "passkey_uses": ("approval", "approvals"),
    "placements": ("comment", "comments"),
}
"""Tables that name no evaluation: by which column their rows belong to a row of which other table."""
Key = tuple[Any, ...]
Row = tuple[Key, tuple[Any, ...]]
END: tuple[None, tuple[()]] = (None, ())


class Deviation(NamedTuple):
    """How one table differs from what the log gives; ``first`` is the key of one row of it, in words."""

    table: str
    changed: int = 0
    missing: int = 0
    added: int = 0
    unreadable: bool = False
    first: str = ""


class Approved(NamedTuple):
    """An approval whose gate was judged again: the clauses that the records then gave otherwise.

    None: it was judged by other rules than those of this release, which says nothing about it.
    """

    position: int
    otherwise: tuple[ClauseName, ...] | None = ()


class Comparison(NamedTuple):
    """``rows`` that were compared, the tables that differ, and every approval in the log."""

    rows: int
    deviations: tuple[Deviation, ...]
    approvals: tuple[Approved, ...] = ()

    @property
    def unfounded(self) -> tuple[Approved, ...]:
        """The approvals whose gate the records do not give as they name it."""
        return tuple(one for one in self.approvals if one.otherwise)

    @property
    def judged(self) -> int:
        """How many approvals were judged again."""
        return sum(one.otherwise is not None for one in self.approvals)

    @property
    def fits(self) -> bool:
        return not self.deviations and not self.unfounded


def compare(review: Review, log: UUID) -> Comparison:
    """The rows of one evaluation, or of the installation itself, against those that its log gives.

    Writes nothing. For a log that fits: one that cannot be decoded is answered by a single deviation without a table.
    """
    with review.reading() as tx, closing(catalogue.Fold()) as fold:
        try:
            approvals = tuple(_folded(fold, log, review.records(tx, log)))
        except UNDECODABLE:
            return Comparison(0, (Deviation("", unreadable=True),))
        made, installation = fold.now(), review.installation.id
        found = [_of_table(table, condition, tx, made) for table, condition in _tables(log, installation)]
    return Comparison(sum(rows for rows, _ in found), tuple(one for _, one in found if one is not None), approvals)


def _folded(fold: catalogue.Fold, log: UUID, records: Iterable[Recorded]) -> Iterator[Approved]:
    """Every approval, judged by what stood before its act."""
    for _, act in groupby(records, key=lambda it: it.envelope.command):
        for it in (together := list(act)):
            if isinstance(it.event, ApprovalGranted):
                yield Approved(it.position, _otherwise(fold.now(), log, it.event))
        for it in together:
            fold.take(it)


def _otherwise(then: sa.Connection, log: UUID, granted: ApprovalGranted) -> tuple[ClauseName, ...] | None:
    if granted.rules != RULES:
        return None
    found = record(clauses(standing(then, log, granted.draft, granted.draft_version)))
    given = {clause.name: clause for clause in granted.clauses}
    return tuple(clause.name for clause in found if given.get(clause.name) != clause)


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
    try:
        rows, found = _merged(table, _rows(made, table, condition), _rows(tx, table, condition))
    except UNDECODABLE:
        return 0, Deviation(table.name, unreadable=True)
    return rows, None if found == Deviation(table.name) else found


def _merged(table: sa.Table, expected: Iterator[Row], live: Iterator[Row]) -> tuple[int, Deviation]:
    """Both in the order of their keys, so that neither is held in memory."""
    names = table.primary_key.columns.keys()
    found = Deviation(table.name)
    rows = 0
    key, row = next(expected, END)
    for here, live_row in live:
        rows += 1
        while key is not None and key < here:
            found = _one_more(found, names, key, "missing")
            key, row = next(expected, END)
        if key != here:
            found = _one_more(found, names, here, "added")
            continue
        if row != live_row:
            found = _one_more(found, names, here, "changed")
        key, row = next(expected, END)
    while key is not None:
        found = _one_more(found, names, key, "missing")
        key, row = next(expected, END)
    return rows, found


def _one_more(found: Deviation, names: Sequence[str], key: Key, what: str) -> Deviation:
    words = found.first or ", ".join(f"{name} {part}" for name, part in zip(names, key, strict=True))
    return found._replace(**{what: getattr(found, what) + 1}, first=words)


def _rows(tx: sa.Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> Iterator[Row]:
    """Every row with its primary key, in the order that Python gives those keys."""
    places = [index for index, column in enumerate(table.c) if column.primary_key]
    order = [_ordered(table.columns[index], tx.dialect.name) for index in places]
    query = sa.select(table).where(condition).order_by(*order)
    for row in tx.execute(query, execution_options={"yield_per": 1000}):
        yield tuple([row[place] for place in places]), tuple(row)


def _ordered(column: sa.Column[Any], dialect: str) -> sa.ColumnElement[Any]:
    """Text by its characters, as SQLite has it, and not as a language sorts them."""
    is_text = dialect == "postgresql" and isinstance(column.type, sa.Text)
    return column.collate("C") if is_text else column


def _count(tx: sa.Connection, table: sa.Table, condition: sa.ColumnElement[bool]) -> int:
    return tx.scalar(sa.select(sa.func.count()).select_from(table).where(condition)) or 0
