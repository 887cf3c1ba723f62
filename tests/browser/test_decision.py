"""The page on which a director decides: on what moved meanwhile, a wrong password, a barred button, and two at once."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from review.commands.approvals import GrantWaiver, RequestApproval
from review.commands.drafts import SubmitVersion
from review.commands.evaluations import OpenEvaluation
from review.commands.sources import RegisterSource
from review.domain.gates import WAIVABLE
from review.domain.vocabulary import DocumentKind, Level, SourceType
from tests.browser.conftest import Visit, violations
from tests.browser.founding import PASSWORD, SEATS, do, seat_by_command
from tests.browser.site import Site
from tests.browser.windows import NARROW

LEAD, DIRECTOR, OTHER = "Tom Torenaar", "Elske Winter", "Maarten Vliet"
APPROVE = "Versie 1 vaststellen"


@dataclass
class Asked:
    """A request for approval that waits for the director."""

    site: Site
    evaluation: UUID
    path: str

    def registers_source(self, title: str, level: Level | None = Level.UNCLASSIFIED) -> None:
        source = RegisterSource(
            evaluation=self.evaluation, title=title, type=SourceType.DOCUMENT, owner="BZ/DAF", level=level
        )
        do(self.site, LEAD, source, self.evaluation)


@pytest.fixture
def asked(house: Site) -> Asked:
    evaluation = do(house, DIRECTOR, OpenEvaluation(title="Evaluatie van de missie in Noordland")).log
    for seat in SEATS:
        seat_by_command(house, seat)
    text = SubmitVersion(
        evaluation=evaluation, kind=DocumentKind.TERMS_OF_REFERENCE, content=b"# Vragen\n\nWat werkte?"
    )
    draft = do(house, LEAD, text, evaluation).subject
    for clause in WAIVABLE:
        waiver = GrantWaiver(evaluation=evaluation, draft=draft, number=1, clause=clause, motive="Het is een proef.")
        do(house, DIRECTOR, waiver, evaluation)
    request = RequestApproval(evaluation=evaluation, draft=draft, number=1)
    return Asked(house, evaluation, f"/approvals/{do(house, LEAD, request, evaluation).subject}")


def approves(page: Page, password: str = PASSWORD) -> None:
    page.get_by_label("Uw motivering").first.fill("De vragen zijn scherp genoeg.")
    page.get_by_label("Uw wachtwoord, nogmaals").fill(password)
    page.get_by_role("button", name=APPROVE).click()


def statuses(page: Page) -> list[int]:
    """What every request of this page is answered from now on."""
    found: list[int] = []
    page.on("response", lambda answer: found.append(answer.status))
    return found


@pytest.mark.parametrize(("javascript", "width"), [(True, 1360), (False, NARROW)])
def test_a_page_that_went_stale_says_what_was_recorded_since_and_decides_on_the_second_try(
    asked: Asked, visit: Visit, javascript: bool, width: int
) -> None:
    page = visit(asked.site, DIRECTOR, asked.path, javascript=javascript, width=width)
    asked.registers_source("Nota over de inzet")
    answers = statuses(page)
    approves(page)
    notice = page.get_by_role("alert").filter(has_text="Sinds u deze pagina opende")
    expect(notice).to_contain_text("Tom Torenaar legde bron 1 vast")
    expect(notice).to_contain_text("Er is nog niets besloten")
    assert 409 in answers
    if javascript:
        expect(notice).to_be_focused()
        assert page.url.endswith(asked.path)
    expect(page.get_by_label("Uw motivering").first).to_have_value("De vragen zijn scherp genoeg.")
    expect(page.get_by_label("Uw wachtwoord, nogmaals")).to_have_value("")
    assert not javascript or violations(page) == []
    approves(page)
    expect(page.get_by_text("Vastgesteld door Elske Winter op")).to_be_visible()


@pytest.mark.parametrize("javascript", [True, False])
def test_a_wrong_password_decides_nothing_and_says_so(asked: Asked, visit: Visit, javascript: bool) -> None:
    page = visit(asked.site, DIRECTOR, asked.path, javascript=javascript)
    answers = statuses(page)
    approves(page, "dit is het wachtwoord van een ander")
    summary = page.get_by_role("alert").filter(has_text="Dit is niet uw wachtwoord. Er is niets vastgelegd.")
    expect(summary).to_be_visible()
    assert 422 in answers
    field = page.get_by_label("Uw wachtwoord, nogmaals")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(page.get_by_label("Uw motivering").first).to_have_value("De vragen zijn scherp genoeg.")
    if javascript:
        expect(summary).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        expect(field).to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name=APPROVE)).to_be_visible()


def test_a_button_that_cannot_be_used_says_why(asked: Asked, visit: Visit) -> None:
    asked.registers_source("Gespreksverslag", level=None)
    page = visit(asked.site, DIRECTOR, asked.path)
    button = page.get_by_role("button", name=APPROVE)
    expect(button).to_be_disabled()
    reasons = page.get_by_role("region", name=APPROVE)
    expect(reasons).to_contain_text("Van 1 bron is de rubricering niet opgegeven.")
    assert violations(page) == []


def test_what_bars_the_button_after_the_page_was_opened_is_said_as_well(asked: Asked, visit: Visit) -> None:
    page = visit(asked.site, DIRECTOR, asked.path)
    asked.registers_source("Gespreksverslag", level=None)
    approves(page)
    expect(page.get_by_role("alert").filter(has_text="Sinds u deze pagina opende")).to_be_focused()
    expect(page.get_by_role("button", name=APPROVE)).to_be_disabled()


def test_of_two_directors_at_once_one_decides_and_the_other_sees_it(asked: Asked, visit: Visit) -> None:
    first = visit(asked.site, DIRECTOR, asked.path)
    second = visit(asked.site, OTHER, asked.path)
    approves(first)
    expect(first.get_by_text("Vastgesteld door Elske Winter op")).to_be_visible()
    answers = statuses(second)
    approves(second)
    expect(second.get_by_role("alert").filter(has_text="Hierover is vóór u al besloten")).to_be_focused()
    assert 409 in answers
    second.reload()
    expect(second.get_by_text("Vastgesteld door Elske Winter op")).to_be_visible()
    with asked.site.review.reading() as tx:
        names = [it.event.NAME for it in asked.site.review.records(tx, asked.evaluation)]
    assert names.count("approval.granted") == 1
