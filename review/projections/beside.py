"""How do evaluations stand beside their documents: meetings, signals, commitments and the file?"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.domain.evaluations import Halt
from review.domain.filing import ClosingClause
from review.domain.vocabulary import BodyKind
from review.domain.withholdings import UNDECIDED, WithholdingState
from review.projections.affairs import Affair, taken
from review.projections.closing import checks, file_acts
from review.projections.commitments import commitments
from review.projections.damage import Pairs, Part, Rows
from review.projections.meetings import meetings
from review.projections.publication import briefings, publications
from review.projections.signals import assessments, signals
from review.projections.trail import lines
from review.projections.withholdings import withholdings


@dataclass(slots=True)
class Beside:
    """Rows of one evaluation; those of tables keep the names of their columns."""

    met: list[date] = field(default_factory=list)  #: the days on which the sounding board met
    signals: list[Any] = field(default_factory=list)  #: those that nobody assessed
    commitments: list[Any] = field(default_factory=list)  #: neither done nor handed over, with ``since``
    agreed: Any = None  #: the last act on the file
    missing: set[ClosingClause] = field(default_factory=set)  #: what keeps the file from being closed


def beside(tx: sa.Connection, found: dict[UUID, Affair]) -> dict[UUID, Beside]:
    """Some ten questions, whatever the number of evaluations; fewer where none of them is so far."""
    known = {one: Beside() for one in found}
    running = [one for one in found.values() if one.evaluation.halt is None]
    early = {one.id for one in running if one.evaluation.course.report_approved is None}
    late = {one.id for one in running} - early
    asking = _Asking(tx, found)
    for of, row in asking.rows(Rows.MEETINGS, _MET, early):
        known[of].met.append(row.occurred_on)
    for of, row in asking.rows(Rows.SIGNALS, _UNASSESSED, found.keys()):
        known[of].signals.append(row)
    for of, row in asking.rows(Rows.AFTERWARDS, _COMMITMENTS, late):
        known[of].commitments.append(row)
    _take_files(asking, found, known)
    return known


class _Asking:
    def __init__(self, tx: sa.Connection, found: dict[UUID, Affair]) -> None:
        self.tx = tx
        self.found = found

    def rows(self, part: Part, query: sa.Executable, among_: Collection[UUID]) -> Pairs:
        only = {one: self.found[one] for one in among_}
        if not only:
            return []

        def question(ids: Any) -> Pairs:
            return [(row.evaluation, row) for row in self.tx.execute(query, {"ids": ids}).all()]

        return taken(self.tx, only, part, question)


# -- the file


def can_close(it: Affair) -> bool:
    """Whether the file is next: the report is public, or the evaluation was ended."""
    halt = it.evaluation.halt
    return halt is Halt.WITHDRAWN or (halt is None and it.evaluation.course.published is not None)


def _take_files(asking: _Asking, found: dict[UUID, Affair], known: dict[UUID, Beside]) -> None:
    """The same as ``closing.clauses`` says of one evaluation."""
    closable = {one for one, it in found.items() if can_close(it)}
    closed = {one for one, it in found.items() if it.evaluation.halt is Halt.CLOSED}
    for of, row in asking.rows(Rows.AFTERWARDS, _FILE_ACTS, closable | closed):
        known[of].agreed = row
    for of, _ in asking.rows(Rows.AFTERWARDS, _BRIEFINGS, closable):
        known[of].missing.add(ClosingClause.BRIEFINGS_HELD)
    for of, _ in asking.rows(Rows.AFTERWARDS, _UNTOLD, closable):
        known[of].missing.add(ClosingClause.FINDINGS_TOLD)
    for of, _ in asking.rows(Rows.AFTERWARDS, _COMMITMENTS, closable):
        known[of].missing.add(ClosingClause.COMMITMENTS_HANDED_OVER)
    public = {of: row.position for of, row in asking.rows(Rows.AFTERWARDS, _PUBLIC, closable)}
    checked = dict(asking.rows(Rows.AFTERWARDS, _CHECKED, closable))
    for of in closable:
        if not _verified(found[of], checked.get(of), public.get(of, 0)):
            known[of].missing.add(ClosingClause.TRAIL_VERIFIED)


def _verified(it: Affair, check: Any, public: int) -> bool:
    ended = it.evaluation.halted_at if it.evaluation.halt is Halt.WITHDRAWN else None
    return check is not None and check.findings == 0 and check.upto >= public and check.at > (ended or 0)


def _at(log: sa.Column[Any], position: sa.Column[Any]) -> Any:
    """When the record was made that stands at a position."""
    query = sa.select(lines.c.at).where(lines.c.log == log, lines.c.position == position)
    return query.scalar_subquery().label("since")


_MET = (
    sa.select(meetings.c.evaluation, sa.func.max(meetings.c.occurred_on).label("occurred_on"))
    .where(among(meetings.c.evaluation), meetings.c.body == BodyKind.SOUNDING_BOARD)
    .group_by(meetings.c.evaluation)
)
_UNASSESSED = (
    sa.select(signals.c.id, signals.c.evaluation, signals.c.person, signals.c.about, signals.c.at)
    .outerjoin(assessments, assessments.c.signal == signals.c.id)
    .where(among(signals.c.evaluation), assessments.c.signal.is_(None))
    .order_by(signals.c.position)
)
_COMMITMENTS = (
    sa.select(commitments.c.evaluation, commitments.c.due_on, _at(commitments.c.evaluation, commitments.c.position))
    .where(among(commitments.c.evaluation), commitments.c.done_on.is_(None), commitments.c.handed_to.is_(None))
    .order_by(commitments.c.due_on)
)
_FILE_ACTS = sa.select(file_acts).where(among(file_acts.c.evaluation)).order_by(file_acts.c.version)
_BRIEFINGS = sa.select(briefings.c.evaluation).where(
    among(briefings.c.evaluation), briefings.c.held_on.is_(None), briefings.c.cancelled_key.is_(None)
)
_UNTOLD = sa.select(withholdings.c.evaluation).where(
    among(withholdings.c.evaluation),
    sa.or_(
        withholdings.c.state.in_(tuple(UNDECIDED)),
        sa.and_(withholdings.c.state == WithholdingState.WITHHELD, withholdings.c.told_on.is_(None)),
    ),
)
_PUBLIC = (
    sa.select(publications.c.evaluation, publications.c.position)
    .where(among(publications.c.evaluation), publications.c.withdrawn_at.is_(None))
    .order_by(publications.c.position)
)
_CHECKED = sa.select(checks).where(among(checks.c.evaluation)).order_by(checks.c.position)
