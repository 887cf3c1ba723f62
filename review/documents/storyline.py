"""A comparison as a reader goes through it: changes in their order, tables kept together, what did not change folded.

A moved passage leaves a mark where it stood, and a changed note stands under the passage that refers to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, zip_longest
from typing import NamedTuple

from review.documents.alignment import Pair
from review.documents.blocks import Block
from review.documents.difference import Change, Comparison, Numbered, change_of, counted, story_of
from review.documents.numbering import is_head

FEW = 2  #: so many unchanged rows of a table are shown rather than folded


@dataclass(frozen=True, slots=True)
class Told:
    """A change where it is told; ``table`` counts the tables with changes, 0 outside of them.

    With ``op`` same it is an unchanged row that is shown because its neighbours changed.
    """

    change: Change
    table: int = 0


@dataclass(frozen=True, slots=True)
class Left:
    """Here stood what was moved away: the change is told where it went."""

    change: Change
    table: int = 0


@dataclass(frozen=True, slots=True)
class Unchanged:
    """A stretch of blocks that are the same in both versions."""

    pairs: tuple[Pair, ...]
    table: int = 0


Part = Told | Left | Unchanged


@dataclass(frozen=True)
class Storyline:
    """``parts`` tell the whole of both versions; ``heads`` are the head rows of tables with changes.

    In the order of the parts, the old sides of everything but moves and additions are the old version, and the new
    sides of everything but what is gone are the new one; except that notes were brought to their passages.
    """

    comparison: Comparison
    parts: tuple[Part, ...]
    heads: Mapping[int, Change]
    notes: Mapping[tuple[bool, int], int]  #: (new, number at the mark) of changed notes, to their block

    def unfold(self, stretch: Unchanged, old: Sequence[Numbered], new: Sequence[Numbered]) -> list[Change]:
        """The blocks of a stretch that was folded."""
        return [change_of(pair, old, new) for pair in stretch.pairs]


class _Step(NamedTuple):
    pair: Pair
    change: Change | None  #: None: unchanged
    block: Block
    left: bool


def storyline(old: Sequence[Numbered], new: Sequence[Numbered]) -> Storyline:
    """The comparison of two versions of a document, told in the reading order of the new one."""
    steps = list(_steps(old, new))
    comparison = counted([it.change for it in steps if it.change is not None and not it.left])
    parts: list[Part] = []
    heads: dict[int, Change] = {}
    for number, run in _runs(steps):
        if number:
            heads[number] = _head(run, old, new)
        parts += _folded(run, number, old, new)
    changed = {change.number: change for change in comparison.changes}
    return Storyline(comparison, tuple(_notes_to_passages(parts, old, new, changed)), heads, _changed_notes(changed))


def _steps(old: Sequence[Numbered], new: Sequence[Numbered]) -> Iterator[_Step]:
    """The story with a step more for every moved block, at the place where it stood."""
    pairs = story_of(old, new)
    moves = sorted((pair for pair in pairs if pair.op == "move"), key=lambda pair: pair.i or 0)
    changes = {id(pair): change_of(pair, old, new) for pair in pairs if pair.op != "same"}
    at = 0
    for pair in pairs:
        steady = pair.i if pair.op in ("same", "edit", "del") else None
        while steady is not None and at < len(moves) and (moves[at].i or 0) < steady:
            yield _left(moves[at], changes[id(moves[at])])
            at += 1
        change = changes.get(id(pair))
        yield _Step(pair, change, change.block if change else new[pair.j or 0][1], False)
    for pair in moves[at:]:
        yield _left(pair, changes[id(pair)])


def _left(pair: Pair, change: Change) -> _Step:
    return _Step(pair, change, change.old or change.block, True)


def _runs(steps: Sequence[_Step]) -> Iterator[tuple[int, list[_Step]]]:
    """Runs of rows that are one table with changes in it, numbered; and with number 0 everything between them."""
    between: list[_Step] = []
    count = 0
    for is_table, run in _tables(steps):
        if is_table and any(it.change for it in run):
            count += 1
            yield 0, between
            yield count, run
            between = []
        else:
            between += run
    yield 0, between


def _tables(steps: Sequence[_Step]) -> Iterator[tuple[bool, list[_Step]]]:
    for is_row, run in groupby(steps, key=lambda it: it.block.kind == "row"):
        if not is_row:
            yield False, list(run)
            continue
        table: list[_Step] = []
        seen: set[str] = set()
        for it in run:
            sides = _head_of(it)
            if table and sides & seen:
                yield True, table
                table, seen = [], set()
            table.append(it)
            seen |= sides
        yield True, table


def _head_of(it: _Step) -> set[str]:
    """Of which sides of the table this row is the head."""
    if it.left:
        return {"old"} if is_head(it.block) else set()
    sides = {"ins": {"new"}, "move": {"new"}, "del": {"old"}}.get(it.pair.op, {"old", "new"})
    return sides if is_head(it.block) else set()


def _head(run: Iterable[_Step], old: Sequence[Numbered], new: Sequence[Numbered]) -> Change:
    """The head row of a table, that of the new version where it has one."""
    found = list(run)
    heads = [it for it in found if not it.left and is_head(it.block)] or found
    it = next((one for one in heads if one.pair.j is not None), heads[0])
    return it.change or change_of(it.pair, old, new)


def _folded(
    run: Iterable[_Step], table: int, old: Sequence[Numbered], new: Sequence[Numbered]
) -> Iterator[Told | Left | Unchanged]:
    for is_same, members in groupby(run, key=lambda it: it.change is None):
        steps = list(members)
        if not is_same:
            yield from (_part(it, table) for it in steps)
            continue
        pairs = [it.pair for it in steps]
        if table and is_head(steps[0].block):
            yield Told(change_of(pairs.pop(0), old, new), table)
        if table and len(pairs) <= FEW:
            yield from (Told(change_of(pair, old, new), table) for pair in pairs)
        elif pairs:
            yield Unchanged(tuple(pairs), table)


def _part(it: _Step, table: int) -> Told | Left:
    if it.change is None:
        raise ValueError("an unchanged block is folded")
    return Left(it.change, table) if it.left else Told(it.change, table)


# -- notes


def _changed_notes(changed: Mapping[int, Change]) -> dict[tuple[bool, int], int]:
    found: dict[tuple[bool, int], int] = {}
    for number, change in changed.items():
        for is_new, block in ((False, change.old), (True, change.new)):
            if block is not None and block.kind == "footnote" and block.level:
                found[is_new, block.level] = number
    return found


def _notes_to_passages(
    parts: Sequence[Part], old: Sequence[Numbered], new: Sequence[Numbered], changed: Mapping[int, Change]
) -> Iterator[Part]:
    """Changed notes after the changed passage that refers to them; after its table, where that is a row."""
    before, after = referrers(old), referrers(new)
    notes: dict[int, list[Part]] = {}
    rest: list[Part] = []
    for part in parts:
        place = _passage_of(part.change, before, after) if isinstance(part, Told) else 0
        if place in changed and isinstance(part, Told) and changed[place].block.kind != "footnote":
            notes.setdefault(place, []).append(replace(part, table=0))
        else:
            rest.append(part)
    waiting: list[Part] = []
    for part, following in zip_longest(rest, rest[1:]):
        yield part
        if isinstance(part, Told):
            waiting += notes.pop(part.change.number, [])
        if not part.table or following is None or following.table != part.table:
            yield from waiting
            waiting = []


def _passage_of(change: Change, before: Mapping[int, int], after: Mapping[int, int]) -> int:
    """The number of the block that refers to this note; 0 where there is none."""
    if change.block.kind != "footnote" or change.op == "same":
        return 0
    return after.get(change.new.level, 0) if change.new is not None else before.get(change.block.level, 0)


def referrers(blocks: Iterable[Numbered]) -> dict[int, int]:
    """The first block that refers to each note, by the number at its mark."""
    found: dict[int, int] = {}
    for number, block in blocks:
        for mark in block.marks:
            found.setdefault(mark, number)
    return found
