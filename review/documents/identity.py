"""The number a block keeps for life: carried from version to version by alignment, never made from its text."""

from __future__ import annotations

from collections.abc import Sequence

from review.documents.alignment import align
from review.documents.blocks import Block


def carry(old: Sequence[tuple[int, Block]], new: Sequence[Block], next_number: int) -> tuple[list[int], int]:
    """The numbers of the new version's blocks in their order, and the next free number.

    ``next_number`` must be above every number the document ever used: a number is not given twice.
    """
    numbers = [0] * len(new)
    for pair in align([block for _, block in old], new):
        if pair.j is None:
            continue
        if pair.i is None:
            numbers[pair.j], next_number = next_number, next_number + 1
        else:
            numbers[pair.j] = old[pair.i][0]
    return numbers, next_number
