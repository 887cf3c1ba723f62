"""Where the words a comment points at stand in a later version.

The steps are tried from sure to unsure, and every answer says by which step it was found: the same passage; its words
through the edits; the same words elsewhere; words like them near by, then further away; the passage alone; nothing.
Measured in benchmarks/anchoring.py. A tie is no answer: a comment in the wrong place is worse than one without a place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from review.documents.blocks import Block
from review.domain.placements import Tier

CONTEXT = 32
LONG = 25  #: as many characters are no coincidence elsewhere
SHORT = 12  #: fewer are looked for only as they are, and only near by
KEPT = 0.6  #: the share of words that must have come through the edits
FUZZY_NEAR, FUZZY_FAR = 80.0, 85.0
MARGIN = 8.0  #: how far the best place must be ahead of the next
MAX_CELLS = 12_000_000  #: above this the words of two passages are not mapped one by one
MAX_FAR = 2_000_000  #: characters searched for likeness, per comment

_WORD = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Span:
    """A passage of the old version, or words of it."""

    block: int
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """Where it stands now. An orphan has no block; the passage alone has no start."""

    tier: Tier
    block: int | None = None
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class _Hit:
    score: float
    context: float
    block: int
    start: int
    end: int

    @property
    def is_exact(self) -> bool:
        return self.score == 100.0


class Placer:
    """Places many spans of one version in one later version; blocks by number, in the order of their text."""

    def __init__(self, old: Mapping[int, Block], new: Mapping[int, Block]) -> None:
        self.old, self.new = old, new
        self._maps: dict[int, _WordMap | None] = {}
        self._order = list(new)
        self._at = {number: at for at, number in enumerate(self._order)}
        self._old_order = list(old)
        self._old_at = {number: at for at, number in enumerate(self._old_order)}
        self._changed = [n for n in self._order if n not in old or old[n].text != new[n].text]
        self._fresh = set(self._changed)

    def place(self, span: Span) -> Placed:
        """Where this span stands now; a whole passage stays with its block as long as that is recognisable."""
        before, after = self.old[span.block], self.new.get(span.block)
        whole = span.start is None or span.end is None
        start, end = (0, len(before.text)) if span.start is None or span.end is None else (span.start, span.end)
        if after is not None:
            if after.text == before.text:
                return Placed(Tier.SAME_TEXT, span.block, span.start, span.end)
            found = self._mapped(span.block, start, end)
            if found is not None:
                return Placed(Tier.WORD_MAP, span.block, *(found if not whole else (None, None)))
        found_elsewhere = self._elsewhere(span.block, before.text, start, end)
        if found_elsewhere is not None:
            return self._whole(found_elsewhere) if whole else found_elsewhere
        return Placed(Tier.BLOCK, span.block) if after is not None else Placed(Tier.ORPHAN)

    def _whole(self, found: Placed) -> Placed:
        """A whole passage whose words stand elsewhere is about the passage that now holds them."""
        return Placed(found.tier, found.block)

    def _mapped(self, block: int, start: int, end: int) -> tuple[int, int] | None:
        """The words through the edits of their passage, where enough of them came through and stayed together."""
        if block not in self._maps:
            self._maps[block] = _WordMap.of(self.old[block].text, self.new[block].text)
        words = self._maps[block]
        return None if words is None else words.through(start, end)

    # -- searching

    def _elsewhere(self, block: int, text: str, start: int, end: int) -> Placed | None:
        quote = text[start:end]
        prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        search = _Search(self.new, quote, prefix, suffix)
        exact = search.best(self._changed, None) if len(quote) >= LONG else None
        if exact is not None and self._is_certain(quote, exact):
            return Placed(Tier.EXACT_ELSEWHERE, exact.block, exact.start, exact.end)
        near = search.best(self._near(block), FUZZY_NEAR)
        if near is not None and (len(quote) >= SHORT or near.context >= 50):
            return Placed(Tier.NEAR, near.block, near.start, near.end)
        if len(quote) < LONG:
            return None
        far = search.best(self._reachable(), FUZZY_FAR)
        if far is not None and (far.is_exact or far.context >= 40):
            return Placed(Tier.FUZZY, far.block, far.start, far.end)
        return None

    def _is_certain(self, quote: str, hit: _Hit) -> bool:
        """The same words are no proof where they are a phrase that stands in other passages too."""
        held = sum(quote in block.text for block in self.new.values())
        return held == 1 and sum(quote in block.text for block in self.old.values()) == 1

    def _reachable(self) -> list[int]:
        total, found = 0, []
        for number in self._changed:
            total += len(self.new[number].text)
            if total > MAX_FAR:
                break
            found.append(number)
        return found

    def _near(self, block: int) -> list[int]:
        """The passage itself and the changed ones around it, or around what stood beside it."""
        there = self._at.get(block)
        if there is not None:
            around = range(there - 3, there + 4)
            return [n for n in self._numbers(around) if n == block or n in self._fresh]
        here = self._old_at[block]
        beside = (self._old_order[here + k] for k in (-2, -1, 1, 2) if 0 <= here + k < len(self._old_order))
        spots = sorted({self._at[n] + k for n in beside if n in self._at for k in (-1, 0, 1)})
        return [n for n in self._numbers(spots) if n in self._fresh]

    def _numbers(self, spots: Iterable[int]) -> Iterator[int]:
        return (self._order[at] for at in spots if 0 <= at < len(self._order))


@dataclass(frozen=True, slots=True)
class _WordMap:
    """Equal runs of words of two texts: (start in old, end in old, start in new)."""

    runs: list[tuple[int, int, int]]

    @classmethod
    def of(cls, old: str, new: str) -> _WordMap | None:
        before, after = _WORD.findall(old), _WORD.findall(new)
        if len(before) * len(after) > MAX_CELLS:
            return None
        known: dict[str, int] = {}
        left = [known.setdefault(word, len(known)) for word in before]
        right = [known.setdefault(word, len(known)) for word in after]
        at_old, at_new = _offsets(before), _offsets(after)
        return cls(
            [
                (at_old[op.src_start], at_old[op.src_end], at_new[op.dest_start])
                for op in Indel.opcodes(left, right)
                if op.tag == "equal"
            ]
        )

    def through(self, start: int, end: int) -> tuple[int, int] | None:
        first = last = None
        kept = 0
        for begin, stop, there in self.runs[max(0, bisect_right(self.runs, (start, 1 << 60, 0)) - 1) :]:
            if begin >= end:
                break
            low, high = max(begin, start), min(stop, end)
            if low < high:
                kept += high - low
                first = there + low - begin if first is None else first
                last = there + high - begin
        if first is None or last is None:
            return None
        length = end - start
        return (first, last) if kept >= KEPT * length and last - first <= 2 * length + 20 else None


def _offsets(words: list[str]) -> list[int]:
    found = [0]
    for word in words:
        found.append(found[-1] + len(word))
    return found


@dataclass(frozen=True, slots=True)
class _Search:
    """Looks for a quote with what stood before and after it."""

    new: Mapping[int, Block]
    quote: str
    prefix: str
    suffix: str

    def best(self, numbers: Iterable[int], cutoff: float | None) -> _Hit | None:
        """The best place among these passages; None where there is none, or another is nearly as good.

        ``cutoff``: least likeness of words that are not the same; None: the same words only.
        """
        hits = sorted((hit for n in numbers for hit in self._in(n, cutoff)), key=_rank, reverse=True)
        if not hits or (len(hits) > 1 and _rank(hits[0]) - _rank(hits[1]) < MARGIN):
            return None
        return hits[0]

    def _in(self, number: int, cutoff: float | None) -> Iterator[_Hit]:
        text = self.new[number].text
        at = text.find(self.quote)
        if at < 0:
            if cutoff is not None and len(self.quote) >= SHORT and len(text) >= 0.6 * len(self.quote):
                found = fuzz.partial_ratio_alignment(self.quote, text, score_cutoff=cutoff)
                if found is not None and found.dest_end > found.dest_start:
                    yield self._hit(found.score, number, text, found.dest_start, found.dest_end)
            return
        while at >= 0:
            yield self._hit(100.0, number, text, at, at + len(self.quote))
            at = text.find(self.quote, at + 1)

    def _hit(self, score: float, number: int, text: str, start: int, end: int) -> _Hit:
        context = 0.0
        if self.prefix or self.suffix:
            before, after = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
            context = (fuzz.ratio(self.prefix, before) + fuzz.ratio(self.suffix, after)) / 2
        return _Hit(score, context, number, start, end)


def _rank(hit: _Hit) -> float:
    return hit.score + 0.4 * hit.context
