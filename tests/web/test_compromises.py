"""A compromise in the browser: what is frozen is nowhere to be read, and everybody is told why and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from review.domain.vocabulary import BodyKind, DocumentKind
from tests.given import World
from tests.steps.comments import raise_comment
from tests.steps.compromises import contain, report_compromise
from tests.steps.rounds import CHAIRS, open_round
from tests.web.walking import House, house

TOR, RG = DocumentKind.TERMS_OF_REFERENCE, BodyKind.REFERENCE_GROUP
MEMBER, EXPERT, EVALUATOR = "the policy representative", "the external expert", "the evaluator"
WORDS = "onvoorziene uitloop"


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    found = house(copied("sqlite"))
    world = found.world
    world.submit("the team lead", TOR)
    blocks = list(world.known.texts[TOR])
    blocks[1] = "Deze tekst is herzien."
    world.submit("the team lead", TOR, blocks)
    open_round(world, CHAIRS[RG], RG)
    raise_comment(world, MEMBER, 14, "Is dat genoeg?", body=RG)
    yield found


def _places(it: House) -> tuple[list[str], list[str]]:
    """Pages that show words of version 2, and files and comparisons of it."""
    version = f"/drafts/{it.world.known.drafts[TOR]}/versions/2"
    comment = f"/comments/{it.world.known.comments[0]}"
    pages = [version, comment, it.at("/comments"), it.at("/matrix"), it.at("/questions"), f"{version}?show=mine"]
    files = ["/source", "/pdf", "/word", "/differences", "/differences?with=1", "/original", "/changes"]
    return pages, [version + one for one in files]


def test_what_is_frozen_is_nowhere_to_be_read_until_it_is_contained(it: House) -> None:
    pages, files = _places(it)
    assert WORDS in it.page(MEMBER, pages[0])
    report_compromise(it.world, EXPERT, "Mail naar een verkeerd adres.", number=2)
    for who in (MEMBER, EVALUATOR):
        for address in pages:
            answered = it.client(who).get(address)
            assert answered.status_code == 200, address
            assert WORDS not in answered.get_data(as_text=True), (who, address)
        for address in files:
            answered = it.client(who).get(address)
            assert answered.status_code == 409, (who, address)
            assert "Het lezen van deze versie is stilgezet sinds 2 maart 2026" in answered.get_data(as_text=True)
    page = it.page(MEMBER, pages[0])
    assert "De directeur of de vaststeller van de rubricering moet zeggen wat er meteen is gedaan" in page
    assert "verkeerd adres" not in page
    for who in ("the director", "the team lead", EXPERT, "the auditor"):
        assert WORDS in it.page(who, pages[0]), who
    assert "leest alleen wie de melding behandelt deze versie" in it.page("the director", pages[0])
    it.world.do("the director", contain(it.world))
    assert WORDS in it.page(MEMBER, pages[0])
    assert it.client(MEMBER).get(files[0]).status_code == 200


def test_the_form_names_the_version_and_says_what_is_wrong(it: House) -> None:
    draft = it.world.known.drafts[TOR]
    there = it.at("/compromises")
    client, seat = it.client(MEMBER), it.world.known.seats[MEMBER][1]
    form = client.get(f"{there}?about={draft}/2").get_data(as_text=True)
    assert f'value="{draft}/2" selected' in form
    wrong = client.post(there, data={"seat": seat, "about": "nonsense", "kind": "lost", "since": "2026-03-01"})
    assert wrong.status_code == 422
    right = {"seat": seat, "about": f"{draft}/2", "kind": "lost", "since": "2026-03-01", "text": "Laptop weg."}
    made = client.post(there, data=right)
    assert made.status_code == 303
    page = it.page("the director", made.location)
    assert "Laptop weg." in page
    assert "Indammen" in page
    assert "Indammen" not in it.page("the team lead", made.location)
    assert it.client(EVALUATOR).get(made.location).status_code == 404
