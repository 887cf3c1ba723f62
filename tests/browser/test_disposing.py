"""What is done with comments, in a browser: many at once, wording taken over, many answers."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from review.domain.vocabulary import CommentState
from review.projections import comments
from tests.browser.conftest import Visit, violations
from tests.browser.site import Site
from tests.browser.windows import NARROW


def said(site: Site, who: str = "Jonker") -> dict[int, comments.Comment]:
    with site.review.reading() as tx:
        reader = site.review.reader(tx, site.person(who), site.evaluation)
        return {it.number: it for it in comments.of_evaluation(tx, site.review.door(), reader, site.evaluation)}


def listed(site: Site, query: str = "state=open") -> str:
    return site.address(f"/evaluations/{site.evaluation}/comments?{query}")


def two_that_may_be_deferred(site: Site) -> list[int]:
    """Open comments that the team lead may put off: not those that may be too sensitive."""
    found = said(site).values()
    return [
        it.number for it in found if it.state is CommentState.OPEN and it.kind not in ("classification", "traceability")
    ][:2]


def choose(page: Page, numbers: list[int]) -> None:
    for number in numbers:
        page.get_by_label(f"Kies opmerking {number}", exact=True).check()


@pytest.mark.parametrize("scripts", [True, False])
def test_many_comments_are_dealt_with_in_one_act(site: Site, visit: Visit, scripts: bool) -> None:
    page = visit(site, "Jonker", javascript=scripts)
    page.goto(listed(site))
    numbers = two_that_may_be_deferred(site)
    choose(page, numbers)
    page.locator("#bulk summary").click()
    if scripts:
        expect(page.locator("#bulk summary .tag")).to_have_text("2 gekozen")
    page.locator("#bulk").get_by_label("Doorgeschoven").check()
    page.get_by_role("button", name="Leg vast voor alle gekozen").click()
    expect(page.get_by_role("alert")).to_contain_text("motivering")
    assert page.get_by_label(f"Kies opmerking {numbers[0]}", exact=True).is_checked()
    page.locator("#bulk").get_by_label("Motivering").fill("Dit komt in het eindrapport terug.")
    page.get_by_role("button", name="Leg vast voor alle gekozen").click()
    expect(page.get_by_text("2 opmerkingen zijn afgehandeld.").first).to_be_visible()
    now = said(site)
    assert {now[number].motive for number in numbers} == {"Dit komt in het eindrapport terug."}


def test_wording_is_taken_over_by_keyboard_and_stands_in_the_text_for_the_next_version(
    site: Site, visit: Visit
) -> None:
    open_ = next(it for it in said(site).values() if it.state is CommentState.OPEN and it.proposal and it.block)
    page = visit(site, "Jonker")
    page.goto(site.address(f"/comments/{open_.id}"))
    page.get_by_role("button", name="Neem de tekst over").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("tekst overgenomen").first).to_be_visible()
    page.get_by_role("link", name="Tekst voor versie").click()
    expect(page.get_by_role("heading", name="Tekst voor versie 2")).to_be_visible()
    expect(page.locator(".proposal")).to_contain_text(
        "goede informatie, waarvan bijna een derde aantoonbaar is gebruikt"
    )
    assert violations(page) == []
    page.set_viewport_size({"width": NARROW, "height": 860})
    assert violations(page) == []
    page.get_by_role("link", name="Dien deze tekst in").click()
    whole = "goede informatie, waarvan bijna een derde aantoonbaar is gebruikt in besluiten van de missie"
    expect(page.locator("textarea[name=text]")).to_have_value(re.compile(whole))


def test_an_author_agrees_with_many_at_once(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof")
    page.goto(listed(site, ""))
    page.get_by_role("link", name="wachten op uw antwoord").click()
    boxes = page.get_by_role("checkbox")
    expect(boxes.nth(1)).to_be_visible()
    boxes.first.uncheck()
    assert violations(page) == []
    page.get_by_role("button", name="Akkoord met alle gekozen afhandelingen").click()
    expect(page.get_by_role("checkbox")).to_have_count(1)


def test_a_minority_statement_is_filed_and_stands_with_the_version(site: Site, visit: Visit) -> None:
    report = next(it for it in said(site).values() if it.state is CommentState.OPEN)
    page = visit(site, "Steenhof")
    page.goto(site.address(f"/drafts/{report.draft}/versions/{report.draft_version}/minority"))
    assert violations(page) == []
    page.get_by_label("Uw standpunt").fill("Ik lees de cijfers anders.")
    page.get_by_role("button", name="Dien het in").click()
    expect(page.get_by_text("Ik lees de cijfers anders.")).to_be_visible()
    page.goto(site.address(f"/drafts/{report.draft}/versions/{report.draft_version}"))
    expect(page.get_by_role("heading", name="Bijlage: minderheidsstandpunten")).to_be_visible()
