"""Which block of a new version is which block of the old one: kept, edited, moved, gone or new.

Two levels, after the measurements in the design: equal blocks by longest common subsequence; then, inside the gaps
between them, the most alike of the same kind; then, across gaps, only what is alike beyond doubt. Never a guess: a
comment that follows the wrong paragraph is worse than one that is listed as orphaned.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz import fuzz, process
from rapidfuzz.distance import Indel

from review.documents.blocks import Block

Op = Literal["same", "edit", "move", "del", "ins"]

NEAR = 50.0  #: least likeness inside a gap
FAR = 70.0  #: least likeness across gaps
SURE = 75.0  #: likeness of letters that needs no shared words
SHARED = 0.25  #: share of words both must have: unrelated short passages are easily half alike in letters
MARGIN = 10.0  #: how far a move must be ahead of the runner-up
MAX_SEQUENCE = 200_000_000  #: cells of the longest-common-subsequence matrix, one bit each
MAX_LIKENESS = 20_000_000_000  #: character pairs compared in one gap before only candidates are compared
COMPARED = 3_000  #: characters of a block that count for likeness
CANDIDATES = 5
RARE = 24  #: the rarest words of a block that look for candidates
COMMON = 40  #: a word in more blocks than this says nothing


@dataclass(frozen=True, slots=True)
class Pair:
    """``i`` indexes old blocks, ``j`` new ones. ``move`` may be edited too; ``same`` is equal but for blank lines."""

    op: Op
    i: int | None
    j: int | None


@dataclass(slots=True)
class _Pairing:
    old: Sequence[Block]
    new: Sequence[Block]
    pairs: dict[int, int] = field(default_factory=dict)  #: new index to old index
    left_old: set[int] = field(default_factory=set)
    left_new: set[int] = field(default_factory=set)

    def join(self, i: int, j: int) -> bool:
        if i not in self.left_old or j not in self.left_new or self.old[i].kind != self.new[j].kind:
            return False
        self.pairs[j] = i
        self.left_old.discard(i)
        self.left_new.discard(j)
        return True


def align(old: Sequence[Block], new: Sequence[Block]) -> list[Pair]:
    """Every block of both versions once, in the reading order of the new one; what is gone stands where it stood."""
    pairing = _Pairing(old, new, {}, set(range(len(old))), set(range(len(new))))
    for i, j in _equal(*_keys(old, new)):
        pairing.join(i, j)
    gaps = _gaps(pairing)
    _join_unique(pairing)
    for olds, news in gaps:
        _join_alike(pairing, olds, news, NEAR, margin=0.0)
    searched = any(pairing.left_old.issubset(olds) and pairing.left_new.issubset(news) for olds, news in gaps)
    if not searched:
        _join_alike(pairing, sorted(pairing.left_old), sorted(pairing.left_new), FAR, margin=MARGIN)
    return in_reading_order(old, new, pairing.pairs)


def returned(old: Sequence[Block], new: Sequence[Block]) -> list[tuple[int, int]]:
    """(old, new) of what stands once in both, word for word."""
    pairing = _Pairing(old, new, {}, set(range(len(old))), set(range(len(new))))
    _join_unique(pairing)
    return [(i, j) for j, i in pairing.pairs.items()]


def in_reading_order(old: Sequence[Block], new: Sequence[Block], pairs: dict[int, int]) -> list[Pair]:
    """The pairs (new index to old index) as a story: what keeps its order is kept or edited, what does not is moved."""
    steady = _longest_rising([(j, pairs[j]) for j in sorted(pairs)])
    kept = set(pairs.values())
    gone = [i for i in range(len(old)) if i not in kept]
    story: list[Pair] = []
    at = 0
    for j, block in enumerate(new):
        i = pairs.get(j)
        if i is None:
            story.append(Pair("ins", None, j))
            continue
        if j in steady:
            while at < len(gone) and gone[at] < i:
                story.append(Pair("del", gone[at], None))
                at += 1
            same = old[i].source.rstrip() == block.source.rstrip()
            story.append(Pair("same" if same else "edit", i, j))
        else:
            story.append(Pair("move", i, j))
    return story + [Pair("del", i, None) for i in gone[at:]]


def _keys(old: Sequence[Block], new: Sequence[Block]) -> tuple[list[int], list[int]]:
    """A small number for every distinct kind and text, so that sequences compare exactly."""
    known: dict[tuple[str, str], int] = {}
    return (
        [known.setdefault((block.kind, block.text), len(known)) for block in old],
        [known.setdefault((block.kind, block.text), len(known)) for block in new],
    )


def equal_runs(old: Sequence[int], new: Sequence[int], limit: int = MAX_SEQUENCE) -> list[tuple[int, int, int]]:
    """(start in old, start in new, length) of what both have in order.

    The exact longest common subsequence where its matrix fits ``limit``; otherwise what occurs once in both.
    """
    if len(old) * len(new) <= limit:
        return [
            (op.src_start, op.dest_start, op.src_end - op.src_start)
            for op in Indel.opcodes(old, new)
            if op.tag == "equal"
        ]
    head = next((n for n, (x, y) in enumerate(zip(old, new, strict=False)) if x != y), min(len(old), len(new)))
    once_old, once_new = Counter(old), Counter(new)
    place = {key: i for i, key in enumerate(old) if i >= head and once_old[key] == 1 and once_new[key] == 1}
    met = [(j, place[key]) for j, key in enumerate(new) if j >= head and key in place]
    steady = _longest_rising(met)
    return [(0, 0, head), *((i, j, 1) for j, i in met if j in steady)]


def _equal(old: list[int], new: list[int]) -> Iterable[tuple[int, int]]:
    for i, j, length in equal_runs(old, new):
        yield from zip(range(i, i + length), range(j, j + length), strict=True)


def _longest_rising(pairs: Sequence[tuple[int, int]]) -> set[int]:
    """The keys of the longest run of (key, value) pairs with rising values."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, value) in enumerate(pairs):
        length = bisect_left(tails, value)
        tails[length : length + 1] = [value]
        ends[length : length + 1] = [at]
        before.append(ends[length - 1] if length else -1)
    steady: set[int] = set()
    at = ends[-1] if ends else -1
    while at >= 0:
        steady.add(pairs[at][0])
        at = before[at]
    return steady


