"""Saying of whom a group must have heard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain.errors import OtherGroup, Unknown
from review.domain.permissions import Permission
from review.domain.quorum import Demand, set_quorum
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import groups


@dataclass(frozen=True, kw_only=True)
class SetQuorum(EvaluationCommand):
    """The director or the chair says how many members of which category must be heard in the rounds to come."""

    needs: ClassVar[Permission] = Permission.GIVE_SEAT
    body: BodyKind
    demands: tuple[Demand, ...]

    def group(self, work: Work) -> UUID | None:
        return groups.group_of(work.tx, self.evaluation, self.body)

    def execute(self, work: Work) -> None:
        group = self.group(work)
        if group is None:
            raise Unknown(what="group")
        leads = work.acting.capacity in (Capacity.CHAIR, Capacity.DEPUTY_CHAIR)
        if leads and group != work.acting.group:
            raise OtherGroup()
        work.begin(set_quorum(group, self.body, self.demands))
