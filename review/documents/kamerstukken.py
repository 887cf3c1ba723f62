"""Papers of parliament that a text cites: found in its passages and notes, told apart, and gathered per paper.

Known forms: *Kamerstuk 29521, nr. 213, 1 november 2013*; *Kamerstukken II 2013/14, 29 521, nr. 213 en nr. 226*;
*Kst. 29521-213*; *Kamerstukken I 2013/14, 29521, A*; and *Idem* in the note after one that cites a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from review.documents.blocks import Block
from review.domain.anchors import NOTE_MARK

SITE = "https://zoek.officielebekendmakingen.nl"
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
_DATE = rf"(?P<day>\d{{1,2}})\s+(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})"
_DATED = rf"(?:\s*,\s*(?:van\s+)?(?:d\.d\.\s+)?{_DATE})?"
_NUMBER = (
    r"(?:\s*,?\s*nrs?\.?\s*(?P<number>\d{1,5}|[A-Z]{1,3})|\s*-\s*(?P<dashed>\d{1,5})|\s*,\s*(?P<letter>[A-Z]{1,2}))\b"
)
_DOSSIER = r"(?P<dossier>\d{2}[\s\u00a0.]?\d{3})(?:[\s-]+\(?(?P<chapter>[IVXLC]{1,5}|[A-Z])\)?)?"
_PAPER = re.compile(
    r"\b(?:Kamerstuk(?:ken)?|Kst\.?)\s+(?:(?P<chamber>II?)\s+)?"
    rf"(?:(?P<session>\d{{4}}\s?[/–-]\s?\d{{2,4}})\s*,?\s+)?{_DOSSIER}{_NUMBER}{_DATED}",
)
_SAME_DOSSIER = re.compile(rf"\s*(?:,|;|\ben\b)\s*(?:en\s+)?nrs?\.?\s*(?P<number>\d{{1,5}}|[A-Z]{{1,3}})\b{_DATED}")
_MORE_NUMBERS = re.compile(rf"\s*(?:,|\ben\b)\s*(?P<number>\d{{1,5}})\b(?!\s*(?:{'|'.join(MONTHS)})){_DATED}")
_IDEM = re.compile(r"\W*(?:Idem|Ibidem|Ibid)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Citation:
    """One place where a paper is cited; ``idem``: it is named there as the one in the note before."""

    block: int
    words: str
    idem: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of parliament. What tells it apart is dossier, chapter and number; the rest may be known or not."""

    dossier: str
    chapter: str
    number: str
    chamber: str = ""
    session: str = ""
    dated: date | None = None
    cited: tuple[Citation, ...] = ()

    @property
    def key(self) -> tuple[str, str, str]:
        return (self.dossier, self.chapter, self.number)

    @property
    def order(self) -> tuple[str, str, int, str]:
        """By dossier, and in it by number; letters of the upper house first."""
        number = int(self.number) if self.number.isdigit() else 0
        return (self.dossier, self.chapter, number, self.number)

    @property
    def address(self) -> str:
        """Where the official site keeps it."""
        return f"{SITE}/kst-{'-'.join(part for part in self.key if part)}.html"

    def __str__(self) -> str:
        dossier = f"{self.dossier}-{self.chapter}" if self.chapter else self.dossier
        return f"{dossier}, nr. {self.number}" if self.number.isdigit() else f"{dossier}, {self.number}"


def papers(blocks: Sequence[tuple[int, Block]]) -> list[Paper]:
    """Every paper that a text cites, once, with all places in the order of the text and then of the notes."""
    found: dict[tuple[str, str, str], Paper] = {}
    before: tuple[int, Paper] | None = None  #: the last paper of the note before, and that note's number
    for number, block in _in_order(blocks):
        text = block.text.replace(NOTE_MARK, "")
        here = [replace(one, cited=(Citation(number, words),)) for one, words in citations(text)]
        if block.kind == "footnote" and not here and before and before[0] == block.level - 1 and _IDEM.match(text):
            same = before[1]
            here = [replace(same, cited=(Citation(number, text.strip()[:80], idem=True),))]
        if block.kind == "footnote":
            before = (block.level, here[-1]) if here else None
        for one in here:
            found[one.key] = _merged(found.get(one.key), one)
    return sorted(found.values(), key=lambda one: one.order)


def citations(text: str) -> Iterator[tuple[Paper, str]]:
    """The papers that a passage names, in its order, each with the words that name it."""
    at = 0
    while match := _PAPER.search(text, at):
        first = _paper(match)
        yield first, match.group().strip()
        at = match.end()
        plural = match.group().startswith("Kamerstukken") or "nrs" in match.group()
        while more := _SAME_DOSSIER.match(text, at) or (_MORE_NUMBERS.match(text, at) if plural else None):
            yield replace(first, number=more["number"], dated=_day(more)), more.group().strip(" ,;")
            at = more.end()


def _in_order(blocks: Sequence[tuple[int, Block]]) -> list[tuple[int, Block]]:
    """Notes last, in the order of the numbers that readers see."""
    notes = [pair for pair in blocks if pair[1].kind == "footnote"]
    return [pair for pair in blocks if pair[1].kind != "footnote"] + sorted(notes, key=lambda pair: pair[1].level)


def _paper(match: re.Match[str]) -> Paper:
    return Paper(
        dossier=re.sub(r"\D", "", match["dossier"]),
        chapter=match["chapter"] or "",
        number=match["number"] or match["dashed"] or match["letter"],
        chamber=match["chamber"] or "",
        session=_session(match["session"] or ""),
        dated=_day(match),
    )


def _session(written: str) -> str:
    """*2013-2014* and *2013/14* are one session."""
    parts = re.findall(r"\d+", written)
    return f"{parts[0]}/{parts[1][-2:]}" if len(parts) == 2 else ""


def _day(match: re.Match[str]) -> date | None:
    if not match["day"]:
        return None
    try:
        return date(int(match["year"]), MONTHS.index(match["month"]) + 1, int(match["day"]))
    except ValueError:
        return None


def _merged(known: Paper | None, new: Paper) -> Paper:
    if known is None:
        return new
    return replace(
        known,
        chamber=known.chamber or new.chamber,
        session=known.session or new.session,
        dated=known.dated or new.dated,
        cited=known.cited + new.cited,
    )
