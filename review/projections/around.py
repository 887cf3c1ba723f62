"""What waits besides the documents themselves: after an approval, conditions, research, levels, compromises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.domain.acts import Reader
from review.domain.compromises import sees_compromises
from review.domain.moments import day_of
from review.domain.vocabulary import Capacity
from review.projections import people
from review.projections.affairs import Affair, taken
from review.projections.afterwards import obligations_after
from review.projections.beside import Beside, beside
from review.projections.confirmations import obligations_to_confirm
from review.projections.damage import Pairs, Rows
from review.projections.obligation import Obligation, What
from review.projections.obligations_beside import Offices, obligations_beside
from review.projections.watches import obligations_to_watch

WAITED_FOR = (Capacity.DIRECTOR, Capacity.RECORDS_MANAGER, Capacity.AUDITOR)


@dataclass(frozen=True, slots=True)
class Around:
    """By evaluation."""

    after: dict[UUID, list[Obligation]]  #: what follows on an approval
    promised: dict[UUID, list[Obligation]]  #: conditions that are to be confirmed
    watched: dict[UUID, list[Obligation]]  #: levels that are to be reviewed, compromises that are not closed
    beside: dict[UUID, Beside]
    offices: Offices

    def of(self, it: Affair, reader: Reader) -> list[Obligation]:
        """What this reader may know of: not everybody knows of a compromise."""
        watched = [
            one
            for one in self.watched.get(it.id, ())
            if one.what is not What.HANDLE_COMPROMISE or sees_compromises(reader)
        ]
        found = obligations_beside(it, self.beside[it.id], reader, self.offices)
        return [*self.after.get(it.id, ()), *self.promised.get(it.id, ()), *found, *watched]


def offices_at(tx: sa.Connection, moment: int) -> Offices:
    held = [one for one in people.offices_held(tx) if one.is_held(day_of(moment))]
    of = {office: tuple(sorted({one.person for one in held if one.office is office})) for office in WAITED_FOR}
    return Offices(*(of[office] for office in WAITED_FOR))


def around(
    tx: sa.Connection, found: dict[UUID, Affair], offices: Offices, moment: int, *, watching: bool = True
) -> Around:
    """``watching``: whether levels and compromises are of any concern to the reader."""
    directors = offices.directors

    def after(ids: Sequence[UUID]) -> Pairs:
        return list(obligations_after(tx, [found[one].evaluation for one in ids], directors).items())

    def promised(ids: Sequence[UUID]) -> Pairs:
        return list(obligations_to_confirm(tx, [found[one] for one in ids], directors, moment).items())

    def watched(ids: Sequence[UUID]) -> Pairs:
        return list(obligations_to_watch(tx, [found[one] for one in ids], directors, moment).items())

    return Around(
        dict(taken(tx, found, Rows.AFTERWARDS, after)),
        dict(taken(tx, found, Rows.CONDITIONS, promised)),
        dict(taken(tx, found, Rows.WATCHES, watched)) if found and watching else {},
        beside(tx, found),
        offices,
    )
