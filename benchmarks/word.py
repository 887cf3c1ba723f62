"""Word at the size of a long report: how long a draft takes to come in, and a copy to go out and come back."""

from __future__ import annotations

import statistics

from benchmarks.figures import Figure, at_most
from benchmarks.reports import SIZE, report
from benchmarks.timing import timed
from review.documents.blocks import split
from review.documents.word import pandoc
from review.documents.word.drafting import draft_from
from review.documents.word.finishing import Remark, Stamp
from review.documents.word.losses import LossKind
from review.documents.word.package import open_package
from review.documents.word.returned import returned
from review.documents.word.sending import sent

WHEN, ROUNDS, REMARKS = "2026-03-02T10:00:00Z", 3, 500
PAGES_300 = SIZE * 3 // 4  #: bytes of text
STAMP = Stamp("Evaluatie", "DOE", "Dep. V.", "versie 1", "pagina", "nl-NL", {})
WORDS = {"image": "Afbeelding", "loose": "Noten"}


def word_draft_of_300_pages() -> list[Figure]:
    """From the bytes of a .docx that pandoc made to the Markdown with everything that was lost; no word may be."""
    content = pandoc.run(report(PAGES_300).encode(), "-f", "commonmark_x-smart", "-t", "docx")
    taken = [timed(lambda: draft_from(content)) for _ in range(ROUNDS)]
    lost = sum(loss.count for loss in draft_from(content).losses if loss.kind is LossKind.WORDS)
    return [
        at_most("Word draft of 300 pages in", "-", statistics.median(taken), "s", 20),
        at_most("words lost of it", "-", lost, "words", 0),
    ]


def word_copy_of_300_pages() -> list[Figure]:
    """Out with 500 comments on ranges, and read back: every one on its characters."""
    blocks = list(enumerate(split(report(PAGES_300)), 1))
    long = [(number, block) for number, block in blocks if block.kind == "paragraph" and len(block.text) > 60]
    remarks = [
        Remark(at, number, 7, 40, "Vera Veld", f"T{at}", WHEN, f"Opmerking {at}")
        for at, (number, _) in enumerate(long[:: max(1, len(long) // REMARKS)][:REMARKS])
    ]
    made = sent(blocks, remarks, STAMP, WORDS)
    out = [timed(lambda: sent(blocks, remarks, STAMP, WORDS)) for _ in range(ROUNDS)]
    back = [timed(lambda: returned(open_package(made))) for _ in range(ROUNDS)]
    found = {one.ident: one.spots for one in returned(open_package(made)).found}
    wanted = {str(one.number): (one.block, one.start, one.end) for one in remarks}
    astray = sum(
        [(spot.block, spot.start, spot.end) for spot in found.get(ident, [])] != [place]
        for ident, place in wanted.items()
    )
    return [
        at_most(f"copy with {len(remarks)} comments out", "-", statistics.median(out), "s", 20),
        at_most("the same copy read back", "-", statistics.median(back), "s", 2),
        at_most("comments of it astray", "-", astray, "comments", 0),
    ]
