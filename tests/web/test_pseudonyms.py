"""A round under pseudonyms as its members, its chair and an auditor meet it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from review.application import uuid7
from review.commands.rounds import CloseRound
from review.domain.vocabulary import RoundMode, Visibility
from tests.web.reviewing_story import INTRODUCTION, Story, story, words


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("pseudonyms"))
    made.do("Hans Hartog", CloseRound(evaluation=made.evaluation, round=made.round, motive="Opnieuw."))
    made.opens_round(RoundMode.PSEUDONYMOUS)
    yield made
    made.review.engine.dispose()


def form(it: Story, text: str, **more: str) -> dict[str, str]:
    return {"command": str(uuid7()), "kind": "method", "text": text, "round": str(it.round), **more}


def test_a_member_is_warned_before_a_text_gives_the_name_away(it: Story) -> None:
    where = f"{it.version()}/paragraphs/{INTRODUCTION}/comments"
    client = it.client("Vera Veld")
    said = words(client.get(where))
    assert "Anderen lezen dit als van Lid" in said and "mijn eigen organisatie" not in said
    warned = client.post(where, data=form(it, "Wij bij DVB zien dat anders, groet Veld."))
    assert warned.status_code == 422
    assert "Hieraan is te zien wie u bent" in words(warned) and 'name="anyway"' in warned.get_data(as_text=True)
    placed = client.post(where, data=form(it, "Wij bij DVB zien dat anders, groet Veld.", anyway="yes"))
    assert placed.status_code == 303
    shown = words(it.client("Tom Torenaar").get(it.version()))
    assert "groet Veld" in shown and "Vera Veld" not in shown


def test_the_chair_sees_who_was_asked_by_pseudonym_only(it: Story) -> None:
    shown = words(it.client("Hans Hartog").get(f"/rounds/{it.round}"))
    assert "Hans Hartog" in shown and "Vera Veld" not in shown and "Nora Noord" not in shown
    assert "wordt niet getoond" in shown


def test_an_auditor_looks_with_a_reason_and_all_can_see_it(it: Story) -> None:
    where = f"/rounds/{it.round}/unmasking"
    for name in ("Wendy Dijker", "Hans Hartog", "Tom Torenaar"):
        assert it.client(name).get(where).status_code == 403
        assert it.client(name).post(where, data={"motive": "Nieuwsgierig."}).status_code == 403
    auditor = it.client("Aad Berg")
    assert "Wat eruit volgt" in words(auditor.get(where))
    assert auditor.post(where, data={"motive": " "}).status_code == 422
    assert auditor.post(where, data={"motive": "Een melding van intimidatie."}).status_code == 303
    assert "Vera Veld" in words(auditor.get(f"/rounds/{it.round}"))
    shown = words(it.client("Nora Noord").get(f"/rounds/{it.round}"))
    assert "Aad Berg, auditor, keek op" in shown and "Een melding van intimidatie." in shown
    assert "Vera Veld" not in shown
    assert auditor.post(where, data={"motive": "Nog eens."}).status_code == 409


def test_a_comment_is_opened_to_the_group_by_its_author(it: Story) -> None:
    comment: UUID = it.comments("Nora Noord", "Alleen voor u.", visibility=Visibility.CHAIR)
    where, lead = f"/comments/{comment}", it.client("Tom Torenaar")
    assert lead.get(where).status_code == 404
    author = it.client("Nora Noord")
    assert "De hele groep laten meelezen" in words(author.get(where))
    assert author.post(f"{where}/audience", data={"visibility": "group"}).status_code == 303
    assert "laat meer mensen meelezen" in words(lead.get(where))
    assert "De hele groep laten meelezen" not in words(author.get(where))
    back = author.post(f"{where}/audience", data={"visibility": "chair"})
    assert back.status_code == 422 and "dat wordt niet teruggedraaid" in words(back)
