"""A director makes a passkey known and approves with it, in a real browser with an authenticator in software."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from review import installation, verification
from review.commands.passkeys import ConfirmPasskey
from review.passkeys import fingerprint
from review.projections import passkeys
from review.verifier.__main__ import verify_export
from tests.browser.conftest import Visit, sideways, violations
from tests.browser.site import Site
from tests.browser.test_decision import APPROVE, DIRECTOR, Asked, asked
from tests.browser.windows import NARROW

__all__ = ["asked"]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def here(asked: Asked) -> Asked:
    """The same site under a name: a passkey belongs to one, and never to a number."""
    return replace(asked, site=replace(asked.site, url=asked.site.url.replace("127.0.0.1", "localhost")))


TURNED_DOWN = "() => { navigator.credentials.get = () => Promise.reject(new DOMException('', 'NotAllowedError')) }"
"""What a browser answers when its user closes the window that asks for the passkey."""


def with_device(page: Page) -> None:
    """This page has an authenticator from now on."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})


def confirmed(site: Site) -> bytes:
    """The public key that was made known, confirmed by who works on the machine."""
    review = site.review
    with review.reading() as tx:
        reader = review.reader(tx, site.person(DIRECTOR))
        (made,) = passkeys.listed(tx, review.door(), reader)
    review.do(ConfirmPasskey(passkey=made.id), installation.operator(review))
    return made.key


def test_an_approval_signed_in_the_browser_is_proved_by_its_export(here: Asked, visit: Visit, tmp_path: Path) -> None:
    page = visit(here.site, DIRECTOR, "/passkeys", alone=True)
    with_device(page)
    page.get_by_role("button", name="Passkey bekendmaken").click()
    expect(page.get_by_text("wacht op een tweede persoon")).to_be_visible()
    assert violations(page) == []
    key = confirmed(here.site)
    page.goto(here.site.address(here.path))
    expect(page.get_by_text("U ondertekent dit besluit met uw passkey.")).to_be_visible()
    assert page.get_by_label("Uw wachtwoord, nogmaals").count() == 0
    assert violations(page) == []
    page.get_by_text("Vaststellen onder voorwaarden").click()
    page.get_by_label("Voorwaarde 1").fill("De planning is rond.")
    page.get_by_label("Uiterlijk op").first.fill("2099-01-31")
    page.get_by_role("button", name=APPROVE).click()
    expect(page.get_by_text("Vastgesteld door Elske Winter op")).to_be_visible()
    page.get_by_text("Wat is ondertekend").click()
    expect(page.get_by_text("condition 1: by 2099-01-31")).to_be_visible()
    assert violations(page) == []
    path = tmp_path / "export.zip"
    verification.export(here.site.review, here.evaluation, None, path)
    print_of = fingerprint(key).hex()
    verdict = verify_export(path, pins=[print_of])
    assert verdict.findings == []
    said = {claim.subject: claim for claim in verdict.claims}
    assert said[f"whose passkey {print_of} is"].standing == "proved"


def test_without_scripts_or_when_it_is_turned_down_nothing_is_decided(here: Asked, visit: Visit) -> None:
    page = visit(here.site, DIRECTOR, "/passkeys", alone=True, width=NARROW)
    with_device(page)
    page.get_by_role("button", name="Passkey bekendmaken").click()
    expect(page.get_by_text("wacht op een tweede persoon")).to_be_visible()
    assert sideways(page) == []
    confirmed(here.site)
    plain = visit(here.site, DIRECTOR, here.path, javascript=False)
    expect(plain.get_by_text("Hiervoor is een browser nodig die scripts uitvoert.")).to_be_visible()
    plain.get_by_role("button", name=APPROVE).click()
    expect(plain.get_by_role("alert")).to_contain_text("U hebt een passkey")
    page.goto(here.site.address(here.path))
    page.evaluate(TURNED_DOWN)
    page.get_by_role("button", name=APPROVE).click()
    expect(page.get_by_text("De passkey heeft niet ondertekend.")).to_be_visible()
    assert sideways(page) == []
