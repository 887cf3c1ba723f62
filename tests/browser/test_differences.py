"""What changed between two versions, read by mouse, by keyboard, without scripts, and on a telephone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit, violations
from tests.browser.site import Site
from tests.browser.windows import NARROW


def changes(there: dict[str, str], query: str = "?with=1") -> str:
    return there["differences"] + query


def focused(page: Page) -> str:
    return str(page.evaluate("() => document.activeElement.closest('[id]')?.id ?? ''"))


def test_the_keys_walk_from_change_to_change(shared_site: Site, there: dict[str, str], visit: Visit) -> None:
    page = visit(shared_site, "Steenhof", changes(there))
    told = page.locator(".diff [id^=d]").evaluate_all("all => all.map(one => one.id)")
    assert len(told) > 20
    for expected in told[:6]:
        page.keyboard.press("j")
        assert focused(page) == expected
        expect(page.locator(":focus")).to_be_in_viewport()
    page.keyboard.press("k")
    assert focused(page) == told[4]


def test_the_links_at_a_change_lead_to_its_neighbours(shared_site: Site, there: dict[str, str], visit: Visit) -> None:
    page = visit(shared_site, "Steenhof", changes(there))
    second = page.get_by_role("link", name="Vorige wijziging").first
    here = second.locator("xpath=ancestor::section[1]").get_attribute("id")
    page.get_by_role("link", name="Volgende wijziging").first.click()
    assert page.url.endswith(f"#{here}")
    expect(page.locator(f"#{here}")).to_be_in_viewport()
    second.click()
    assert not page.url.endswith(f"#{here}")


def test_a_count_names_the_places_and_leads_there(shared_site: Site, there: dict[str, str], visit: Visit) -> None:
    page = visit(shared_site, "Steenhof", changes(there))
    page.locator(".tally summary").last.click()
    link = page.locator(".tally details[open] a").first
    number = str(link.get_attribute("href"))
    link.click()
    expect(page.locator(number)).to_be_in_viewport()
    expect(page.locator(f"{number} .tag").first).to_have_text("Verplaatst")
    page.locator(f"{number}").get_by_role("link", name=re.compile("alinea|punt|rij")).nth(1).click()
    left = number.replace("d", "l")
    assert page.url.endswith(left)
    expect(page.locator(f".departure:has({left})")).to_be_in_viewport()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_stretch_unfolds_where_it_is(
    shared_site: Site, there: dict[str, str], visit: Visit, javascript: bool
) -> None:
    page = visit(shared_site, "Steenhof", changes(there), javascript=javascript)
    fold = page.locator("p.fold").nth(1)
    count = int(fold.inner_text().split()[0])
    fold.get_by_role("link").click()
    opened = page.locator(".unfolded")
    expect(opened).to_be_in_viewport()
    expect(opened.locator(".changed-passage")).to_have_count(count)
    if javascript:
        expect(opened).to_be_focused()
    page.locator("p.fold").nth(3).get_by_role("link").click()
    expect(opened).to_have_count(2)


def test_without_scripts_everything_is_chosen_with_links_and_a_form(
    shared_site: Site, there: dict[str, str], visit: Visit
) -> None:
    page = visit(shared_site, "Steenhof", there["differences"], javascript=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er wijzigde van versie 2 naar versie 4")
    page.get_by_label("Vanaf").select_option("1")
    page.get_by_label("Naar").select_option("3")
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Wat er wijzigde van versie 1 naar versie 3")
    page.get_by_role("link", name="Naast elkaar").click()
    page.get_by_role("link", name="Raakt mijn opmerkingen").click()
    expect(page.locator(".pair .is").first).to_be_visible()
    assert "only=mine" in page.url and "view=beside" in page.url


def test_side_by_side_falls_into_one_text_on_a_telephone(
    shared_site: Site, there: dict[str, str], visit: Visit
) -> None:
    page = visit(shared_site, "Steenhof", changes(there, "?with=1&view=beside"))
    expect(page.locator(".changed-passage .pair").first).to_be_visible()
    expect(page.locator(".changed-passage .both").first).to_be_hidden()
    page.set_viewport_size({"width": NARROW, "height": 860})
    expect(page.locator(".changed-passage .pair").first).to_be_hidden()
    expect(page.locator(".changed-passage .both").first).to_be_visible()
    assert violations(page) == []


def test_the_reading_page_leads_to_what_changed_since_the_last_comment(
    shared_site: Site, there: dict[str, str], visit: Visit
) -> None:
    page = visit(shared_site, "Steenhof", there["terms"])
    link = page.get_by_role("link", name=re.compile(r"Sinds u het laatst reageerde: \d+ alinea’s gewijzigd"))
    count = re.findall(r"\d+", link.inner_text())[0]
    link.click()
    expect(page.get_by_role("link", name=f"Alle wijzigingen {count}")).to_be_visible()


@pytest.mark.parametrize("width", [1360, NARROW])
def test_what_is_folded_in_a_table_stands_under_its_columns(
    shared_site: Site, there: dict[str, str], visit: Visit, width: int
) -> None:
    page = visit(shared_site, "Jonker", there["differences"], width=width)
    table = page.locator("table.changes").first
    fold = table.locator("tr.fold").first.locator("td").last.bounding_box()
    assert fold is not None
    assert fold["width"] > table.evaluate("table => table.offsetWidth / 2")
