"""Steps about a matrix that is filled in elsewhere and brought back."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import replace
from datetime import datetime

import openpyxl
from pytest_bdd import parsers, then, when
from werkzeug.test import TestResponse

from review.documents.matrix_files import KINDS
from review.documents.sheets import Column, Sheet, Taken, TakenRow
from review.domain.matrix import MatrixImported
from review.web.matrix_sheet import HEADINGS
from review.web.translations import force_locale
from tests.given import World
from tests.soundness import heads
from tests.steps.comments import seen_by
from tests.steps.matrix import File
from tests.steps.words import words
from tests.visiting import Site


def headings(site: Site, ending: str) -> dict[str, str]:
    if ending == "json":
        return {key: key for key in HEADINGS}
    with site.app.test_request_context(), force_locale("nl"):
        return {key: str(heading) for key, heading in HEADINGS.items()}


def rewritten(taken: Taken, ending: str) -> bytes:
    """The same table written anew, as another program would."""
    names = taken.headings
    rows = [{name: row.cells.get(name, "") for name in names} for row in taken.rows]
    columns = [Column(name, name) for name in names]
    about = {name: value for name, value in taken.about.items() if name != "title"}
    return KINDS[ending].write(Sheet("Elders", columns, rows, about, datetime(2026, 3, 4)))


@when("somebody turns the rows round and fills in:")
def _(world: World, datatable: list[list[str]]) -> None:
    site, file = world.found
    world.found = (site, _filled(site, file, datatable, turned=True))


@when("somebody fills in:")
def _(world: World, datatable: list[list[str]]) -> None:
    site, file = world.found
    world.found = (site, _filled(site, file, datatable))


def _filled(site: Site, file: File, datatable: list[list[str]], *, turned: bool = False) -> File:
    names, taken = headings(site, file.ending), file.table
    rows = [TakenRow(row.line, dict(row.cells)) for row in taken.rows]
    numbers = {str(row.cells[names["number"]]): row.cells for row in rows}
    formulas = []
    for comment, key, text in datatable[1:]:
        cells = numbers[comment]
        assert isinstance(cells, dict)
        cells[names[key]] = text.replace("\\n", "\n")
        if text.startswith("formula:"):
            formulas.append(text)
    if turned:
        rows.reverse()
    content = rewritten(replace(taken, rows=tuple(rows)), file.ending)
    return replace(file, content=_with_formulas(content, formulas) if formulas else content)


def _with_formulas(content: bytes, formulas: list[str]) -> bytes:
    """Cells that a spreadsheet computes, put in by a spreadsheet."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    for row in book.worksheets[0].iter_rows():
        for cell in row:
            if cell.value in formulas:
                cell.value = "=" + str(cell.value).removeprefix("formula:")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@when(words("somebody writes the row of comment {number:d} twice"))
def _(world: World, number: int) -> None:
    site, file = world.found
    name = headings(site, file.ending)["number"]
    twice = next(row for row in file.table.rows if row.cells[name] == str(number))
    taken = replace(file.table, rows=(*file.table.rows, twice))
    world.found = (site, replace(file, content=rewritten(taken, file.ending)))


@when(words("somebody takes the column {key} out"))
def _(world: World, key: str) -> None:
    site, file = world.found
    gone = headings(site, file.ending)[key]
    left = tuple(name for name in file.table.headings if name != gone)
    world.found = (site, replace(file, content=rewritten(replace(file.table, headings=left), file.ending)))


@when(words("{who:Who} brings the file back"))
def _(world: World, who: str) -> None:
    site, file = world.found
    bring(world, site, who, file, file.content)


@when(words("{who:Who} brings back a file that is {what}"))
def _(world: World, who: str, what: str) -> None:
    site, file = world.found
    ours = KINDS["xlsx"].read(site.get(who, f"/evaluations/{world.known.evaluation}/matrix.xlsx").data)
    content = {
        "a PDF": b"%PDF-1.7 ...",
        "empty": b"",
        "a matrix of another evaluation": rewritten(
            replace(ours, about={**ours.about, "evaluation": "0" * 32}), "xlsx"
        ),
        "a matrix without names": rewritten(replace(ours, about={**ours.about, "audience": "public"}), "xlsx"),
    }[what]
    bring(world, site, who, file, content)