def _gaps(pairing: _Pairing) -> list[tuple[list[int], list[int]]]:
    """What is left between two equal blocks, old and new side by side."""
    olds, news = sorted(pairing.pairs.values()), sorted(pairing.pairs)
    gaps: defaultdict[int, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    for i in sorted(pairing.left_old):
        gaps[bisect_left(olds, i)][0].append(i)
    for j in sorted(pairing.left_new):
        gaps[bisect_left(news, j)][1].append(j)
    return [gap for gap in gaps.values() if gap[0] and gap[1]]


def _join_unique(pairing: _Pairing) -> None:
    """Equal blocks that changed places, where there is no doubt which is which."""
    olds: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    news: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for i in pairing.left_old:
        olds[pairing.old[i].kind, pairing.old[i].text].append(i)
    for j in pairing.left_new:
        news[pairing.new[j].kind, pairing.new[j].text].append(j)
    for key, places in olds.items():
        if key[1] and len(places) == 1 and len(news.get(key, ())) == 1:
            pairing.join(places[0], news[key][0])


def _join_alike(pairing: _Pairing, olds: Sequence[int], news: Sequence[int], least: float, margin: float) -> None:
    """Joins the most alike first. With a margin, only where neither has another choice nearly as good."""
    olds = [i for i in olds if i in pairing.left_old]
    news = [j for j in news if j in pairing.left_new]
    if not olds or not news:
        return
    found = _likeness(pairing, olds, news, least - margin)
    best_old: defaultdict[int, list[float]] = defaultdict(list)
    best_new: defaultdict[int, list[float]] = defaultdict(list)
    for score, i, j in found if margin else ():
        best_old[i].append(score)
        best_new[j].append(score)
    for score, i, j in sorted(found, key=lambda hit: (-hit[0], hit[2], hit[1])):
        if score < least:
            break
        if score < SURE and _shared(pairing.old[i].text, pairing.new[j].text) < SHARED:
            continue
        rivals = sum(other > score - margin for other in best_old[i] + best_new[j]) if margin else 2
        if rivals == 2:
            pairing.join(i, j)


def _shared(old: str, new: str) -> float:
    """The share of words that two passages have in common, in any order."""
    left, right = Counter(old[:COMPARED].split()), Counter(new[:COMPARED].split())
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def _likeness(
    pairing: _Pairing, olds: Sequence[int], news: Sequence[int], least: float
) -> list[tuple[float, int, int]]:
    """(likeness, old, new) from ``least`` up; every combination where that is affordable, else likely ones."""
    left = [pairing.old[i].text[:COMPARED] for i in olds]
    right = [pairing.new[j].text[:COMPARED] for j in news]
    if (sum(map(len, left)) + 64 * len(left)) * (sum(map(len, right)) + 64 * len(right)) > MAX_LIKENESS:
        return _likely(olds, left, news, right, least)
    return [
        (score, olds[x], news[y])
        for y, text in enumerate(right)
        for _, score, x in process.extract(text, left, scorer=fuzz.ratio, score_cutoff=least, limit=None)
    ]


def _likely(
    olds: Sequence[int], left: list[str], news: Sequence[int], right: list[str], least: float
) -> list[tuple[float, int, int]]:
    """Compares each new block with the few old ones that share most rare words with it, or stand where it stands.

    Words are taken in the order of the text: the same two versions must pair the same way in every process.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for x, text in enumerate(left):
        for word in dict.fromkeys(text.split()):
            holders[word].append(x)
    found: list[tuple[float, int, int]] = []
    for y, text in enumerate(right):
        known = [holders[word] for word in dict.fromkeys(text.split()) if word in holders]
        shared: Counter[int] = Counter()
        for places in sorted((places for places in known if len(places) <= COMMON), key=len)[:RARE]:
            shared.update(places)
        likely = dict.fromkeys(x for x, _ in shared.most_common(CANDIDATES))
        opposite = y * len(left) // len(right)
        likely.update(dict.fromkeys(range(max(0, opposite - 1), min(len(left), opposite + 2))))
        for x in likely:
            score = fuzz.ratio(left[x], text, score_cutoff=least)
            if score:
                found.append((score, olds[x], news[y]))
    return found
