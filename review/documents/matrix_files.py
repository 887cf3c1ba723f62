"""The four kinds of file in which a table travels, by their endings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module

from review.documents import archives, csv_table, docx_reading, docx_table, json_table, xlsx_reading
from review.documents.sheets import LARGEST, MOST_ROWS, Sheet, Taken, UnknownFormat


@dataclass(frozen=True, slots=True)
class Kind:
    """How a kind of file is written and read, and what it is called on the wire."""

    ending: str
    media_type: str
    write: Callable[[Sheet], bytes]
    read: Callable[[bytes], Taken]
    is_packed: bool = False

    def fits(self, sheet: Sheet, content: bytes) -> bool:
        """Whether this file of that table can be brought back."""
        small = archives.fits(content) if self.is_packed else len(content) <= LARGEST
        return small and len(sheet.rows) <= MOST_ROWS


def _in_excel(sheet: Sheet) -> bytes:
    """openpyxl is loaded when a sheet is written: twenty megabytes that a server need not hold before."""
    content: bytes = import_module("review.documents.xlsx_table").write(sheet)
    return content


_OFFICE = "application/vnd.openxmlformats-officedocument"
KINDS: Mapping[str, Kind] = {
    kind.ending: kind
    for kind in (
        Kind("xlsx", f"{_OFFICE}.spreadsheetml.sheet", _in_excel, xlsx_reading.read, is_packed=True),
        Kind("docx", f"{_OFFICE}.wordprocessingml.document", docx_table.write, docx_reading.read, is_packed=True),
        Kind("csv", "text/csv; charset=utf-8", csv_table.write, csv_table.read),
        Kind("json", "application/json", json_table.write, json_table.read),
    )
}


def kind_of(content: bytes) -> Kind:
    """What a file is, by what is in it and not by its name. Raises UnknownFormat."""
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return KINDS["docx" if b"word/document.xml" in content else "xlsx"]
    start = content[:4096].removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        return KINDS["json"]
    if not start or b"\0" in start or start.startswith((b"%PDF", b"<")):
        raise UnknownFormat()
    return KINDS["csv"]
