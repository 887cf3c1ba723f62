"""A look at a Word file before pandoc reads it: what it holds that a version cannot carry, and every word of its text.

Text boxes are moved behind their paragraph (pandoc would drop the paragraph for the box) and a table of contents is
taken out (the reading page makes its own), so that nothing goes unseen.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lxml import etree

from review.documents.word.additions import take_numbers
from review.documents.word.losses import LossKind
from review.documents.word.package import Element, Package, attribute, local

_CONTENTS = re.compile(
    r"(?:toc|inhopg|contents?)\s?\d|tocheading|kopvaninhoudsopgave|tableoffigures|lijstmetafbeeldingen", re.IGNORECASE
)
_WORD = re.compile(r"[^\W_]+")
_GONE = frozenset({"del", "moveFrom"})
_CHANGE = frozenset({"ins", "del", "moveFrom", "moveTo"})
_SPACES = frozenset({"tab", "br", "cr", "ptab", "footnoteReference", "endnoteReference", "commentReference"})
_QUIET_FIELDS = frozenset({"TOC", "HYPERLINK", "PAGEREF"})  #: of a table of contents, and links that stay links


@dataclass
class Survey:
    """``parts`` are for pandoc; ``expected`` counts the words that a version has to have."""

    parts: dict[str, bytes]
    counts: Counter[LossKind] = field(default_factory=Counter)
    words: dict[LossKind, list[str]] = field(default_factory=dict)
    expected: Counter[str] = field(default_factory=Counter)

    def add(self, kind: LossKind, words: str = "", count: int = 1) -> None:
        self.counts[kind] += count
        if words:
            self.words.setdefault(kind, []).append(words)


def survey(package: Package) -> Survey:
    """Raises NotWord for a part that cannot be read."""
    it = Survey(dict(package.parts))
    tree = package.tree(package.main)
    for name in package.named("comments.xml", "comments1.xml", "comments2.xml"):
        it.counts[LossKind.COMMENTS] += sum(local(one) == "comment" for one in package.tree(name))
    for name in package.named("header", "footer"):
        if (words := " ".join(_texts(package.tree(name)))) and words not in it.words.get(LossKind.HEADERS, ()):
            it.add(LossKind.HEADERS, words)
    for one in list(tree.iter("{*}Fallback")):
        _unlink(one)
    take_numbers(tree, package)
    _take_contents(it, tree)
    _take_boxes(it, tree)
    _count(it, tree)
    it.expected.update(words_of(" ".join(_texts(tree))))
    for name in package.named("footnotes", "endnotes"):
        notes = package.tree(name)
        _count(it, notes)
        it.expected.update(words_of(" ".join(_texts(notes))))
    it.parts[package.main] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return it


def words_of(text: str) -> Iterator[str]:
    """The words of a text in a form in which the same words are equal."""
    plain = unicodedata.normalize("NFKC", text.replace("\u00ad", "")).casefold()
    return (found.group() for found in _WORD.finditer(plain))


def _unlink(element: Element) -> None:
    """Takes an element out and leaves what stands behind it."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


# -- what is taken out or moved


def _take_contents(it: Survey, tree: Element) -> None:
    taken = [one for one in tree.iter("{*}sdt") if any("Contents" in _gallery(part) for part in one.iter())]
    taken += [one for one in tree.iter("{*}p") if _CONTENTS.match(_style(one)) and not _inside(one, taken)]
    if not taken:
        return
    it.add(LossKind.CONTENTS)
    marks = Counter(attribute(mark, "fldCharType") for one in taken for mark in one.iter("{*}fldChar"))
    for one in taken:
        _unlink(one)
    if marks["begin"] != marks["end"]:  # half a field would confuse the reader of the other half
        for mark in [*tree.iter("{*}fldChar"), *tree.iter("{*}instrText")]:
            _unlink(mark)


def _gallery(element: Element) -> str:
    return (attribute(element, "val") or "") if local(element) == "docPartGallery" else ""


def _style(paragraph: Element) -> str:
    found = paragraph.find("{*}pPr/{*}pStyle")
    return "" if found is None else attribute(found, "val") or ""


def _inside(element: Element, others: Iterable[Element]) -> bool:
    holders = set(others)
    return any(one in holders for one in element.iterancestors())


def _take_boxes(it: Survey, tree: Element) -> None:
    """What stands in a text box comes right behind the paragraph that the box hangs on."""
    for box in list(tree.iter("{*}txbxContent")):
        holder = next((one for one in box.iterancestors() if local(one) == "p"), None)
        drawn = next((one for one in box.iterancestors() if local(one) in ("drawing", "pict", "object")), None)
        if holder is None or drawn is None:
            continue
        it.add(LossKind.BOXES)
        for one in reversed(list(box)):
            holder.addnext(one)
        if not any(True for _ in drawn.iter("{*}txbxContent")) or not list(box):
            _unlink(box)
        if not any(local(one) in ("txbxContent", "blip", "imagedata") for one in drawn.iter()):
            _unlink(drawn)


# -- what is there


def _count(it: Survey, tree: Element) -> None:
    for one in tree.iter():
        name = local(one)
        if name in _CHANGE and local(_parent(one)) not in ("rPr", "trPr", "numPr"):
            it.add(LossKind.CHANGES, _removed(one) if name == "del" else "")
        elif name in ("altChunk", "subDoc") or (name in ("drawing", "object") and not _pictures(one)):
            it.add(LossKind.OBJECTS)
        elif name in ("instrText", "fldSimple"):
            said = (attribute(one, "instr") if name == "fldSimple" else one.text) or ""
            if (said.split() or ["TOC"])[0].upper() not in _QUIET_FIELDS:
                it.add(LossKind.FIELDS)


def _parent(element: Element) -> Element:
    found = element.getparent()
    return element if found is None else found


def _pictures(element: Element) -> bool:
    return any(local(one) in ("blip", "imagedata") for one in element.iter())


def _removed(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter("{*}delText"))


def _texts(tree: Element) -> Iterator[str]:
    """The text of each paragraph as it stands when every tracked change is accepted."""
    for paragraph in tree.iter("{*}p"):
        if "drawingml" in str(paragraph.tag):
            continue
        said = "".join(_said(paragraph, paragraph))
        if said.strip():
            yield said


def _said(element: Element, within: Element) -> Iterator[str]:
    for one in element:
        name = local(one)
        if name in _GONE or (name == "p" and one is not within) or name in ("pPr", "rPr", "oMath", "oMathPara"):
            continue
        if name == "t":
            yield one.text or ""
        elif name in _SPACES:
            yield " "
        elif name == "noBreakHyphen":
            yield "-"
        else:
            yield from _said(one, within)
