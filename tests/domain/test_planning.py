"""The plan: fuzzy dates, what an extension takes, how far a milestone is, and the heartbeat."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given as whatever
from hypothesis import settings
from hypothesis import strategies as st

from review.domain.dates import on, when
from review.domain.errors import AlreadyDone, BadPeriod, BadWhen, Missing, NothingPlanned, Overdrawn, Unknown
from review.domain.planning import (
    Beat,
    MilestoneKind,
    MilestoneReached,
    Moved,
    Plan,
    Planned,
    PlanRevised,
    PlanSet,
    RevisionGround,
    deviation,
    heartbeat,
)
from tests.domain.deciding import TEXT, given, then_refused

START, END = date(2026, 1, 1), date(2026, 12, 31)
OWN = Planned(1, MilestoneKind.OTHER, when("2026-06"), TEXT)
LAST = Planned(2, MilestoneKind.REPORT_APPROVED, when("2026"))
BASELINE = PlanSet(starts_on=START, milestones=(OWN, LAST))


def revise(
    plan: Plan, *moves: tuple[int, str], overdraw: bool = False, reached: frozenset[int] = frozenset()
) -> PlanRevised:
    moved = tuple(Moved(number, when(code) if code else None) for number, code in moves)
    return plan.revise(RevisionGround.ACCESS, TEXT, moved, reached=reached, may_overdraw=overdraw)


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("2026-02-28", "2026-02-28", "2026-02-28"),
        ("2028-02", "2028-02-01", "2028-02-29"),
        ("2026-21", "2026-03-01", "2026-05-31"),
        ("2026-24", "2026-12-01", "2027-02-28"),
        ("2026-36", "2026-10-01", "2026-12-31"),
        ("2026-41", "2026-07-01", "2026-12-31"),
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-01/2026-02", "2026-01-01", "2026-02-28"),
    ],
)
def test_a_fuzzy_date_is_the_interval_it_means(code: str, first: str, last: str) -> None:
    found = when(code)
    assert (found.given, found.first, found.last) == (code, date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "code",
    ["", "26", "2026-13", "2026-00", "2026-02-30", "2026-2", "1899", "2200", "2026-03/2026-02", "2026/", "2026-42"],
)
def test_what_is_no_moment_is_refused(code: str) -> None:
    then_refused(BadWhen, lambda: when(code))


@settings(max_examples=25)
@whatever(st.from_regex(r"(19|20|21)\d\d-([0-4]\d)(/(19|20|21)\d\d-\d\d)?", fullmatch=True))
def test_an_interval_never_ends_before_it_begins(code: str) -> None:
    try:
        found = when(code)
    except BadWhen:
        return
    assert found.first <= found.last


def test_a_first_plan_has_milestones_with_names_and_an_end_after_its_start() -> None:
    then_refused(NothingPlanned, lambda: Plan.set(START, (), 15))
    then_refused(Missing, lambda: Plan.set(START, (Planned(1, MilestoneKind.OTHER, when("2026")),), 15), field="name")
    then_refused(BadPeriod, lambda: Plan.set(END, (LAST,), 15), field="starts_on")
    then_refused(BadPeriod, lambda: Plan.set(START, (LAST,), 51), field="contingency")
    assert given(Plan, BASELINE).balance.left == 364 * 15 // 100


def test_an_extension_takes_the_days_by_which_the_end_moves_and_never_gives_back() -> None:
    plan = given(Plan, BASELINE)
    later = revise(plan, (2, "2027-01"))
    assert (later.draws, later.overdrawn) == (31, 0)
    plan = given(Plan, BASELINE, later)
    earlier = revise(plan, (2, "2026-10"))
    assert (earlier.draws, earlier.overdrawn) == (0, 0)
    plan = given(Plan, BASELINE, later, earlier)
    assert plan.balance.left == 54 - 31
    assert revise(plan, (2, "2027-01-31")).draws == 0
    assert revise(plan, (1, "2026-08")).draws == 0


def test_more_than_there_is_takes_the_director_and_is_said() -> None:
    plan = given(Plan, BASELINE)
    then_refused(Overdrawn, lambda: revise(plan, (2, "2027-02")), length=59, limit=54)
    decided = revise(plan, (2, "2027-02"), overdraw=True)
    assert (decided.draws, decided.overdrawn) == (59, 5)
    plan = given(Plan, BASELINE, decided)
    assert plan.balance.left == -5
    then_refused(Overdrawn, lambda: revise(plan, (2, "2027-03-01")), length=1, limit=0)


def test_what_does_not_move_what_is_unknown_and_what_was_reached_is_refused() -> None:
    then_refused(Unknown, lambda: revise(given(Plan), (1, "2026")))
    plan = given(Plan, BASELINE, MilestoneReached(number=1))
    then_refused(NothingPlanned, lambda: revise(plan, (2, "2026")))
    then_refused(Unknown, lambda: revise(plan, (3, "2026")))
    then_refused(AlreadyDone, lambda: revise(plan, (1, "2027")))
    then_refused(AlreadyDone, lambda: revise(plan, (2, "2027-01"), reached=frozenset({2})))
    then_refused(AlreadyDone, lambda: plan.reach(1, None))
    then_refused(Unknown, lambda: plan.reach(2, None))
    only = given(Plan, PlanSet(starts_on=START, milestones=(LAST,)))
    then_refused(NothingPlanned, lambda: revise(only, (2, "")))


def test_how_many_days_a_milestone_is_off_its_baseline() -> None:
    summer, today = when("2026-22"), date(2026, 7, 1)
    assert deviation(summer, summer, None, today) == 0
    assert deviation(summer, summer, None, date(2026, 9, 10)) == 10
    assert deviation(summer, when("2026-10"), None, today) == 61
    assert deviation(summer, on(date(2026, 5, 20)), None, date(2026, 5, 1)) == -12
    assert deviation(summer, summer, date(2026, 9, 2), today) == 2
    assert deviation(summer, summer, date(2026, 5, 31), today) == -1
    assert deviation(None, summer, None, today) == 0
    assert deviation(summer, None, None, today) == 0


def test_once_in_six_weeks_and_every_longer_gap_is_kept() -> None:
    def day(number: int) -> date:
        return START + timedelta(days=number)

    quiet = heartbeat(START, (), day(42))
    assert (quiet.last, quiet.due_on, quiet.missed, quiet.overdue) == (None, day(42), (), 0)
    assert heartbeat(START, (), day(43)).overdue == 1
    late = heartbeat(START, (day(10), day(60), day(10)), day(110))
    assert late.missed == (Beat(day(10), day(60), 50), Beat(day(60), None, 50))
    assert (late.last, late.due_on, late.overdue) == (day(60), day(102), 8)
    over = heartbeat(START, (day(10),), day(300), until=day(40))
    assert (over.missed, over.overdue) == ((), 0)
    assert heartbeat(START, (day(10),), day(300), until=day(90)).missed == (Beat(day(10), day(90), 80),)
