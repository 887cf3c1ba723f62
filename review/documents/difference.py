"""What changed between two versions: only the changed blocks, each with its words, moves told apart from edits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from review.documents.alignment import Op, Pair, in_reading_order, returned
from review.documents.blocks import Block
from review.documents.wording import Words, word_difference

Numbered = tuple[int, Block]

_TARGET = re.compile(
    r"\]\(\s*<?([^\s)>]+)|<((?:https?|mailto):[^>\s]+)>|^ {0,3}\[[^\]^][^\]]*\]:\s*(\S+)", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Change:
    """One changed block, or with ``op`` same an unchanged one that gives context.

    ``number`` is the new block's, or the old one's where it is gone. ``words`` leads from the old plain text to the
    new. ``markup`` is the difference of the sources where words do not tell everything: another link target, emphasis,
    numbering of a list; ``markup_only`` where no reader sees another word.
    """

    op: Op
    old: Block | None
    new: Block | None
    number: int
    words: Words
    markup: Words = field(default_factory=list)
    moved_down: bool = False  #: for a move: it stands further on than before
    was: int = 0  #: the old block's number; another than ``number`` only where a passage was taken out and came back

    @property
    def markup_only(self) -> bool:
        return bool(self.markup) and not any(op != "eq" for op, _ in self.words)

    @property
    def block(self) -> Block:
        """The block as it is, or was."""
        block = self.new or self.old
        if block is None:
            raise ValueError("a change is about a block")
        return block


@dataclass(frozen=True, slots=True)
class Comparison:
    """The changes in the reading order of the new version, and how many there are.

    ``changed`` counts edited blocks (those of ``markup`` included), ``moved`` those that changed places, edited or not.
    """

    changes: list[Change]
    changed: int = 0
    added: int = 0
    removed: int = 0
    moved: int = 0
    markup: int = 0

    @property
    def nothing(self) -> bool:
        return not (self.changed or self.added or self.removed or self.moved)


def compare(old: Sequence[Numbered], new: Sequence[Numbered], context: int = 0) -> Comparison:
    """What changed between two versions of one document, with ``context`` unchanged blocks on either side.

    Blocks with one number are one block, whatever versions lie between: nothing is guessed here. A passage that was
    taken out and came back word for word under another number counts as moved or unchanged.
    """
    story = story_of(old, new)
    wanted = _with_context([pair.op != "same" for pair in story], context)
    return counted([change_of(pair, old, new) for pair, shown in zip(story, wanted, strict=True) if shown])


def counted(changes: list[Change]) -> Comparison:
    """These changes with how many there are of each."""
    counts = Counter(change.op for change in changes)
    return Comparison(
        changes,
        changed=counts["edit"],
        added=counts["ins"],
        removed=counts["del"],
        moved=counts["move"],
        markup=sum(change.markup_only for change in changes),
    )


def story_of(old: Sequence[Numbered], new: Sequence[Numbered]) -> list[Pair]:
    """Every block of both versions once, in the reading order of the new one; what is gone stands where it stood."""
    place = {number: i for i, (number, _) in enumerate(old)}
    pairs = {j: place[number] for j, (number, _) in enumerate(new) if number in place}
    kept = set(pairs.values())
    rest_old = [i for i in range(len(old)) if i not in kept]
    rest_new = [j for j in range(len(new)) if j not in pairs]
    for i, j in returned([old[i][1] for i in rest_old], [new[j][1] for j in rest_new]):
        pairs[rest_new[j]] = rest_old[i]
    return in_reading_order([block for _, block in old], [block for _, block in new], pairs)


def _with_context(changed: list[bool], context: int) -> list[bool]:
    wanted = list(changed)
    if context > 0:
        for at in (at for at, yes in enumerate(changed) if yes):
            low, high = max(0, at - context), min(len(changed), at + context + 1)
            wanted[low:high] = [True] * (high - low)
    return wanted


def change_of(pair: Pair, old: Sequence[Numbered], new: Sequence[Numbered]) -> Change:
    """What happened to one block, word by word."""
    if pair.i is None and pair.j is not None:
        number, block = new[pair.j]
        return Change("ins", None, block, number, [("ins", block.text)] if block.text else [])
    if pair.j is None and pair.i is not None:
        number, block = old[pair.i]
        return Change("del", block, None, number, [("del", block.text)] if block.text else [], was=number)
    if pair.i is None or pair.j is None:
        raise ValueError("a pair is about a block")
    (was, before), (number, after) = old[pair.i], new[pair.j]
    words = word_difference(before.text, after.text)
    down = pair.op == "move" and pair.j > pair.i
    return Change(pair.op, before, after, number, words, _markup(before, after), down, was)


def _markup(before: Block, after: Block) -> Words:
    left, right = before.source.rstrip(), after.source.rstrip()
    if left == right or (before.text != after.text and _targets(left) == _targets(right)):
        return []
    return word_difference(left, right)


def _targets(source: str) -> list[str]:
    """Where the links of a source lead, in order."""
    return [next(filter(None, groups), "") for groups in _TARGET.findall(source)]
