"""The plan of the demo: set, moved once, and what the team said to be reached."""

from __future__ import annotations

from collections.abc import Iterator

from review.commands.planning import Milestone, ReachMilestone, RevisePlan, SetPlan
from review.demo.stage import Entry, Stage, Step
from review.domain.dates import HALVES, SEASONS
from review.domain.permissions import Permission
from review.domain.planning import MilestoneKind, RevisionGround

KEEP = Permission.KEEP_PLAN


def code(stage: Stage, it: Entry) -> str:
    """The moment of an entry, as precisely as its grain."""
    day = stage.day(it["at"])
    if it["grain"] == "day":
        return day.isoformat()
    if it["grain"] == "month":
        return f"{day:%Y-%m}"
    if it["grain"] == "half":
        return f"{day.year}-{list(HALVES)[(day.month - 1) // 6]}"
    year = day.year - (day.month < SEASONS[21])  # a winter belongs to the year in which it begins
    return f"{year}-{list(SEASONS)[(day.month - 3) % 12 // 3]}"


def plan(stage: Stage, it: Entry) -> Iterator[Step]:
    def set_plan() -> None:
        milestones = tuple(
            Milestone(
                MilestoneKind(one["kind"]),
                code(stage, one),
                one.get("name", ""),
                stage.tracks[one["track"]] if "track" in one else None,
            )
            for one in it["milestones"]
        )
        starts_on = stage.day(stage.script["evaluation"]["day"])
        command = SetPlan(evaluation=stage.evaluation, starts_on=starts_on, milestones=milestones)
        stage.do(command, stage.actor(it["by"], KEEP))

    yield stage.moment(it), set_plan


def number_of(stage: Stage, key: str) -> int:
    (it,) = stage.script["plans"]
    return next(number for number, one in enumerate(it["milestones"], 1) if one["key"] == key)


def revision(stage: Stage, it: Entry) -> Iterator[Step]:
    def revise() -> None:
        moves = tuple((number_of(stage, one["key"]), code(stage, one)) for one in it["moves"])
        ground = RevisionGround(it["ground"])
        command = RevisePlan(evaluation=stage.evaluation, ground=ground, motive=it["motive"], moves=moves)
        stage.do(command, stage.actor(it["by"], KEEP))

    yield stage.moment(it), revise


def arrival(stage: Stage, it: Entry) -> Iterator[Step]:
    def arrive() -> None:
        number = number_of(stage, it["milestone"])
        command = ReachMilestone(evaluation=stage.evaluation, number=number, remark=it["remark"])
        stage.do(command, stage.actor(it["by"], KEEP))

    yield stage.moment(it), arrive
