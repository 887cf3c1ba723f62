"""My work: the page that tells everybody what is up to them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from review.application import uuid7
from review.commands.people import GiveOffice, RegisterPerson
from review.domain.vocabulary import Capacity
from review.installation import operator
from review.web import desk
from tests import acts
from tests.acts import SOUNDING, TOR
from tests.given import World
from tests.serving import app_over
from tests.web.visiting import installation
from tests.web.walking import House, house


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def test_the_desk_names_what_why_and_when(it: House) -> None:
    it.world.submit("the team lead", TOR)
    review_round = acts.open_round(it.world, SOUNDING, days=6)
    shown = it.page("the peer reader", "/")
    assert "1 ding wacht op u" in shown
    assert "Reageer op Terms of Reference versie 1" in shown
    assert "U bent in de klankbordgroep om een reactie gevraagd" in shown
    assert "u plaatste nog geen opmerking" in shown
    assert "nog 6 dagen" in shown
    acts.comment(it.world, "the peer reader", review_round)
    assert "u plaatste tot nu toe 1 opmerking" in it.page("the peer reader", "/")
    assert "Respond to Terms of Reference version 1" in it.page("the peer reader", "/", "en")


def test_what_is_late_is_marked(it: House) -> None:
    it.world.submit("the team lead", TOR)
    acts.open_round(it.world, SOUNDING, days=2)
    it.world.clock.pass_days(4)
    shown = it.page("the peer reader", "/")
    assert "1 te laat" in shown
    assert "2 dagen te laat" in shown
    assert "Sluit de ronde van de klankbordgroep" in it.page("the chair of the sounding board", "/")


def test_who_waits_for_others_sees_for_whom(it: House) -> None:
    it.world.submit("the team lead", TOR)
    acts.open_round(it.world, SOUNDING)
    shown = it.page("the team lead", "/")
    assert "U bent bij." in shown
    assert "Wacht op anderen" in shown
    assert "Nog 2 reacties op Terms of Reference versie 1" in shown
    assert "Leden van de klankbordgroep Hans Hartog, Kees Jonker" in shown


def test_a_condition_of_an_approval_is_told_to_who_meets_and_to_who_confirms_it(it: House) -> None:
    acts.ready_for_approval(it.world)
    approval = acts.request(it.world)
    acts.grant(it.world, approval, conditions=(("De planning klopt.", it.world.today()),))
    it.world.clock.pass_days(1)
    shown = it.page("the director", "/")
    assert "Bevestig dat aan voorwaarde 1 bij de vaststelling van Terms of Reference versie 1 is voldaan" in shown
    assert "1 dag te laat" in shown
    shown = it.page("the team lead", "/")
    assert "Voldoe aan voorwaarde 1 bij de vaststelling van Terms of Reference versie 1" in shown
    assert f'href="/approvals/{approval}#condition-1"' in it.client("the team lead").get("/").get_data(as_text=True)
    assert "Condition 1 of the approval" in it.page("the evaluator", "/", "en")
    assert "voorwaarde 1" not in it.page("the peer reader", "/")


def test_an_empty_desk_says_so_and_where_to_go(it: House) -> None:
    shown = it.page("the copy recipient", "/")
    assert "U bent bij." in shown
    assert "Evaluatie van de missie in Tamberland" in shown
    assert "You are up to date." in it.page("the copy recipient", "/", "en")
    assert "Evaluatie van" not in it.page("the outsider", "/")


def test_the_administrator_is_shown_the_way_to_the_accounts_and_no_evaluation(it: House) -> None:
    shown = it.page("the administrator", "/")
    assert "Mensen en accounts" in shown
    assert "Tamberland" not in shown


@pytest.mark.parametrize(
    ("office", "told"),
    [
        (Capacity.DIRECTOR, "Open de eerste evaluatie"),
        (Capacity.AUDITOR, "Zodra iets op u wacht, staat het hier."),
        (Capacity.ADMINISTRATOR, "Mensen en accounts"),
    ],
)
def test_where_no_evaluation_is_yet_each_office_is_told_its_own_next_step(
    tmp_path: Path, office: Capacity, told: str
) -> None:
    review, _ = installation(tmp_path)
    by, person = operator(review), uuid7()
    review.do(RegisterPerson(name="W. Dijker", organisation="BZ/IOB", person=person), by)
    review.do(GiveOffice(person=person, office=office, organisation="BZ/IOB"), by)
    client = app_over(review).test_client()
    client.set_cookie("toetssteen", review.sessions.start(person))
    shown = client.get("/").text
    assert told in shown
    assert ("beheert de accounts" in shown) is (office is Capacity.ADMINISTRATOR)
    review.engine.dispose()


def test_the_desk_needs_a_session(it: House) -> None:
    assert it.app.test_client().get("/").location.startswith("/session")


def test_of_many_rows_that_others_owe_the_first_are_shown(it: House) -> None:
    for number in range(34):
        it.world.open_evaluation(f"Evaluatie {number}")
    shown = it.page("the director", "/")
    assert "35 dingen wachten op u" in shown or "34 dingen wachten op u" in shown
    assert "Toon alles" not in shown


def test_of_much_work_the_first_of_it_is_shown_and_the_rest_is_a_link_away(
    it: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        it.world.open_evaluation(f"Evaluatie {number}")
    monkeypatch.setattr(desk, "FIRST", 1)
    shown, whole = (it.client("the director", "nl").get(path).text for path in ("/", "/?all=1"))
    waiting = whole.count("<tr class=")
    assert waiting > 2
    assert f"{waiting} dingen wachten op u" in shown
    assert shown.count("<tr class=") == 1
    assert f"Er wachten nog {waiting - 1} zaken op u." in shown
    assert 'href="/?all=1"' in shown
    assert "Toon alles" not in whole
