"""Meetings in a browser: recording one, its minutes and agreements, and a remark made aloud."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import pytest

from review.commands.groups import GiveSeat
from review.domain import moments
from review.domain.vocabulary import BodyKind, Capacity, CommentState
from review.projections import comments, groups, meetings
from tests.web.reviewing_story import GOAL, Story, story, words


@pytest.fixture(scope="module")
def it(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    made = story(tmp_path_factory.mktemp("meetings"))
    yield made
    made.review.engine.dispose()


def seat(it: Story, name: str) -> str:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Wendy Dijker"], it.evaluation)
        found = groups.of_evaluation(tx, it.review.door(), reader, it.evaluation)
    return str(next(one.id for group in found for one in group.seats if one.person == it.people[name]))


def record(it: Story, name: str = "Femke Vliet", **fields: object):
    given = {
        "body": "reference_group",
        "occurred_on": "2026-01-05",
        "place": "Zaal 3",
        "subject": "De afbakening",
        "present": [seat(it, "Nora Noord")],
        "round": str(it.round),
    }
    return it.client(name).post(f"/evaluations/{it.evaluation}/meetings", data=given | fields)


@pytest.fixture(scope="module")
def meeting(it: Story) -> UUID:
    today = moments.day_of(it.review.clock()).isoformat()
    answer = record(it, occurred_on=today)
    assert answer.status_code == 303, words(answer)
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Tom Torenaar"], it.evaluation)
        (found,) = meetings.of_evaluation(tx, it.review.door(), reader, it.evaluation)
    return found.id


def test_a_meeting_says_who_was_there_and_who_was_not(it: Story, meeting: UUID) -> None:
    page = words(it.client("Nora Noord").get(f"/meetings/{meeting}"))
    assert "Bijeenkomst 1 van de referentiegroep" in page
    assert "Aanwezig 1 Nora Noord" in page
    assert "Afwezig" in page and "Vera Veld" in page
    assert "Verslag vastleggen" not in page


def test_what_is_missing_stands_at_its_field_and_nothing_typed_is_lost(it: Story) -> None:
    answer = record(it, place="", subject="De planning")
    page = words(answer)
    assert answer.status_code == 422
    assert "Dit is verplicht." in page
    assert "De planning" in answer.get_data(as_text=True)
    assert f'value="{seat(it, "Nora Noord")}" checked' in answer.get_data(as_text=True)


def test_another_group_has_no_such_meeting(it: Story, meeting: UUID) -> None:
    assert it.client("Kees Winter").get(f"/meetings/{meeting}").status_code == 404
    assert "Bijeenkomst 1" not in words(it.client("Kees Winter").get(f"/evaluations/{it.evaluation}/meetings"))


def test_minutes_are_corrected_and_the_earlier_ones_stay(it: Story, meeting: UUID) -> None:
    client = it.client("Femke Vliet")
    for text in ("Eerste verslag.", "Tweede verslag <b>met haken</b>."):
        assert client.post(f"/meetings/{meeting}/minutes", data={"text": text}).status_code == 303
    body = client.get(f"/meetings/{meeting}").get_data(as_text=True)
    assert "Tweede verslag &lt;b&gt;met haken&lt;/b&gt;." in body
    assert "Eerste verslag." in body


def test_an_agreement_is_done_once(it: Story, meeting: UUID) -> None:
    client = it.client("Tom Torenaar")
    agreed = {"what": "De cijfers nazoeken.", "seat_of": seat(it, "Nora Noord"), "due_on": "2031-02-05"}
    assert client.post(f"/meetings/{meeting}/actions", data=agreed).status_code == 303
    assert client.post(f"/meetings/{meeting}/actions", data=agreed | {"due_on": "ooit"}).status_code == 422
    assert client.post(f"/meetings/{meeting}/actions/1/completion", data={}).status_code == 303
    again = client.post(f"/meetings/{meeting}/actions/1/completion", data={})
    assert again.status_code == 409
    assert "al als gedaan gemeld" in words(again)


def test_a_remark_made_aloud_stands_beside_the_text_as_that_of_the_member(it: Story, meeting: UUID) -> None:
    said = {"speaker": seat(it, "Nora Noord"), "block": str(GOAL), "kind": "question", "text": "Waarom dubbel?"}
    client = it.client("Femke Vliet")
    assert client.post(f"/meetings/{meeting}/comments", data=said).status_code == 303
    page = words(it.client("Nora Noord").get(it.version()))
    assert "Nora Noord · UvT" in page
    assert "gezegd in een bijeenkomst, vastgelegd door Femke Vliet" in page
    absent = client.post(f"/meetings/{meeting}/comments", data=said | {"speaker": seat(it, "Vera Veld")})
    assert absent.status_code == 403
    assert "was niet bij de bijeenkomst" in words(absent)
    told = words(it.client("Tom Torenaar").get(f"/evaluations/{it.evaluation}/trail"))
    assert "die Nora Noord in een bijeenkomst maakte" in told


def test_a_meeting_stands_on_the_pages_of_its_round_and_evaluation(it: Story, meeting: UUID) -> None:
    for path in (f"/rounds/{it.round}", f"/evaluations/{it.evaluation}"):
        assert "Bijeenkomst 1 van de referentiegroep" in words(it.client("Nora Noord").get(path))


def test_who_sits_in_two_groups_was_there_in_the_one_that_met_whichever_seat_is_ticked(it: Story) -> None:
    chair = seat(it, "Hans Hartog")
    given = GiveSeat(
        evaluation=it.evaluation,
        body=BodyKind.SOUNDING_BOARD,
        person=it.people["Hans Hartog"],
        capacity=Capacity.PEER_READER,
        organisation="BZ/IOB",
        overlap="Er is niemand anders.",
    )
    other = str(it.do("Wendy Dijker", given).subject)
    today = moments.day_of(it.review.clock()).isoformat()
    assert record(it, occurred_on=today, present=[other]).status_code == 303
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Wendy Dijker"], it.evaluation)
        found = meetings.of_evaluation(tx, it.review.door(), reader, it.evaluation)
    held = max(found, key=lambda one: one.number)
    assert [str(one.seat) for one in held.present] == [chair]
    assert chair not in [str(one.seat) for one in held.absent]


def test_the_minutes_name_comments_by_number_and_these_say_so(it: Story, meeting: UUID) -> None:
    with it.review.reading() as tx:
        reader = it.review.reader(tx, it.people["Tom Torenaar"], it.evaluation)
        said = comments.of_evaluation(tx, it.review.door(), reader, it.evaluation)
    one = next(comment for comment in said if comment.state is not CommentState.WITHDRAWN)
    client = it.client("Tom Torenaar")
    seats = {"seat": seat(it, "Tom Torenaar"), "text": "De jaren zijn besproken."}
    wrong = client.post(f"/meetings/{meeting}/minutes", data=seats | {"discussed": "9999"})
    assert wrong.status_code == 422 and "De jaren zijn besproken." in words(wrong)
    assert client.post(f"/meetings/{meeting}/minutes", data=seats | {"discussed": "3-1"}).status_code == 422
    right = client.post(f"/meetings/{meeting}/minutes", data=seats | {"discussed": f"{one.number}-{one.number}"})
    assert right.status_code == 303
    assert f"Opmerking {one.number}" in words(client.get(f"/meetings/{meeting}"))
    told = "besproken in bijeenkomst 1 van de referentiegroep"
    assert told in words(client.get(f"/comments/{one.id}"))
    assert told in words(client.get(f"/evaluations/{it.evaluation}/matrix"))
