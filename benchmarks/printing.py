"""Figures of printing: a version of a hundred pages, and whether two processes give the same bytes."""

from __future__ import annotations

import io
import statistics
import time
from datetime import date

from pypdf import PdfReader

from benchmarks.figures import Figure, at_least, at_most
from benchmarks.reports import report
from review.documents.blocks import split
from review.documents.pdf.press import Press
from review.documents.pdf.sheet import Sheet
from review.documents.pdf.tree import tree

SIZE = 300_000  #: bytes of Markdown: about a hundred pages
ROUNDS = 3


def printed_version() -> list[Figure]:
    """From the blocks of a version to its file; every round has a press, and so a process, of its own."""
    blocks = list(enumerate(split(report(SIZE)), start=1))
    taken, files = [], set()
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        made = tree(blocks)
        sheet = Sheet(
            title="Verslag",
            author="Toetssteen",
            document="Rapport, versie 1",
            marking="ongerubriceerd",
            status="concept",
            running="Rapport, versie 1",
            root="ab" * 32,
            day=date(2026, 3, 2),
            moment=1_772_438_400,
            language="nl",
            contents=True,
            blocks=made.blocks,
            notes=made.notes,
            loose=made.loose,
        )
        files.add(Press().print(sheet))
        taken.append(time.perf_counter() - begun)
    pages = len(PdfReader(io.BytesIO(min(files))).pages)
    return [
        at_least(
            f"version of {pages} pages as PDF/A-2a and PDF/UA-1", "", pages / statistics.median(taken), "pages/s", 10
        ),
        at_most(f"different files out of {ROUNDS} processes", "", len(files), "files", 1),
    ]
