"""A member's own set in a real browser: kept while typing, by keyboard, without JavaScript on a small screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Response, expect

from tests.browser.conftest import Visit, violations
from tests.browser.places import addresses
from tests.browser.site import Site
from tests.browser.windows import NARROW

TYPED = "Om welke jaren gaat het hier precies?"


@pytest.fixture
def reading(site: Site, visit: Visit) -> Page:
    page = visit(site, "Steenhof")
    page.goto(site.address(addresses(site)["report"]))
    return page


def open_form(page: Page, at: int = 1) -> None:
    block = page.locator(".doc p[data-b]").nth(at)
    block.hover()
    block.get_by_role("link", name="Opmerking bij").click()
    expect(page.get_by_label("Uw opmerking")).to_be_focused()


def _keeps(answer: Response, words: str) -> bool:
    return answer.ok and answer.request.method == "POST" and words.replace(" ", "+") in (answer.request.post_data or "")


def test_what_is_typed_is_kept_while_one_types_and_survives_a_reload(reading: Page) -> None:
    open_form(reading)
    reading.keyboard.type(TYPED)
    expect(reading.locator("#kept-at")).to_contain_text("Bewaard als concept")
    expect(reading.get_by_label("Uw opmerking")).to_be_focused()
    with reading.expect_response(lambda answer: _keeps(answer, "Graag uitsplitsen.")):
        reading.keyboard.type(" Graag uitsplitsen.")
    expect(reading.get_by_label("Uw opmerking")).to_have_value(f"{TYPED} Graag uitsplitsen.")
    reading.reload()
    own = reading.locator("#own-set")
    expect(own).to_contain_text(f"{TYPED} Graag uitsplitsen.")
    expect(own).to_contain_text("soort ontbreekt")
    assert violations(reading) == []
    own.get_by_role("link", name="Verder schrijven").click()
    expect(reading.get_by_label("Uw opmerking")).to_have_value(f"{TYPED} Graag uitsplitsen.")


def test_a_set_is_submitted_as_one_act_with_nothing_but_the_keyboard(reading: Page, site: Site) -> None:
    for at in (1, 3):
        open_form(reading, at)
        reading.keyboard.type(TYPED)
        reading.get_by_label("Wat voor opmerking is het?").focus()
        reading.keyboard.type("Vraag")
        reading.get_by_role("button", name="Bewaar als concept").focus()
        reading.keyboard.press("Enter")
        expect(reading.locator("#form-slot textarea")).to_have_count(0)
    reading.get_by_role("link", name="Alles bekijken en indienen").focus()
    reading.keyboard.press("Enter")
    expect(reading.get_by_role("heading", level=1)).to_contain_text("Uw reactie")
    assert violations(reading) == []
    reading.get_by_role("radio", name="Bezwaar").focus()
    reading.keyboard.press("Space")
    reading.get_by_role("button", name="2 opmerkingen indienen").focus()
    reading.keyboard.press("Enter")
    expect(reading.locator("#toast, #notice, body").first).to_contain_text("opmerkingen liggen vast")
    expect(reading.locator("#own-set")).to_have_count(0)
    expect(reading.locator("#pane")).to_contain_text(TYPED)


def test_without_javascript_on_a_small_screen_a_draft_is_kept_and_submitted(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof", width=NARROW, javascript=False)
    page.goto(site.address(f"{addresses(site)['report']}/paragraphs/3/comments"))
    page.get_by_label("Uw opmerking").fill(TYPED)
    page.get_by_label("Wat voor opmerking is het?").select_option("question")
    page.get_by_role("button", name="Bewaar als concept").click()
    expect(page.locator("#own-set")).to_contain_text(TYPED)
    page.get_by_role("link", name="Alles bekijken en indienen").click()
    page.get_by_role("radio", name="Akkoord, mits").check()
    page.get_by_role("button", name="1 opmerking indienen").click()
    expect(page.locator("body")).to_contain_text("Uw opmerking ligt vast")
    expect(page.locator("#own-set")).to_have_count(0)
