"""The record of a decision as it stands in the trail: who, in which role, when, and on what it rested."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Response

from review.domain.acts import Acting, Door, Reader, Recorded, Words
from review.domain.approvals import ApprovalGranted
from review.domain.errors import Unknown
from review.domain.moments import day_of
from review.domain.permissions import Permission
from review.domain.vocabulary import BodyKind
from review.projections import approvals, comments, drafts, evaluations, groups, minority, rounds, trail
from review.projections.conditions import Condition, Revocation, of_approval, revocation
from review.projections.schema import Tx
from review.web.acting import offered
from review.web.checkpoints import Checkpoint, covering
from review.web.clauses import ClauseView, recorded_gate
from review.web.deciding import LEADS
from review.web.forms import Entered
from review.web.htmx import answer
from review.web.session import review
from review.web.telling import Told, of_lines, told


@dataclass(frozen=True, slots=True)
class DecisionRecord:
    """A decision as it stands in the trail."""

    approval: approvals.Approval
    evaluation: evaluations.Evaluation
    version: drafts.Version
    act: Told
    granted: ApprovalGranted | None
    led: tuple[BodyKind, ...]  #: groups that advised and were led by whoever decided
    overlap: Words | None
    clauses: tuple[ClauseView, ...]
    dissents: tuple[comments.Comment, ...]
    hidden_dissents: int
    minority: tuple[minority.Statement, ...]
    conditions: tuple[Condition, ...]
    revocation: Revocation | None
    checkpoint: Checkpoint | None
    confirming: tuple[Acting, ...]  #: capacities in which this reader may try each act
    revoking: tuple[Acting, ...]
    history: tuple[Told, ...]


def record_of(tx: Tx, reader: Reader, it: approvals.Approval) -> DecisionRecord:
    """Raises Unknown for a request that waits for its decision."""
    door = review().door()
    if it.decided_position is None:
        raise Unknown(what="approval")
    recorded = review().record(tx, it.evaluation, it.decided_position)
    granted = recorded.event if isinstance(recorded.event, ApprovalGranted) else None
    standing_then = _dissents(tx, door, reader, it, granted)
    history = of_lines(tx, it.evaluation, trail.of_stream(tx, it.evaluation, it.id))
    return DecisionRecord(
        approval=it,
        evaluation=evaluations.one(tx, door, reader, it.evaluation),
        version=drafts.version(tx, door, reader, it.draft, it.draft_version),
        act=told(tx, door, reader, [recorded])[0],
        granted=granted,
        led=_led(tx, door, reader, it, recorded),
        overlap=door.open(granted.overlap, reader) if granted and granted.overlap else None,
        clauses=tuple(recorded_gate(tx, door, reader, it.evaluation, granted.clauses)) if granted else (),
        dissents=standing_then,
        hidden_dissents=len(granted.dissents) - len(standing_then) if granted else 0,
        minority=tuple(minority.these(tx, door, reader, granted.minority if granted else ())),
        conditions=tuple(of_approval(tx, door, reader, it.id)),
        revocation=revocation(tx, door, reader, it.evaluation, it.id),
        confirming=offered(reader, Permission.CONFIRM_CONDITION),
        revoking=offered(reader, Permission.REVOKE_APPROVAL),
        checkpoint=covering(tx, it.evaluation, recorded.position),
        history=tuple(told(tx, door, reader, history)),
    )


def record_page(
    tx: Tx,
    reader: Reader,
    it: approvals.Approval,
    forms: dict[str, Entered] | None = None,
    status: int = 200,
    moved: list[Told] | None = None,
) -> Response:
    """The page of a decision that was taken; ``moved``: it came while somebody was about to decide as well."""
    record = record_of(tx, reader, it)
    names = ("revocation", *(f"condition-{one.number}" for one in record.conditions))
    given = {name: (forms or {}).get(name, Entered()) for name in names}
    return answer("approvals/record.html", "approvals/_record.html", status, record=record, forms=given, moved=moved)


def _dissents(
    tx: Tx, door: Door, reader: Reader, it: approvals.Approval, granted: ApprovalGranted | None
) -> tuple[comments.Comment, ...]:
    """The objections that stood when the version was approved, as far as this reader may see them."""
    wanted = set(granted.dissents) if granted else set()
    if not wanted:
        return ()
    return tuple(one for one in comments.of_evaluation(tx, door, reader, it.evaluation) if one.id in wanted)


def _led(tx: Tx, door: Door, reader: Reader, it: approvals.Approval, recorded: Recorded) -> tuple[BodyKind, ...]:
    """The groups that advised on the document and that the decider led on that day: plain to see, motive or not."""
    asked = [one for one in rounds.of_evaluation(tx, door, reader, it.evaluation) if one.draft == it.draft]
    bodies = dict.fromkeys(one.body for one in asked if one.opened_at < recorded.at)
    then = day_of(recorded.at)
    found = groups.of_evaluation(tx, door, reader, it.evaluation)
    held = {
        seat.body
        for group in found
        for seat in group.seats
        if seat.person == recorded.envelope.person and seat.capacity in LEADS and seat.is_held(then)
    }
    return tuple(body for body in bodies if body in held)
