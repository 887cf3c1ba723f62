"""What comes next after an approval, of the Terms of Reference or of the report, by when, and for whom does it wait?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.among import among
from review.domain.moments import day_of, end_of
from review.domain.parliament import Chamber
from review.domain.policy import foreseen
from review.domain.vocabulary import Capacity, DocumentKind
from review.domain.withholdings import WithholdingState
from review.projections import published
from review.projections.evaluations import Evaluation
from review.projections.obligation import Obligation, What, Why
from review.projections.parliament import transmittals
from review.projections.policy import responses
from review.projections.publication import publications
from review.projections.withholdings import withholdings

C = Capacity


class Next(StrEnum):
    """What the obligation ``What.FOLLOW`` is about."""

    SEND_REPORT = "send_report"
    RECEIVE_RESPONSE = "receive_response"
    SUBMIT = "submit"
    PUBLISH = "publish"
    PUBLISH_TERMS = "publish_terms"
    CLOSE_FILE = "close_file"
    AGREE_CLOSING = "agree_closing"
    REOPEN_FILE = "reopen_file"
    TRANSFER_FILE = "transfer_file"
    DECIDE_WITHHOLDING = "decide_withholding"


class _Known(msgspec.Struct):
    """What the next step of one evaluation follows from."""

    response: sa.Row[tuple[object, ...]] | None = None
    chambers: int = 0
    is_public: bool = False


def obligations_after(
    tx: sa.Connection, found: Iterable[Evaluation], directors: tuple[UUID, ...]
) -> dict[UUID, list[Obligation]]:
    """What is to be decided on withholding, and the next step where Terms of Reference or report were approved.

    Few questions, whatever the number of evaluations.
    """
    moving = [one for one in found if one.halt is None]
    steps = _deciding(tx, moving, directors)
    for of, step in _publishing(tx, moving, directors):
        steps.setdefault(of, []).append(step)
    after = [one for one in moving if one.course.report_approved is not None]
    known = _known(tx, [one.id for one in after])
    for one in after:
        following = _next(one, known[one.id], directors)
        steps.setdefault(one.id, []).extend([] if following is None else [following])
    return steps


def _deciding(tx: sa.Connection, found: list[Evaluation], directors: tuple[UUID, ...]) -> dict[UUID, list[Obligation]]:
    """One for each evaluation in which a consultation was held about a finding and nobody decided yet."""
    by_id = {one.id: one for one in found}
    if not by_id:
        return {}
    return {
        row.evaluation: [_step(by_id[row.evaluation], Next.DECIDE_WITHHOLDING, directors, row.at)]
        for row in tx.execute(_CONSULTED, {"ids": by_id})
    }


def _publishing(
    tx: sa.Connection, found: list[Evaluation], directors: tuple[UUID, ...]
) -> Iterator[tuple[UUID, Obligation]]:
    """One for each evaluation whose approved Terms of Reference stand nowhere yet."""
    by_id = {one.id: one for one in found if one.course.tor_approved is not None}
    for one in published.due(tx, by_id):
        step = _step(by_id[one.evaluation], Next.PUBLISH_TERMS, directors, one.since)
        terms = {"draft": one.draft, "version": one.number, "kind": published.TERMS}
        yield one.evaluation, msgspec.structs.replace(step, **terms)


_CONSULTED = (
    sa.select(withholdings.c.evaluation, sa.func.min(withholdings.c.at).label("at"))
    .where(among(withholdings.c.evaluation), withholdings.c.state == WithholdingState.CONSULTED)
    .group_by(withholdings.c.evaluation)
)


def _known(tx: sa.Connection, ids: list[UUID]) -> dict[UUID, _Known]:
    known = {one: _Known() for one in ids}
    if not ids:
        return known
    of = {"ids": ids}
    for row in tx.execute(_RESPONSES, of):
        known[row.evaluation].response = row
    for evaluation in tx.scalars(_TRANSMITTED, of):
        known[evaluation].chambers += 1
    for evaluation in tx.scalars(_PUBLIC, of):
        known[evaluation].is_public = True
    return known


_RESPONSES = sa.select(responses).where(among(responses.c.evaluation))
_TRANSMITTED = sa.select(transmittals.c.evaluation).where(among(transmittals.c.evaluation))
_PUBLIC = sa.select(publications.c.evaluation).where(
    among(publications.c.evaluation),
    publications.c.kind == DocumentKind.REPORT,
    publications.c.withdrawn_at.is_(None),
)


def _next(it: Evaluation, known: _Known, directors: tuple[UUID, ...]) -> Obligation | None:
    approved, sent = it.course.report_approved or 0, known.response
    if known.is_public:
        return None
    if sent is None:
        return _step(it, Next.SEND_REPORT, directors, approved, foreseen(day_of(approved)).send_due)
    if known.chambers < len(Chamber):
        waits = sent.received_on is None
        due: date = sent.response_due if waits else sent.parliament_due
        return _step(it, Next.RECEIVE_RESPONSE if waits else Next.SUBMIT, directors, sent.at, due)
    return _step(it, Next.PUBLISH, directors, sent.at, sent.parliament_due)


def _step(
    it: Evaluation,
    step: Next,
    awaited: tuple[UUID, ...],
    since: int,
    due: date | None = None,
) -> Obligation:
    return Obligation(
        what=What.FOLLOW,
        evaluation=it.id,
        title=it.title,
        capacity=C.DIRECTOR,
        awaited=awaited,
        since=since,
        why=Why.DIRECTOR,
        due=None if due is None else end_of(due),
        after=step,
    )
