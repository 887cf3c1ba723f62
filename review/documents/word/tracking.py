"""Paragraphs and rows that came or went as a whole: without their own mark they would stay behind, empty."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from review.documents.word.package import Element, local, parsed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
FIRST = 900_000  #: the numbers that pandoc gives its own changes lie far below


def tracked(part: bytes, author: str, date: str) -> bytes:
    """The text of a file in which whoever accepts or rejects every change finds no paragraph or row too many."""
    tree = parsed(part)
    idents = iter(range(FIRST, FIRST + 10_000_000))

    def change(kind: str) -> Element:
        made = etree.Element(f"{{{W}}}{kind}")
        for name, value in (("id", str(next(idents))), ("author", author), ("date", date)):
            made.set(f"{{{W}}}{name}", value)
        return made

    for paragraph in list(tree.iter(f"{{{W}}}p")):
        kind = _whole([paragraph])
        parent = paragraph.getparent()
        if kind and parent is not None and local(parent) != "tc":
            _child(_child(paragraph, "pPr", at=0), "rPr").insert(0, change(kind))
    for row in list(tree.iter(f"{{{W}}}tr")):
        kind = _whole(row.iter(f"{{{W}}}p"))
        if kind:
            _child(row, "trPr", at=0).append(change(kind))
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def _whole(paragraphs: Iterable[Element]) -> str:
    """``ins`` or ``del`` where all words of these are that; else empty."""
    kinds = {kind for paragraph in paragraphs for kind in _kinds(paragraph)}
    return kinds.pop() if len(kinds) == 1 and "same" not in kinds else ""


def _kinds(paragraph: Element) -> Iterator[str]:
    """What happened to each run of words."""
    for run in paragraph.iter(f"{{{W}}}r"):
        if not any(local(one) in ("t", "delText", "tab", "br", "footnoteReference", "drawing") for one in run):
            continue
        above = (local(one) for one in run.iterancestors())
        yield next((name for name in above if name in ("ins", "del", "p")), "p").replace("p", "same")


def _child(element: Element, name: str, *, at: int | None = None) -> Element:
    found = element.find(f"{{{W}}}{name}")
    if found is None:
        found = etree.Element(f"{{{W}}}{name}")
        element.insert(len(element) if at is None else at, found)
    return found
