"""Register of sources in the browser: filters, registering, stating a level, withdrawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from review.application import uuid7
from review.domain.vocabulary import Level
from review.projections import sources
from tests import acts
from tests.given import World
from tests.web.walking import PARTIAL, House, house, words

FIELDS = {"title": "Brief aan de Kamer", "type": "document", "organisation": "BZ/DVB"}


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def register(it: House) -> list[sources.Source]:
    with it.world.review.reading() as tx:
        return sources.register(tx, it.world.review.door(), it.world.reader("the team lead"), it.evaluation)


def test_an_empty_register_says_what_comes_next(it: House) -> None:
    assert "Nog geen bronnen. Het onderzoeksteam legt elke bron vast" in it.page("the peer reader", it.at("/sources"))
    assert "No sources yet." in it.page("the peer reader", it.at("/sources"), "en")


def test_the_team_registers_a_source_without_javascript(it: House) -> None:
    fields = {**FIELDS, "level": "DEP_V", "locator": "Dossier 12", "command": str(uuid7())}
    for _ in range(2):
        answer = it.client("the evaluator").post(it.at("/sources"), data=fields)
        assert (answer.status_code, answer.location) == (303, it.at("/sources"))
    (source,) = register(it)
    assert (source.number, source.title, source.level, source.locator) == (
        1,
        FIELDS["title"],
        Level.DEP_V,
        "Dossier 12",
    )
    assert "vindplaats: Dossier 12" in it.page("the peer reader", it.at("/sources"))


def test_with_htmx_the_register_comes_back(it: House) -> None:
    answer = it.client("the team lead").post(it.at("/sources"), data=FIELDS, headers=PARTIAL)
    assert answer.get_data(as_text=True).lstrip().startswith('<div id="sources"')
    assert "1 bron heeft nog geen rubricering" in words(answer)


def test_sources_without_a_level_stand_first_and_are_announced(it: House) -> None:
    acts.source(it.world, Level.DEP_V)
    acts.source(it.world, owner="Def/DGB")
    assert "1 bron heeft nog geen rubricering" in it.page("the team lead", it.at("/sources"))
    body = it.client("the team lead").get(it.at("/sources")).get_data(as_text=True)
    assert body.index('id="source-2"') < body.index('id="source-1"')


def test_the_register_is_filtered_by_level_and_owner(it: House) -> None:
    acts.source(it.world, Level.DEP_V)
    acts.source(it.world, owner="Def/DGB")
    client = it.client("the peer reader")

    def rows(query: str) -> int:
        return client.get(it.at(f"/sources?{query}")).get_data(as_text=True).count('<tr id="source-')

    assert [rows(""), rows("level=DEP_V"), rows("level=unstated"), rows("owner=Def/DGB")] == [2, 1, 1, 1]
    assert rows("level=DEP_V&owner=Def/DGB") == 0
    nothing = client.get(it.at("/sources?level=%3Cscript%3E"))
    assert nothing.status_code == 200
    assert "Geen bron past bij deze keuze." in words(nothing)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"title": ""}, "Vul het in"),
        ({"title": "x" * 301}, "300"),
        ({"type": "rumour"}, "Kies opnieuw"),
        ({"organisation": ""}, "Vul het in"),
        ({"organisation": "niet een code"}, "BZ/DAF"),
        ({"level": "SECRET"}, "Kies opnieuw"),
        ({"level": "STG_G", "title": "x" * 201}, "boven"),
        ({"locator": "x" * 1001}, "1000"),
    ],
)
def test_what_cannot_be_taken_is_shown_again(it: House, fields: dict[str, str], told: str) -> None:
    answer = it.client("the team lead").post(it.at("/sources"), data={**FIELDS, **fields})
    assert answer.status_code == 422
    assert told in words(answer)
    assert register(it) == []


def test_what_was_typed_stays_in_its_own_form(it: House) -> None:
    acts.source(it.world, Level.DEP_V)
    page = it.client("the team lead").post(it.at("/sources"), data={**FIELDS, "title": "", "locator": "Kast 3"})
    body = page.get_data(as_text=True)
    assert body.count('value="Kast 3"') == 1
    assert body.count('class="error"') == 1


def test_a_level_is_stated_with_who_gave_it(it: House) -> None:
    source = acts.source(it.world)
    path = it.at(f"/sources/{source}/level")
    client = it.client("the team lead")
    refused = client.post(path, data={"level": "", "basis": "Brief van 3 maart."})
    assert refused.status_code == 422
    assert 'href="#level-1-level">Rubricering: Dit is verplicht' in refused.text
    assert refused.text.count('value="Brief van 3 maart."') == 1
    answer = client.post(path, data={"level": "UNCLASSIFIED", "basis": "Brief van de eigenaar."})
    assert answer.status_code == 303
    shown = it.page("the peer reader", it.at("/sources"))
    assert "rubricering volgens: Brief van de eigenaar." in shown
    assert "nog geen rubricering" not in shown


def test_a_source_is_withdrawn_with_a_motive_and_stays(it: House) -> None:
    source = acts.source(it.world)
    path = it.at(f"/sources/{source}/withdrawal")
    client = it.client("the team lead")
    refused = client.post(path, data={"motive": " "})
    assert refused.status_code == 422
    assert "Waarom de bron niet meer wordt gebruikt: Dit is verplicht" in refused.text
    answer = client.post(path, data={"motive": "Dubbel."}, headers=PARTIAL)
    assert answer.status_code == 200
    assert "1 vervallen bron" in words(answer)
    assert client.post(path, data={"motive": "Nog eens."}).status_code == 409


def test_only_the_team_changes_the_register(it: House) -> None:
    source = acts.source(it.world)
    for who in ("the director", "the peer reader", "the auditor", "the secretary"):
        client = it.client(who)
        assert "Bron vastleggen" not in words(client.get(it.at("/sources")))
        assert client.post(it.at("/sources"), data=FIELDS).status_code == 403
        assert client.post(it.at(f"/sources/{source}/level"), data={"level": "DEP_V"}).status_code == 403
        assert client.post(it.at(f"/sources/{source}/withdrawal"), data={"motive": "Weg."}).status_code == 403


def test_who_may_not_read_finds_no_register(it: House) -> None:
    for who in ("the outsider", "the administrator", "the records manager", "the data protection officer"):
        assert it.client(who).get(it.at("/sources")).status_code == 404
    assert (
        it.client("the team lead").post(it.at(f"/sources/{uuid7()}/level"), data={"level": "DEP_V"}).status_code == 404
    )
