"""Which documents are there, in which versions, and what does a version say?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.approvals import ApprovalGranted, ApprovalRevoked
from review.domain.drafts import DraftStarted, VersionSubmitted, VersionWithdrawn
from review.domain.errors import Unknown, VersionTakenBack
from review.domain.visibility import may_read
from review.domain.vocabulary import DocumentKind
from review.projections import finding
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

drafts = sa.Table(
    "drafts",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("kind", sa.Text),
    column("part", sa.Integer),
    column("latest", sa.Integer),
    column("approved", sa.Integer, nullable=True),
)
versions = sa.Table(
    "versions",
    metadata,
    identity("draft"),
    column("number", sa.Integer, primary_key=True),
    column("evaluation", Id, index=True),
    column("root", sa.LargeBinary),
    column("blocks", sa.Integer),
    *sealed_columns("note", nullable=True),
    column("person", Id),
    column("capacity", sa.Text, nullable=True),
    column("contributors", sa.Text),
    column("format", sa.Text),
    moment("at"),
    column("position", Big),
    moment("approved_at", nullable=True),
    moment("withdrawn_at", nullable=True),
    *sealed_columns("withdrawal", nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case DraftStarted() as event:
            yield Insert(
                drafts,
                {
                    "id": it.stream,
                    "evaluation": it.log,
                    "kind": event.kind,
                    "part": event.part,
                    "latest": 0,
                    "approved": None,
                },
            )
        case VersionSubmitted() as event:
            yield Update(drafts, (it.stream,), {"latest": event.number})
            yield Insert(versions, _submitted(it, event))
        case VersionWithdrawn() as event:
            gone = {"withdrawn_at": it.at, **sealed_values("withdrawal", event.motive)}
            yield Update(versions, (it.stream, event.number), gone)
        case ApprovalGranted() as event:
            yield Update(drafts, (event.draft,), {"approved": event.draft_version})
            yield Update(versions, (event.draft, event.draft_version), {"approved_at": it.at})
        case ApprovalRevoked() as event:
            yield Update(drafts, (event.draft,), {"approved": event.stands})
            yield Update(versions, (event.draft, event.draft_version), {"approved_at": None})


def _submitted(it: Recorded, event: VersionSubmitted) -> dict[str, Any]:
    return {
        "draft": it.stream,
        "number": event.number,
        "evaluation": it.log,
        "root": event.root,
        "blocks": len(event.blocks),
        **sealed_values("note", event.note),
        "person": it.envelope.person,
        "capacity": it.envelope.capacity,
        "contributors": " ".join(str(person) for person in event.contributors),
        "format": event.format,
        "at": it.at,
        "position": it.position,
        "approved_at": None,
        "withdrawn_at": None,
        **sealed_values("withdrawal", None),
    }


@dataclass(frozen=True, slots=True)
class Version:
    draft: UUID
    number: int
    evaluation: UUID
    kind: DocumentKind
    part: int
    root: bytes
    blocks: int
    note: Words | None
    person: UUID
    contributors: tuple[UUID, ...]
    at: int
    position: int
    approved_at: int | None
    latest: int
    format: str  #: of the file it came in as: markdown or docx
    withdrawn_at: int | None
    withdrawal: Words | None  #: why

    @property
    def is_latest(self) -> bool:
        return self.number == self.latest

    @property
    def goes_on(self) -> bool:
        """Whether this is the version that is reviewed, presented and decided on."""
        return self.is_latest and self.withdrawn_at is None


@dataclass(frozen=True, slots=True)
class Document:
    id: UUID
    kind: DocumentKind
    part: int
    latest: int
    approved: int | None
    versions: tuple[Version, ...]  #: the newest first


_JOINED = sa.select(versions, drafts.c.kind, drafts.c.part, drafts.c.latest).join(
    drafts, drafts.c.id == versions.c.draft
)


_VERSIONS = _JOINED.where(versions.c.evaluation == sa.bindparam("of")).order_by(versions.c.number.desc())
_VERSION = _JOINED.where(versions.c.draft == sa.bindparam("of"), versions.c.number == sa.bindparam("which"))
_DRAFTS = sa.select(drafts).where(drafts.c.evaluation == sa.bindparam("of"))


def documents(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Document]:
    """The documents of an evaluation in the order of their kinds, each with all its versions."""
    found = _versions(door, reader, tx.execute(_VERSIONS, {"of": evaluation}).mappings().all())
    rows = tx.execute(_DRAFTS, {"of": evaluation}).all()
    order = list(DocumentKind)
    return [
        Document(
            row.id,
            DocumentKind(row.kind),
            row.part,
            row.latest,
            row.approved,
            tuple(version for version in found if version.draft == row.id),
        )
        for row in sorted(rows, key=lambda row: (order.index(DocumentKind(row.kind)), row.part))
    ]


def version(tx: sa.Connection, door: Door, reader: Reader, draft: UUID, number: int) -> Version:
    """Raises Unknown."""
    rows = tx.execute(_VERSION, {"of": draft, "which": number}).mappings().all()
    if not rows:
        raise Unknown(what="version")
    return _versions(door, reader, rows)[0]


def _versions(door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Version]:
    opened = Opened(door, reader, rows, "note", "withdrawal", shown=may_read(reader))
    return [
        Version(
            row["draft"],
            row["number"],
            row["evaluation"],
            DocumentKind(row["kind"]),
            row["part"],
            row["root"],
            row["blocks"],
            opened.of(row, "note"),
            row["person"],
            tuple(UUID(person) for person in row["contributors"].split()),
            row["at"],
            row["position"],
            row["approved_at"],
            row["latest"],
            row["format"],
            row["withdrawn_at"],
            opened.of(row, "withdrawal"),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Bare:
    """A version as decisions need it: no text."""

    draft: UUID
    kind: DocumentKind
    part: int
    latest: int
    approved: int | None
    number: int
    root: bytes
    position: int
    contributors: tuple[UUID, ...]
    withdrawn: bool

    def require_there(self) -> None:
        """Raises VersionTakenBack."""
        if self.withdrawn:
            raise VersionTakenBack(number=self.number)


_BARE = (
    sa.select(
        drafts,
        versions.c.number,
        versions.c.root,
        versions.c.position,
        versions.c.contributors,
        versions.c.withdrawn_at,
    )
    .join(versions, versions.c.draft == drafts.c.id)
    .where(drafts.c.id == sa.bindparam("of"), drafts.c.evaluation == sa.bindparam("evaluation"))
)
_LATEST = _BARE.where(versions.c.number == drafts.c.latest)
_NUMBERED = _BARE.where(versions.c.number == sa.bindparam("which"))


def bare(tx: sa.Connection, evaluation: UUID, draft: UUID, number: int | None = None) -> Bare:
    """A version (None: the latest) of a document of this evaluation. Raises Unknown."""
    question = _LATEST if number is None else _NUMBERED
    row = tx.execute(question, {"of": draft, "evaluation": evaluation, "which": number}).one_or_none()
    if row is None:
        raise Unknown(what="version")
    return Bare(
        row.id,
        DocumentKind(row.kind),
        row.part,
        row.latest,
        row.approved,
        row.number,
        row.root,
        row.position,
        tuple(UUID(person) for person in row.contributors.split()),
        row.withdrawn_at is not None,
    )


def evaluation_of(tx: sa.Connection, draft: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, drafts, draft, "draft")


def draft_of(tx: sa.Connection, evaluation: UUID, kind: DocumentKind, part: int) -> UUID | None:
    return tx.scalar(
        sa.select(drafts.c.id).where(drafts.c.evaluation == evaluation, drafts.c.kind == kind, drafts.c.part == part)
    )
