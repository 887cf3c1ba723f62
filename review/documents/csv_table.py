"""The table as CSV (RFC 4180, UTF-8 with a mark so that spreadsheets know it): written, and read again.

A cell that a spreadsheet would compute gets an apostrophe before it, and so does a cell that begins with one: the
guard is taken off again when the file comes back.
"""

from __future__ import annotations

import csv
import io

from review.documents.sheets import LARGEST, LONGEST, MB, Broken, NotUtf8, Sheet, SheetTooLarge, Taken, taken, written

GUARDED = frozenset("=+-@\t\r＝＋－＠")
MARK = "\ufeff"
_SEPARATORS = (",", ";", "\t")


def write(sheet: Sheet) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.heading for column in sheet.columns])
    for row in sheet.rows:
        writer.writerow([guarded(row.get(column.key)) for column in sheet.columns])
    return (MARK + out.getvalue()).encode("utf-8")


def guarded(cell: object) -> str:
    """A text that no spreadsheet computes; numbers stay as they are."""
    if not isinstance(cell, str):
        return written(cell)  # type: ignore[arg-type]
    return "'" + cell if cell[:1] in GUARDED | {"'"} and cell else cell


def unguarded(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in GUARDED | {"'"} and len(text) > 1 else text


def read(content: bytes) -> Taken:
    """Commas, semicolons or tabs: what a spreadsheet saves depends on its country. Raises BadSheet."""
    if len(content) > LARGEST:
        raise SheetTooLarge(limit=LARGEST // MB)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise NotUtf8() from error
    if "\0" in text:
        raise Broken()
    first = text.lstrip("\r\n").partition("\n")[0]
    separator = max(_SEPARATORS, key=first.count)
    csv.field_size_limit(LONGEST + 1)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        lines = [(reader.line_num, [unguarded(cell) for cell in cells]) for cells in reader]
    except csv.Error as error:
        raise Broken() from error
    return taken({}, lines)
