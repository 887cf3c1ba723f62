"""The theory of change as a figure: where the boxes and the arrows stand."""

from __future__ import annotations

from uuid import UUID

from review.domain.goals import GoalLevel
from review.projections.theory import Element, Step, Theory
from review.web.figures import BOX, LINES, Arrow, Box, figure
from review.web.words import plain


def element(number: int, level: GoalLevel, text: str = "Een element") -> Element:
    return Element(UUID(int=number), number, level, text)


def theory(elements: list[Element], *steps: tuple[int, int]) -> Theory:
    by_number = {one.number: one for one in elements}
    drawn = (Step(UUID(int=a * 100 + b), by_number[a], by_number[b], None, ()) for a, b in steps)
    return Theory(tuple(elements), tuple(drawn))


def behind(arrow: Arrow, box: Box) -> bool:
    """Whether a part of the arrow goes through the inside of the box."""
    for (x1, y1), (x2, y2) in arrow.lines:
        for share in (part / 50 for part in range(51)):
            x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
            if box.left < x < box.right and box.top < y < box.top + BOX:
                return True
    return False


def test_a_theory_is_drawn_in_columns_and_no_arrow_hides_behind_a_box() -> None:
    ways = [GoalLevel.INPUT, GoalLevel.INPUT, GoalLevel.ACTIVITY, GoalLevel.OUTPUT, GoalLevel.OUTPUT, GoalLevel.IMPACT]
    elements = [element(number, level) for number, level in enumerate(ways, 1)]
    whole = theory(elements, (1, 2), (1, 3), (2, 3), (1, 4), (2, 5), (3, 6), (4, 6), (5, 6))
    found = figure(whole, plain)
    assert found is not None
    assert [box.left for box in found.boxes] == [0, 0, 21.25, 42.5, 42.5, 85]
    assert len({(box.left, box.top) for box in found.boxes}) == len(found.boxes)
    assert [(arrow.skips, len(arrow.lines)) for arrow in found.arrows] == [(True, 5)] * 5 + [
        (False, 3),
        (False, 1),
        (False, 1),
    ]
    lanes = [arrow.points[2] for arrow in found.arrows if arrow.skips]
    assert len(set(lanes)) == len(lanes)
    assert not [arrow for arrow in found.arrows for box in found.boxes if behind(arrow, box)]
    assert len({arrow.points[-1] for arrow in found.arrows}) == len(found.arrows)
    assert all(box.top + BOX < found.height for box in found.boxes)
    assert all(0 <= x <= 100 for arrow in found.arrows for x, _ in arrow.points)


def test_what_does_not_fit_in_a_box_is_cut_and_without_elements_there_is_no_figure() -> None:
    assert figure(theory([]), plain) is None
    found = figure(theory([element(1, GoalLevel.IMPACT, "Stabiliteit in het noorden " * 20)]), plain)
    assert found is not None
    (box,) = found.boxes
    assert len(box.lines) == LINES and box.lines[-1].endswith("…") and box.right == 100
