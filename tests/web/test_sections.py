"""What an external researcher finds in the browser: the sections assigned, the own part, and where to sign."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from review.commands.groups import AssignSections
from review.domain.vocabulary import DocumentKind
from tests.given import World
from tests.texts import FIRST, markdown
from tests.web.walking import House, house

TOR, REPORT = DocumentKind.TERMS_OF_REFERENCE, DocumentKind.REPORT
RESEARCHER = "the external researcher"


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def test_the_sections_of_the_track_and_no_word_of_the_rest(it: House) -> None:
    it.world.submit("the team lead", TOR)
    draft, seat = it.world.known.drafts[TOR], it.world.known.seats[RESEARCHER][1]
    version, source = f"/drafts/{draft}/versions/1", f"/drafts/{draft}/versions/1/source"
    page = it.page(RESEARCHER, version)
    assert "Van dit document is u geen onderdeel toegewezen." in page
    assert "Vraag de directeur de onderdelen toe te wijzen die u voor uw deelonderzoek nodig hebt." in page
    form = it.page("the director", it.at(f"/seats/{seat}/sections"))
    assert "Een extern onderzoeker leest de onderdelen die u kiest" in form
    assigned = AssignSections(evaluation=it.world.known.evaluation, seat=seat, draft=draft, sections=(9,))
    it.world.do("the director", assigned)
    assert "U leest de onderdelen die u zijn toegewezen. Van de rest" in it.page(RESEARCHER, version)
    for address in (version, source, it.at("/questions")):
        assert "doelmatig" not in it.client(RESEARCHER).get(address).get_data(as_text=True)
    assert "vraaggesprekken" in it.client(RESEARCHER).get(source).get_data(as_text=True)


def test_where_nothing_that_one_reads_changed_the_comparison_says_so(it: House) -> None:
    it.world.submit("the team lead", TOR)
    first = list(FIRST[TOR])
    it.world.submit("the team lead", TOR, [*first[:1], f"{first[1]} Ook dit.", *first[2:]], follows=1)
    it.world.require_noticed()
    draft = it.world.known.drafts[TOR]
    page = it.page(RESEARCHER, f"/drafts/{draft}/versions/2/differences?with=1")
    assert "Niets gewijzigd in wat u leest" in page
    assert "1 gewijzigd" in it.page("the team lead", f"/drafts/{draft}/versions/2/differences?with=1")
    mine = it.page("the team lead", f"/drafts/{draft}/versions/2/differences?with=1&only=mine")
    assert "Geen wijziging past bij deze keuze." in mine


def test_the_own_part_is_read_whole(it: House) -> None:
    assert "uw eigen deel van het rapport in: vul het nummer ervan in." in it.page(RESEARCHER, it.at("/drafts/new"))
    entered = {"kind": "report", "part": "2", "text": markdown(list(FIRST[REPORT])).decode()}
    client = it.client(RESEARCHER)
    there = client.post(client.post(it.at("/drafts"), data=entered).location, data={}).location
    assert there.endswith("/versions/1/receipt")
    page = it.page(RESEARCHER, there.removesuffix("/receipt"))
    assert (
        "Rapport, deel 2" in page
        and "de opbouw van de politie kwam te laat op gang" in page
        and "toegewezen" not in page
    )


def test_who_reads_a_part_signs_the_pledge_and_finds_nothing_else_of_quality(it: House) -> None:
    page = it.page(RESEARCHER, it.at("/quality"))
    assert "Eva Linde nog niet ondertekend" in page and "Er is nog geen kwaliteit beoordeeld." not in page
    client = it.client(RESEARCHER)
    assert client.post(it.at("/pledges"), data={"seat": it.world.known.seats[RESEARCHER][1]}).status_code == 303
    assert "Eva Linde ondertekend" in it.page(RESEARCHER, it.at("/quality"))
    assert client.get(it.at("/theory")).status_code == 404
    assert it.client("the adviser").get(it.at("/quality")).status_code == 404
