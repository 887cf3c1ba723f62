"""What classification and compromise wait for: a level whose day of review has come, a text that reached others."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from uuid import UUID

import sqlalchemy as sa

from review.among import among
from review.domain.compromises import CompromiseState
from review.domain.moments import day_of, end_of
from review.domain.sources import is_owned_by
from review.domain.vocabulary import Capacity
from review.projections.affairs import Affair
from review.projections.compromises import compromises
from review.projections.obligation import Obligation, What
from review.projections.sources import sources

AUTHORITY = Capacity.CLASSIFICATION_AUTHORITY


def obligations_to_watch(
    tx: sa.Connection, found: Iterable[Affair], directors: tuple[UUID, ...], moment: int
) -> dict[UUID, list[Obligation]]:
    """One for each level to be reviewed and each compromise that is not closed. Two questions, however many affairs."""
    affairs = {one.id: one for one in found}
    due: dict[UUID, list[Obligation]] = defaultdict(list)
    if affairs:
        for one in (*_levels(tx, affairs, moment), *_compromises(tx, affairs, directors)):
            due[one.evaluation].append(one)
    return due


def _levels(tx: sa.Connection, affairs: dict[UUID, Affair], moment: int) -> Iterator[Obligation]:
    for row in tx.execute(_TO_REVIEW, {"ids": list(affairs), "today": day_of(moment)}):
        it = affairs[row.evaluation]
        seats = [seat for seat in it.seats if seat.capacity is AUTHORITY]
        own = [seat.person for seat in seats if is_owned_by(row.owner, seat.organisation)]
        yield Obligation(
            what=What.REVIEW_LEVEL,
            evaluation=it.id,
            title=it.title,
            capacity=AUTHORITY,
            awaited=tuple(dict.fromkeys(own)),
            since=end_of(row.review_on),
            due=end_of(row.review_on),
            number=row.number,
            organisation=row.owner,
        )


def _compromises(tx: sa.Connection, affairs: dict[UUID, Affair], directors: tuple[UUID, ...]) -> Iterator[Obligation]:
    for row in tx.execute(_NOT_CLOSED, {"ids": list(affairs), "closed": CompromiseState.CLOSED}):
        it = affairs[row.evaluation]
        yield Obligation(
            what=What.HANDLE_COMPROMISE,
            evaluation=it.id,
            title=it.title,
            capacity=Capacity.DIRECTOR,
            awaited=tuple(dict.fromkeys((*directors, *it.people(AUTHORITY)))),
            since=row.at,
            subject=row.id,
            after=row.state,
        )


_TO_REVIEW = (
    sa.select(sources.c.evaluation, sources.c.number, sources.c.owner, sources.c.review_on)
    .where(among(sources.c.evaluation), sources.c.withdrawn.is_(False), sources.c.review_on <= sa.bindparam("today"))
    .order_by(sources.c.review_on, sources.c.position)
)
_NOT_CLOSED = (
    sa.select(compromises.c.id, compromises.c.evaluation, compromises.c.state, compromises.c.at)
    .where(among(compromises.c.evaluation), compromises.c.state != sa.bindparam("closed"))
    .order_by(compromises.c.position)
)
