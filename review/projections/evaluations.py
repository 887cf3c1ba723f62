"""Which evaluations are there, and how far is each?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Sealed, Words
from review.domain.amendments import AmendmentDropped, AmendmentProposed
from review.domain.approvals import ApprovalGranted, ApprovalRevoked
from review.domain.comments import CommentRaised
from review.domain.drafts import VersionSubmitted
from review.domain.errors import Unknown
from review.domain.evaluations import (
    CopyCommentsAllowed,
    EvaluationOpened,
    EvaluationResumed,
    EvaluationSuspended,
    EvaluationWithdrawn,
    Halt,
)
from review.domain.filing import FileClosed, FileReopened
from review.domain.flags import FlagRaised
from review.domain.lifecycle import Course, Phase, Step, phase, steps
from review.domain.publication import DocumentPublished, PublicationWithdrawn
from review.domain.sources import SourceRegistered
from review.domain.vocabulary import DocumentKind, EvaluationType
from review.projections.schema import (
    Add,
    Change,
    Insert,
    Once,
    Opened,
    Update,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

evaluations = sa.Table(
    "evaluations",
    metadata,
    identity(),
    *sealed_columns("title"),
    *sealed_columns("request", nullable=True),
    column("type", sa.Text),
    column("copy_recipients_comment", sa.Boolean),
    moment("opened_at"),
    column("comments", Big),
    column("flags", Big),
    column("sources", Big),
    moment("tor_submitted_at", nullable=True),
    moment("tor_approved_at", nullable=True),
    moment("report_submitted_at", nullable=True),
    moment("report_approved_at", nullable=True),
    column("halt", sa.Text, nullable=True),
    moment("halted_at", nullable=True),
    *sealed_columns("halt_motive", nullable=True),
    column("review_on", sa.Date, nullable=True),
    column("amendment", Id, nullable=True),
    moment("amending_since", nullable=True),
    *sealed_columns("amendment_motive", nullable=True),
    moment("published_at", nullable=True),
    moment("closed_at", nullable=True),
)
_SUBMITTED = {DocumentKind.TERMS_OF_REFERENCE: "tor_submitted_at", DocumentKind.REPORT: "report_submitted_at"}
_APPROVED = {DocumentKind.TERMS_OF_REFERENCE: "tor_approved_at", DocumentKind.REPORT: "report_approved_at"}


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case EvaluationOpened() as event:
            yield Insert(evaluations, _opened(it, event))
        case CopyCommentsAllowed() as event:
            yield Update(evaluations, (it.log,), {"copy_recipients_comment": event.allowed})
        case VersionSubmitted() as event:
            yield Update(evaluations, (it.log,), {_SUBMITTED[event.kind]: Once(it.at)})
        case ApprovalGranted(part=0) as event:  # of a part of a report alone no phase ends
            values: dict[str, Any] = {_APPROVED[event.kind]: Once(it.at)}
            if event.kind is DocumentKind.TERMS_OF_REFERENCE:  # what was proposed to amend them is decided
                values |= _UNAMENDED
            yield Update(evaluations, (it.log,), values)
        case ApprovalRevoked(part=0, stands=None) as event:
            yield Update(evaluations, (it.log,), {_APPROVED[event.kind]: None})
        case DocumentPublished(kind=DocumentKind.REPORT) | PublicationWithdrawn(kind=DocumentKind.REPORT):
            yield Update(evaluations, (it.log,), _after(it))
        case FileClosed() | FileReopened():
            yield Update(evaluations, (it.log,), _after(it))
        case CommentRaised():
            yield Update(evaluations, (it.log,), {"comments": Add(1)})
        case FlagRaised():
            yield Update(evaluations, (it.log,), {"flags": Add(1)})
        case SourceRegistered():
            yield Update(evaluations, (it.log,), {"sources": Add(1)})
        case _:
            yield from _of_its_course(it)


def _of_its_course(it: Recorded) -> Iterator[Change]:
    """It waits, goes on or ends, and what was approved in it is to be amended."""
    match it.event:
        case EvaluationSuspended() as event:
            yield Update(evaluations, (it.log,), _halted(Halt.SUSPENDED, it, event.motive, event.review_on))
        case EvaluationWithdrawn() as event:
            yield Update(evaluations, (it.log,), _halted(Halt.WITHDRAWN, it, event.motive, None))
        case EvaluationResumed():
            yield Update(evaluations, (it.log,), dict(_RUNNING))
        case AmendmentProposed() as event:
            proposed = {"amendment": it.stream, "amending_since": it.at}
            yield Update(evaluations, (it.log,), proposed | sealed_values("amendment_motive", event.motive))
        case AmendmentDropped():
            yield Update(evaluations, (it.log,), dict(_UNAMENDED))


_RUNNING: dict[str, Any] = {"halt": None, "halted_at": None, "review_on": None, **sealed_values("halt_motive", None)}
_UNAMENDED: dict[str, Any] = {"amendment": None, "amending_since": None, **sealed_values("amendment_motive", None)}


def _opened(it: Recorded, event: EvaluationOpened) -> dict[str, Any]:
    return {
        "id": it.log,
        **sealed_values("title", event.title),
        **sealed_values("request", event.request),
        "type": event.type,
        "copy_recipients_comment": event.copy_recipients_comment,
        "opened_at": it.at,
        "comments": 0,
        "flags": 0,
        "sources": 0,
        **dict.fromkeys((*_SUBMITTED.values(), *_APPROVED.values(), "published_at", "closed_at")),
        **_RUNNING,
        **_UNAMENDED,
    }


def _after(it: Recorded) -> dict[str, Any]:
    """What an act after the approval of the report changes."""
    match it.event:
        case DocumentPublished():
            return {"published_at": it.at}
        case PublicationWithdrawn():
            return {"published_at": None}
        case FileClosed():
            return {"closed_at": it.at}
    return {"closed_at": None}


def _halted(halt: Halt, it: Recorded, motive: Sealed, review_on: date | None) -> dict[str, Any]:
    return {"halt": halt, "halted_at": it.at, "review_on": review_on, **sealed_values("halt_motive", motive)}


@dataclass(frozen=True, slots=True)
class Evaluation:
    id: UUID
    title: Words
    request: Words | None
    type: EvaluationType
    copy_recipients_comment: bool
    opened_at: int
    course: Course
    halt: Halt | None = None
    halted_at: int | None = None
    halt_motive: Words | None = None
    review_on: date | None = None
    amendment: UUID | None = None  #: of the approved Terms of Reference, where one is under way
    amending_since: int | None = None
    amendment_motive: Words | None = None

    @property
    def phase(self) -> Phase:
        return phase(self.course)

    @property
    def steps(self) -> tuple[Step, ...]:
        return steps(self.course)


def one(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> Evaluation:
    """Raises Unknown. Whether the reader may know of it is asked of ``visibility.may_know`` by the page."""
    found = listed(tx, door, reader, [evaluation])
    if not found:
        raise Unknown(what="evaluation")
    return found[0]


def listed(tx: sa.Connection, door: Door, reader: Reader, only: Iterable[UUID]) -> list[Evaluation]:
    """These evaluations, the youngest first."""
    ids = list(only)
    if not ids:
        return []
    rows = tx.execute(_THESE, {"ids": ids}).mappings().all()
    opened = Opened(door, reader, rows, "title", "request", "halt_motive", "amendment_motive")
    return [
        Evaluation(
            row["id"],
            opened.need(row, "title"),
            opened.of(row, "request"),
            EvaluationType(row["type"]),
            row["copy_recipients_comment"],
            row["opened_at"],
            _course(row),
            _halt(row),
            row["closed_at"] or row["halted_at"],
            None if row["closed_at"] else opened.of(row, "halt_motive"),
            row["review_on"],
            row["amendment"],
            row["amending_since"],
            opened.of(row, "amendment_motive"),
        )
        for row in rows
    ]


_THESE = sa.select(evaluations).where(among(evaluations.c.id)).order_by(evaluations.c.opened_at.desc())


def all_ids(tx: sa.Connection) -> list[UUID]:
    return list(tx.scalars(sa.select(evaluations.c.id).order_by(evaluations.c.opened_at)))


def next_number(tx: sa.Connection, evaluation: UUID, of: str) -> int:
    """The number of the next comment, flag or source (``of`` names the column); read under the write lock."""
    found = tx.scalar(sa.select(evaluations.c[of]).where(evaluations.c.id == evaluation))
    if found is None:
        raise Unknown(what="evaluation")
    return int(found) + 1


def is_periodic(tx: sa.Connection, evaluation: UUID) -> bool:
    """Whether the rules for periodic reports hold (rule G7)."""
    return type_of(tx, evaluation) is EvaluationType.PERIODIC_REPORT


def type_of(tx: sa.Connection, evaluation: UUID) -> EvaluationType | None:
    """None for an evaluation that is not there."""
    found = tx.scalar(sa.select(evaluations.c.type).where(evaluations.c.id == evaluation))
    return EvaluationType(found) if found else None


def takes_copy_comments(tx: sa.Connection, evaluation: UUID) -> bool:
    query = sa.select(evaluations.c.copy_recipients_comment).where(evaluations.c.id == evaluation)
    return bool(tx.scalar(query))


def _halt(row: sa.RowMapping) -> Halt | None:
    """A file is closed whatever came before: reopened, the evaluation stands as it did."""
    if row["closed_at"]:
        return Halt.CLOSED
    return Halt(row["halt"]) if row["halt"] else None


def _course(row: sa.RowMapping) -> Course:
    return Course(
        opened=row["opened_at"],
        tor_submitted=row["tor_submitted_at"],
        tor_approved=row["tor_approved_at"],
        report_submitted=row["report_submitted_at"],
        report_approved=row["report_approved_at"],
        published=row["published_at"],
    )