def bring(world: World, site: Site, who: str, file: File, content: bytes) -> None:
    """The page that says what each row would do; looking at it records nothing."""
    before = heads(world.review)
    where = f"/evaluations/{world.known.evaluation}/matrix/imports/plan"
    upload = (io.BytesIO(content), f"tabel.{file.ending}")
    answer = site.client(who).post(where, data={"file": upload}, content_type="multipart/form-data")
    assert heads(world.review) == before
    world.found = (site, replace(file, status=answer.status_code, text=answer.text))


@when(words("{who:Who} records the plan"))
def _(world: World, who: str) -> None:
    site, file = world.found
    hidden = dict(re.findall(r'<input type="hidden" name="(command|held|seat)" value="([^"]*)"', file.text))
    before = heads(world.review)[world.known.evaluation]
    for _ in range(2):  # sent twice, it is done once
        answer: TestResponse = site.client(who).post(
            f"/evaluations/{world.known.evaluation}/matrix/imports", data=hidden
        )
    after = heads(world.review)[world.known.evaluation]
    if answer.status_code == 303:
        changed = int(re.search(r"(\d+) gewijzigd", file.text)[1])  # type: ignore[index]
        assert after - before == changed + 1
    else:
        assert after == before
    world.found = (site, replace(file, status=answer.status_code, text=file.text + answer.text))


@then(words("the plan says {changed:d} changed, {refused:d} refused, {unchanged:d} unchanged"))
def _(world: World, changed: int, refused: int, unchanged: int) -> None:
    _site, file = world.found
    assert file.status == 200, file.text
    assert f"{changed} gewijzigd, {refused} geweigerd, {unchanged} ongewijzigd" in file.text, _why(file)


def _why(file: File) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", file.text))[-1500:]


@then(parsers.parse('the plan refuses comment {number:d}: "{why}"'))
def _(world: World, number: int, why: str) -> None:
    _site, file = world.found
    rows = re.findall(r"<tr><td.*?</tr>", html.unescape(file.text), re.DOTALL)
    about = [row for row in rows if f'data-label="Opmerking">{number}<' in row]
    assert any(why in row for row in about), about


@then("there is nothing to record")
def _(world: World) -> None:
    _site, file = world.found
    assert 'name="held"' not in file.text


@then(parsers.parse('the file is not taken: "{why}"'))
def _(world: World, why: str) -> None:
    _site, file = world.found
    assert file.status == 422
    assert why in html.unescape(file.text), re.findall(r"class=.error[^>]*>([^<]+)", file.text)


@then("the page says that things have moved on")
def _(world: World) -> None:
    _site, file = world.found
    assert file.status == 409


@then(words('the reasons given with comment {number:d} are "{text}"'))
def _(world: World, number: int, text: str) -> None:
    assert seen_by(world, "the auditor")[number - 1].motive == text.replace("\\n", "\n")


@then(words("comment {number:d} is answered in paragraph {block:d} of version {version:d}"))
def _(world: World, number: int, block: int, version: int) -> None:
    it = seen_by(world, "the auditor")[number - 1]
    assert (it.in_version, it.answer_block) == (version, block)


@then(words("the last act of the trail is an import of {changed:d} of {rows:d} rows"))
def _(world: World, changed: int, rows: int) -> None:
    log = world.known.evaluation
    with world.review.reading() as tx:
        records = list(world.review.records(tx, log))
    last = records[-1]
    assert isinstance(last.event, MatrixImported)
    assert (last.event.changed, last.event.rows, last.event.refused) == (changed, rows, 0)
    assert {one.envelope.command for one in records[-1 - changed :]} == {last.envelope.command}
    site, file = world.found
    sentence = f"bracht een ingevulde reactietabel terug: {changed} van {rows} regels vastgelegd, 0 geweigerd"
    assert sentence in re.sub(r"\s+", " ", site.get("the auditor", f"/evaluations/{log}/trail/{last.position}").text)
    assert json.dumps(file.ending) in json.dumps(str(last.event.format))
