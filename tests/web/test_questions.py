"""The question tree in the browser: by version, with what changed, and for whom."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from review.domain.vocabulary import DocumentKind
from tests.given import World
from tests.web.walking import House, house

TOR = DocumentKind.TERMS_OF_REFERENCE


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def test_before_there_is_a_version_the_page_says_what_comes(it: House) -> None:
    assert "Nog geen Terms of Reference." in it.page("the peer reader", it.at("/questions"))


def test_the_questions_of_each_version_and_what_changed(it: House) -> None:
    it.world.submit("the team lead", TOR)
    first = it.page("the peer reader", it.at("/questions"))
    assert "Hoofdvraag in de tekst De hoofdvraag luidt in hoeverre" in first
    assert "Waren de doelen helder en haalbaar?" in first and "nieuw" not in first
    blocks = list(it.world.known.texts[TOR])
    blocks[6] = "1. Waren de doelen helder, haalbaar en vastgelegd?"
    blocks[7] = "2. Wie besliste daarover, en wanneer?"
    it.world.submit("the team lead", TOR, blocks)
    second = it.page("the peer reader", it.at("/questions"))
    assert "anders verwoord Zoals het in versie 1 stond Waren de doelen helder en haalbaar?" in second
    assert "Wie besliste daarover, en wanneer? nieuw" in second
    assert "Vervallen vragen" in second and "Zijn de middelen doelmatig ingezet?" in second
    again = it.page("the peer reader", it.at("/questions?version=1"))
    assert "nieuw" not in again and "Zijn de middelen doelmatig ingezet?" in again
    assert it.client("the peer reader").get(it.at("/questions?version=9")).status_code == 404


def test_an_adviser_finds_no_question_that_was_not_assigned(it: House) -> None:
    it.world.submit("the team lead", TOR)
    page = it.page("the adviser", it.at("/questions"))
    assert "De paragraaf met de vragen hoort niet bij wat u mag lezen." in page
    assert "doelmatig" not in page
    assert it.client("the outsider").get(it.at("/questions")).status_code == 404
