"""The response matrix as its users handle it: dealt with in the row, taken along, filled in, and brought back."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, violations
from tests.browser.language import foreign_words
from tests.browser.site import Site
from tests.browser.windows import NARROW, WIDE

OPEN = "?state=open&sort=number"


def at(site: Site, query: str = "") -> str:
    return f"/evaluations/{site.evaluation}/matrix{query}"


def filled_in(page: Page, folder: Path, link: str = "Excel") -> Path:
    """The file that the page gives, with one comment dealt with and one done wrong."""
    with page.expect_download() as download:
        page.get_by_role("link", name=link, exact=True).click()
    file = folder / download.value.suggested_filename
    download.value.save_as(file)
    book = openpyxl.load_workbook(file)
    sheet = book.worksheets[0]
    columns = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(2, columns["Wat ermee is gedaan"]).value = "Overgenomen"
    sheet.cell(3, columns["Wat ermee is gedaan"]).value = "Misschien"
    book.save(file)
    return file


@pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without"])
def test_a_matrix_is_taken_along_filled_in_and_brought_back(
    site: Site, visit: Visit, tmp_path: Path, javascript: bool
) -> None:
    page = visit(site, "Jonker", at(site, OPEN), javascript=javascript)
    first = page.locator("table.matrix tbody").first
    number = (first.get_attribute("id") or "").removeprefix("r")
    file = filled_in(page, tmp_path)
    page.get_by_role("link", name="Terugbrengen").click()
    page.get_by_label("Bestand").set_input_files(file)
    page.get_by_role("button", name="Bekijken wat het doet").click()
    expect(page.get_by_text("1 gewijzigd, 1 geweigerd")).to_be_visible()
    expect(page.locator(".plan").first).to_contain_text("open → overgenomen")
    expect(page.locator(".plan").last).to_contain_text("Dit is niet te lezen: Wat ermee is gedaan")
    if javascript:
        assert [*violations(page), *foreign_words(page, "nl")] == []
        page.set_viewport_size({"width": NARROW, "height": 860})
        assert violations(page) == []
        page.set_viewport_size({"width": WIDE, "height": 860})
    page.get_by_role("button", name="1 regel vastleggen").click()
    expect(page.get_by_text("1 regel uit het bestand is vastgelegd.")).to_be_visible()
    page.goto(site.address(at(site, "?sort=number")))
    expect(page.locator(f"#r{number} .done")).to_contain_text("Overgenomen")


def test_with_the_keyboard_alone_a_comment_is_dealt_with_in_its_row(site: Site, visit: Visit) -> None:
    page = visit(site, "Jonker", at(site, OPEN))
    row = page.locator("table.matrix tbody").first
    number = (row.get_attribute("id") or "").removeprefix("r")
    row.locator(".done .btn").focus()
    page.keyboard.press("Enter")
    form = page.locator(f"form#act{number}")
    expect(form).to_be_visible()
    assert violations(page) == []
    form.locator("input[value=accepted]").focus()
    page.keyboard.press("Space")
    form.get_by_role("button", name="Vastleggen").focus()
    page.keyboard.press("Enter")
    expect(page.locator(f"#r{number} .done")).to_contain_text("Overgenomen")
    expect(page.locator(f"#r{number} td.where")).to_be_visible()
    expect(page.locator(f"#r{number}")).to_be_focused()


def test_sorting_and_narrowing_keep_the_address_and_work_without_javascript(site: Site, visit: Visit) -> None:
    page = visit(site, "Jonker", at(site))
    page.get_by_label("Soort").select_option("method")
    expect(page.locator("table.matrix tbody").first).to_contain_text("methode")
    assert "kind=method" in page.url
    page.get_by_role("link", name="Inbrenger").click()
    assert "sort=author" in page.url and "kind=method" in page.url
    plain = visit(site, "Jonker", at(site), javascript=False, width=NARROW)
    plain.get_by_label("Woorden").fill("kampopzet")
    plain.get_by_role("button", name="Tonen").click()
    expect(plain.locator("table.matrix tbody")).to_have_count(1)
    assert plain.evaluate("() => document.documentElement.scrollWidth - window.innerWidth") <= 0
