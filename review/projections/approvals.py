"""Which approvals were asked, granted or returned; what was presented, and what was waived?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.approvals import (
    ApprovalGranted,
    ApprovalRequested,
    ApprovalRequestWithdrawn,
    ApprovalReturned,
    ApprovalRevoked,
)
from review.domain.errors import Unknown
from review.domain.gates import ClauseName
from review.domain.presentations import PresentationHeld
from review.domain.visibility import may_read
from review.domain.vocabulary import ApprovalState, DocumentKind
from review.domain.waivers import WaiverGranted
from review.projections import holdings
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

approvals = sa.Table(
    "approvals",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id, index=True),
    column("draft_version", sa.Integer),
    column("kind", sa.Text),
    column("part", sa.Integer),
    column("root", sa.LargeBinary),
    column("state", sa.Text),
    *sealed_columns("note", nullable=True),
    column("requested_by", Id),
    moment("requested_at"),
    column("position", Big),
    column("decided_by", Id, nullable=True),
    moment("decided_at", nullable=True),
    column("decided_position", Big, nullable=True),
    *sealed_columns("motive", nullable=True),
)
presentations = sa.Table(
    "presentations",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id, index=True),
    column("draft_version", sa.Integer),
    column("occurred_on", sa.Date),
    *sealed_columns("note"),
    column("person", Id),
    moment("at"),
    column("position", Big),
)
waivers = sa.Table(
    "waivers",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id, index=True),
    column("draft_version", sa.Integer),
    column("clause", sa.Text),
    column("rule", sa.Text),
    *sealed_columns("motive"),
    column("person", Id),
    moment("at"),
    column("position", Big),
)


def changes(it: Recorded) -> Iterator[Change]:
    by, event = it.envelope, it.event
    match event:
        case ApprovalRequested():
            row = {"id": it.stream, "evaluation": it.log, "draft": event.draft, "draft_version": event.draft_version}
            row |= {"kind": event.kind, "part": event.part, "root": event.root, "state": ApprovalState.REQUESTED}
            row |= {"requested_by": by.person, "requested_at": it.at, "position": it.position}
            row |= sealed_values("note", event.note) | sealed_values("motive", None)
            yield Insert(approvals, row | dict.fromkeys(("decided_by", "decided_at", "decided_position")))
        case ApprovalGranted() | ApprovalReturned() | ApprovalRequestWithdrawn():
            values = {"state": _STATES[type(event)], "decided_by": by.person, "decided_at": it.at}
            values |= {"decided_position": it.position, **sealed_values("motive", event.motive)}
            yield Update(approvals, (it.stream,), values)
        case ApprovalRevoked():
            yield Update(approvals, (it.stream,), {"state": ApprovalState.REVOKED})
        case PresentationHeld():
            row = {"id": it.stream, "evaluation": it.log, "draft": event.draft, "draft_version": event.draft_version}
            row |= {"occurred_on": event.occurred_on, "person": by.person, "at": it.at, "position": it.position}
            yield Insert(presentations, row | sealed_values("note", event.note))
        case WaiverGranted():
            row = {"id": it.stream, "evaluation": it.log, "draft": event.draft, "draft_version": event.draft_version}
            row |= {"clause": event.clause, "rule": event.rule, "person": by.person, "at": it.at}
            yield Insert(waivers, row | {"position": it.position, **sealed_values("motive", event.motive)})


_STATES = {
    ApprovalGranted: ApprovalState.GRANTED,
    ApprovalReturned: ApprovalState.RETURNED,
    ApprovalRequestWithdrawn: ApprovalState.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Approval:
    id: UUID
    evaluation: UUID
    draft: UUID
    draft_version: int
    kind: DocumentKind
    part: int
    root: bytes
    state: ApprovalState
    note: Words | None
    requested_by: Words
    requested_at: int
    position: int
    decided_by: Words | None
    decided_at: int | None
    decided_position: int | None
    motive: Words | None

    @property
    def is_pending(self) -> bool:
        return self.state is ApprovalState.REQUESTED


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Approval]:
    """Every request, the youngest first."""
    return _approvals(tx, door, reader, tx.execute(_OF_EVALUATION, {"of": evaluation}).mappings().all())


def one(tx: sa.Connection, door: Door, reader: Reader, approval: UUID) -> Approval:
    """Raises Unknown."""
    rows = tx.execute(_ONE, {"approval": approval}).mappings().all()
    if not rows:
        raise Unknown(what="approval")
    return _approvals(tx, door, reader, rows)[0]


def _approvals(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Approval]:
    if rows:
        reader = holdings.within(tx, reader, rows[0]["evaluation"])
    opened = Opened(door, reader, rows, "note", "motive", shown=may_read(reader))
    names = Names(tx, door, reader, (person for row in rows for person in (row["requested_by"], row["decided_by"])))
    return [
        Approval(
            row["id"],
            row["evaluation"],
            row["draft"],
            row["draft_version"],
            DocumentKind(row["kind"]),
            row["part"],
            row["root"],
            ApprovalState(row["state"]),
            opened.of(row, "note"),
            names[row["requested_by"]],
            row["requested_at"],
            row["position"],
            names[row["decided_by"]] if row["decided_by"] else None,
            row["decided_at"],
            row["decided_position"],
            opened.of(row, "motive"),
        )
        for row in rows
    ]


def pending(tx: sa.Connection, draft: UUID) -> UUID | None:
    query = sa.select(approvals.c.id).where(approvals.c.draft == draft, approvals.c.state == ApprovalState.REQUESTED)
    return tx.scalar(query)


def standing_without(tx: sa.Connection, draft: UUID, approval: UUID) -> int | None:
    """The version of a document that is the approved one when this approval is left out of account."""
    query = sa.select(approvals.c.draft_version).where(
        approvals.c.draft == draft, approvals.c.state == ApprovalState.GRANTED, approvals.c.id != approval
    )
    return tx.scalar(query.order_by(approvals.c.decided_position.desc()).limit(1))


def was_returned(tx: sa.Connection, draft: UUID, number: int) -> bool:
    """Whether this version was sent back for revision: its answer is a next version, never the same again."""
    query = sa.select(approvals.c.id).where(
        approvals.c.draft == draft,
        approvals.c.draft_version == number,
        approvals.c.state == ApprovalState.RETURNED,
    )
    return tx.execute(query.limit(1)).first() is not None


@dataclass(frozen=True, slots=True)
class Presentation:
    id: UUID
    draft: UUID
    draft_version: int
    occurred_on: date
    note: Words
    name: Words
    at: int
    position: int


@dataclass(frozen=True, slots=True)
class Waiver:
    id: UUID
    draft: UUID
    draft_version: int
    clause: ClauseName
    rule: str
    motive: Words
    name: Words
    at: int
    position: int


def presentations_of(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Presentation]:
    rows = tx.execute(_PRESENTATIONS, {"of": evaluation}).mappings().all()
    opened = Opened(door, reader, rows, "note", shown=may_read(reader))
    names = Names(tx, door, reader, (row["person"] for row in rows))
    return [
        Presentation(
            row["id"],
            row["draft"],
            row["draft_version"],
            row["occurred_on"],
            opened.need(row, "note"),
            names[row["person"]],
            row["at"],
            row["position"],
        )
        for row in rows
    ]


def waivers_of(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Waiver]:
    rows = tx.execute(_WAIVERS, {"of": evaluation}).mappings().all()
    opened = Opened(door, reader, rows, "motive", shown=may_read(reader))
    names = Names(tx, door, reader, (row["person"] for row in rows))
    return [
        Waiver(
            row["id"],
            row["draft"],
            row["draft_version"],
            ClauseName(row["clause"]),
            row["rule"],
            opened.need(row, "motive"),
            names[row["person"]],
            row["at"],
            row["position"],
        )
        for row in rows
    ]


def _of(table: sa.Table) -> sa.Select[tuple[object, ...]]:
    return sa.select(table).where(table.c.evaluation == sa.bindparam("of"))


_ONE = sa.select(approvals).where(approvals.c.id == sa.bindparam("approval"))
_OF_EVALUATION = _of(approvals).order_by(approvals.c.position.desc())
_PRESENTATIONS = _of(presentations).order_by(presentations.c.position)
_WAIVERS = _of(waivers).order_by(waivers.c.position)
