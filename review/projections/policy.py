"""Which report was sent to the directorates, by when is it answered, and what do they say to each finding?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.items import Item, ItemKind, in_order
from review.domain.policy import (
    Answer,
    ItemAnswered,
    ItemsNamed,
    MemoRecorded,
    ParliamentTermExtended,
    ReportSent,
    ResponseReceived,
    TermExtended,
)
from review.domain.vocabulary import ApprovalState, DocumentKind
from review.projections.approvals import approvals
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

responses = sa.Table(
    "policy_responses",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id),
    column("draft_version", sa.Integer),
    column("root", sa.LargeBinary),
    column("organisations", sa.Text),
    column("sent_on", sa.Date),
    column("response_due", sa.Date),
    column("parliament_due", sa.Date),
    column("received_on", sa.Date, nullable=True),
    moment("at"),
    column("position", Big),
)
items = sa.Table(
    "policy_items",
    metadata,
    sa.Column("response", Id, primary_key=True),
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("number", sa.Text, primary_key=True),
    column("evaluation", Id, index=True),
    column("answer", sa.Text, nullable=True),
    column("directorate", sa.Text, nullable=True),
    *sealed_columns("explanation", nullable=True),
    moment("answered_at", nullable=True),
    column("finding", Id, nullable=True),
)
memos = sa.Table(
    "policy_memos",
    metadata,
    sa.Column("response", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("occurred_on", sa.Date),
    column("digest", sa.LargeBinary, nullable=True),
    *sealed_columns("remark", nullable=True),
)
extensions = sa.Table(
    "policy_extensions",
    metadata,
    sa.Column("response", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    column("response_due", sa.Date),
    *sealed_columns("motive"),
    moment("at"),
)


def changes(it: Recorded) -> Iterator[Change]:
    numbered: dict[str, Any] = {"response": it.stream, "version": it.version, "evaluation": it.log}
    match it.event:
        case ReportSent() as event:
            yield Insert(responses, _sent(it, event))
        case ItemsNamed() as event:
            for one in event.items:
                empty = dict.fromkeys(("answer", "directorate", "answered_at", "finding"))
                empty |= sealed_values("explanation", None)
                named = {"response": it.stream, "kind": one.kind, "number": one.number, "evaluation": it.log}
                yield Insert(items, named | empty)
        case ItemAnswered() as event:
            said = {
                "answer": event.answer,
                "directorate": event.directorate,
                "answered_at": it.at,
                "finding": event.finding,
            }
            key = (it.stream, event.item.kind, event.item.number)
            yield Update(items, key, said | sealed_values("explanation", event.explanation))
        case TermExtended() as event:
            yield Update(responses, (it.stream,), {"response_due": event.response_due})
            later = {"response_due": event.response_due, "at": it.at, **sealed_values("motive", event.motive)}
            yield Insert(extensions, numbered | later)
        case ParliamentTermExtended() as event:
            yield Update(responses, (it.stream,), {"parliament_due": event.parliament_due})
        case ResponseReceived() as event:
            yield Update(responses, (it.stream,), {"received_on": event.occurred_on})
        case MemoRecorded() as event:
            memo = {"occurred_on": event.occurred_on, "digest": event.digest, **sealed_values("remark", event.remark)}
            yield Insert(memos, numbered | memo)


def _sent(it: Recorded, event: ReportSent) -> dict[str, Any]:
    return {
        "id": it.stream,
        "evaluation": it.log,
        "draft": event.draft,
        "draft_version": event.draft_version,
        "root": event.root,
        "organisations": " ".join(event.organisations),
        "sent_on": event.occurred_on,
        "response_due": event.response_due,
        "parliament_due": event.parliament_due,
        "received_on": None,
        "at": it.at,
        "position": it.position,
    }


@dataclass(frozen=True, slots=True)
class Answered:
    """A finding or recommendation, and what a directorate says to it."""

    kind: ItemKind
    number: str
    answer: Answer | None
    directorate: str
    explanation: Words | None
    at: int | None
    finding: UUID | None  #: what it is in the register of findings, where that was said


@dataclass(frozen=True, slots=True)
class Memo:
    occurred_on: date
    digest: bytes | None
    remark: Words | None


@dataclass(frozen=True, slots=True)
class Extension:
    response_due: date
    motive: Words
    at: int


@dataclass(frozen=True, slots=True)
class Response:
    """The policy response on its way; ``items`` in the order of their numbers, findings first."""

    id: UUID
    draft: UUID
    draft_version: int
    organisations: tuple[str, ...]
    sent_on: date
    response_due: date
    parliament_due: date
    received_on: date | None
    items: tuple[Answered, ...]
    memos: tuple[Memo, ...]
    extensions: tuple[Extension, ...]

    @property
    def unanswered(self) -> int:
        return sum(one.answer is None for one in self.items)

    @property
    def is_complete(self) -> bool:
        return self.received_on is not None and bool(self.items) and not self.unanswered

    def is_late(self, today: date) -> bool:
        """A fact of the calendar, never a record."""
        return self.received_on is None and self.response_due < today


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> Response | None:
    """The response as it stands; whether the reader may know of the evaluation was asked before."""
    row = tx.execute(sa.select(responses).where(responses.c.evaluation == evaluation)).mappings().first()
    if row is None:
        return None
    later = _of(tx, extensions, row["id"])
    opened = Opened(door, reader, later, "motive")
    return Response(
        row["id"],
        row["draft"],
        row["draft_version"],
        tuple(row["organisations"].split()),
        row["sent_on"],
        row["response_due"],
        row["parliament_due"],
        row["received_on"],
        _items(tx, door, reader, row["id"]),
        _memos(tx, door, reader, row["id"]),
        tuple(Extension(one["response_due"], opened.need(one, "motive"), one["at"]) for one in later),
    )


def _items(tx: sa.Connection, door: Door, reader: Reader, response: UUID) -> tuple[Answered, ...]:
    rows = tx.execute(sa.select(items).where(items.c.response == response)).mappings().all()
    opened = Opened(door, reader, rows, "explanation")
    found = [
        Answered(
            ItemKind(row["kind"]),
            row["number"],
            Answer(row["answer"]) if row["answer"] else None,
            row["directorate"] or "",
            opened.of(row, "explanation"),
            row["answered_at"],
            row["finding"],
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: (list(ItemKind).index(one.kind), in_order(one.number))))


def _memos(tx: sa.Connection, door: Door, reader: Reader, response: UUID) -> tuple[Memo, ...]:
    rows = _of(tx, memos, response)
    opened = Opened(door, reader, rows, "remark")
    return tuple(Memo(row["occurred_on"], row["digest"], opened.of(row, "remark")) for row in rows)


def _of(tx: sa.Connection, table: sa.Table, response: UUID) -> Sequence[sa.RowMapping]:
    return tx.execute(sa.select(table).where(table.c.response == response).order_by(table.c.version)).mappings().all()


# -- for decisions


@dataclass(frozen=True, slots=True)
class Approved:
    """The version of the whole report that was approved last, and when."""

    version: tuple[UUID, int, bytes]
    at: int


def approved_report(tx: sa.Connection, evaluation: UUID) -> Approved | None:
    it = approvals.c
    query = sa.select(it.draft, it.draft_version, it.root, it.decided_at).where(
        it.evaluation == evaluation,
        it.kind == DocumentKind.REPORT,
        it.part == 0,
        it.state == ApprovalState.GRANTED,
    )
    row = tx.execute(query.order_by(it.decided_at.desc())).first()
    return None if row is None else Approved((row.draft, row.draft_version, row.root), row.decided_at)


def stream_of(tx: sa.Connection, evaluation: UUID) -> UUID | None:
    """The stream of the response; None before the report was sent."""
    found: UUID | None = tx.scalar(sa.select(responses.c.id).where(responses.c.evaluation == evaluation))
    return found


def sent_version(tx: sa.Connection, evaluation: UUID) -> tuple[UUID, int, bytes] | None:
    """The version that went to the directorates: what is published is made from it."""
    it = responses.c
    row = tx.execute(sa.select(it.draft, it.draft_version, it.root).where(it.evaluation == evaluation)).first()
    return None if row is None else (row.draft, row.draft_version, row.root)


def terms(tx: sa.Connection, evaluation: UUID) -> tuple[date, date] | None:
    """When the report was sent and when the response is due."""
    it = responses.c
    row = tx.execute(sa.select(it.sent_on, it.response_due).where(it.evaluation == evaluation)).first()
    return None if row is None else (row.sent_on, row.response_due)


def is_named(tx: sa.Connection, evaluation: UUID, item: Item) -> bool:
    it = items.c
    query = sa.select(it.number).where(it.evaluation == evaluation, it.kind == item.kind, it.number == item.number)
    return tx.scalar(query) is not None
