"""The contents of a text: its headings, with how much was said under each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from review.domain.vocabulary import CommentState
from review.projections.comments import Comment
from review.web.renderings import Text


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of the text under one heading, with how much was said about it."""

    block: int
    title: str
    level: int
    count: int

    @property
    def heat(self) -> int:
        return min(4, (self.count + 1) // 2) if self.count else 0


def stretches(text: Text, found: Iterable[tuple[int | None, Comment]]) -> list[Stretch]:
    """The headings of a text with the number of comments under each, before its next heading.

    ``found``: the comments, each with the passage of this text that it stands beside.
    """
    under: Counter[int] = Counter()
    headings = {heading.number for heading in text.rendering.headings}
    here = 0
    home: dict[int, int] = {}
    for number in text.blocks:
        here = number if number in headings else here
        home[number] = here
    for block, it in found:
        if block is not None and it.state is not CommentState.WITHDRAWN:
            under[home.get(block, 0)] += 1
    return [Stretch(one.number, one.text, one.level, under[one.number]) for one in text.rendering.headings]
