"""The table as an Excel file: written with openpyxl, and read again without computing or fetching anything.

Every text is written as a text, so that nothing becomes a formula. A cell holds at most 32,767 UTF-16 units: what a
longer text has more stands on a second sheet, and is joined again when the file comes back.
"""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.packaging.custom import StringProperty
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from review.documents.csv_table import GUARDED
from review.documents.sheets import Cell, Sheet, held, written
from review.documents.xlsx_reading import CONTINUED, GOES_ON

CELL_UNITS = 32_767
_MOST_CHOICES = 255
_OPEN = PatternFill("solid", fgColor="FFF8E1")
_HEAD, _BOLD = PatternFill("solid", fgColor="E3E8EF"), Font(bold=True)
_TOP = Alignment(wrap_text=True, vertical="top")


def write(sheet: Sheet) -> bytes:
    book = Workbook(write_only=True)
    page = book.create_sheet(_name(sheet.title))
    _lay_out(page, sheet)
    page.append([_head(page, column.heading) for column in sheet.columns])
    long: list[tuple[str, str, int, str]] = []
    for row in sheet.rows:
        key = written(row.get(sheet.columns[0].key))
        cells = []
        for column in sheet.columns:
            value = row.get(column.key)
            if isinstance(value, str) and len(value) > CELL_UNITS // 7 and units(value) > CELL_UNITS:
                first, *rest = pieces(value)
                long += [(column.heading, key, n, piece) for n, piece in enumerate(rest, 2)]
                value = first + GOES_ON
            cells.append(_cell(page, value, is_open=column.is_open))
        page.append(cells)
    if long:
        more = book.create_sheet(CONTINUED)
        for line in long:
            more.append([_cell(more, value) for value in line])
    _say(book, sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pieces(text: str) -> list[str]:
    """A long text in pieces that each fit a cell."""
    found, at = [], 0
    while at < len(text):
        size = CELL_UNITS
        while units(text[at : at + size]) > CELL_UNITS - len(GOES_ON):
            size -= size // 8
        found.append(text[at : at + size])
        at += size
    return found


def units(text: str) -> int:
    """How much of a cell a text takes, in the form it is written in."""
    return len(held(text).encode("utf-16-le")) // 2


def _name(title: str) -> str:
    """A sheet's name is short and has no signs of a path."""
    return "".join(" " if sign in "[]:*?/\\'" else sign for sign in title)[:31].strip() or "Matrix"


def _lay_out(page: Any, sheet: Sheet) -> None:
    page.freeze_panes = "B2"
    last = get_column_letter(len(sheet.columns))
    page.auto_filter.ref = f"A1:{last}{len(sheet.rows) + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", 9
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    if sheet.marking:
        page.oddHeader.center.text = sheet.marking.replace("&", "&&")
    page.oddFooter.center.text = "&P / &N"
    for index, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(index)
        page.column_dimensions[letter].width = column.width
        listed = ",".join(column.choices)
        if (
            sheet.rows
            and column.choices
            and len(listed) < _MOST_CHOICES
            and not any('"' in one for one in column.choices)
        ):
            rule = DataValidation(type="list", formula1=f'"{listed}"', allow_blank=True)
            rule.add(f"{letter}2:{letter}{len(sheet.rows) + 1}")
            page.data_validations.append(rule)


def _head(page: Any, text: str) -> Any:
    cell = _cell(page, text)
    cell.font, cell.fill = _BOLD, _HEAD
    return cell


def _cell(page: Any, value: Cell, *, is_open: bool = False) -> Any:
    cell = WriteOnlyCell(page, value=held(value) if isinstance(value, str) else value)
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes what begins with = for a formula, and #N/A for an error
        if value[:1] in GUARDED and value:
            cell.quotePrefix = True  # editing the cell must not turn it into a formula either
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    cell.alignment = _TOP
    if is_open:
        cell.fill = _OPEN
    return cell


def _say(book: Any, sheet: Sheet) -> None:
    """The file says what it is in its properties, so that it says so without its name too."""
    book.properties.title = book.properties.subject = held(sheet.title)
    book.properties.creator = book.properties.lastModifiedBy = "Toetssteen"
    book.properties.created = book.properties.modified = sheet.made_at
    for name, value in sheet.about.items():
        book.custom_doc_props.append(StringProperty(name=name, value=held(value)))
