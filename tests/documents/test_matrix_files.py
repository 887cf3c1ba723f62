"""A table goes out and comes back: every text as it was, in each kind of file; and what is no such file is refused."""

from __future__ import annotations

import io
import random
import sys
import zipfile
from datetime import datetime

import docx
import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from review.documents.csv_table import guarded, unguarded
from review.documents.matrix_files import KINDS, kind_of
from review.documents.sheets import (
    LARGEST,
    BadSheet,
    Broken,
    Column,
    Formula,
    NotUtf8,
    Sheet,
    SheetTooLarge,
    TooManyRows,
    UnknownFormat,
    Unwanted,
    freed,
    held,
)
from review.documents.xlsx_table import CELL_UNITS, CONTINUED, pieces, units
from review.domain import texts

COLUMNS = [
    Column("number", "Nr.", 6),
    Column("text", "Opmerking", 50),
    Column("motive", "Motivering", 40, is_open=True),
    Column("disposition", "Wat ermee is gedaan", 20, is_open=True, choices=("Overgenomen", "Niet overgenomen")),
]
NASTY = [
    "=1+1",
    "=HYPERLINK(\"http://elders\";\"klik\")",
    "-2",
    "+31 6",
    "@SOM",
    "'",
    "'=",
    "''x",
    "een \"aanhaling\", en; meer",
    "regel\nregel\n\nregel",
    "a\tb",
    "😀" * 500,
    "שלום عالم",
    "e\u0301 en é",
    "_x0041_ x005F_ _x_",
    "\uffff\ufffe\u2028\u200f",
    "<b>&amp;</b> ]]>",
    "twee  spaties   drie",
    "＝SOM",
    "true",
    "#N/A",
    "1.0",
    "007",
    "1e5",
    "2026-03-02",
    "x" * 30_000,
    "é=" * 50_000,
    "😀" * 20_000,
    "_xFFFF_" * 9_000,
]  # fmt: skip


def sheet(said: list[str]) -> Sheet:
    rows = [
        {"number": number, "text": text, "motive": text[::-1] or None, "disposition": "Overgenomen"}
        for number, text in enumerate(said, 1)
    ]
    about = {"format": "toetssteen-matrix/1", "evaluation": "0198", "audience": "own"}
    return Sheet("Reactietabel: a/b [test]", COLUMNS, rows, about, datetime(2026, 3, 2, 9, 0), "Voor: het team")


def back(ending: str, said: list[str]) -> list[tuple[str, str]]:
    kind = KINDS[ending]
    content = kind.write(sheet(said))
    assert kind_of(content) is kind
    taken = kind.read(content)
    text, motive = ("text", "motive") if ending == "json" else ("Opmerking", "Motivering")
    assert taken.about.get("evaluation", "0198") == "0198"
    assert not [cell for row in taken.rows for cell in row.cells.values() if isinstance(cell, Formula)]
    return [(row.cells[text], row.cells[motive]) for row in taken.rows]


@pytest.mark.parametrize("ending", KINDS)
def test_every_nasty_text_comes_back_as_it_was(ending: str) -> None:
    assert back(ending, NASTY) == [(text, text[::-1]) for text in NASTY]


def kept(text: str) -> str:
    """A text as the house takes it in."""
    return texts.optional(text, "text", texts.COMMENT_LIMIT) or "niets"


@pytest.mark.parametrize("ending", KINDS)
@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(said=st.lists(st.text(st.characters(exclude_categories=["Cs"])).map(kept), min_size=1, max_size=4))
def test_every_text_that_the_house_keeps_comes_back_as_it_was(ending: str, said: list[str]) -> None:
    assert [text for text, _ in back(ending, said)] == said


