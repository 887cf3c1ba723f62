"""Which comments are about a passage that changed, and which of them were taken over in it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from uuid import UUID

from review.domain.anchors import Anchor
from review.domain.vocabulary import CommentState, Disposition
from review.projections.comments import Comment
from review.projections.placements import Placement

TAKEN_OVER = frozenset({Disposition.ACCEPTED, Disposition.PARTIALLY_ACCEPTED})


def touching(
    found: Iterable[Comment],
    draft: UUID,
    old: int,
    new: int,
    under: Mapping[int, Collection[int]],
    placed: Mapping[UUID, Placement],
) -> dict[int, list[Comment]]:
    """What was said about each block between two versions, over comments that this reader sees; withdrawn left out.

    A comment is about the passages it points at (a section is what stands ``under`` its heading), about those where it
    stands by now (``placed``: in the younger version), and about the passage that was named when it was disposed of.
    """
    low, high = sorted((old, new))
    about: dict[int, list[Comment]] = {}
    for it in found:
        if it.draft != draft or it.state is CommentState.WITHDRAWN or it.draft_version > high:
            continue
        blocks = pointed_at(it.anchors, under)
        if it.id in placed and placed[it.id].is_settled:
            blocks |= pointed_at(placed[it.id].anchors, under)
        if it.answer_block is not None and low < (it.in_version or 0) <= high:
            blocks.add(it.answer_block)
        for block in blocks:
            about.setdefault(block, []).append(it)
    return about


def pointed_at(anchors: Iterable[Anchor], under: Mapping[int, Collection[int]]) -> set[int]:
    """The blocks that a comment points at; none where it is about the document as a whole."""
    pointing = tuple(anchors)
    blocks = {anchor.block for anchor in pointing}
    return blocks.union(*(under.get(anchor.block, ()) for anchor in pointing if anchor.section))


def is_taken_over(it: Comment, block: int, old: int, new: int) -> bool:
    """Whether its disposition says that this passage was changed for it, in a version after the older of these two."""
    low, high = sorted((old, new))
    if it.disposition not in TAKEN_OVER or not low < (it.in_version or 0) <= high:
        return False
    return block == it.answer_block if it.answer_block is not None else block in pointed_at(it.anchors, {})
