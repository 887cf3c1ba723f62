"""Flags: raised beside a paragraph, doubted, consulted, agreed and applied; never by one person alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from review.domain.vocabulary import FlagState
from review.projections import flags
from tests.given import World
from tests.web.deciding_story import HTMX, Floor, flagged, floor, says, settled, submitted


@pytest.fixture
def house(copied: Callable[[str], World]) -> Floor:
    world = copied("sqlite")
    submitted(world)
    return floor(world)


def state(house: Floor, flag: UUID) -> FlagState:
    with house.world.review.reading() as tx:
        return flags.one(tx, house.world.review.door(), house.world.reader("the team lead"), flag).state


def raising(house: Floor, block: int = 4) -> str:
    return f"/drafts/{house.draft}/versions/1/paragraphs/{block}/flags"


GIVEN = {"level": "DEP_V", "ground": "national_security", "note": "Let op de herkomst."}


def test_a_member_flags_a_paragraph_and_lands_on_the_flag(house: Floor) -> None:
    client = house.visitor("the policy representative")
    says(client.get(raising(house)), "Citeer niet.", "De ambassade meldde", "1. Ambassadebericht (BZ/DAF)")
    source = {"source": str(house.world.known.sources[0])}
    answer = client.post(raising(house), data=GIVEN | source)
    assert answer.status_code == 303
    says(
        client.get(answer.headers["Location"]),
        "Vlag 1",
        "Dep. VERTROUWELIJK",
        "Vera Veld",
        "Let op de herkomst.",
        "Ambassadebericht",
        "De ambassade meldde",
    )


def test_the_same_form_sent_twice_raises_one_flag(house: Floor) -> None:
    client = house.visitor("the policy representative")
    given = GIVEN | {"command": str(uuid4())}
    first, second = (client.post(raising(house), data=given).headers["Location"] for _ in range(2))
    assert first == second


def test_what_cannot_be_taken_comes_back_with_the_field_and_the_text(house: Floor) -> None:
    client = house.visitor("the policy representative")
    for change, field in (({"level": ""}, "level"), ({"ground": "zomaar"}, "ground"), ({"source": "x"}, "source")):
        answer = client.post(raising(house), data=GIVEN | change)
        assert answer.status_code == 422
        says(answer, f'id="f-{field}-error"', "Let op de herkomst.")
    long = client.post(raising(house), data=GIVEN | {"note": "<b>" * 400})
    assert long.status_code == 422
    says(long, "f-note-error", "&lt;b&gt;")
    partial = client.post(raising(house), data=GIVEN | {"level": ""}, headers=HTMX)
    assert partial.get_data(as_text=True).lstrip().startswith('<div id="raising"')


def test_a_paragraph_that_is_not_there_is_not_found_and_an_outsider_finds_nothing(house: Floor) -> None:
    member = house.visitor("the policy representative")
    assert member.get(raising(house, 999)).status_code == 404
    assert member.post(raising(house, 999), data=GIVEN).status_code in (404, 422)
    assert member.get(f"/drafts/{uuid4()}/versions/1/paragraphs/4/flags").status_code == 404
    assert house.visitor("the outsider").get(raising(house)).status_code == 404
    assert house.visitor("the auditor").get(raising(house)).status_code == 403


def test_the_desk_lists_flags_with_their_owner_and_who_is_waited_for(house: Floor) -> None:
    flag = flagged(house.world)
    url = f"/evaluations/{house.evaluation}/flags"
    says(house.visitor("the classification authority").get(url), "Vlag 1", "BZ/DAF", "Het team of de vaststeller")
    says(house.visitor("the external expert").get(f"{url}?show=mine"), "Niets wacht op u")
    says(house.visitor("the external expert").get(f"{url}?show=settled"), "Hier zijn geen vlaggen")
    settled(house.world, flag)
    says(house.visitor("the team lead").get(url), "Geen open vlaggen")
    says(house.visitor("the team lead", language="en").get(f"{url}?show=all"), "Flag 1", "settled", "reference removed")
    assert house.visitor("the team lead").get(f"{url}?show=iets").status_code == 422
    assert house.visitor("the outsider").get(url).status_code == 404


def test_a_flag_goes_its_whole_way_by_the_forms_of_its_page(house: Floor) -> None:
    flag = flagged(house.world)
    url = f"/flags/{flag}"
    lead, authority = house.visitor("the team lead"), house.visitor("the classification authority")
    says(lead.get(url), "Leg de twijfel vast", "BZ/DAF")
    assert lead.post(f"{url}/doubt", data={"directorate": "BZ/DAF", "motive": "Is dit zo?"}).status_code == 303
    assert state(house, flag) is FlagState.DOUBTED
    early = authority.post(f"{url}/agreement", data={"settlement": "removed", "motive": "Akkoord."})
    assert early.status_code == 409
    assert "Ga akkoord met deze afhandeling" not in says(authority.get(url), "Leg het overleg vast")
    day = house.world.today()
    consulted = {"directorate": "BZ/DAF", "occurred_on": day.isoformat(), "outcome": "Mag weg."}
    tomorrow = consulted | {"occurred_on": (day + timedelta(days=2)).isoformat()}
    assert authority.post(f"{url}/consultation", data=tomorrow).status_code == 422
    assert authority.post(f"{url}/consultation", data=consulted).status_code == 303
    assert lead.post(f"{url}/settlement", data={"settlement": "removed"}).status_code == 409
    says(authority.get(url), "Ga akkoord met deze afhandeling", "Mag weg.")
    assert authority.post(f"{url}/agreement", data={"settlement": "", "motive": "x"}).status_code == 422
    assert authority.post(f"{url}/agreement", data={"settlement": "removed", "motive": "Ja."}).status_code == 303
    assert lead.post(f"{url}/settlement", data={"settlement": "kept"}).status_code == 409
    says(lead.get(url), "De vaststeller ging akkoord: verwijzing geschrapt.")
    assert lead.post(f"{url}/settlement", data={"settlement": "removed", "in_version": "1"}).status_code == 303
    assert state(house, flag) is FlagState.SETTLED
    says(lead.get(url), "handelde rubriceringsvlag 1 af: verwijzing geschrapt, in versie 1", "Heropen de vlag")
    assert lead.post(f"{url}/reopening", data={"motive": ""}).status_code == 422
    assert lead.post(f"{url}/reopening", data={"motive": "Toch niet."}).status_code == 303
    assert state(house, flag) is FlagState.RAISED


def test_who_raised_a_flag_does_not_settle_it(house: Floor) -> None:
    flag = flagged(house.world, who="the classification authority")
    client = house.visitor("the classification authority")
    assert "Ga akkoord met deze afhandeling" not in says(client.get(f"/flags/{flag}"), "U plaatste deze vlag")
    own = client.post(f"/flags/{flag}/agreement", data={"settlement": "kept", "motive": "Blijft."})
    assert own.status_code == 403


def test_acts_are_for_those_whom_the_table_allows(house: Floor) -> None:
    flag = flagged(house.world)
    member = house.visitor("the external expert")
    says(member.get(f"/flags/{flag}"), "Wie er verder gaat")
    for act in ("doubt", "consultation", "agreement", "settlement"):
        given = {"directorate": "BZ/DAF", "motive": "x", "outcome": "x", "settlement": "kept"}
        given["occurred_on"] = house.world.today().isoformat()
        assert member.post(f"/flags/{flag}/{act}", data=given).status_code == 403, act
        assert house.visitor("the outsider").post(f"/flags/{flag}/{act}", data=given).status_code == 404, act
    assert member.get(f"/flags/{uuid4()}").status_code == 404


def test_an_organisation_is_a_code_and_what_was_typed_comes_back(house: Floor) -> None:
    flag = flagged(house.world)
    client = house.visitor("the team lead")
    given = {"directorate": "de directie Afrika", "motive": "Ik twijfel of dit zo in de tekst mag staan."}
    answer = client.post(f"/flags/{flag}/doubt", data=given, headers=HTMX)
    assert answer.status_code == 422
    text = says(answer, "Ik twijfel of dit zo in de tekst mag staan.", "doubt-")
    assert text.startswith('<div id="flag">')
