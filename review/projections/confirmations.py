"""Which conditions of an approval have lapsed, or will in a fortnight: what director and team lead have to see to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.domain.moments import day_of, end_of
from review.domain.vocabulary import Capacity, DocumentKind
from review.projections.affairs import Affair
from review.projections.approvals import approvals
from review.projections.conditions import conditions, revocations
from review.projections.drafts import drafts
from review.projections.obligation import Obligation, What

NEAR = timedelta(days=14)
"""A condition whose day is further away than this is told on the evaluation, and lies before nobody yet."""


def obligations_to_confirm(
    tx: sa.Connection, found: Iterable[Affair], directors: tuple[UUID, ...], moment: int
) -> dict[UUID, list[Obligation]]:
    """One for each such condition of an approval that holds. One question, whatever the number of evaluations."""
    moving = {one.id: one for one in found if one.evaluation.halt is None}
    due: dict[UUID, list[Obligation]] = defaultdict(list)
    if not moving:
        return due
    for row in tx.execute(_OPEN, {"ids": list(moving), "until": day_of(moment) + NEAR}):
        it = moving[row.evaluation]
        due[it.id].append(
            Obligation(
                what=What.MEET_CONDITION,
                evaluation=it.id,
                title=it.title,
                capacity=Capacity.DIRECTOR,
                awaited=tuple(dict.fromkeys((*directors, *it.people(Capacity.TEAM_LEAD)))),
                since=row.decided_at,
                due=end_of(row.due_on),
                draft=row.draft,
                version=row.draft_version,
                kind=DocumentKind(row.kind),
                subject=row.approval,
                number=row.number,
            )
        )
    return due


_OPEN = (
    sa.select(
        conditions.c.evaluation,
        conditions.c.approval,
        conditions.c.number,
        conditions.c.draft,
        conditions.c.draft_version,
        conditions.c.due_on,
        drafts.c.kind,
        approvals.c.decided_at,
    )
    .join(drafts, drafts.c.id == conditions.c.draft)
    .join(approvals, approvals.c.id == conditions.c.approval)
    .join(revocations, revocations.c.id == conditions.c.approval, isouter=True)
    .where(
        among(conditions.c.evaluation),
        conditions.c.met_at.is_(None),
        revocations.c.id.is_(None),
        conditions.c.due_on <= sa.bindparam("until"),
    )
    .order_by(conditions.c.due_on, conditions.c.position, conditions.c.number)
)
