"""When did what a plan speaks of happen: milestones that acts reach, and contacts with the sounding board?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import sqlalchemy as sa

from review.domain import moments, planning
from review.domain.planning import Heartbeat, MilestoneKind
from review.domain.tracks import TrackState
from review.domain.vocabulary import BodyKind, DocumentKind
from review.projections.approvals import presentations
from review.projections.drafts import drafts
from review.projections.evaluations import evaluations
from review.projections.meetings import meetings
from review.projections.publication import publications
from review.projections.rounds import rounds
from review.projections.tracks import tracks

_COLUMNS = {
    MilestoneKind.TOR_SUBMITTED: evaluations.c.tor_submitted_at,
    MilestoneKind.TOR_APPROVED: evaluations.c.tor_approved_at,
    MilestoneKind.REPORT_SUBMITTED: evaluations.c.report_submitted_at,
    MilestoneKind.REPORT_APPROVED: evaluations.c.report_approved_at,
}
_DISCUSSED = {
    DocumentKind.TERMS_OF_REFERENCE: MilestoneKind.TOR_DISCUSSED,
    DocumentKind.REPORT: MilestoneKind.REPORT_DISCUSSED,
}
_MADE_PUBLIC = {
    DocumentKind.TERMS_OF_REFERENCE: MilestoneKind.TOR_PUBLISHED,
    DocumentKind.REPORT: MilestoneKind.REPORT_PUBLISHED,
}
Proved = tuple[date, int | None]


def milestones(tx: sa.Connection, evaluation: UUID) -> Mapping[MilestoneKind, Proved]:
    """The day on which each was reached, with the position of the record where that is kept."""
    row = tx.execute(sa.select(*_COLUMNS.values()).where(evaluations.c.id == evaluation)).one_or_none()
    if row is None:
        return {}
    found: dict[MilestoneKind, Proved] = {
        kind: (moments.day_of(at), None) for kind, at in zip(_COLUMNS, row, strict=True) if at is not None
    }
    return found | _rounds(tx, evaluation) | _presented(tx, evaluation) | _published(tx, evaluation)


def _rounds(tx: sa.Connection, evaluation: UUID) -> dict[MilestoneKind, Proved]:
    """A document is before the reference group once its first round opens."""
    query = sa.select(rounds.c.kind, rounds.c.opened_at, rounds.c.position).where(
        rounds.c.evaluation == evaluation, rounds.c.body == BodyKind.REFERENCE_GROUP
    )
    found: dict[MilestoneKind, Proved] = {}
    for row in tx.execute(query.order_by(rounds.c.position)):
        found.setdefault(_DISCUSSED[DocumentKind(row.kind)], (moments.day_of(row.opened_at), row.position))
    return found


def _presented(tx: sa.Connection, evaluation: UUID) -> dict[MilestoneKind, Proved]:
    query = (
        sa.select(presentations.c.occurred_on, presentations.c.position)
        .join(drafts, drafts.c.id == presentations.c.draft)
        .where(presentations.c.evaluation == evaluation, drafts.c.kind == DocumentKind.TERMS_OF_REFERENCE)
        .order_by(presentations.c.occurred_on, presentations.c.position)
    )
    row = tx.execute(query.limit(1)).one_or_none()
    return {} if row is None else {MilestoneKind.TOR_PRESENTED: (row.occurred_on, row.position)}


def _published(tx: sa.Connection, evaluation: UUID) -> dict[MilestoneKind, Proved]:
    it = publications.c
    query = sa.select(it.kind, it.published_on, it.position).where(it.evaluation == evaluation).order_by(it.position)
    found: dict[MilestoneKind, Proved] = {}
    for row in tx.execute(query):
        found.setdefault(_MADE_PUBLIC[DocumentKind(row.kind)], (row.published_on, row.position))
    return found


def accepted(tx: sa.Connection, evaluation: UUID) -> Mapping[UUID, Proved]:
    """The tracks that were accepted, and when."""
    query = sa.select(tracks.c.id, tracks.c.ended_at, tracks.c.position).where(
        tracks.c.evaluation == evaluation, tracks.c.state == TrackState.ACCEPTED
    )
    return {row.id: (moments.day_of(row.ended_at), row.position) for row in tx.execute(query)}


def heartbeat(tx: sa.Connection, evaluation: UUID, today: date) -> Heartbeat:
    """Rounds of the sounding board that opened or closed and its meetings, against once in six weeks."""
    query = sa.select(evaluations.c.opened_at, evaluations.c.report_approved_at).where(evaluations.c.id == evaluation)
    opened_at, approved_at = tx.execute(query).one()
    board = BodyKind.SOUNDING_BOARD
    asked = sa.select(rounds.c.opened_at, rounds.c.closed_at).where(
        rounds.c.evaluation == evaluation, rounds.c.body == board
    )
    contacts = [moments.day_of(at) for row in tx.execute(asked) for at in row if at is not None]
    met = sa.select(meetings.c.occurred_on).where(meetings.c.evaluation == evaluation, meetings.c.body == board)
    contacts += list(tx.scalars(met))
    until = None if approved_at is None else moments.day_of(approved_at)
    return planning.heartbeat(moments.day_of(opened_at), tuple(contacts), today, until)
