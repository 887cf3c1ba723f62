"""How far is an evaluation: in which state, what is approved, and is an amendment of it under way?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa

from review.domain.acts import Door, Reader
from review.domain.errors import Unknown
from review.domain.evaluations import Halt
from review.domain.gates import ROUND_OF, ClauseName, Ground
from review.domain.lifecycle import Document, Facts, State, state, state_of
from review.domain.vocabulary import ApprovalState, BodyKind, DocumentKind
from review.projections import closing
from review.projections.affairs import Affair, affairs
from review.projections.damage import Rows
from review.projections.drafts import drafts
from review.projections.evaluations import evaluations
from review.projections.parliament import transmittals
from review.projections.policy import responses


@dataclass(frozen=True, slots=True)
class Terms:
    """The Terms of Reference: ``approved`` is the version that holds."""

    draft: UUID | None
    approved: int | None
    amendment: UUID | None


STATED_BY = {Rows.DOCUMENTS, Ground.ROUNDS, Ground.REQUEST, Ground.PRESENTATIONS, Ground.WAIVERS, Ground.FLAGS}
"""What the state of an evaluation follows from."""


def terms(tx: sa.Connection, evaluation: UUID) -> Terms:
    row = tx.execute(_TERMS, {"evaluation": evaluation}).one_or_none()
    return Terms(row.id, row.approved, row.amendment) if row else Terms(None, None, None)


def is_approved(tx: sa.Connection, evaluation: UUID, kind: DocumentKind, part: int) -> bool:
    """Whether a version of this document holds, or of the whole that it is a part of."""
    query = sa.select(drafts.c.id).where(drafts.c.evaluation == evaluation, drafts.c.kind == kind)
    return tx.scalar(query.where(drafts.c.part.in_((0, part)), drafts.c.approved.is_not(None))) is not None


_CAME = (
    sa.select(responses.c.id)
    .where(responses.c.evaluation == sa.bindparam("evaluation"), responses.c.received_on.is_not(None))
    .limit(1)
)
_SENT = sa.select(transmittals.c.id).where(transmittals.c.evaluation == sa.bindparam("evaluation")).limit(1)
_TERMS = (
    sa.select(drafts.c.id, drafts.c.approved, evaluations.c.amendment)
    .join(evaluations, evaluations.c.id == drafts.c.evaluation)
    .where(
        drafts.c.evaluation == sa.bindparam("evaluation"),
        drafts.c.kind == DocumentKind.TERMS_OF_REFERENCE,
        drafts.c.part == 0,
    )
)


def states_in(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> tuple[State, dict[UUID, State]]:
    """The state that one evaluation is in at the moment of the reader, and each of its drafts. Raises Unknown.

    In a careful reading LookupError, where what it follows from cannot be read.
    """
    found = affairs(tx, door, reader, [evaluation])
    if evaluation not in found:
        raise Unknown(what="evaluation")
    if unread := found[evaluation].failed & STATED_BY:
        raise LookupError(f"no state without {', '.join(sorted(unread))}")
    facts = facts_of(found[evaluation])
    came, sent = tx.scalar(_CAME, {"evaluation": evaluation}), tx.scalar(_SENT, {"evaluation": evaluation})
    done = closing.reached(tx, evaluation)
    whole = msgspec.structs.replace(facts, report_due=came is not None, sent=sent is not None, **done)
    lines = zip(found[evaluation].drafts, facts.documents, strict=True)
    return state(whole), {draft.id: state_of(document) for draft, document in lines}


def facts_of(it: Affair) -> Facts:
    """What ``lifecycle.state`` asks, from rows that were read for many evaluations at once."""
    return Facts(
        documents=tuple(_document(it, draft) for draft in it.drafts),
        suspended=it.evaluation.halt is Halt.SUSPENDED,
        withdrawn=it.evaluation.halt is Halt.WITHDRAWN,
        published=it.evaluation.course.published is not None,
        closed=it.evaluation.halt is Halt.CLOSED,
    )


def _document(it: Affair, draft: Any) -> Document:
    mine = [one for one in it.rounds if one.draft == draft.id]
    waived = {clause for of, clause, _ in it.waivers if of == draft.id}
    closed = [one for one in mine if not one.is_open]
    bodies = {BodyKind(one.body) for one in closed} | {ROUND_OF[clause] for clause in waived if clause in ROUND_OF}
    return Document(
        kind=DocumentKind(draft.kind),
        part=draft.part,
        submitted_at=draft.at,
        open_rounds=frozenset(BodyKind(one.body) for one in mine if one.is_open),
        closed_rounds=frozenset(bodies),
        last_closed_at=max((one.closed_at for one in closed), default=0),
        presented=draft.id in it.presented or ClauseName.PRESENTED in waived,
        requested=any(one.draft == draft.id and one.state == ApprovalState.REQUESTED for one in it.approvals),
        returned=draft.withdrawn_at is not None
        or any(
            (one.draft, one.draft_version, one.state) == (draft.id, draft.latest, ApprovalState.RETURNED)
            for one in it.approvals
        ),
        approved=draft.approved is not None,
        open_flags=sum(flag.draft == draft.id for flag in it.flags),
    )
