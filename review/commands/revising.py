"""Moving the plan, by an act of its own or in the act of something else that makes it move."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from review.application import Work
from review.domain import dates, texts
from review.domain.acts import Sealed
from review.domain.planning import Moved, Plan, Planned, RevisionGround
from review.domain.vocabulary import Capacity
from review.projections import planning


def revised(
    work: Work,
    plan: Plan,
    ground: RevisionGround,
    motive: Sealed,
    moves: tuple[Moved, ...],
    added: tuple[Planned, ...] = (),
    cause: UUID | None = None,
) -> None:
    """Records the revision. Raises what ``Plan.revise`` raises."""
    event = plan.revise(
        ground,
        motive,
        moves,
        added,
        reached=planning.reached(work.tx, work.log),
        may_overdraw=work.acting.capacity is Capacity.DIRECTOR,
        cause=cause,
    )
    work.keep(plan, event)


def move_along(work: Work, ground: RevisionGround, motive: str, moves: Sequence[tuple[int, str]], cause: UUID) -> None:
    """Milestones that move in the act of a track or a risk; nothing where none does. Raises what a revision raises."""
    if not moves:
        return
    plan = work.load(Plan, planning.require_plan(work.tx, work.log))
    moved = tuple(Moved(number, dates.when(code) if code else None) for number, code in moves)
    if all(one.number in plan.milestones and plan.milestones[one.number].when == one.when for one in moved):
        return
    revised(work, plan, ground, work.seal(texts.required(motive, "motive")), moved, cause=cause)