@given(st.text())
def test_the_guard_of_csv_and_the_signs_of_xml_are_taken_off_again(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert freed(held(text)) == text


@given(st.text(min_size=1))
def test_no_cell_of_csv_begins_like_a_formula(text: str) -> None:
    assert guarded(text)[0] not in "=+-@\t\r＝＋－＠"


def test_a_long_text_goes_on_on_a_second_sheet_and_finds_its_row_again_after_sorting() -> None:
    said = ["kort", "😀" * 20_000, "é" * 70_000]
    book = openpyxl.load_workbook(io.BytesIO(KINDS["xlsx"].write(sheet(said))))
    assert CONTINUED in book.sheetnames
    page = book.worksheets[0]
    assert all(units(str(cell.value or "")) <= CELL_UNITS for row in page.iter_rows() for cell in row)
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=2)]
    for at, values in enumerate(reversed(rows), 2):
        for column, value in enumerate(values, 1):
            page.cell(at, column).value = value
    out = io.BytesIO()
    book.save(out)
    taken = KINDS["xlsx"].read(out.getvalue())
    assert [row.cells["Opmerking"] for row in taken.rows] == said[::-1]
    assert "".join(pieces("é" * 70_000)) == "é" * 70_000


def test_an_excel_file_is_one_that_people_can_work_with() -> None:
    book = openpyxl.load_workbook(io.BytesIO(KINDS["xlsx"].write(sheet(NASTY[:9]))))
    page = book.worksheets[0]
    assert (page.freeze_panes, page.auto_filter.ref, page.print_title_rows) == ("B2", "A1:D10", "$1:$1")
    assert all(cell.data_type == "s" for row in page.iter_rows(min_row=2, min_col=2) for cell in row)
    assert page["B2"].value == "=1+1" and page["B2"].quotePrefix
    assert isinstance(page["A2"].value, int)
    assert '"Overgenomen,Niet overgenomen"' in {one.formula1 for one in page.data_validations.dataValidation}
    said = {one.name: one.value for one in book.custom_doc_props.props}
    assert said == {"format": "toetssteen-matrix/1", "evaluation": "0198", "audience": "own"}
    assert page.page_setup.orientation == "landscape"


def test_a_word_file_is_one_that_word_can_open() -> None:
    document = docx.Document(io.BytesIO(KINDS["docx"].write(sheet(["een\ntwee", "drie"]))))
    (table,) = document.tables
    assert [cell.text for cell in table.rows[0].cells] == [column.heading for column in COLUMNS]
    assert table.rows[1].cells[1].text == "een\ntwee"
    section = document.sections[0]
    assert section.page_width > section.page_height
    assert "Voor: het team" in [one.text for one in section.header.paragraphs]
    assert any("evaluation=0198;" in one.text for one in section.footer.paragraphs)
    assert table.rows[0]._tr.trPr.xpath("w:tblHeader")


