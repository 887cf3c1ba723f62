"""Word in a browser: a draft is seen before it is submitted, a copy goes out and comes back; also without scripts."""

from __future__ import annotations

import io
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, colours, sideways, violations
from tests.browser.language import foreign_words
from tests.browser.places import addresses
from tests.browser.site import Site
from tests.browser.windows import NARROW, WIDE
from tests.word_files import full, saved, threaded


def looked_at(page: Page) -> list[str]:
    """What is wrong with a page, wide and narrow, light and dark."""
    page.emulate_media(reduced_motion="reduce")
    faults = [*violations(page), *foreign_words(page, "nl")]
    page.set_viewport_size({"width": NARROW, "height": 860})
    faults += violations(page)
    page.emulate_media(color_scheme="dark")
    faults += colours(page)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": WIDE, "height": 860})
    return faults


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_word_draft_is_seen_and_then_submitted(site: Site, visit: Visit, tmp_path: Path, scripts: bool) -> None:
    file = tmp_path / "Concept.docx"
    file.write_bytes(full())
    page = visit(site, "Jonker", addresses(site)["new version"], javascript=scripts)
    page.get_by_label("Rapport").check()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Indienen").click()
    expect(page.get_by_role("heading", name="Controleer het Word-bestand")).to_be_visible()
    expect(page.get_by_text("1 opmerking in Word gaat niet mee")).to_be_visible()
    assert (looked_at(page) if scripts else sideways(page)) == []
    page.get_by_role("button", name="Dien deze versie in").click()
    expect(page.get_by_role("heading", name="Het Word-bestand")).to_be_visible()
    assert (looked_at(page) if scripts else sideways(page)) == []


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_copy_goes_out_and_comes_back(site: Site, visit: Visit, tmp_path: Path, scripts: bool) -> None:
    there = addresses(site)
    page = visit(site, "Steenhof", there["report"], javascript=scripts)
    with page.expect_download() as download:
        page.get_by_role("link", name="Word met de opmerkingen").click()
    document = docx.Document(io.BytesIO(Path(download.value.path()).read_bytes()))
    passage = next(one for one in document.paragraphs if len(one.text) > 120)
    for text in ("Kan dit korter?", "En met een jaartal."):
        document.add_comment(passage.runs, text=text, author="kolonel Frank Steenhof", initials="FS")
    file = tmp_path / "Terug.docx"
    file.write_bytes(threaded(saved(document), {"En met een jaartal.": "Kan dit korter?"}))
    page.goto(site.address(_round(site, page)))
    page.get_by_role("link", name="Lees een Word-bestand met opmerkingen in").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Bekijk de opmerkingen").click()
    expect(page.get_by_text("Kan dit korter?", exact=True)).to_be_visible()
    expect(page.get_by_role("option", name="antwoord op de opmerking in dit bestand", selected=True)).to_have_count(1)
    assert (looked_at(page) if scripts else sideways(page)) == []
    page.get_by_role("button", name="Lees deze opmerkingen in").click()
    expect(page.get_by_role("link", name="Dit is verplicht").first).to_be_visible()
    assert (looked_at(page) if scripts else sideways(page)) == []
    page.get_by_label("Soort voor alle die nog geen soort hebben").select_option("vraag")
    page.get_by_role("button", name="Lees deze opmerkingen in").click()
    expect(page).to_have_url(re.compile(r"/rounds/.*/set"))
    expect(page.get_by_text("1 opmerking staat in uw eigen set")).to_be_visible()
    expect(page.get_by_text("Kan dit korter?").first).to_be_visible()
    expect(page.get_by_text("En met een jaartal.").first).to_be_visible()


def _round(site: Site, page: Page) -> str:
    """The open round in which this reader was asked."""
    page.goto(site.address(addresses(site)["report"]))
    return str(page.get_by_role("link", name="Ronde van de referentiegroep").first.get_attribute("href"))


@pytest.mark.parametrize("room", ["new version", "copy"])
def test_a_file_over_the_limit_is_told_beside_its_field_before_it_is_sent(
    site: Site, visit: Visit, tmp_path: Path, room: str
) -> None:
    large, small = tmp_path / "Groot.docx", tmp_path / "Klein.docx"
    large.write_bytes(b"\0" * (25 * 1024 * 1024 + 1))
    small.write_bytes(full())
    there = addresses(site)
    who, path = ("Jonker", there["new version"]) if room == "new version" else ("Steenhof", there["new copy"])
    page = visit(site, who, path)
    button = page.locator("form:has(input[type=file]) button.btn").first
    if room == "new version":
        page.get_by_label("Wat is er nieuw?").fill("De cijfers van 2015.")
    page.locator("input[type=file]").set_input_files(large)
    told = page.get_by_text("Dit bestand is te groot: hoogstens 25 MB.")
    expect(told).to_be_visible()
    assert looked_at(page) == []
    button.click()
    expect(page.locator("input[type=file]")).to_be_focused()
    assert page.url.endswith(path)
    if room == "new version":
        expect(page.get_by_label("Wat is er nieuw?")).to_have_value("De cijfers van 2015.")
    page.locator("input[type=file]").set_input_files(small)
    expect(told).to_have_count(0)
