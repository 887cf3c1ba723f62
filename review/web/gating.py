"""The gate of one version with what this reader can do about it: what the gate's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from review.domain import moments
from review.domain.acts import Acting, Reader
from review.domain.gates import GROUND_OF, QUORUM_OF, ROUND_OF, WAIVABLE, ClauseName, Standing
from review.domain.permissions import Permission
from review.domain.vocabulary import DocumentKind
from review.projections import approvals, drafts, evaluations
from review.projections.schema import Tx
from review.projections.standing import standing
from review.web.acting import offered
from review.web.clauses import ClauseView, gate
from review.web.session import review
from review.web.telling import clause_name


@dataclass(frozen=True, slots=True)
class Gate:
    """The gate of one version, with what this reader can do about it."""

    evaluation: evaluations.Evaluation
    version: drafts.Version
    clauses: tuple[ClauseView, ...]
    pending: UUID | None
    decided: approvals.Approval | None
    presentations: tuple[approvals.Presentation, ...]
    waivers: tuple[approvals.Waiver, ...]
    presenting: tuple[Acting, ...]
    waiving: tuple[Acting, ...]
    waivable: tuple[tuple[str, str], ...]
    requesting: tuple[Acting, ...]
    today: str

    @property
    def missing(self) -> tuple[ClauseView, ...]:
        """What keeps approval from being requested."""
        return tuple(one for one in self.clauses if not one.is_met and one.clause is not ClauseName.VERSION_UNCHANGED)


def gate_of(tx: Tx, reader: Reader, evaluation: UUID, draft: UUID, number: int) -> Gate:
    """Raises Unknown."""
    door = review().door()
    version = drafts.version(tx, door, reader, draft, number)
    facts = standing(tx, evaluation, draft, number)
    asked = [one for one in approvals.of_evaluation(tx, door, reader, evaluation) if one.draft == draft]
    running = {body for body, _position in facts.open_rounds}  # a round that runs is waited for, not waived
    waiving = offered(reader, Permission.GRANT_WAIVER)
    short = {one.body for one in facts.quorums if one.missing}
    waivable = [
        name
        for name in WAIVABLE
        if GROUND_OF[name] not in facts.failed
        and ROUND_OF.get(name) not in running
        and _applies(name, version, facts)
        and (name not in QUORUM_OF or QUORUM_OF[name] in short)
        and any(_waives(acting, name) for acting in waiving)
    ]
    return Gate(
        evaluation=evaluations.one(tx, door, reader, evaluation),
        version=version,
        clauses=tuple(gate(tx, door, reader, evaluation, facts)),
        pending=next((one.id for one in asked if one.is_pending), None),
        decided=next((one for one in asked if one.draft_version == number and not one.is_pending), None),
        presentations=_of(approvals.presentations_of(tx, door, reader, evaluation), draft),
        waivers=_of(approvals.waivers_of(tx, door, reader, evaluation), draft),
        presenting=offered(reader, Permission.RECORD_PRESENTATION)
        if version.kind is DocumentKind.TERMS_OF_REFERENCE
        else (),
        waiving=tuple(one for one in waiving if any(_waives(one, name) for name in waivable)),
        waivable=tuple((str(name), clause_name(name)) for name in waivable),
        requesting=offered(reader, Permission.REQUEST_APPROVAL),
        today=moments.day_of(reader.moment).isoformat(),
    )


def _applies(name: ClauseName, version: drafts.Version, facts: Standing) -> bool:
    """Whether a waiver of this clause says anything about this document."""
    if name is ClauseName.PLEDGES_SIGNED:
        return facts.unpledged > 0
    if name is ClauseName.QUALITY_JUDGED:
        return facts.judges > 0 and not facts.judged
    return name is not ClauseName.PRESENTED or version.kind is DocumentKind.TERMS_OF_REFERENCE


def _waives(acting: Acting, name: ClauseName) -> bool:
    """A director waives whatever can be waived; a chair the quorum of the own group (condition 14)."""
    return acting.body is None or QUORUM_OF.get(name) is acting.body


def _of(found: list[Any], draft: UUID) -> tuple[Any, ...]:
    return tuple(one for one in found if one.draft == draft)
