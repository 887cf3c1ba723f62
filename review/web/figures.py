"""The theory of change as a figure: a column for every level, a box for every element, an arrow for every step.

Across, places are parts of a hundred of the width; down, they are pixels. So words keep their size on every screen.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from review.domain.acts import Words
from review.domain.goals import GoalLevel
from review.projections.theory import Element, Step, Theory

WIDTH = 15.0
"""How much of a hundred a box takes; what five leave over is for the arrows."""
GAP = (100 - len(GoalLevel) * WIDTH) / (len(GoalLevel) - 1)
HEAD = 28
BOX = 78
ROW = 104
LETTERS = 23
LINES = 3
Point = tuple[float, int]


@dataclass(frozen=True, slots=True)
class Box:
    element: Element
    left: float
    top: int
    lines: tuple[str, ...]

    @property
    def right(self) -> float:
        return self.left + WIDTH


@dataclass(frozen=True, slots=True)
class Arrow:
    """A step from point to point in straight lines; the head stands at the last."""

    step: Step
    points: tuple[Point, ...]
    skips: bool = False  #: goes past a level

    @property
    def lines(self) -> list[tuple[Point, Point]]:
        return list(zip(self.points, self.points[1:], strict=False))


@dataclass(frozen=True, slots=True)
class Figure:
    heads: tuple[tuple[GoalLevel, float], ...]
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    height: int


def figure(theory: Theory, say: Callable[[Words], str]) -> Figure | None:
    """None as long as there is nothing to draw. ``say`` puts the words of an element as plain text."""
    if not theory.elements:
        return None
    boxes = [
        Box(it, _left(column), HEAD + row * ROW, _lines(say(it.text)))
        for column, level in enumerate(GoalLevel)
        for row, it in enumerate(theory.at(level))
    ]
    rows = max(len(theory.at(level)) for level in GoalLevel)
    heads = tuple((level, _left(column) + WIDTH / 2) for column, level in enumerate(GoalLevel))
    return Figure(heads, tuple(boxes), tuple(_arrows(theory.steps, boxes)), HEAD + rows * ROW)


def _left(column: int) -> float:
    return column * (WIDTH + GAP)


def _lines(text: str) -> tuple[str, ...]:
    """As many lines as the box holds; the list beside the figure has all of it."""
    return tuple(textwrap.wrap(text, LETTERS, max_lines=LINES, placeholder="\N{HORIZONTAL ELLIPSIS}"))


def _arrows(steps: Sequence[Step], boxes: Iterable[Box]) -> list[Arrow]:
    """Every arrow leaves and arrives at a height of its own; those past a level come first, so that they lie under."""
    by_id = {one.element.id: one for one in boxes}
    ends = {step.id: (by_id[step.origin.id], by_id[step.target.id]) for step in steps}
    past = [step for step in steps if _skips(*ends[step.id])]
    found = []
    for step in [*past, *(one for one in steps if one not in past)]:
        origin, target = ends[step.id]
        leaving = [one for one in steps if one.origin.id == step.origin.id]
        leaving.sort(key=lambda one: (_skips(*ends[one.id]), ends[one.id][1].top))
        arriving = [one for one in steps if one.target.id == step.target.id]
        arriving.sort(key=lambda one: ends[one.id][0].top + (BOX if _skips(*ends[one.id]) else 0))
        out, into = _port(origin, step, leaving), _port(target, step, arriving)
        if step in past:
            beside = [one for one in past if ends[one.id][0].top == origin.top]
            found.append(Arrow(step, _round(origin, target, out, into, _share(step, beside)), skips=True))
        else:
            found.append(Arrow(step, _way(origin, target, out, into)))
    return found


def _skips(origin: Box, target: Box) -> bool:
    return target.left - origin.right > GAP * 1.5


def _share(step: Step, among: Sequence[Step]) -> float:
    return (among.index(step) + 1) / (len(among) + 1)


def _port(box: Box, step: Step, among: Sequence[Step]) -> int:
    return box.top + round(BOX * _share(step, among))


def _way(origin: Box, target: Box, out: int, into: int) -> tuple[Point, ...]:
    """Never behind a box: straight to the next column, round by the right in the same."""
    if target.left == origin.left:
        aside = round(origin.right + GAP * 0.4, 2)
        return (origin.right, out), (aside, out), (aside, into), (origin.right, into)
    return (origin.right, out), (target.left, into)


def _round(origin: Box, target: Box, out: int, into: int, share: float) -> tuple[Point, ...]:
    """Past other levels with square corners, in the room under the row; no two in the same lane."""
    lane = origin.top + BOX + 3 + round((ROW - BOX - 6) * share)
    first = round(origin.right + GAP * (0.1 + 0.35 * share), 2)
    last = round(target.left - GAP * (0.2 + 0.35 * share), 2)
    return (origin.right, out), (first, out), (first, lane), (last, lane), (last, into), (target.left, into)
