"""How does a version stand against its gate? Shown to the director, and enforced on the act, by the same facts."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.domain.gates import ClauseName, Ground, Standing, holding
from review.domain.vocabulary import ApprovalState, BodyKind, DocumentKind
from review.projections import (
    drafts,
    evaluations,
    flags,
    interviews,
    placements,
    pledges,
    proving,
    quality,
    quorums,
    remarks,
    sources,
    traceability,
    tracks,
)
from review.projections.advised import COUNTS
from review.projections.approvals import approvals, presentations, waivers
from review.projections.damage import DAMAGE
from review.projections.rounds import rounds

_log = logging.getLogger(__name__)

Facts = dict[str, Any]
Question = Callable[[], Facts]


def _answers(tx: sa.Connection, questions: Mapping[Ground, Question]) -> tuple[Facts, set[Ground]]:
    """What is found, and which questions could not be answered because rows are damaged.

    All are asked in one savepoint, because to PostgreSQL a failure ends a transaction; after a failure each is asked
    again in one of its own.
    """
    facts: Facts = {}
    try:
        with tx.begin_nested():
            for question in questions.values():
                facts |= question()
        return facts, set()
    except DAMAGE:
        return _answers_apart(tx, questions)


def _answers_apart(tx: sa.Connection, questions: Mapping[Ground, Question]) -> tuple[Facts, set[Ground]]:
    facts: Facts = {}
    failed: set[Ground] = set()
    for ground, question in questions.items():
        try:
            with tx.begin_nested():
                facts |= question()
        except DAMAGE:
            _log.exception("a clause of a gate cannot be judged: %s", ground)
            failed.add(ground)
    return facts, failed


def standing(tx: sa.Connection, evaluation: UUID, draft: UUID, number: int | None = None) -> Standing:
    """The facts about one version (None: the latest). Raises Unknown."""
    it = drafts.bare(tx, evaluation, draft, number)
    facts, failed = _answers(tx, _questions(tx, evaluation, it))
    running = [body for body, _ in facts.get("open_rounds", ())]
    facts["waivers"] = holding(facts.get("waivers", ()), running, facts.get("quorums", ()))
    return Standing(
        draft=draft,
        kind=it.kind,
        version=it.number,
        root=it.root,
        latest=it.latest,
        failed=frozenset(failed),
        **facts,
    )


def _questions(tx: sa.Connection, evaluation: UUID, it: drafts.Bare) -> dict[Ground, Question]:
    """What is asked of this version; what does not apply to its kind of document is not asked."""
    draft, is_report = it.draft, it.kind is DocumentKind.REPORT
    questions: dict[Ground, Question] = {
        Ground.ROUNDS: lambda: _rounds(tx, draft),
        Ground.QUORUMS: lambda: {"quorums": quorums.of_document(tx, evaluation, draft)},
        Ground.COMMENTS: lambda: _comments(tx, draft),
        Ground.CHANGES: lambda: {"untrue": tuple(remarks.untrue(tx, draft, it.number))},
        Ground.PLACEMENTS: lambda: _pair("floating", "placed", placements.floating(tx, draft, it.number)),
        Ground.FLAGS: lambda: {
            **_pair("open_flags", "flags", flags.standing(tx, draft)),
            "settled": proving.settlements(tx, draft),
        },
        Ground.SOURCES: lambda: {
            **_pair("unstated_sources", "sources", sources.unstated(tx, evaluation)),
            "stated": proving.levels(tx, evaluation),
        },
        Ground.REQUEST: lambda: _request(tx, draft),
        Ground.WAIVERS: lambda: {"waivers": _waivers(tx, draft, it.number)},
    }
    if is_report:
        questions[Ground.CHECKS] = lambda: {
            "interviewed": bool(interviews.interviewers(tx, evaluation)),
            "traced": traceability.passed(tx, draft, it.number),
        }
        questions[Ground.OPINIONS] = lambda: {
            "opinion_needed": evaluations.is_periodic(tx, evaluation),
            "opinions": quality.filed(tx, draft),
        }
    else:
        questions[Ground.PRESENTATIONS] = lambda: {"presented": _presented(tx, draft, it.number)}
        questions[Ground.PLEDGES] = lambda: _pair("pledged", "unpledged", pledges.standing(tx, evaluation))
    if is_report and not it.part:
        questions[Ground.TRACKS] = lambda: _pair("tracks_done", "tracks_open", tracks.standing(tx, evaluation))
        about = (evaluation, draft, it.number, it.contributors)
        questions[Ground.JUDGEMENTS] = lambda: _pair("judges", "judged", quality.standing(tx, *about))
    return questions


def _comments(tx: sa.Connection, draft: UUID) -> Facts:
    left = tuple(position for _, position in remarks.undisposed(tx, draft))
    return {"open_comments": left, **_pair("disposed", "promised", proving.dispositions(tx, draft))}


def _pair(one: str, other: str, found: tuple[Any, Any]) -> Facts:
    return {one: found[0], other: found[1]}


def _request(tx: sa.Connection, draft: UUID) -> Facts:
    """The pending request for approval, where there is one."""
    row = tx.execute(_REQUESTED, {"draft": draft}).one_or_none()
    if row is None:
        return {}
    return {"requested": row.position, "requested_version": row.draft_version, "requested_root": row.root}


def _rounds(tx: sa.Connection, draft: UUID) -> Facts:
    rows = tx.execute(_ROUNDS, {"draft": draft}).all()
    closed = tuple((BodyKind(row.body), row.closed_position) for row in rows if not row.is_open)
    return {
        "closed_rounds": closed,
        "open_rounds": tuple((BodyKind(row.body), row.position) for row in rows if row.is_open),
    }


def _presented(tx: sa.Connection, draft: UUID, number: int) -> tuple[int, ...]:
    """What is approved is what was presented (domain rules 4.1): another version says nothing about this one."""
    return tuple(tx.scalars(_PRESENTED, {"draft": draft, "number": number}))


def _waivers(tx: sa.Connection, draft: UUID, number: int) -> tuple[tuple[ClauseName, int], ...]:
    rows = tx.execute(_WAIVED, {"draft": draft, "number": number})
    return tuple((ClauseName(row.clause), row.position) for row in rows)


_DRAFT: sa.BindParameter[Any] = sa.bindparam("draft")
_NUMBER: sa.BindParameter[Any] = sa.bindparam("number")
_REQUESTED = sa.select(approvals.c.position, approvals.c.draft_version, approvals.c.root).where(
    approvals.c.draft == _DRAFT, approvals.c.state == ApprovalState.REQUESTED
)
_ROUNDS = (
    sa.select(rounds.c.body, rounds.c.is_open, rounds.c.position, rounds.c.closed_position)
    .where(rounds.c.draft == _DRAFT, COUNTS)
    .order_by(rounds.c.position)
)
_PRESENTED = (
    sa.select(presentations.c.position)
    .where(presentations.c.draft == _DRAFT, presentations.c.draft_version == _NUMBER)
    .order_by(presentations.c.position)
)
_WAIVED = (
    sa.select(waivers.c.clause, waivers.c.position)
    .where(waivers.c.draft == _DRAFT, waivers.c.draft_version == _NUMBER)
    .order_by(waivers.c.position)
)
