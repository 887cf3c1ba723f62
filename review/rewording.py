"""Does a passage read otherwise in a later version? Asked of its seals, and of its words where those differ.

A block that kept its source keeps its sealed text, so most answers need no text at all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from review.documents.plain import plain_words
from review.domain.acts import Door, Lost, Reader, Sealed, Words
from review.domain.blocks import BlockEntry

Entries = Mapping[int, BlockEntry]
Opening = Callable[[Sealed], Words]


def opening(door: Door, reader: Reader, fresh: Mapping[Sealed, str] | None = None) -> Opening:
    """Opens sealed texts; ``fresh`` are those of a version that is being submitted and lies in no vault yet."""

    def open_(sealed: Sealed) -> Words:
        return fresh[sealed] if fresh is not None and sealed in fresh else door.open(sealed, reader)

    return open_


def changed(before: Entries, after: Entries, block: int | None, words: Opening) -> bool:
    """Whether the passage (None: the document as a whole) reads otherwise; taken out, put in or moved counts as well.

    White space and markup alone do not. A text that was erased cannot be compared by its words: it counts as changed.
    """
    if block is None:
        return [entry.text for entry in before.values()] != [entry.text for entry in after.values()]
    old, new = before.get(block), after.get(block)
    if old is None or new is None:
        return old is not new
    if moved(list(before), list(after), block):
        return True
    if old.text == new.text:
        return False
    left, right = words(old.text), words(new.text)
    if isinstance(left, Lost) or isinstance(right, Lost):
        return True
    return left != right and plain_words(left) != plain_words(right)


def moved(before: Sequence[int], after: Sequence[int], block: int) -> bool:
    """Whether a block stands elsewhere among the blocks that both versions have.

    It stays where it was if every longest run of blocks in unchanged order holds it; of two that changed places both
    moved, for nobody can tell which.
    """
    place = {number: at for at, number in enumerate(before)}
    common = [number for number in after if number in place]
    order = [place[number] for number in common]
    if order == sorted(order):
        return False
    ahead = _longest(order)
    behind = _longest([-one for one in reversed(order)])[::-1]
    longest = max(ahead)
    ranks = [rank for rank, rest in zip(ahead, behind, strict=True) if rank + rest - 1 == longest]
    at = common.index(block)
    return ahead[at] + behind[at] - 1 != longest or Counter(ranks)[ahead[at]] > 1


def _longest(order: Sequence[int]) -> list[int]:
    """For each place the length of the longest rising run that ends there."""
    ends: list[int] = []
    lengths = []
    for one in order:
        at = bisect_left(ends, one)
        ends[at : at + 1] = [one]
        lengths.append(at + 1)
    return lengths
