"""A review copy that came back: its comments, threads and tracked changes, each on the block it is about.

No conversion: the bookmarks that went out say where every block begins, and Word's own XML says the rest. ``sent`` is
the text with every tracked change rejected: where that is not what went out, somebody typed outside tracking.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from review.documents.word.additions import ADDED, in_style, styled, take_numbers
from review.documents.word.package import Element, Package, attribute, local

_BOOKMARK = re.compile(r"b(\d{6})\Z")
_KINDS = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_SIGNS = {"tab": " ", "br": " ", "cr": " ", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad", "sym": "\ufffd"}
_SIGNS |= {"footnoteReference": "\u2060", "endnoteReference": "\u2060"}
MOST = 5_000  #: comments that are read of one file


@dataclass(slots=True)
class Piece:
    """A run of a block: as it was (``same``), put in (``ins``) or taken out (``del``), and by whom."""

    words: str
    kind: str = "same"
    author: str = ""
    date: str = ""


@dataclass(slots=True)
class Spot:
    """From where to where in a block's text as it went out."""

    block: int
    start: int
    end: int


@dataclass(slots=True)
class Found:
    """A comment as Word kept it; ``parent`` is the id of the comment it answers, ``spots`` empty where it has none."""

    ident: str
    author: str
    initials: str
    date: str
    text: str
    parent: str | None = None
    done: bool = False
    spots: list[Spot] = field(default_factory=list)


@dataclass(slots=True)
class Copy:
    """``pieces`` by block, in the order of the file; ``notes`` counts the changes in notes, which stay unread."""

    properties: Mapping[str, str]
    ours: tuple[str, str] = ("", "")  #: author and date of the changes that went out with the file
    pieces: dict[int, list[Piece]] = field(default_factory=dict)
    found: list[Found] = field(default_factory=list)
    notes: int = 0

    def sent(self, block: int) -> str:
        return "".join(one.words for one in self.pieces.get(block, ()) if one.kind != "ins")

    def accepted(self, block: int, author: str) -> str:
        """The text with the changes of this author accepted and all others rejected."""
        return "".join(
            one.words
            for one in self.pieces.get(block, ())
            if one.kind == "same" or (one.kind == "ins") == (one.author == author)
        )

    def changed_by(self) -> dict[tuple[int, str], str]:
        """Which author changed which block, and when first."""
        found: dict[tuple[int, str], str] = {}
        for block, pieces in self.pieces.items():
            for one in pieces:
                if one.kind != "same" and one.words.strip():
                    found.setdefault((block, one.author), one.date)
        return found


def returned(package: Package, ours: tuple[str, str] = ("", "")) -> Copy:
    """What a copy brings. Raises NotWord for a part that cannot be read."""
    copy = Copy(properties(package), ours)
    found = {one.ident: one for one in _comments(package)}
    text = package.tree(package.main)
    take_numbers(text, package)
    _Walk(copy, found, styled(package, ADDED)).body(text)
    copy.found = list(found.values())
    copy.notes = sum(
        local(one) in ("ins", "del") for name in package.named("footnotes") for one in package.tree(name).iter()
    )
    return copy


def properties(package: Package) -> dict[str, str]:
    """What a file says of itself in its custom properties."""
    if "docProps/custom.xml" not in package.parts:
        return {}
    return {
        attribute(one, "name") or "": "".join(str(words) for words in one.itertext()).strip()
        for one in package.tree("docProps/custom.xml")
    }


# -- comments


def _comments(package: Package) -> list[Found]:
    """Every comment with its thread; a thread goes by the last paragraph of its comments."""
    comments: list[Found] = []
    paragraphs: dict[str, str] = {}
    for name in package.named("comments.xml", "comments1.xml", "comments2.xml"):
        for one in list(package.tree(name).iterchildren("{*}comment"))[:MOST]:
            ident, lines = attribute(one, "id") or "", [part for part in one.iter() if local(part) == "p"]
            said = "\n".join("".join(_said(line)) for line in lines).strip()
            named = (attribute(one, "author") or "", attribute(one, "initials") or "", attribute(one, "date") or "")
            comments.append(Found(ident, *named, said))
            if lines and (last := attribute(lines[-1], "paraId")):
                paragraphs[last] = ident
    by_ident = {one.ident: one for one in comments}
    for name in package.named("commentsExtended"):
        for line in package.tree(name):
            one_or_none = by_ident.get(paragraphs.get(attribute(line, "paraId") or "", ""))
            if one_or_none is not None:
                parent = paragraphs.get(attribute(line, "paraIdParent") or "")
                one_or_none.parent = parent if parent != one_or_none.ident else None
                one_or_none.done = attribute(line, "done") in ("1", "true")
    return comments


