"""Figures of comparing: a report of 400 pages with 2 % changed, its peer, hostile pairs, and the pages that show it."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.figures import Figure, at_least, at_most
from benchmarks.pages import answered, fresh_process, signed_in
from benchmarks.reports import endless, report, revised, unrelated
from benchmarks.scene import Scene, build
from benchmarks.telling import Version, carried, numbered_blocks, told
from benchmarks.timing import timed
from review.commands.drafts import SubmitVersion
from review.documents.blocks import split
from review.documents.reading import plain_html, render
from review.domain.vocabulary import DocumentKind
from review.projections import drafts
from review.web import renderings
from review.web.factory import create_app

ROUNDS = 7
TIMES = 200  #: the peer must take so many times as long


def word_difference() -> list[Figure]:
    """From the blocks of two versions, as the product keeps them, to every change in HTML; peer: from their HTML.

    Ours finds which block is which, what moved, and the words; parsing Markdown is done once per version for reading
    it, and is left out on both sides. Both in processor time, so that a busy machine favours neither. The peer
    is stopped when it has taken more than enough: then the ratio that is given is the least it can be.
    """
    old, new = numbered_blocks(report()), split(revised(report()))
    taken = [timed(lambda: told(old, new)) for _ in range(ROUNDS)]
    stopped, peer = _peer(old, carried(old, new), limit=TIMES * 2 * max(taken))
    worked = [_processor(lambda: told(old, new)) for _ in range(ROUNDS)]
    name = f"htmldiff {'(stopped: at least this) ' if stopped else ''}/ word difference"
    return [
        at_most(f"word difference, {len(old):,} blocks, 2 % changed", "", statistics.median(taken), "s", 0.5),
        at_least(name, "", peer / statistics.median(worked), "x", TIMES),
        at_most("word difference, memory with both texts parsed", "", _memory(), "MB", 150),
    ]


def hostile_differences() -> list[Figure]:
    """Two versions without anything in common, and one endless paragraph: of few words, of many, and barely changed."""
    blocks = numbered_blocks(unrelated(4_000, 1)), split(unrelated(4_000, 2))
    pairs = [(endless(60_000, size, 1), endless(60_000, size, 2)) for size in (2, 3_000, 10**6)]
    same = endless(60_000, 10**6, 1)
    pairs.append((same, same.replace("w1", "x1")))
    long = max(timed(lambda old=old, new=new: told(numbered_blocks(old), split(new))) for old, new in pairs)
    return [
        at_most("difference of 4,000 unrelated blocks", "", timed(lambda: told(*blocks)), "s", 2),
        at_most("difference of a paragraph of 60,000 words", "", long, "s", 2),
    ]


def differences_page(database: str, address: str) -> list[Figure]:
    """The report of 400 pages: its text made ready and found again, and the page of what changed, cold and warm."""
    first = report()
    scene = build(address, text=first)
    again = SubmitVersion(evaluation=scene.evaluation, kind=DocumentKind.REPORT, content=revised(first).encode())
    scene.review.do(again, scene.lead)
    app = create_app(scene.review)
    client = signed_in(scene.review.sessions.start(scene.members[0].person), app)
    making: list[float] = []
    finding: list[float] = []
    with app.test_request_context():
        for _ in range(3):
            fresh_process(scene.review)
            making.append(timed(lambda: _read(scene)))
            finding += [timed(lambda: _read(scene)) for _ in range(5)]
    url = f"/drafts/{scene.draft}/versions/2/differences?with=1"
    fresh_process(scene.review)
    cold = timed(lambda: answered(client, url))
    warm = statistics.median(timed(lambda: answered(client, url)) for _ in range(9))
    again_and_again = statistics.median(making) / statistics.median(finding)
    return [
        at_least("text of 400 pages, first / second time", database, again_and_again, "x", 50),
        at_most("differences page of 400 pages, cold", database, cold, "s", 4),
        at_most("differences page of 400 pages, warm", database, warm, "s", 0.5),
    ]


def _read(scene: Scene) -> None:
    """The text of the first version ready to be read, as the reading page asks for it; the reading is recorded."""
    with scene.review.reading() as tx:
        reader = scene.review.reader(tx, scene.members[0].person, scene.evaluation)
        bare = drafts.bare(tx, scene.evaluation, scene.draft, 1)
        entries = scene.review.versions.entries(tx, scene.evaluation, scene.draft, 1)
        text = renderings.text_of(entries, bare.root, renderings.noted_door(scene.evaluation, bare.root), reader)
    if not text.rendering.segments:
        raise RuntimeError("nothing was rendered")


# -- in processes of their own


def _memory() -> float:
    """The most that a process took that read both texts, compared them and wrote every change, in MB."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.telling", "memory"], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def _peer(old: Version, new: Version, limit: float) -> tuple[bool, float]:
    """Whether it was stopped, and the processor time that ``htmldiff`` took, in a process of its own."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "texts.json"
        place.write_text(json.dumps([plain_html(render(old)), plain_html(render(new))]))
        command = [sys.executable, "-m", "benchmarks.telling", "peer", str(place)]
        before = _of_children()
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as peer:
            assert peer.stdout is not None
            reading = float(peer.stdout.readline())
            try:
                peer.wait(limit)
                stopped = False
            except subprocess.TimeoutExpired:
                peer.kill()
                peer.wait()
                stopped = True
        return stopped, _of_children() - before - reading


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _processor(work: Callable[[], object]) -> float:
    begun = time.process_time()
    work()
    return time.process_time() - begun
