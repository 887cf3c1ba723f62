"""Rounds in the browser: opening, answering, moving, closing and reopening."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from review.domain.vocabulary import RoundMode
from review.projections import rounds
from tests.web.reviewing_story import TEXT, Story, story, words


@pytest.fixture
def it(tmp_path: object) -> Iterator[Story]:
    made = story(tmp_path)  # type: ignore[arg-type]
    yield made
    made.review.engine.dispose()


def state(it: Story) -> rounds.Round:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Hans Hartog"], it.evaluation)
        return rounds.one(tx, it.review.door(), reader, it.round)


def page(it: Story, name: str = "Hans Hartog", language: str = "nl") -> str:
    return words(it.client(name, language).get(f"/rounds/{it.round}"))


def test_a_round_page_tells_who_was_asked_who_opened_and_who_answered(it: Story) -> None:
    it.client("Vera Veld").get(it.version())
    it.comments("Nora Noord", "Een opmerking")
    it.client("Nora Noord").post(f"/rounds/{it.round}/responses", data={"position": "comments", "remark": "Klaar"})
    shown = page(it)
    assert "1 van 3 gereageerd" in shown
    assert "Klaar" in shown
    assert "nog geen reactie" in shown
    assert "niet geopend" in shown
    assert "no response yet" in page(it, language="en")


def test_no_comments_is_an_answer_of_its_own_and_given_once(it: Story) -> None:
    client = it.client("Vera Veld")
    assert "Ik heb geen opmerkingen" in words(client.get(it.version()))
    answer = client.post(f"/rounds/{it.round}/responses", data={"position": "no_comments"})
    assert (answer.status_code, answer.location) == (303, it.version())
    assert "U reageerde op" in words(client.get(it.version()))
    assert client.post(f"/rounds/{it.round}/responses", data={"position": "no_comments"}).status_code == 409
    assert client.post(f"/rounds/{it.round}/responses", data={"position": "perhaps"}).status_code == 422


def test_closing_early_shows_what_follows_and_needs_a_motive(it: Story) -> None:
    client = it.client("Hans Hartog")
    it.client("Vera Veld").get(it.version())
    assert "3 leden hebben niet gereageerd: Hans Hartog, Nora Noord, Vera Veld" in page(it)
    refused = client.post(f"/rounds/{it.round}/closure", data={"motive": ""})
    assert refused.status_code == 422
    assert 'id="close-motive-error"' in refused.get_data(as_text=True)
    assert client.post(f"/rounds/{it.round}/closure", data={"motive": "Genoeg gehoord"}).status_code == 303
    assert not state(it).is_open
    assert "geen reactie" in page(it)
    assert "geopend, geen reactie" not in page(it), "the column beside it tells who opened the version"
    assert it.client("Nora Noord").get(f"{it.version()}/paragraphs/2/comments").status_code == 409


def test_the_deadline_moves_and_a_closed_round_opens_again(it: Story) -> None:
    client, path = it.client("Hans Hartog"), f"/rounds/{it.round}"
    before = state(it).closes_at
    assert client.post(f"{path}/extension", data={"closes_on": "2001-01-01", "motive": "x"}).status_code == 422
    assert client.post(f"{path}/extension", data={"closes_on": "2032-03-01", "motive": ""}).status_code == 422
    assert client.post(f"{path}/extension", data={"closes_on": "2032-03-01", "motive": "Vakantie"}).status_code == 303
    assert state(it).closes_at > before
    client.post(f"{path}/closure", data={"motive": "Genoeg"})
    assert client.post(f"{path}/reopening", data={"closes_on": "niet", "motive": "Nog een"}).status_code == 422
    assert client.post(f"{path}/reopening", data={"closes_on": "2032-04-01", "motive": "Nog een"}).status_code == 303
    assert state(it).is_open


def test_only_who_leads_the_group_conducts_its_round(it: Story) -> None:
    for name in ("Vera Veld", "Tom Torenaar", "Kees Winter"):
        answer = it.client(name).post(f"/rounds/{it.round}/closure", data={"motive": "Mag ik dit?"})
        assert answer.status_code == 403, name
        assert "Ronde sluiten" not in page(it, name)
    assert state(it).is_open


def test_a_secretary_acts_on_instruction(it: Story) -> None:
    client, path = it.client("Femke Vliet"), f"/rounds/{it.round}/extension"
    fields = {"closes_on": "2032-03-01", "motive": "Vakantie"}
    assert "In opdracht van wie?" in page(it, "Femke Vliet")
    refused = client.post(path, data=fields)
    assert refused.status_code == 422
    assert client.post(path, data={**fields, "instructed_by": str(it.people["Hans Hartog"])}).status_code == 303


def test_a_round_is_opened_on_the_newest_version(it: Story) -> None:
    client = it.client("Hans Hartog")
    client.post(f"/rounds/{it.round}/closure", data={"motive": "Genoeg"})
    it.submits(TEXT.replace("dubbel", "enkel"))
    path = f"/drafts/{it.draft}/versions/2/rounds"
    form = words(client.get(f"{path}/new"))
    assert "Nora Noord" in form
    assert "Klankbordgroep" not in form
    fields = {
        "body": "reference_group",
        "mode": "blind_until_close",
        "closes_on": "2032-01-02",
        "question": "Wat mist?",
    }
    old = client.post(f"/drafts/{it.draft}/versions/1/rounds", data=fields)
    assert old.status_code == 409
    bad = client.post(path, data={**fields, "closes_on": "1999-01-01"})
    assert bad.status_code == 422
    assert "Wat mist?" in words(bad)
    done = client.post(path, data=fields)
    assert done.status_code == 303
    it.round = done.location.rsplit("/", 1)[1]  # type: ignore[assignment]
    assert "Wat mist?" in words(client.get(done.location))
    assert "blind" in words(client.get(done.location))


def test_a_blind_round_counts_no_comments_of_others(it: Story) -> None:
    client = it.client("Hans Hartog")
    client.post(f"/rounds/{it.round}/closure", data={"motive": "Genoeg"})
    it.submits(TEXT.replace("dubbel", "enkel"))
    it.opens_round(RoundMode.BLIND_UNTIL_CLOSE, 2)
    it.comments("Nora Noord", "Niet voor anderen")
    shown = it.client("Vera Veld").get(it.version(2))
    assert "Niet voor anderen" not in words(shown)
    assert 'href="#c1"' not in shown.get_data(as_text=True)
    assert "0 die u mag zien" in page(it, "Vera Veld")
    assert "1 die u mag zien" in page(it, "Tom Torenaar")


def test_an_unknown_round_is_not_found(it: Story) -> None:
    client = it.client("Hans Hartog")
    assert client.get(f"/rounds/{it.draft}").status_code == 404
    assert client.post(f"/rounds/{it.draft}/closure").status_code == 404
    assert it.client("Aad Berg").post(f"/rounds/{it.round}/closure", data={"motive": "x"}).status_code == 403
