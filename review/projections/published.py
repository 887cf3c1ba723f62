"""Which versions of the Terms of Reference may be published, which were, and where does that still have to happen?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.domain import moments
from review.domain.vocabulary import DocumentKind
from review.projections.drafts import drafts, versions
from review.projections.publication import publications

TERMS = DocumentKind.TERMS_OF_REFERENCE


@dataclass(frozen=True, slots=True)
class Approved:
    """A version by its draft, number and root, and the day of its approval."""

    version: tuple[UUID, int, bytes]
    on: date


def approved_terms(tx: sa.Connection, evaluation: UUID) -> dict[int, Approved]:
    """Every version that was approved and whose approval was not withdrawn, by its number."""
    query = (
        sa.select(versions.c.draft, versions.c.number, versions.c.root, versions.c.approved_at)
        .join(drafts, drafts.c.id == versions.c.draft)
        .where(drafts.c.evaluation == evaluation, drafts.c.kind == TERMS, versions.c.approved_at.is_not(None))
        .order_by(versions.c.number)
    )
    return {
        row.number: Approved((row.draft, row.number, row.root), moments.day_of(row.approved_at))
        for row in tx.execute(query)
    }


def terms(tx: sa.Connection, evaluation: UUID) -> set[int]:
    """The numbers of the versions that stand published."""
    it = publications.c
    query = sa.select(it.draft_version).where(it.evaluation == evaluation, it.kind == TERMS, it.withdrawn_at.is_(None))
    return set(tx.scalars(query))


@dataclass(frozen=True, slots=True)
class Due:
    """The version of the Terms of Reference that holds, and stands nowhere yet."""

    evaluation: UUID
    draft: UUID
    number: int
    since: int


def due(tx: sa.Connection, ids: Iterable[UUID]) -> list[Due]:
    """Of these evaluations, those whose approved Terms of Reference are not published (rule G4)."""
    found = list(ids)
    rows = tx.execute(_DUE, {"ids": found}) if found else ()
    return [Due(row.evaluation, row.id, row.approved, row.approved_at) for row in rows]


_DUE = (
    sa.select(drafts.c.evaluation, drafts.c.id, drafts.c.approved, versions.c.approved_at)
    .join(versions, sa.and_(versions.c.draft == drafts.c.id, versions.c.number == drafts.c.approved))
    .where(
        among(drafts.c.evaluation),
        drafts.c.kind == TERMS,
        ~sa.exists().where(
            publications.c.draft == drafts.c.id,
            publications.c.draft_version == drafts.c.approved,
            publications.c.withdrawn_at.is_(None),
        ),
    )
)
