"""Takes every figure, prints the table and writes build/bench.json. ``python -m benchmarks [WORD ...]`` picks some."""

from __future__ import annotations

import atexit
import json
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from tqdm import tqdm

from benchmarks import anchoring, comparing, figures, lifecycle, pages, printing, sets, word
from benchmarks.figures import Figure
from benchmarks.scene import databases

BUILD = Path("build")
ON_EACH: tuple[Callable[[str, str], list[Figure]], ...] = (
    figures.command_against_floor_and_peer,
    figures.version_of_3000_blocks,
    figures.thirty_at_once,
    sets.own_set,
    figures.close_under_fire,
    figures.sixteen_writers,
    figures.growth_and_rebuild,
    pages.reading_page,
    pages.range_comments,
    comparing.differences_page,
    lifecycle.decision_page,
    lifecycle.my_work,
    lifecycle.whole_life,
)
ONCE: tuple[Callable[[], list[Figure]], ...] = (
    pages.memory_of_a_server,
    comparing.word_difference,
    comparing.hostile_differences,
    anchoring.placing_comments_again,
    word.word_draft_of_300_pages,
    word.word_copy_of_300_pages,
    printing.printed_version,
)


def main(words: list[str]) -> int:
    BUILD.mkdir(exist_ok=True)
    tempfile.tempdir = _place()
    found = _taken(words)
    for figure in found:
        mark = "holds" if figure.holds else "FAILS"
        print(f"{figure.name:62} {figure.database:11} {figure.value:>12,.3f} {figure.unit:11} {figure.bar:18} {mark}")
    target = BUILD / "bench.json"
    target.write_text(json.dumps({"figures": [figure.row() for figure in found]}, indent=2) + "\n")
    return 0 if all(figure.holds for figure in found) else 1


def _place() -> str:
    """A folder for databases beside the code: a temporary one may lie in memory, where no commit waits for a disk."""
    place = tempfile.mkdtemp(prefix="bench-", dir=BUILD.resolve())
    atexit.register(shutil.rmtree, place, ignore_errors=True)  # PostgreSQL stops at the end of the process
    return place


def _taken(words: list[str]) -> list[Figure]:
    found: list[Figure] = []
    with databases() as addresses:
        each = [(work, name) for work in ON_EACH for name in addresses if _wanted(work, words)]
        for work, name in tqdm(each, desc="Measuring", disable=None):
            found += work(name, addresses[name])
    for once in ONCE:
        if _wanted(once, words):
            found += once()
    return found


def _wanted(work: Callable[..., object], words: list[str]) -> bool:
    return not words or any(word in work.__name__ for word in words)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
