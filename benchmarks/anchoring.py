"""Placing comments again after edits of which the truth is known: ours, and the Hypothesis scoring in the same run."""

from __future__ import annotations

import gc
import statistics
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from time import process_time

from benchmarks import hypothesis_scoring
from benchmarks.edits import Load, Truth, load
from benchmarks.figures import Figure, at_least, at_most
from review.documents.anchoring import Placed, Placer, Span
from review.documents.blocks import Block, normalise, split
from review.domain.placements import SURE, Tier

SEEDS = 6
ROOT = Path(__file__).resolve().parent.parent
DEMO = ROOT / "review" / "demo" / "texts"
REAL = ROOT.parent / "shared" / "data" / "tor-minusma.md"


def texts() -> dict[str, list[Block]]:
    """The texts of the demonstration, and the real Terms of Reference where somebody put them beside the house."""
    found = {"demo ToR": DEMO / "tor-v2.md", "demo report": DEMO / "report-v1.md", "real ToR": REAL}
    return {name: split(normalise(path.read_bytes())) for name, path in found.items() if path.exists()}


def is_right(found: Span | None, truth: Truth, *, whole: bool) -> bool:
    """On the right passage, and at least half on the right words; or no answer where everything is gone."""
    if found is None:
        return truth.span is None and not truth.homes
    if whole or truth.span is None or found.start is None:
        return found.block in truth.homes
    if found.block != truth.span.block:
        return False
    start, end, there, stop = found.start, found.end or 0, truth.span.start or 0, truth.span.end or 0
    return max(0, min(end, stop) - max(start, there)) >= 0.5 * (max(end, stop) - min(start, there))


def score(made: Load) -> tuple[Counter[str], float]:
    """What became of each comment, and the seconds of processor time that placing them took."""
    gc.collect()
    begun = process_time()
    placer = Placer(made.old, made.new)
    placed = [placer.place(span) for span in made.spans]
    seconds = process_time() - begun
    counts: Counter[str] = Counter(comments=len(made.spans), answered=len(placed))
    for span, one, truth in zip(made.spans, placed, made.truths, strict=True):
        right = is_right(_span(one), truth, whole=span.start is None)
        counts[one.tier] += 1
        counts[f"wrong {one.tier}"] += not right
        counts["placed"] += one.tier in SURE
        counts["wrong"] += one.tier in SURE and not right
        counts["wrong of all"] += one.tier is not Tier.ORPHAN and not right
    old, new = hypothesis_scoring.Flat(made.old), hypothesis_scoring.Flat(made.new)
    for span, truth in zip(made.spans, made.truths, strict=True):
        theirs = hypothesis_scoring.place(old, new, span)
        counts["wrong of theirs"] += theirs is not None and not is_right(theirs, truth, whole=span.start is None)
    return counts, seconds


def _span(one: Placed) -> Span | None:
    return None if one.block is None else Span(one.block, one.start, one.end)


def placing_comments_again() -> list[Figure]:
    """500 comments x seeds on each text, after the edits of a normal new draft and after a heavy rewrite."""
    found: list[Figure] = []
    for heavy in (False, True):
        total: Counter[str] = Counter()
        times: list[float] = []
        for blocks in texts().values():
            for seed in range(SEEDS):
                counts, seconds = score(load(blocks, seed, heavy=heavy))
                total += counts
                times.append(seconds)
        found += _figures("heavy" if heavy else "normal", total, times)
    return found


def _figures(name: str, total: Counter[str], times: Sequence[float]) -> list[Figure]:
    tiers = sum(total[tier] for tier in Tier)
    theirs = max(1, total["wrong of theirs"])
    sure = 100 * (1 - total["wrong"] / max(1, total["placed"]))
    return [
        at_least(f"placed by itself and right, {name} edits", "", sure, "%", 99),
        at_least(f"placed by itself, {name} edits", "", 100 * total["placed"] / total["comments"], "%", 50),
        at_most(f"wrong by itself / wrong by Hypothesis, {name}", "", total["wrong"] / theirs, "x", 0.1),
        at_most(f"wrong with proposals / Hypothesis, {name}", "", total["wrong of all"] / theirs, "x", 0.1),
        at_most(f"comments dropped, {name} edits", "", total["comments"] - tiers, "comments", 0),
        at_most(f"500 comments placed again, {name} edits", "", statistics.median(times), "s", 1.0),
    ]


if __name__ == "__main__":
    for heavy in (False, True):
        total: Counter[str] = Counter()
        for blocks in texts().values():
            for seed in range(SEEDS):
                total += score(load(blocks, seed, heavy=heavy))[0]
        print("heavy" if heavy else "normal", dict(sorted(total.items())))
