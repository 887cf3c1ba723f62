"""Groups in the browser: who sits where, seating somebody, ending a seat, acting for the chair."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from review.application import uuid7
from review.commands.groups import EndSeat
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import groups
from tests.given import World
from tests.web.walking import PARTIAL, House, house, words


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


def seats(it: House, name: str) -> list[groups.Seat]:
    with it.world.review.reading() as tx:
        found = groups.of_evaluation(tx, it.world.review.door(), it.world.reader("the director"), it.evaluation)
    return [seat for group in found for seat in group.seats if seat.name == name]


def office(it: House) -> str:
    """The director's own office: that person has a chair's seat too, and has to choose."""
    return str(it.world.known.seats["the director"][1])


def given(it: House, **fields: str) -> dict[str, str]:
    person = str(it.world.person("the outsider"))
    return {"person": person, "capacity": "steering_group:chair", "seat": office(it), **fields}


def test_everybody_who_may_know_sees_who_sits_where(it: House) -> None:
    shown = it.page("the peer reader", it.at("/groups"))
    assert "Nora Noord" in shown
    assert "Externe deskundige" in shown
    assert "Hier heeft nog niemand een plaats." in shown
    assert "Plaats geven" not in shown
    assert "External expert" in it.page("the peer reader", it.at("/groups"), "en")
    assert it.client("the outsider").get(it.at("/groups")).status_code == 404


def test_the_director_seats_somebody_for_the_own_organisation(it: House) -> None:
    answer = it.client("the director").post(it.at("/seats"), data=given(it))
    assert (answer.status_code, answer.location) == (303, it.at("/groups"))
    (seat,) = seats(it, "Bas Beek")
    assert (seat.body, seat.capacity, seat.organisation) == (BodyKind.STEERING_GROUP, Capacity.CHAIR, "BZ/DSO")
    assert it.client("the outsider").get(it.at()).status_code == 200


def test_with_htmx_the_groups_come_back_with_the_new_seat(it: House) -> None:
    answer = it.client("the director").post(it.at("/seats"), data=given(it), headers=PARTIAL)
    assert answer.status_code == 200
    assert answer.get_data(as_text=True).lstrip().startswith('<div id="groups"')
    assert "Bas Beek" in words(answer)
    assert "toetssteen:said" in answer.headers["HX-Trigger"]


def test_only_fitting_combinations_are_offered(it: House) -> None:
    page = it.client("the director").get(it.at("/groups")).get_data(as_text=True)
    assert 'value="reference_group:external_expert"' in page
    assert 'value="reference_group:peer_reader"' not in page
    chair = it.client("the chair of the sounding board").get(it.at("/groups")).get_data(as_text=True)
    assert 'value="sounding_board:peer_reader"' in chair
    assert 'value="reference_group:external_expert"' not in chair


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"person": ""}, "Vul het in"),
        ({"person": "nobody"}, "Kies opnieuw"),
        ({"capacity": ""}, "Vul het in"),
        ({"capacity": "steering_group:peer_reader"}, "Deze groep kent"),
        ({"capacity": "x" * 5000}, "Kies opnieuw"),
        ({"organisation": "geen geldige code!"}, "BZ/DAF"),
        ({"starts_on": "2026-05-01", "ends_on": "2026-04-01"}, "datum"),
        ({"ends_on": "morgen"}, "datum"),
        ({"expertise": "x" * 301}, "300"),
    ],
)
def test_what_cannot_be_taken_is_shown_again(it: House, fields: dict[str, str], told: str) -> None:
    answer = it.client("the director").post(it.at("/seats"), data=given(it, **fields))
    assert answer.status_code == 422
    assert told in words(answer)
    assert seats(it, "Bas Beek") == []
    assert it.client("the director").post(it.at("/seats"), data=given(it, **fields), headers=PARTIAL).status_code == 422


def test_the_same_seat_is_not_given_twice(it: House) -> None:
    client = it.client("the director")
    once = given(it, command=str(uuid7()))
    assert client.post(it.at("/seats"), data=once).status_code == 303
    assert client.post(it.at("/seats"), data=once).status_code == 303
    assert len(seats(it, "Bas Beek")) == 1
    assert client.post(it.at("/seats"), data=given(it)).status_code == 409


def test_a_chair_seats_in_the_own_group_only(it: House) -> None:
    chair = it.client("the chair of the sounding board")
    fields = {"person": str(it.world.person("the outsider")), "capacity": "sounding_board:peer_reader"}
    assert chair.post(it.at("/seats"), data=fields).status_code == 303
    assert chair.post(it.at("/seats"), data={**fields, "capacity": "steering_group:secretary"}).status_code == 403
    assert it.client("the external expert").post(it.at("/seats"), data=fields).status_code == 403
    assert it.client("the outsider").post(f"/evaluations/{uuid7()}/seats", data=fields).status_code == 404


def test_a_secretary_names_who_instructed(it: House) -> None:
    secretary = it.client("the secretary")
    assert "In opdracht van wie?" in words(secretary.get(it.at("/groups")))
    fields = {"person": str(it.world.person("the outsider")), "capacity": "reference_group:external_expert"}
    refused = secretary.post(it.at("/seats"), data=fields)
    assert refused.status_code == 422
    assert "in opdracht" in words(refused).casefold()
    fields["instructed_by"] = str(it.world.person("the chair of the reference group"))
    assert secretary.post(it.at("/seats"), data=fields).status_code == 303


def test_a_seat_ends_and_stays_on_the_page(it: House) -> None:
    person, seat = it.world.known.seats["the adviser"]
    path = it.at(f"/seats/{seat}/ending")
    assert it.client("the adviser").post(path, data={"ended_on": "2026-03-01"}).status_code == 403
    fields = {"seat": office(it), "motive": "Andere baan."}
    answer = it.client("the director").post(path, data={**fields, "ended_on": "2026-03-01"})
    assert answer.status_code == 303
    shown = it.page("the director", it.at("/groups"))
    assert "1 beëindigde plaats" in shown
    assert it.client("the adviser").get(it.at()).status_code == 404
    assert it.client("the director").post(path, data={**fields, "ended_on": "2026-03-01"}).status_code == 409
    assert it.client("the director").post(it.at(f"/seats/{uuid7()}/ending"), data=fields).status_code == 404
    assert person == it.world.person("the adviser")


def test_the_deputy_acts_for_the_chair_until_the_chair_is_back(it: House) -> None:
    deputy = it.world.known.seats["the deputy chair"][1]
    chair = it.world.known.seats["the chair of the reference group"][1]
    client = it.client("the director")
    fields = {"seat": office(it), "chair": str(chair), "motive": "Voorzitter is met verlof.", "ends_on": "2026-04-30"}
    refused = client.post(it.at(f"/seats/{deputy}/acting"), data={**fields, "motive": ""})
    assert refused.status_code == 422
    assert "Reden: Dit is verplicht" in refused.text
    assert refused.text.count('value="2026-04-30"') == 1
    assert client.post(it.at(f"/seats/{deputy}/acting"), data=fields).status_code == 303
    assert "neemt waar" in it.page("the peer reader", it.at("/groups"))
    assert "(waarnemend voorzitter)" in it.page("the peer reader", it.at())
    ended = client.post(it.at(f"/seats/{deputy}/acting/ending"), data={"seat": office(it)}, headers=PARTIAL)
    assert ended.status_code == 200
    assert "neemt waar" not in words(ended)


def test_a_member_does_not_appoint_anybody(it: House) -> None:
    deputy = it.world.known.seats["the deputy chair"][1]
    chair = it.world.known.seats["the chair of the reference group"][1]
    fields = {"chair": str(chair), "motive": "Ik wil dat."}
    assert it.client("the external expert").post(it.at(f"/seats/{deputy}/acting"), data=fields).status_code == 403


def test_seats_that_begin_later_are_shown_with_their_period(it: House) -> None:
    it.client("the director").post(it.at("/seats"), data=given(it, starts_on="2027-01-01"))
    shown = it.page("the director", it.at("/groups"))
    assert "vanaf 1 jan 2027" in shown
    ending = EndSeat(evaluation=it.evaluation, seat=seats(it, "Bas Beek")[0].id)
    it.world.do("the director", ending)
