"""Reading the Excel file that came back: its first sheet as texts, formulas marked, nothing computed or fetched."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping

from lxml import etree

from review.documents.archives import Package, words_in
from review.documents.sheets import MOST_COLUMNS, MOST_ROWS, Broken, Formula, Taken, TooManyRows, freed, taken

CONTINUED = "Toetssteen vervolg"
"""The name of the second sheet. Its columns: heading, first cell of the row, number of the piece, text."""
GOES_ON = f"\n[… ➜ {CONTINUED}]"
"""Stands at the end of a cell whose text goes on there."""
_M = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_CUSTOM = "{http://schemas.openxmlformats.org/officeDocument/2006/custom-properties}"
_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
Line = tuple[int, list[str]]


def read(content: bytes) -> Taken:
    """Raises BadSheet."""
    package = Package(content)
    sheets = _sheets(package)
    shared = _shared(package)
    main = next((part for name, part in sheets.items() if name != CONTINUED), None)
    if main is None:
        raise Broken()
    lines = list(_lines(package, main, shared))
    more = sheets.get(CONTINUED)
    if more is not None:
        _continue(lines, _pieces(_lines(package, more, shared)))
    return taken(_about(package), lines)


def _sheets(package: Package) -> Mapping[str, str]:
    """The parts of the sheets by their names, in order."""
    book = package.tree("xl/workbook.xml")
    links = package.tree("xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        raise Broken()
    targets = {link.get("Id"): link.get("Target", "") for link in links.iter(f"{_P}Relationship")}
    found = {}
    for sheet in book.iter(f"{_M}sheet"):
        target = targets.get(sheet.get(f"{_R}id"), "")
        found[sheet.get("name", "")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
        )
    return found


def _shared(package: Package) -> list[str]:
    root = package.tree("xl/sharedStrings.xml")
    return [] if root is None else [_words(item) for item in root.iter(f"{_M}si")]


def _words(element: etree._Element) -> str:
    """The text of a string, in one piece or in runs; how it is pronounced is left out."""
    parts = [
        text.text or ""
        for text in element.iter(f"{_M}t")
        if not any(parent.tag == f"{_M}rPh" for parent in text.iterancestors())
    ]
    return freed("".join(parts))


def _lines(package: Package, part: str, shared: list[str]) -> Iterator[Line]:
    root = package.tree(part)
    if root is None:
        raise Broken()
    number = 0
    for row in root.iter(f"{_M}row"):
        number = int(row.get("r", "0")) if row.get("r", "0").isdigit() else number + 1
        if number > MOST_ROWS * 10 + 1:
            raise TooManyRows(limit=MOST_ROWS)
        cells: list[str] = []
        for cell in row.iter(f"{_M}c"):
            at = _column(cell.get("r"), len(cells))
            if at >= MOST_COLUMNS:
                if cell.find(f"{_M}v") is not None:
                    raise TooManyRows(limit=MOST_ROWS)
                break
            cells += [""] * (at + 1 - len(cells))
            cells[at] = _value(cell, shared)
        yield number, cells


def _column(reference: str | None, otherwise: int) -> int:
    found = _REFERENCE.fullmatch(reference or "")
    if found is None:
        return otherwise
    at = 0
    for letter in found[1]:
        at = at * 26 + ord(letter) - 64
    return at - 1


def _value(cell: etree._Element, shared: list[str]) -> str:
    if cell.find(f"{_M}f") is not None:
        return Formula(cell.findtext(f"{_M}v") or "=")
    kind, value = cell.get("t", "n"), cell.findtext(f"{_M}v") or ""
    if kind == "s":
        return shared[int(value)] if value.isdigit() and int(value) < len(shared) else ""
    if kind == "inlineStr":
        inline = cell.find(f"{_M}is")
        return "" if inline is None else _words(inline)
    if kind == "n":
        return value.removesuffix(".0")
    return freed(value)


def _pieces(lines: Iterator[Line]) -> Mapping[tuple[str, str], str]:
    """The rest of each long text, by heading and first cell of its row."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for _, cells in lines:
        if len(cells) >= 4 and cells[2].isascii() and cells[2].isdigit():
            found.setdefault((cells[0], cells[1]), []).append((int(cells[2][:6]), cells[3]))
    return {key: "".join(text for _, text in sorted(pieces)) for key, pieces in found.items()}


def _continue(lines: list[Line], more: Mapping[tuple[str, str], str]) -> None:
    """Puts the rest behind the cells it belongs to, wherever their rows stand now."""
    if not lines:
        return
    headings = lines[0][1]
    for _, cells in lines[1:]:
        for index, heading in enumerate(headings[: len(cells)]):
            rest = more.get((heading, cells[0]))
            if rest is not None and not isinstance(cells[index], Formula):
                cells[index] = cells[index].removesuffix(GOES_ON) + rest


def _about(package: Package) -> dict[str, str]:
    root = package.tree("docProps/custom.xml")
    if root is None:
        return {}
    return {one.get("name", ""): freed(words_in(one)) for one in root.iter(f"{_CUSTOM}property")}