def test_what_was_changed_with_tracked_changes_counts_as_the_text_now() -> None:
    content = KINDS["docx"].write(sheet(["een"]))
    old = b">een<"
    new = (
        b">een<!-- --></w:t></w:r><w:del w:id='1'><w:r><w:delText>weg</w:delText></w:r></w:del>"
        b"<w:ins w:id='2'><w:r><w:t> erbij"
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    body = (
        parts["word/document.xml"]
        .replace(old, new + b"<", 1)
        .replace(b" erbij</w:t></w:r>", b" erbij</w:t></w:r></w:ins>")
    )
    taken = KINDS["docx"].read(packed(parts | {"word/document.xml": body}))
    assert taken.rows[0].cells["Opmerking"] == "een erbij"


# -- what is refused


def packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def parts_of(ending: str) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(KINDS[ending].write(sheet(["een"])))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>"""
MAIN = {"xlsx": "xl/worksheets/sheet1.xml", "docx": "word/document.xml"}


@pytest.mark.parametrize("ending", MAIN)
def test_entities_macros_and_bombs_are_refused(ending: str) -> None:
    parts, main = parts_of(ending), MAIN[ending]
    body = parts[main].split(b"?>", 1)[-1]
    with pytest.raises(Unwanted):
        KINDS[ending].read(packed(parts | {main: ENTITIES + body}))
    with pytest.raises(Unwanted):
        KINDS[ending].read(packed(parts | {"xl/vbaProject.bin": b"x"}))
    with pytest.raises(SheetTooLarge):
        KINDS[ending].read(packed(parts | {main: b"<x>" + b" " * 30_000_000 + b"</x>"}))
    with pytest.raises(SheetTooLarge):
        KINDS[ending].read(b"PK\x03\x04" + b"x" * LARGEST)
    with pytest.raises(Unwanted):
        KINDS[ending].read(packed({f"part{n}": b"" for n in range(500)}))
    with pytest.raises(Unwanted):
        KINDS[ending].read(b"\xd0\xcf\x11\xe0" + b"x" * 500)


def test_a_part_that_lies_about_its_size_is_stopped_while_it_is_unpacked() -> None:
    rows = b"<row>" + b"".join(b"<c><v>%d</v></c>" % n for n in range(2_900_000)) + b"</row>"
    content = bytearray(packed(parts_of("xlsx") | {MAIN["xlsx"]: rows}))
    real = len(rows).to_bytes(4, "little")
    assert content.count(real) >= 1
    with pytest.raises((SheetTooLarge, Broken)):
        KINDS["xlsx"].read(bytes(content.replace(real, (1000).to_bytes(4, "little"))))


def test_formulas_are_marked_and_not_computed() -> None:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.append(["Nr.", "Motivering"])
    page.append([1, "=1+1"])
    out = io.BytesIO()
    book.save(out)
    assert isinstance(KINDS["xlsx"].read(out.getvalue()).rows[0].cells["Motivering"], Formula)


def test_csv_as_spreadsheets_of_other_countries_save_it() -> None:
    for separator in ",;\t":
        content = f'Nr.{separator}Motivering\r\n1{separator}"a{separator}b"\r\n'.encode("utf-8-sig")
        assert KINDS["csv"].read(content).rows[0].cells == {"Nr.": "1", "Motivering": f"a{separator}b"}
    with pytest.raises(NotUtf8):
        KINDS["csv"].read("Nr.;Motivering\r\n1;Één\r\n".encode("cp1252"))


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"<html>", b"a\0b", b"  \n "])
def test_what_is_no_table_is_not_taken(content: bytes) -> None:
    with pytest.raises(UnknownFormat):
        kind_of(content)


@pytest.mark.parametrize(
    "content",
    [
        b"PK\x03\x04 not a zip",
        b"{",
        b"[]",
        b'{"format": "other", "rows": [{}]}',
        b'{"format": "toetssteen-matrix/1", "rows": [1]}',
        b'{"format": "toetssteen-matrix/1", "rows": []}',
        b"[" * 100_000,
        b'a,"b\n',
    ],
)
def test_a_broken_file_is_said_to_be_broken(content: bytes) -> None:
    with pytest.raises(BadSheet):
        kind_of(content).read(content)


@pytest.mark.parametrize("ending", KINDS)
def test_what_is_made_here_is_said_not_to_come_back_where_it_would_not(
    ending: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, made = KINDS[ending], sheet(["Een opmerking."] * 50)
    content = kind.write(made)
    assert kind.fits(made, content)
    for room in ("matrix_files", "archives", f"{ending}_table"):
        if hasattr(sys.modules[f"review.documents.{room}"], "LARGEST"):
            monkeypatch.setattr(f"review.documents.{room}.LARGEST", len(content) - 1)
    assert not kind.fits(made, content)
    with pytest.raises(SheetTooLarge):
        kind.read(content)


def test_too_many_rows_are_not_taken() -> None:
    with pytest.raises(TooManyRows):
        KINDS["csv"].read(b"a,b\n" + b"1,2\n" * 20_001)


def test_no_mangled_file_does_more_than_be_refused() -> None:
    chance = random.Random(7)
    for ending, kind in KINDS.items():
        whole = kind.write(sheet(NASTY[:12]))
        for _ in range(60):
            content = bytearray(whole)
            for _ in range(chance.randint(1, 12)):
                content[chance.randrange(len(content))] = chance.randrange(256)
            try:
                kind.read(bytes(content[: chance.randint(1, len(content))] if chance.random() < 0.3 else content))
            except BadSheet:
                continue
            assert ending
