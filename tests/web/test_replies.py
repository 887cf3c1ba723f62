"""Threads and late comments in the browser."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from review.domain.vocabulary import CommentState, Visibility
from review.projections import comments
from tests.web.reviewing_story import Story, story, words


@pytest.fixture
def it(tmp_path: object) -> Iterator[Story]:
    made = story(tmp_path)  # type: ignore[arg-type]
    yield made
    made.review.engine.dispose()


def state(it: Story, comment: UUID) -> CommentState:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Aad Berg"], it.evaluation)
        return comments.one(tx, it.review.door(), reader, comment).state


def after_the_deadline(it: Story) -> None:
    clock = it.review.clock
    late = 40 * 365 * 24 * 3600 * 1_000_000
    it.review.clock = lambda: clock() + late


def test_author_team_and_chair_talk_in_the_thread(it: Story) -> None:
    comment = it.comments("Nora Noord", "Waarom deze jaren?")
    page = f"/comments/{comment}"
    for name, text in (("Tom Torenaar", "Omdat het mandaat liep"), ("Nora Noord", "<b>Zet dat</b> erbij")):
        answer = it.client(name).post(f"{page}/replies", data={"text": text})
        assert (answer.status_code, answer.location) == (303, f"{page}#replies")
    shown = it.client("Vera Veld").get(page)
    assert "Omdat het mandaat liep" in words(shown) and "&lt;b&gt;Zet dat&lt;/b&gt;" in shown.get_data(as_text=True)
    assert 'name="text"' not in shown.get_data(as_text=True)
    assert "2 antwoorden" in words(it.client("Vera Veld").get(it.version()))
    assert it.client("Vera Veld").post(f"{page}/replies", data={"text": "Ik ook"}).status_code == 403
    assert it.client("Tom Torenaar").post(f"{page}/replies", data={"text": " "}).status_code == 422
    assert "antwoordde op opmerking 1" in words(it.client("Tom Torenaar").get(f"/evaluations/{it.evaluation}/trail"))


def test_a_reply_is_as_private_as_its_comment(it: Story) -> None:
    comment = it.comments("Nora Noord", "Even onder ons", visibility=Visibility.CHAIR)
    it.client("Hans Hartog").post(f"/comments/{comment}/replies", data={"text": "Kersenhout"})
    for name in ("Tom Torenaar", "Vera Veld", "Kees Winter"):
        assert it.client(name).get(f"/comments/{comment}").status_code == 404
        assert it.client(name).post(f"/comments/{comment}/replies", data={"text": "Hm"}).status_code == 404
        assert "Kersenhout" not in it.client(name).get(it.version()).get_data(as_text=True)
    assert "Kersenhout" in words(it.client("Nora Noord").get(f"/comments/{comment}"))


def test_the_chair_decides_about_a_late_comment_on_its_page(it: Story) -> None:
    after_the_deadline(it)
    comment = it.comments("Nora Noord", "Net te laat")
    page = f"/comments/{comment}"
    assert "Na de termijn nog niet besloten" in words(it.client("Nora Noord").get(page))
    assert "Niet meenemen" not in words(it.client("Tom Torenaar").get(page))
    chair = it.client("Hans Hartog")
    assert "Niet meenemen" in words(chair.get(page))
    assert chair.post(f"{page}/admission", data={"admitted": "no"}).status_code == 422
    assert it.client("Tom Torenaar").post(f"{page}/admission", data={"admitted": "yes"}).status_code == 403
    done = chair.post(f"{page}/admission", data={"admitted": "no", "motive": "De versie lag al vast."})
    assert done.status_code == 303 and state(it, comment) is CommentState.NOT_ADMITTED
    shown = words(it.client("Tom Torenaar").get(page))
    assert "niet meegenomen" in shown and "De versie lag al vast." in shown and "Vastleggen" not in shown
    assert chair.post(f"{page}/admission", data={"admitted": "yes"}).status_code == 303
    assert state(it, comment) is CommentState.OPEN
