"""The plan: setting it, moving it with a reason, and saying that a milestone of one's own was reached."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

import msgspec

from review.application import EvaluationCommand, Work
from review.commands.revising import revised
from review.domain import dates, texts
from review.domain.errors import AlreadyDone, NoSuchChoice
from review.domain.permissions import Permission
from review.domain.planning import CONTINGENCY, MilestoneKind, Moved, Plan, Planned, RevisionGround
from review.projections import planning, tracks


class Milestone(msgspec.Struct, frozen=True):
    """A milestone as somebody enters it; ``when`` is a code of ISO 8601-2. That of a track needs no name."""

    kind: MilestoneKind
    when: str
    name: str = ""
    track: UUID | None = None


def _planned(work: Work, entered: tuple[Milestone, ...], after: int) -> tuple[Planned, ...]:
    """Raises NoSuchChoice where a kind that names its milestone comes twice, and for a track that is not there."""
    kinds = [one.kind for one in entered if one.kind is not MilestoneKind.OTHER]
    if len(set(kinds)) < len(kinds):
        raise NoSuchChoice(field="kind")
    found = []
    for number, one in enumerate(entered, after + 1):
        named = one.kind is MilestoneKind.OTHER and one.track is None
        if one.track is not None and not tracks.is_of(work.tx, work.log, one.track):
            raise NoSuchChoice(field="track", value=str(one.track))
        name = work.seal(texts.required(one.name, "name", texts.TITLE_LIMIT)) if named else None
        found.append(Planned(number, one.kind, dates.when(one.when), name, one.track))
    return tuple(found)


@dataclass(frozen=True, kw_only=True)
class SetPlan(EvaluationCommand):
    """The team lead or the director sets the first plan of an evaluation: the baseline that stays."""

    needs: ClassVar[Permission] = Permission.KEEP_PLAN
    starts_on: date
    milestones: tuple[Milestone, ...]
    contingency: int = CONTINGENCY

    def execute(self, work: Work) -> None:
        """Raises AlreadyDone where there is one."""
        if planning.plan_of(work.tx, self.evaluation) is not None:
            raise AlreadyDone(what="plan_set")
        work.begin(Plan.set(self.starts_on, _planned(work, self.milestones, 0), self.contingency))


@dataclass(frozen=True, kw_only=True)
class RevisePlan(EvaluationCommand):
    """Milestones move, come or go, with a ground and a motive; what makes the end later draws on the contingency."""

    needs: ClassVar[Permission] = Permission.KEEP_PLAN
    ground: RevisionGround
    motive: str
    moves: tuple[tuple[int, str], ...] = ()  #: number and code; an empty code takes it out of the plan
    added: tuple[Milestone, ...] = ()

    def execute(self, work: Work) -> None:
        """Raises Overdrawn for who is no director (condition 21)."""
        plan = work.load(Plan, planning.require_plan(work.tx, self.evaluation))
        moves = tuple(Moved(number, dates.when(code) if code else None) for number, code in self.moves)
        motive = work.seal(texts.required(self.motive, "motive"))
        revised(work, plan, self.ground, motive, moves, _planned(work, self.added, plan.last_number))


@dataclass(frozen=True, kw_only=True)
class ReachMilestone(EvaluationCommand):
    """A milestone that no other act reaches was reached, today."""

    needs: ClassVar[Permission] = Permission.KEEP_PLAN
    number: int
    remark: str = ""

    def execute(self, work: Work) -> None:
        plan = work.load(Plan, planning.require_plan(work.tx, self.evaluation))
        remark = work.seal_optional(texts.optional(self.remark, "remark"))
        work.keep(plan, plan.reach(self.number, remark))
