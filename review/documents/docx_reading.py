"""Reading the Word file that came back: the first table with our headings, and what the file says of itself.

A paragraph of a cell is a line of its text. Words that were struck with tracked changes are left out, inserted ones
count.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from review.documents.archives import Package, words_in
from review.documents.sheets import MOST_ROWS, Broken, Formula, Taken, TooManyRows, freed, taken

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_SAID = re.compile(r"([a-z_]+)=([^\s;]+);")


def read(content: bytes) -> Taken:
    """Raises BadSheet."""
    package = Package(content)
    root = package.tree("word/document.xml")
    if root is None:
        raise Broken()
    tables = [table for table in root.iter(f"{_W}tbl") if not _inside_cell(table)]
    if not tables:
        raise Broken()
    largest = max(tables, key=lambda table: len(table.findall(f"{_W}tr")))
    rows = [row for row in largest.iter(f"{_W}tr") if _table_of(row) is largest and not _is_struck(row)]
    if len(rows) > MOST_ROWS + 1:
        raise TooManyRows(limit=MOST_ROWS)
    return taken(_about(package), [(number, list(_cells(row))) for number, row in enumerate(rows)])


def _inside_cell(element: etree._Element) -> bool:
    return any(parent.tag == f"{_W}tc" for parent in element.iterancestors())


def _table_of(row: etree._Element) -> etree._Element | None:
    return next((parent for parent in row.iterancestors() if parent.tag == f"{_W}tbl"), None)


def _is_struck(row: etree._Element) -> bool:
    return row.find(f"{_W}trPr/{_W}del") is not None


def _cells(row: etree._Element) -> Iterator[str]:
    for cell in row.iter(f"{_W}tc"):
        if next(parent for parent in cell.iterancestors() if parent.tag == f"{_W}tr") is row:
            text = "\n".join(_lines(cell))
            yield Formula(text) if cell.find(f".//{_W}instrText") is not None else text


def _lines(cell: etree._Element) -> Iterator[str]:
    for paragraph in cell.iter(f"{_W}p"):
        yield freed("".join(_signs(paragraph)))


def _signs(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}noBreakHyphen"):
        if any(parent.tag in (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr") for parent in element.iterancestors()):
            continue
        match etree.QName(element).localname:
            case "t":
                yield element.text or ""
            case "tab":
                yield "\t"
            case "noBreakHyphen":
                yield "‑"
            case _:
                yield "\n"


def _about(package: Package) -> dict[str, str]:
    """The properties; and the foot of the pages, where a program dropped them."""
    found: dict[str, str] = {}
    for name in package.names:
        if re.fullmatch(r"word/footer\d+\.xml", name):
            foot = package.tree(name)
            found |= dict(_SAID.findall(words_in(foot) if foot is not None else ""))
    root = package.tree("docProps/custom.xml")
    if root is not None:
        found |= {one.get("name", ""): freed(words_in(one)) for one in root.iter(f"{_CUSTOM}property")}
    return found
