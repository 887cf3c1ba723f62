"""Access reviews in the browser: the auditor looks through everything, the administrator sees what is due and found."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.given import World
from tests.web.walking import House, house

PLACE = "/access-reviews"


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def test_the_auditor_reads_the_list_and_records_a_review(it: House) -> None:
    page = it.page("the auditor", PLACE)
    assert "Wendy Dijker" in page and "Karin Kooi" in page and "Evaluatie van de missie in Tamberland" in page
    assert "De volgende controle moet op" in page
    client = it.client("the auditor")
    entered = {"scope": "everything", "outcome": "to_be_mended", "finding": "De kopiehouder is weg.", "seen": "x"}
    assert client.post(PLACE, data=entered).status_code == 422
    assert client.post(PLACE, data=entered | {"seen": str(it.world.clock())}).status_code == 303
    assert "De kopiehouder is weg." in it.page("the auditor", PLACE)


def test_the_administrator_reads_what_is_due_and_found_and_not_who_sits_where(it: House) -> None:
    assert "Een controle van wie wat mag, is nodig" not in it.page("the administrator", "/people")
    it.world.clock.pass_days(100)
    page = it.page("the administrator", "/people")
    assert "Een controle van wie wat mag, is nodig" in page
    page = it.page("the administrator", PLACE)
    assert "Een controle moet sinds" in page
    assert "Karin Kooi" not in page and "Tamberland" not in page
    entered = {"scope": "everything", "outcome": "in_order", "finding": "Goed.", "seen": str(it.world.clock())}
    assert it.client("the administrator").post(PLACE, data=entered).status_code == 403


def test_nobody_else_finds_it(it: House) -> None:
    for who in ("the director", "the team lead", "the policy representative"):
        assert it.client(who).get(PLACE).status_code == 403
        assert PLACE not in it.client(who).get("/").get_data(as_text=True)
    assert PLACE in it.client("the auditor").get("/").get_data(as_text=True)
