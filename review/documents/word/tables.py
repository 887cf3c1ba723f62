"""A table of pandoc as a plain grid: merged cells stand in their first place, the places they covered are empty."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

MOST_COLUMNS = 200  #: a span may claim any width
Blocks = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Grid:
    rows: list[list[Blocks]]  #: the first is the head
    aligned: list[str]
    merged: int


def grid_of(content: list[Any]) -> Grid:
    """The rows of a table's head, bodies and foot."""
    _, _, columns, head, bodies, foot = content
    rows = [*head[1], *(row for body in bodies for part in (body[2], body[3]) for row in part), *foot[1]]
    width = min(len(columns), MOST_COLUMNS)
    covered: dict[tuple[int, int], bool] = {}
    merged = 0
    grid: list[list[Blocks]] = []
    for y, (_, cells) in enumerate(rows):
        line: list[Blocks] = [[] for _ in range(width)]
        x = 0
        for _, _, tall, wide, blocks in cells:
            while (y, x) in covered:
                x += 1
            merged += tall > 1 or wide > 1
            for down in range(min(tall, len(rows) - y)):
                for right in range(min(wide, max(width - x, 1))):
                    covered[y + down, x + right] = True
            if x < width:
                line[x] = blocks
            else:
                line[-1] = [*line[-1], *blocks]
        grid.append(line)
    return Grid([row for row in grid if any(row)], [column[0]["t"] for column in columns[:width]], merged)
