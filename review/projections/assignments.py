"""Which sections of which document was somebody assigned, and which parts of a report are somebody's own?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Recorded
from review.domain.assignments import SectionsAssigned
from review.domain.vocabulary import Capacity
from review.projections.drafts import versions
from review.projections.schema import Change, Insert, column, identity, metadata

assignments = sa.Table(
    "assignments",
    metadata,
    identity("evaluation"),
    column("position", Big, primary_key=True),
    column("seat", Id, index=True),
    column("draft", Id),
    column("sections", sa.Text),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case SectionsAssigned() as event:
            row = {"evaluation": it.log, "position": it.position, "seat": it.stream, "draft": event.draft}
            yield Insert(assignments, row | {"sections": " ".join(str(number) for number in event.sections)})


def of_seats(tx: sa.Connection, seats: Collection[UUID], draft: UUID) -> frozenset[int]:
    """The headings of the sections of a document that these seats were assigned, as last recorded for each."""
    query = sa.select(assignments).where(assignments.c.draft == draft, assignments.c.seat.in_(list(seats)))
    last = {row.seat: row.sections for row in tx.execute(query.order_by(assignments.c.position))}
    return frozenset(int(number) for found in last.values() for number in found.split())


def of_version(tx: sa.Connection, seats: Collection[UUID], root: bytes) -> frozenset[int]:
    """The same for the document of which this is a version, known by its root."""
    drafts = tx.scalars(sa.select(versions.c.draft).where(versions.c.root == root).distinct())
    return frozenset(number for draft in drafts for number in of_seats(tx, seats, draft))


def is_own(tx: sa.Connection, person: UUID, draft: UUID) -> bool:
    """Whether this person began the document as an external researcher: it is of the own track (condition 4)."""
    it = versions.c
    query = sa.select(it.person).where(it.draft == draft, it.number == 1, it.capacity == Capacity.EXTERNAL_RESEARCHER)
    return tx.scalar(query) == person


def is_own_version(tx: sa.Connection, person: UUID, root: bytes) -> bool:
    """The same for the document of which this is a version, known by its root."""
    drafts = tx.scalars(sa.select(versions.c.draft).where(versions.c.root == root).distinct()).all()
    return any(is_own(tx, person, draft) for draft in drafts)
