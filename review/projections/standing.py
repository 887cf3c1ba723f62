"""How does a version stand against its gate? Shown to the director, and enforced on the act, by the same facts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.domain.gates import ClauseName, Standing, holding
from review.domain.vocabulary import ApprovalState, BodyKind, DocumentKind
from review.projections import (
    comments,
    drafts,
    evaluations,
    flags,
    placements,
    quality,
    quorums,
    remarks,
    sources,
    traceability,
    tracks,
)
from review.projections.approvals import approvals, presentations, waivers
from review.projections.rounds import rounds


def standing(tx: sa.Connection, evaluation: UUID, draft: UUID, number: int | None = None) -> Standing:
    """The facts about one version (None: the latest). Raises Unknown."""
    it = drafts.bare(tx, evaluation, draft, number)
    closed, still_open = _rounds(tx, draft)
    open_flags, flag_count = flags.standing(tx, draft)
    unstated, source_count = sources.unstated(tx, evaluation)
    heard = quorums.of_document(tx, evaluation, draft)
    floating, placed = placements.floating(tx, draft, it.number)
    done, running = tracks.standing(tx, evaluation) if it.kind is DocumentKind.REPORT and not it.part else ((), ())
    return Standing(
        draft=draft,
        kind=it.kind,
        version=it.number,
        root=it.root,
        closed_rounds=closed,
        open_rounds=still_open,
        quorums=heard,
        presented=_presented(tx, draft, it.number),
        open_comments=tuple(position for _, position in remarks.undisposed(tx, draft)),
        comments=_comments(tx, draft),
        untrue=tuple(remarks.untrue(tx, draft, it.number)),
        floating=floating,
        placed=placed,
        open_flags=open_flags,
        flags=flag_count,
        unstated_sources=unstated,
        sources=source_count,
        interviewed=it.kind is DocumentKind.REPORT and bool(sources.interviewers(tx, evaluation)),
        traced=traceability.passed(tx, draft, it.number),
        opinion_needed=it.kind is DocumentKind.REPORT and evaluations.is_periodic(tx, evaluation),
        opinions=quality.filed(tx, draft),
        waivers=holding(_waivers(tx, draft, it.number), [body for body, _ in still_open], heard),
        tracks_done=done,
        tracks_open=running,
        latest=it.latest,
        **_request(tx, draft),
    )


def _request(tx: sa.Connection, draft: UUID) -> dict[str, Any]:
    """The pending request for approval, where there is one."""
    query = sa.select(approvals.c.position, approvals.c.draft_version, approvals.c.root)
    row = tx.execute(
        query.where(approvals.c.draft == draft, approvals.c.state == ApprovalState.REQUESTED)
    ).one_or_none()
    if row is None:
        return {}
    return {"requested": row.position, "requested_version": row.draft_version, "requested_root": row.root}


def _comments(tx: sa.Connection, draft: UUID) -> int:
    it = comments.comments
    return tx.scalar(sa.select(sa.func.count()).select_from(it).where(it.c.draft == draft)) or 0


def _rounds(
    tx: sa.Connection, draft: UUID
) -> tuple[tuple[tuple[BodyKind, int], ...], tuple[tuple[BodyKind, int], ...]]:
    query = sa.select(rounds.c.body, rounds.c.is_open, rounds.c.position, rounds.c.closed_position)
    rows = tx.execute(query.where(rounds.c.draft == draft).order_by(rounds.c.position)).all()
    closed = tuple((BodyKind(row.body), row.closed_position) for row in rows if not row.is_open)
    return closed, tuple((BodyKind(row.body), row.position) for row in rows if row.is_open)


def _presented(tx: sa.Connection, draft: UUID, number: int) -> tuple[int, ...]:
    """What is approved is what was presented (domain rules 4.1): another version says nothing about this one."""
    query = sa.select(presentations.c.position).where(presentations.c.draft == draft)
    return tuple(tx.scalars(query.where(presentations.c.draft_version == number).order_by(presentations.c.position)))


def _waivers(tx: sa.Connection, draft: UUID, number: int) -> tuple[tuple[ClauseName, int], ...]:
    query = sa.select(waivers.c.clause, waivers.c.position).where(
        waivers.c.draft == draft, waivers.c.draft_version == number
    )
    return tuple((ClauseName(row.clause), row.position) for row in tx.execute(query.order_by(waivers.c.position)))
