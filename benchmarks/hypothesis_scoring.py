"""How the Hypothesis client places a quote again (its match-quote), written anew to be measured against.

Exact places, else the best approximate one; ranked by likeness of the quote (50), of 32 characters before (20) and
after (20) it, and nearness to where it stood (2). It always answers with the best place there is.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from itertools import accumulate

from rapidfuzz import fuzz

from review.documents.anchoring import Span
from review.documents.blocks import Block

CONTEXT = 32


class Flat:
    """A version as one running text."""

    def __init__(self, blocks: Mapping[int, Block]) -> None:
        self.numbers = list(blocks)
        self.text = "\n".join(block.text for block in blocks.values())
        self.begins = [0, *accumulate(len(block.text) + 1 for block in blocks.values())][: len(self.numbers)]
        self.lengths = {number: len(block.text) for number, block in blocks.items()}
        self._begin = dict(zip(self.numbers, self.begins, strict=True))

    def place(self, span: Span) -> tuple[int, int]:
        begin = self._begin[span.block]
        if span.start is None or span.end is None:
            return begin, begin + self.lengths[span.block]
        return begin + span.start, begin + span.end

    def span(self, start: int, end: int) -> Span:
        at = bisect_right(self.begins, start) - 1
        number = self.numbers[at]
        return Span(number, start - self.begins[at], min(end - self.begins[at], self.lengths[number]))


def place(old: Flat, new: Flat, span: Span) -> Span | None:
    was, end = old.place(span)
    quote = old.text[was:end]
    prefix, suffix = old.text[max(0, was - CONTEXT) : was], old.text[end : end + CONTEXT]
    found = [(at, at + len(quote), 1.0) for at in _occurrences(new.text, quote)]
    if not found:
        like = fuzz.partial_ratio_alignment(quote, new.text, score_cutoff=50)
        if like is None:
            return None
        found = [(like.dest_start, like.dest_end, like.score / 100)]

    def score(hit: tuple[int, int, float]) -> float:
        start, stop, likeness = hit
        before = fuzz.partial_ratio(prefix, new.text[max(0, start - CONTEXT) : start])
        after = fuzz.partial_ratio(suffix, new.text[stop : stop + CONTEXT])
        nearness = 1 - abs(start - was) / len(new.text)
        return 50 * likeness + 0.2 * before + 0.2 * after + 2 * nearness

    start, stop, _ = max(found, key=score)
    return new.span(start, stop)


def _occurrences(text: str, quote: str) -> list[int]:
    found, at = [], text.find(quote)
    while at >= 0:
        found.append(at)
        at = text.find(quote, at + 1)
    return found
