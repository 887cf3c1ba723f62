"""Declaring an interest in a browser, and where it shows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.reviewing_story import GOAL, Story, story, words


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("interests"))
    made.comments("Nora Noord", "Waarom dubbel?", GOAL)
    yield made
    made.review.engine.dispose()


def page(it: Story, name: str) -> str:
    return words(it.client(name).get(f"/evaluations/{it.evaluation}/interests"))


def test_the_desk_asks_for_it_at_a_round_until_it_is_declared(it: Story) -> None:
    client = it.client("Vera Veld")
    asked = "Verklaar eerst of u een belang hebt bij wat wordt geëvalueerd"
    assert asked in words(client.get("/"))
    declared = client.post(
        f"/evaluations/{it.evaluation}/interests", data={"round": str(it.round), "has_interest": "no"}
    )
    assert declared.status_code == 303 and f"/rounds/{it.round}" in declared.location
    assert asked not in words(client.get("/"))
    assert "verklaard dat u geen belang hebt" in words(client.get(f"/rounds/{it.round}"))
    assert "in één ronde: geen belang, verklaard op" in page(it, "Vera Veld")


def test_an_interest_without_a_word_is_asked_for(it: Story) -> None:
    answer = it.client("Nora Noord").post(f"/evaluations/{it.evaluation}/interests", data={"has_interest": "yes"})
    assert answer.status_code == 422
    assert "Dit is verplicht." in words(answer)


def test_it_stands_beside_what_the_member_says(it: Story) -> None:
    given = {"has_interest": "yes", "note": "Ik adviseerde <i>eerder</i>."}
    assert it.client("Nora Noord").post(f"/evaluations/{it.evaluation}/interests", data=given).status_code == 303
    for path in (it.version(), f"/evaluations/{it.evaluation}/comments", f"/rounds/{it.round}"):
        assert "belang gemeld" in words(it.client("Tom Torenaar").get(path)), path
    shown = it.client("Vera Veld").get(f"/evaluations/{it.evaluation}/interests").get_data(as_text=True)
    assert "Ik adviseerde &lt;i&gt;eerder&lt;/i&gt;." in shown
    assert "Ik adviseerde" not in page(it, "Kees Winter")


def test_the_team_lead_names_who_is_evaluated_and_codes_are_codes(it: Story) -> None:
    client, path = it.client("Tom Torenaar"), f"/evaluations/{it.evaluation}/parties"
    assert client.post(path, data={"organisations": "BZ/DVB, Def"}).status_code == 303
    assert "BZ/DVB, Def" in page(it, "Tom Torenaar")
    assert "organisatie wordt geëvalueerd" in page(it, "Vera Veld")
    refused = client.post(path, data={"organisations": "het hele ministerie!"})
    assert refused.status_code == 422
    assert "Een organisatie is een korte code" in words(refused)
    assert it.client("Nora Noord").post(path, data={"organisations": "Def"}).status_code == 403


def test_the_trail_tells_that_it_was_declared_and_not_what(it: Story) -> None:
    told = words(it.client("Tom Torenaar").get(f"/evaluations/{it.evaluation}/trail"))
    assert "meldde een belang voor de hele evaluatie" in told
    assert "verklaarde geen belang te hebben, voor één ronde" in told
    assert "Ik adviseerde" not in told
