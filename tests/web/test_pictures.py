"""The plan as a picture: where things stand along the time."""

from __future__ import annotations

from datetime import date

from review.domain.dates import when
from review.domain.lifecycle import Course, steps
from review.domain.moments import start_of
from review.domain.planning import MilestoneKind
from review.projections.planning import Milestone
from review.web.pictures import MARGIN, picture

TODAY = date(2026, 7, 1)


def milestone(
    number: int, baseline: str, planned: str, reached: date | None = None, *, late: bool = False
) -> Milestone:
    before, now = when(baseline), when(planned)
    return Milestone(number, MilestoneKind.OTHER, "Een mijlpaal", None, before, now, reached, None, 0, late)


def test_everything_stands_along_one_line_of_time() -> None:
    course = Course(opened=start_of(date(2026, 1, 1)), tor_submitted=start_of(date(2026, 3, 1)))
    late, done = milestone(1, "2026-06", "2026-06", late=True), milestone(2, "2026-04", "2026-05", date(2026, 5, 20))
    last = milestone(3, "2026-12", "2026-12-31")
    found = picture(steps(course), [late, done, last], [], TODAY)
    assert found is not None
    assert [row.what for row in found.rows] == ["step", "step", "milestone", "milestone", "milestone"]
    kinds = [[bar.kind for bar in row.bars] for row in found.rows]
    assert kinds == [["phase"], ["phase"], ["base", "late"], ["base", "plan"], ["base", "plan"]]
    assert found.rows[0].bars[0].left == MARGIN
    assert [row.days for row in found.lasting] == [
        (date(2026, 1, 1), date(2026, 3, 1)),
        (date(2026, 3, 1), None),
    ]
    begin, end = found.rows[3].bars[1].left, found.rows[3].bars[1].left + found.rows[3].bars[1].width
    assert found.rows[3].reached is not None and begin < found.rows[3].reached < end < found.today
    assert found.rows[4].bars[1].left > found.rows[2].bars[1].left
    assert all(bar.left >= 0 and bar.left + bar.width <= 100 for row in found.rows for bar in row.bars)
    assert [tick.day.month for tick in found.ticks] == [4, 7, 10]


def test_without_a_plan_there_is_no_picture_and_one_day_is_drawn_as_well() -> None:
    course = steps(Course(opened=start_of(TODAY)))
    assert picture(course, [], [], TODAY) is None
    found = picture(course, [milestone(1, "2026-07-01", "2026-07-01")], [], TODAY)
    assert found is not None and all(bar.width > 0 for row in found.rows for bar in row.bars)
