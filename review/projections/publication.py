"""Where do report and Terms of Reference stand, what corrects them, does an embargo run, which briefings were held?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.publication import (
    BriefingAsked,
    BriefingCancelled,
    BriefingHeld,
    CorrigendumPublished,
    DocumentPublished,
    EmbargoLifted,
    EmbargoSet,
    PublicationWithdrawn,
)
from review.domain.vocabulary import DocumentKind
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

embargoes = sa.Table(
    "embargoes",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("ends_on", sa.Date),
    *sealed_columns("motive"),
    moment("lifted_at", nullable=True),
    column("position", Big),
)
publications = sa.Table(
    "publications",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("draft", Id),
    column("draft_version", sa.Integer),
    *sealed_columns("address"),
    column("digest", sa.LargeBinary),
    column("published_on", sa.Date),
    column("withheld", sa.Integer),
    column("kind", sa.Text),
    moment("at"),
    column("position", Big),
    moment("withdrawn_at", nullable=True),
    *sealed_columns("withdrawal", nullable=True),
)
corrigenda = sa.Table(
    "corrigenda",
    metadata,
    sa.Column("publication", Id, primary_key=True),
    sa.Column("version", sa.Integer, primary_key=True, autoincrement=False),
    column("evaluation", Id, index=True),
    *sealed_columns("address"),
    column("digest", sa.LargeBinary),
    column("published_on", sa.Date),
    *sealed_columns("motive"),
)
briefings = sa.Table(
    "briefings",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    *sealed_columns("committee"),
    column("asked_on", sa.Date),
    column("position", Big),
    column("held_on", sa.Date, nullable=True),
    *sealed_columns("presenter", nullable=True),
    column("behind_closed_doors", sa.Boolean, nullable=True),
    column("told", sa.Integer, nullable=True),
    *sealed_columns("cancelled", nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    begun: dict[str, Any] = {"id": it.stream, "evaluation": it.log, "position": it.position}
    match it.event:
        case EmbargoSet() as event:
            row = {"ends_on": event.ends_on, "lifted_at": None, **sealed_values("motive", event.motive)}
            yield Insert(embargoes, begun | row)
        case EmbargoLifted():
            yield Update(embargoes, (it.stream,), {"lifted_at": it.at})
        case DocumentPublished() as event:
            yield Insert(publications, begun | _published(it, event))
        case CorrigendumPublished() as event:
            key = {"publication": it.stream, "version": it.version, "evaluation": it.log}
            row = {"digest": event.digest, "published_on": event.occurred_on}
            texts = sealed_values("address", event.address) | sealed_values("motive", event.motive)
            yield Insert(corrigenda, key | row | texts)
        case PublicationWithdrawn() as event:
            gone = {"withdrawn_at": it.at, **sealed_values("withdrawal", event.motive)}
            yield Update(publications, (it.stream,), gone)
        case BriefingAsked() as event:
            row = {"asked_on": event.occurred_on, "held_on": None, "behind_closed_doors": None, "told": None}
            texts = sealed_values("presenter", None) | sealed_values("cancelled", None)
            yield Insert(briefings, begun | row | texts | sealed_values("committee", event.committee))
        case BriefingHeld() as event:
            held = {"held_on": event.occurred_on, "behind_closed_doors": event.behind_closed_doors}
            told = {"told": len(event.withholdings), **sealed_values("presenter", event.presenter)}
            yield Update(briefings, (it.stream,), held | told)
        case BriefingCancelled() as event:
            yield Update(briefings, (it.stream,), sealed_values("cancelled", event.motive))


def _published(it: Recorded, event: DocumentPublished) -> dict[str, Any]:
    return {
        "draft": event.draft,
        "draft_version": event.draft_version,
        "digest": event.digest,
        "published_on": event.occurred_on,
        "withheld": event.withheld,
        "kind": event.kind,
        "at": it.at,
        "withdrawn_at": None,
        **sealed_values("address", event.address),
        **sealed_values("withdrawal", None),
    }


@dataclass(frozen=True, slots=True)
class Corrigendum:
    address: Words
    digest: bytes
    published_on: date
    motive: Words


@dataclass(frozen=True, slots=True)
class Publication:
    id: UUID
    kind: DocumentKind
    draft: UUID
    draft_version: int
    address: Words
    digest: bytes
    published_on: date
    withheld: int
    corrigenda: tuple[Corrigendum, ...]
    withdrawn_at: int | None
    withdrawal: Words | None


@dataclass(frozen=True, slots=True)
class Embargo:
    id: UUID
    ends_on: date
    motive: Words
    lifted_at: int | None

    def runs(self, today: date) -> bool:
        return self.lifted_at is None and today <= self.ends_on


@dataclass(frozen=True, slots=True)
class Briefing:
    id: UUID
    position: int
    committee: Words
    asked_on: date
    held_on: date | None
    presenter: Words | None
    behind_closed_doors: bool
    told: int
    cancelled: Words | None

    @property
    def is_open(self) -> bool:
        return self.held_on is None and self.cancelled is None


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Publication]:
    """The youngest first; whether the reader may know of the evaluation was asked before."""
    rows = _rows(tx, publications, evaluation)
    opened = Opened(door, reader, rows, "address", "withdrawal")
    beside = _corrigenda(tx, door, reader, evaluation)
    return [
        Publication(
            row["id"],
            DocumentKind(row["kind"]),
            row["draft"],
            row["draft_version"],
            opened.need(row, "address"),
            row["digest"],
            row["published_on"],
            row["withheld"],
            tuple(one for of, one in beside if of == row["id"]),
            row["withdrawn_at"],
            opened.of(row, "withdrawal"),
        )
        for row in reversed(rows)
    ]


def _corrigenda(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[tuple[UUID, Corrigendum]]:
    it = corrigenda.c
    query = sa.select(corrigenda).where(it.evaluation == evaluation).order_by(it.publication, it.version)
    rows = tx.execute(query).mappings().all()
    opened = Opened(door, reader, rows, "address", "motive")
    return [(row["publication"], _corrigendum(row, opened)) for row in rows]


def _corrigendum(row: sa.RowMapping, opened: Opened) -> Corrigendum:
    return Corrigendum(opened.need(row, "address"), row["digest"], row["published_on"], opened.need(row, "motive"))


def embargoes_of(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Embargo]:
    rows = _rows(tx, embargoes, evaluation)
    opened = Opened(door, reader, rows, "motive")
    return [Embargo(row["id"], row["ends_on"], opened.need(row, "motive"), row["lifted_at"]) for row in rows]


def briefings_of(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Briefing]:
    rows = _rows(tx, briefings, evaluation)
    opened = Opened(door, reader, rows, "committee", "presenter", "cancelled")
    return [
        Briefing(
            row["id"],
            row["position"],
            opened.need(row, "committee"),
            row["asked_on"],
            row["held_on"],
            opened.of(row, "presenter"),
            bool(row["behind_closed_doors"]),
            row["told"] or 0,
            opened.of(row, "cancelled"),
        )
        for row in rows
    ]


def _rows(tx: sa.Connection, table: sa.Table, evaluation: UUID) -> Sequence[sa.RowMapping]:
    query = sa.select(table).where(table.c.evaluation == evaluation).order_by(table.c.position)
    return tx.execute(query).mappings().all()


# -- for decisions


def current(tx: sa.Connection, evaluation: UUID) -> int | None:
    """Where in the log the publication of the report stands that counts now; None where none does."""
    it = publications.c
    query = sa.select(it.position).where(
        it.evaluation == evaluation, it.kind == DocumentKind.REPORT, it.withdrawn_at.is_(None)
    )
    found: int | None = tx.scalar(query.order_by(it.position.desc()))
    return found


def embargo(tx: sa.Connection, evaluation: UUID, on: date) -> date | None:
    """The last day of the embargo that covers a day; None where none does."""
    it = embargoes.c
    query = sa.select(sa.func.max(it.ends_on)).where(
        it.evaluation == evaluation, it.lifted_at.is_(None), it.ends_on >= on
    )
    found: date | None = tx.scalar(query)
    return found


def unanswered(tx: sa.Connection, evaluation: UUID) -> tuple[int, int]:
    """How many briefings were asked for, and how many of them were neither held nor cancelled."""
    it = briefings.c
    rows = tx.execute(sa.select(it.held_on, it.cancelled_key).where(it.evaluation == evaluation)).all()
    return len(rows), sum(row.held_on is None and row.cancelled_key is None for row in rows)
