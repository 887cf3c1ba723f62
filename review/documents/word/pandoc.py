"""Pandoc as a program of its own: no network, no files but its input, a bound on memory and time, few at once."""

from __future__ import annotations

import json
import subprocess  # a separate program by design: its licence and its memory stay its own
import tempfile
import threading
from pathlib import Path
from typing import Any

import pypandoc

from review.documents.word.errors import WordBusy, WordTooComplex

MEMORY, SECONDS = "1G", 60
AT_ONCE, WAIT = 2, 45

DIALECT = "commonmark+pipe_tables+footnotes+definition_lists"
"""What pandoc has to write for our reader to read it so."""

_turns = threading.BoundedSemaphore(AT_ONCE)


def run(content: bytes, *arguments: str) -> bytes:
    """What pandoc makes of this input. Raises WordTooComplex when it gives up, WordBusy when others are at it."""
    if not _turns.acquire(timeout=WAIT):
        raise WordBusy()
    try:
        with tempfile.TemporaryDirectory(prefix="toetssteen-word-") as folder:
            return _run(Path(folder), content, arguments)
    finally:
        _turns.release()


def _run(folder: Path, content: bytes, arguments: tuple[str, ...]) -> bytes:
    given, made = folder / "given", folder / "made"
    given.write_bytes(content)
    program = [pypandoc.get_pandoc_path(), "+RTS", f"-M{MEMORY}", "-RTS", "--sandbox", *arguments]
    limits = {"PATH": "", "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(  # noqa: S603  # fixed words only; the file is data
            [*program, "-o", str(made), str(given)], cwd=folder, env=limits, capture_output=True, timeout=SECONDS
        )
    except subprocess.TimeoutExpired:
        raise WordTooComplex() from None
    if done.returncode or not made.exists():
        raise WordTooComplex()
    return made.read_bytes()


def tree(content: bytes, form: str) -> dict[str, Any]:
    """The document tree of a text in this form."""
    found: dict[str, Any] = json.loads(run(content, "-f", form, "-t", "json"))
    return found


def written(document: dict[str, Any], form: str, *arguments: str) -> bytes:
    """A document tree in this form."""
    return run(json.dumps(document).encode(), "-f", "json", "-t", form, "--wrap=none", *arguments)
