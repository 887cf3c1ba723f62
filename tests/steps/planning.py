"""Steps about the plan: setting and moving it, what was reached, the contingency and the heartbeat."""

from __future__ import annotations

from datetime import date

from pytest_bdd import given, then, when

from review.commands.planning import Milestone, ReachMilestone, RevisePlan, SetPlan
from review.domain.dates import on
from review.domain.planning import MilestoneKind, RevisionGround
from review.projections import happened, planning, tracks
from tests.given import World
from tests.steps.words import words

NAMED = {
    "draft Terms of Reference": MilestoneKind.TOR_SUBMITTED,
    "the report": MilestoneKind.REPORT_APPROVED,
}


def milestone(name: str, code: str) -> Milestone:
    kind = NAMED.get(name, MilestoneKind.OTHER)
    return Milestone(kind, code, name if kind is MilestoneKind.OTHER else "")


def set_plan(world: World, who: str, *milestones: Milestone) -> None:
    plan = SetPlan(evaluation=world.known.evaluation, starts_on=date(2026, 3, 2), milestones=milestones)
    world.attempt(who, plan)


def plan_of(world: World, who: str = "the external expert") -> planning.PlanView:
    with world.review.reading() as tx:
        found = planning.of_evaluation(tx, world.review.door(), world.reader(who), world.known.evaluation)
    assert found is not None
    return found


def one(world: World, name: str) -> planning.Milestone:
    kind = NAMED.get(name)
    return next(it for it in plan_of(world).milestones if (it.kind is kind if kind else it.name == name))


@given(words('{who:Who} plans "{name}" for "{code}" and the report for "{end}"'))
@when(words('{who:Who} plans "{name}" for "{code}" and the report for "{end}"'))
def _(world: World, who: str, name: str, code: str, end: str) -> None:
    set_plan(world, who, milestone(name, code), milestone("the report", end))


@given(words('{who:Who} plans that track for "{code}" and the report for "{end}"'))
def _(world: World, who: str, code: str, end: str) -> None:
    set_plan(
        world, who, Milestone(MilestoneKind.OTHER, code, track=world.known.tracks[-1]), milestone("the report", end)
    )


@then(words('that track has to be there by "{code}"'))
def _(world: World, code: str) -> None:
    world.require_noticed()
    with world.review.reading() as tx:
        found = tracks.of_evaluation(tx, world.review.door(), world.reader("the team lead"), world.known.evaluation)
        (it,) = planning.timed(tx, world.known.evaluation, found)
    assert it.due is not None and it.due.given == code


@when(words("{who:Who} plans nothing"))
def _(world: World, who: str) -> None:
    set_plan(world, who)


def move(world: World, who: str, name: str, code: str, motive: str) -> None:
    number = one(world, name).number
    revised = RevisePlan(
        evaluation=world.known.evaluation, ground=RevisionGround.ACCESS, motive=motive, moves=((number, code),)
    )
    world.attempt(who, revised)


@when(words('{who:Who} moves "{name}" to "{code}": "{motive}"'))
def _(world: World, who: str, name: str, code: str, motive: str) -> None:
    move(world, who, name, code, motive)


@given(words('{who:Who} moves the report to "{code}": "{motive}"'))
@when(words('{who:Who} moves the report to "{code}": "{motive}"'))
def _(world: World, who: str, code: str, motive: str) -> None:
    move(world, who, "the report", code, motive)


@when(words("{who:Who} says that milestone {number:Count} is reached"))
def _(world: World, who: str, number: int) -> None:
    world.attempt(who, ReachMilestone(evaluation=world.known.evaluation, number=number))


@then(words("the report is planned from {first} to {last}"))
def _(world: World, first: str, last: str) -> None:
    found = one(world, "the report").planned
    assert found is not None
    assert (found.first, found.last) == (date.fromisoformat(first), date.fromisoformat(last))


@then(words("{days:Count} days of the contingency are left"))
def _(world: World, days: int) -> None:
    assert plan_of(world).balance.left == days


@then(words("the contingency is overdrawn by {days:Count} days"))
def _(world: World, days: int) -> None:
    assert plan_of(world).balance.left == -days
    assert plan_of(world).revisions[0].overdrawn == days


@then(words('the milestone "{name}" is reached today'))
def _(world: World, name: str) -> None:
    assert one(world, name).reached_on == world.today()


@then(words("the report is {days:Count} days later than the baseline"))
def _(world: World, days: int) -> None:
    it = one(world, "the report")
    assert it.days == days
    assert it.baseline != it.planned
    assert it.baseline is not None and it.baseline.last == on(date(2026, 12, 31)).last


@then(words("the sounding board has not been heard for {days:Count} days"))
def _(world: World, days: int) -> None:
    with world.review.reading() as tx:
        beat = planning.heartbeat(tx, world.known.evaluation, world.clock.now)
    assert (beat.last, beat.overdue) == (None, days - 42)
    assert [gap.days for gap in beat.missed] == [days]


@then("the sounding board was heard today, and one gap stays on record")
def _(world: World) -> None:
    with world.review.reading() as tx:
        beat = planning.heartbeat(tx, world.known.evaluation, world.clock.now)
    assert (beat.last, beat.overdue) == (world.today(), 0)
    assert [gap.until for gap in beat.missed] == [world.today()]


@then("the plan knows that it was published today")
def _(world: World) -> None:
    with world.review.reading() as tx:
        reached, _ = happened.milestones(tx, world.known.evaluation)[MilestoneKind.REPORT_PUBLISHED]
    assert reached == world.today()
