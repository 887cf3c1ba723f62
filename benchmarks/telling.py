"""Every change between two texts, with nothing loaded but what that takes; and its peer on their HTML.

``python -m benchmarks.telling memory`` prints the most memory it took in MB; ``peer FILE`` prints the
processor time that reading the texts took, and compares.
"""

from __future__ import annotations

import json
import re
import resource
import sys
import time
from pathlib import Path

from lxml.html.diff import htmldiff

from benchmarks.reports import report, revised
from review.documents.blocks import Block, split
from review.documents.comparing import markup_html, passage_html
from review.documents.identity import carry
from review.documents.storyline import Storyline, Unchanged, storyline

Version = list[tuple[int, Block]]


def numbered_blocks(text: str) -> Version:
    return list(enumerate(split(text), start=1))


def carried(old: Version, new: list[Block]) -> Version:
    """The new blocks with the numbers of the old ones that they are."""
    numbers, _ = carry(old, new, len(old) + 1)
    return list(zip(numbers, new, strict=True))


def told(old: Version, new: list[Block]) -> Storyline:
    """Which block is which, what happened to each, and every change as HTML."""
    story = storyline(old, carried(old, new))
    for part in story.parts:
        if not isinstance(part, Unchanged):
            passage_html(part.change, notes=story.notes)
            markup_html(part.change)
    return story


def main(words: list[str]) -> None:
    if words[0] == "peer":
        old, new = json.loads(Path(words[1]).read_text())
        print(time.process_time(), flush=True)
        htmldiff(old, new)
        return
    text = report()
    told(numbered_blocks(text), split(revised(text)))
    print(_highest())


def _highest() -> float:
    """In MB; where the kernel tells it of this program alone, without the process that started it."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+) kB", status.read_text()) if status.exists() else None
    return int(found[1]) * 1024 / 1e6 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


if __name__ == "__main__":
    main(sys.argv[1:])