def _said(line: Element) -> Iterator[str]:
    for one in line.iter():
        name = local(one)
        if name == "t":
            yield one.text or ""
        elif name == "tab":
            yield "\t"
        elif name in ("br", "cr"):
            yield "\n"


# -- the text


@dataclass
class _Walk:
    copy: Copy
    found: Mapping[str, Found]
    added: frozenset[str]  #: the ids of the style of what is not of the text
    block: int | None = None
    begun: dict[str, Spot | None] = field(default_factory=dict)
    lengths: dict[int, int] = field(default_factory=dict)  #: of each block as it went out, so far
    order: list[int] = field(default_factory=list)
    change: tuple[str, str, str] = ("same", "", "")
    typed: bool = False  #: whether the paragraph before was put in as a whole

    def body(self, element: Element) -> None:
        for one in element:
            self._step(one)

    def _step(self, one: Element) -> None:
        name = local(one)
        match name:
            case "p":
                self._paragraph(one)
            case "bookmarkStart":
                self._begin_block(one)
            case "commentRangeStart":
                self.begun[attribute(one, "id") or ""] = self._here()
            case "commentRangeEnd":
                self._end_range(attribute(one, "id") or "")
            case "commentReference":
                self._point(attribute(one, "id") or "")
            case "ins" | "del" | "moveFrom" | "moveTo":
                before, self.change = self.change, self._changed(one, name)
                self.body(one)
                self.change = before
            case "t" | "delText":
                self._add(one.text or "")
            case "r":
                if not in_style(one, self.added):
                    self.body(one)
            case "pPr" | "rPr" | "sectPr" | "instrText" | "delInstrText" | "Fallback" | "txbxContent" | "tblPr":
                return
            case _ if name in _SIGNS:
                self._add(_SIGNS[name])
            case _:
                self.body(one)

    def _changed(self, one: Element, name: str) -> tuple[str, str, str]:
        """What was put in and taken out again never went out and does not stand there now."""
        kind = _KINDS[name]
        author, date = attribute(one, "author") or "", attribute(one, "date") or ""
        if date and (author, date) == self.copy.ours:
            kind = "same" if kind == "ins" else "never"
        if self.change[0] == "ins" and kind == "del":
            kind = "never"
        return kind, author, date

    def _paragraph(self, paragraph: Element) -> None:
        named = next(filter(None, map(_block_of, paragraph.iter("{*}bookmarkStart"))), None)
        if named is not None:
            self._enter(named)
        elif self.block is not None and self.copy.pieces[self.block]:
            self._add_break()
        mark = paragraph.find("{*}pPr/{*}rPr/{*}ins")
        self.body(paragraph)
        self.typed = mark is not None
        self.mark = mark

    def _add_break(self) -> None:
        """One character between the paragraphs of one block: a cell and the next, a term and what it means."""
        kept = self.change
        if self.typed and self.mark is not None:
            self.change = self._changed(self.mark, "ins")
        self._add(" ")
        self.change = kept

    mark: Element | None = None

    def _begin_block(self, one: Element) -> None:
        named = _block_of(one)
        if named is not None and named != self.block:
            self._enter(named)

    def _enter(self, block: int) -> None:
        if block not in self.copy.pieces:
            self.copy.pieces[block] = []
            self.lengths[block] = 0
            self.order.append(block)
        self.block = block

    def _add(self, words: str) -> None:
        kind, author, date = self.change
        if self.block is None or not words or kind == "never":
            return
        pieces = self.copy.pieces[self.block]
        last = pieces[-1] if pieces else None
        if last is not None and (last.kind, last.author) == (kind, author):
            last.words += words
        else:
            pieces.append(Piece(words, kind, author, date))
        if kind != "ins":
            self.lengths[self.block] += len(words)

    def _here(self) -> Spot | None:
        if self.block is None:
            return None
        at = self.lengths[self.block]
        return Spot(self.block, at, at)

    def _point(self, ident: str) -> None:
        """A comment without a range stands where its mark is."""
        one, here = self.found.get(ident), self._here()
        if one is not None and not one.spots and ident not in self.begun and here is not None:
            one.spots = [here]

    def _end_range(self, ident: str) -> None:
        one, start, end = self.found.get(ident), self.begun.get(ident), self._here()
        if one is None or start is None or end is None:
            return
        if start.block == end.block:
            one.spots = [Spot(start.block, start.start, end.end)]
            return
        between = self.order[self.order.index(start.block) : self.order.index(end.block) + 1]
        spots = [Spot(block, 0, self.lengths[block]) for block in between]
        spots[0].start, spots[-1].end = start.start, end.end
        one.spots = [spot for spot in spots if spot.end > spot.start] or [start]


def _block_of(one: Element) -> int | None:
    found = _BOOKMARK.match(attribute(one, "name") or "")
    return int(found[1]) if found else None
