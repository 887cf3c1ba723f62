"""A report of 400 pages out of the texts of the demonstration: varied copies, and a next version of it."""

from __future__ import annotations

import random
import re
from pathlib import Path

import review.demo

TEXTS = Path(review.demo.__file__).parent / "texts"
SOURCES = ("report-v1.md", "tor-v4.md", "tor-v2.md")
SIZE = 1_200_000  #: bytes
_NOTE = re.compile(r"\[\^([^\]\s]+)\]")
_WORD = re.compile(r"[a-zé]{5,}")
_TABLE = re.compile(r"^[ ]*\|", re.MULTILINE)


def report(size: int = SIZE, seed: int = 1) -> str:
    """Copies of the demo texts one after another; every copy has words of its own, so that no two passages are equal.

    Tables, lists and notes are those of the texts, with notes numbered per copy.
    """
    rnd = random.Random(seed)
    sources = [(TEXTS / name).read_text("utf-8") for name in SOURCES]
    words = sorted({word for source in sources for word in _WORD.findall(source)})
    parts: list[str] = []
    total = copy = 0
    while total < size:
        source = _NOTE.sub(rf"[^{copy}-\1]", sources[copy % len(sources)])
        varied = _WORD.sub(lambda found: rnd.choice(words) if rnd.random() < 0.3 else found.group(), source)
        parts.append(varied.strip())
        total += len(varied.encode())
        copy += 1
    return "\n\n".join(parts) + "\n"


def revised(source: str, share: float = 0.02, seed: int = 2) -> str:
    """The next version: a share of its passages reworded, taken out, added or moved."""
    rnd = random.Random(seed)
    parts = source.rstrip("\n").split("\n\n")
    plain = [at for at, part in enumerate(parts) if part[0].isalpha() and "[^" not in part]
    moved: list[str] = []
    for at in rnd.sample(plain, int(share * len(parts))):
        act = rnd.random()
        if act < 0.6:
            words = parts[at].split(" ")
            for place in rnd.sample(range(len(words)), max(1, len(words) // 12)):
                words[place] = "gewijzigd"
            parts[at] = " ".join(words)
        elif act < 0.9:
            parts[at] = "" if act < 0.75 else f"{parts[at]}\n\nNieuw: {parts[rnd.choice(plain)][::-1]}"
        else:
            moved.append(parts[at])
            parts[at] = ""
    for part in moved:
        parts[rnd.choice(plain)] += f"\n\n{part}"
    return _rows_changed("\n\n".join(part for part in parts if part), share, rnd) + "\n"


def _rows_changed(source: str, share: float, rnd: random.Random) -> str:
    lines = source.split("\n")
    rows = [at for at, line in enumerate(lines) if _TABLE.match(line) and "---" not in line]
    for at in rnd.sample(rows, int(share * len(rows))):
        lines[at] = _WORD.sub("gewijzigd", lines[at], count=1)
    return "\n".join(lines)


def unrelated(count: int, seed: int) -> str:
    """So many paragraphs that have nothing in common with those of another seed."""
    rnd = random.Random(seed)
    return "\n\n".join(" ".join(_invented(rnd) for _ in range(30)) for _ in range(count)) + "\n"


def endless(words: int, vocabulary: int, seed: int) -> str:
    """One paragraph of so many words."""
    rnd = random.Random(seed)
    return " ".join(f"w{rnd.randrange(vocabulary)}" for _ in range(words)) + "\n"


def _invented(rnd: random.Random) -> str:
    return "".join(rnd.choice("abcdefghijklmnop") for _ in range(6))
