"""The gate and the decision: the page shows what the act enforces, and an approval is of exactly one version."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from review.domain.approvals import ApprovalGranted
from review.domain.vocabulary import ApprovalState
from review.projections import approvals, trail
from tests.given import World
from tests.web.deciding_story import (
    HTMX,
    PASSWORD,
    Floor,
    account,
    flagged,
    floor,
    heard,
    requested,
    says,
    settled,
    submitted,
)


def told(world: World) -> None:
    heard(world)
    account(world, "the director", "dijker")


@pytest.fixture
def asked(house: Floor) -> UUID:
    """The same, with approval requested and a director who can give a password."""
    return requested(house.world)


def state(house: Floor, approval: UUID) -> ApprovalState:
    with house.world.review.reading() as tx:
        reader = house.world.reader("the director")
        return approvals.one(tx, house.world.review.door(), reader, approval).state


def last(house: Floor) -> int:
    with house.world.review.reading() as tx:
        return trail.last(tx, house.evaluation)


def form_of(client: FlaskClient, approval: UUID) -> dict[str, str]:
    """The hidden fields of the form by which a version is approved, as a browser would send them."""
    page = client.get(f"/approvals/{approval}").get_data(as_text=True)
    form = page[page.index(f'action="/approvals/{approval}/grant"') :]
    fields = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[: form.index("</form>")])
    return dict(fields)


def seat_of(house: Floor, who: str) -> str:
    return str(house.world.known.seats[who][1])


# -- the gate


def test_the_gate_names_each_clause_with_its_rule_and_who_is_waited_for(copied: Callable[..., World]) -> None:
    world = copied("sqlite")
    submitted(world)
    flagged(world)
    house = floor(world)
    url = f"/drafts/{house.draft}/versions/1/gate"
    says(
        house.visitor("the team lead").get(url),
        "De klankbordgroep heeft geadviseerd",
        "Er is nog geen voorlegging vastgelegd.",
        "1 vlag staat nog open.",
        "Wacht op: vaststeller van de rubricering.",
        "Eerst wat nog ontbreekt: zie de lijst.",
    )
    english = house.visitor("the team lead", language="en").get(url)
    says(english, "The sounding board has given its advice", "1 flag is still open.")


def test_proofs_lead_to_the_trail_for_those_who_may_replay_it_and_to_nobody_else(house: Floor) -> None:
    url = f"/drafts/{house.draft}/versions/2/gate"
    assert "/trail/" in says(house.visitor("the director").get(url), "sloot de ronde")
    assert "/trail/" not in says(house.visitor("the external expert").get(url), "Wat waar moet zijn")


def test_a_gate_is_no_business_of_an_outsider_and_an_unknown_version_is_not_found(house: Floor) -> None:
    assert house.visitor("the outsider").get(f"/drafts/{house.draft}/versions/2/gate").status_code == 404
    assert house.visitor("the director").get(f"/drafts/{house.draft}/versions/9/gate").status_code == 404
    assert house.visitor("the director").get(f"/drafts/{uuid4()}/versions/1/gate").status_code == 404


def test_the_team_lead_asks_for_approval_and_the_request_waits_for_the_director(house: Floor) -> None:
    client = house.visitor("the team lead")
    gate = f"/drafts/{house.draft}/versions/2/gate"
    answer = client.post(f"/drafts/{house.draft}/versions/2/requests", data={"note": "Graag deze week."})
    assert (answer.status_code, answer.headers["Location"]) == (303, gate)
    says(client.get(gate), "Vaststelling is gevraagd. Het wachten is op de directeur.", "Naar het besluit")
    twice = client.post(f"/drafts/{house.draft}/versions/2/requests", data={})
    assert twice.status_code == 409


def test_a_request_with_an_open_clause_is_refused_whatever_the_page_said(copied: Callable[..., World]) -> None:
    world = copied("sqlite")
    submitted(world)
    house = floor(world)
    answer = house.visitor("the team lead").post(f"/drafts/{house.draft}/versions/1/requests", data={})
    assert answer.status_code == 409
    says(answer, "Nog niet alles wat nodig is, is gedaan.")


def test_a_presentation_lies_in_the_past_and_has_a_note(house: Floor) -> None:
    client = house.visitor("the team lead")
    url = f"/drafts/{house.draft}/versions/2/presentations"
    tomorrow = (house.world.today() + timedelta(days=2)).isoformat()
    refused = client.post(url, data={"occurred_on": tomorrow, "note": "Een lange toelichting die bewaard blijft"})
    assert refused.status_code == 422
    says(refused, "Een lange toelichting die bewaard blijft", "presentation-occurred_on-error")
    assert client.post(url, data={"occurred_on": "gisteren", "note": "x"}).status_code == 422
    assert client.post(url, data={"occurred_on": house.world.today().isoformat(), "note": " "}).status_code == 422
    done = client.post(url, data={"occurred_on": house.world.today().isoformat(), "note": "Nogmaals besproken"})
    assert done.status_code == 303
    says(client.get(f"/drafts/{house.draft}/versions/2/gate"), "Nogmaals besproken")


def test_a_secretary_records_a_presentation(house: Floor) -> None:
    client = house.visitor("the secretary")
    url = f"/drafts/{house.draft}/versions/2/presentations"
    given = {"occurred_on": house.world.today().isoformat(), "note": "Gehouden"}
    assert client.post(url, data=given | {"seat": seat_of(house, "the secretary")}).status_code == 303
    assert house.visitor("the peer reader").post(url, data=given).status_code == 403


def test_only_a_director_waives_a_requirement_and_it_stays_to_be_seen(copied: Callable[..., World]) -> None:
    world = copied("sqlite")
    submitted(world)
    house = floor(world)
    url = f"/drafts/{house.draft}/versions/1/waivers"
    given = {"clause": "presented", "motive": "De stuurgroep komt dit jaar niet bijeen."}
    assert house.visitor("the team lead").post(url, data=given).status_code == 403
    director = house.visitor("the director")
    seat = {"seat": seat_of(house, "the director")}
    assert director.post(url, data=seat | {"clause": "comments_disposed", "motive": "x"}).status_code == 422
    assert director.post(url, data=seat | {"clause": "alles", "motive": "x"}).status_code == 422
    assert director.post(url, data=seat | given).status_code == 303
    says(director.get(f"/drafts/{house.draft}/versions/1/gate"), "uitzondering toegestaan", given["motive"])


# -- the decision


def test_the_page_says_exactly_what_is_approved_and_what_speaks_against_it(house: Floor, asked: UUID) -> None:
    flag = flagged(house.world, number=2)
    settled(house.world, flag)
    text = says(
        house.visitor("the director").get(f"/approvals/{asked}"),
        "Besluit: Terms of Reference, versie 2",
        "Tom Torenaar",
        "Graag deze week.",
        "Gewijzigd sinds versie 1",
        "<ins>eindevaluatie</ins>",
        "De vraag blijft te smal.",
        "Zo is het besproken.",
        "gezwegen",
        "geen opmerkingen",
        "Akkoord van de stuurgroep.",
        "U leidt ook de referentiegroep, die over dit document adviseerde",
        "Versie 2 vaststellen",
        "Vlag 1",
    )
    assert "Alle wijzigingen" in text


def test_what_changed_is_told_since_the_version_the_director_opened_last(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    says(client.get(f"/approvals/{asked}"), "Gewijzigd sinds versie 1")
    assert client.get(f"/drafts/{house.draft}/versions/1").status_code == 200
    says(client.get(f"/approvals/{asked}"), "Gewijzigd sinds versie 1, die u het laatst las")


def test_the_director_approves_with_the_password_given_again(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    fields = form_of(client, asked)
    given = fields | {"motive": "Een goed onderbouwde opzet.", "overlap": "Er is geen andere directeur."}
    wrong = client.post(f"/approvals/{asked}/grant", data=given | {"password": "een ander wachtwoord"})
    assert wrong.status_code == 422
    text = says(wrong, "Dit is niet uw wachtwoord. Er is niets vastgelegd.", "Een goed onderbouwde opzet.")
    assert "een ander wachtwoord" not in text
    assert state(house, asked) is ApprovalState.REQUESTED
    assert client.post(f"/approvals/{asked}/grant", data=given).status_code == 422
    done = client.post(f"/approvals/{asked}/grant", data=given | {"password": PASSWORD})
    assert (done.status_code, done.headers["Location"]) == (303, f"/approvals/{asked}")
    assert state(house, asked) is ApprovalState.GRANTED
    gate = house.visitor("the team lead").get(f"/drafts/{house.draft}/versions/2/gate")
    assert "presentation-note" not in gate.text, "what is approved is not presented any more"


def test_after_the_decision_the_page_is_its_record(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = form_of(client, asked) | {"password": PASSWORD, "motive": "Een goed onderbouwde opzet."}
    assert client.post(f"/approvals/{asked}/grant", data=given).status_code == 303
    with house.world.review.reading() as tx:
        event: Any = house.world.review.record(tx, house.evaluation, last(house)).event
    assert isinstance(event, ApprovalGranted)
    root = event.root.hex()
    says(
        client.get(f"/approvals/{asked}"),
        "Vastgesteld door Wendy Dijker",
        "directeur, BZ/IOB",
        "het wachtwoord, opnieuw gegeven",
        "Een goed onderbouwde opzet.",
        "de referentiegroep, die over dit document adviseerde",
        f"<span>{root[:8]}</span> <span>{root[8:16]}</span>",
        "De vraag blijft te smal.",
        f"dekt de eerste {last(house)} handelingen",
        "Volgens de spelregels van uitgave 2026-6",
    )
    again = client.post(f"/approvals/{asked}/grant", data=given | {"command": str(uuid4())})
    assert again.status_code == 409
    says(house.visitor("the external expert", language="en").get(f"/approvals/{asked}"), "Approved by Wendy Dijker")


def test_what_moved_since_the_page_was_opened_is_told_and_nothing_is_decided(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = form_of(client, asked) | {"password": PASSWORD, "motive": "Akkoord, met dank."}
    flagged(house.world, number=2)
    stale = client.post(f"/approvals/{asked}/grant", data=given)
    assert stale.status_code == 409
    says(stale, "Sinds u deze pagina opende", "plaatste rubriceringsvlag 1 bij versie 2", "1 vlag staat nog open.")
    assert state(house, asked) is ApprovalState.REQUESTED
    partial = client.post(f"/approvals/{asked}/grant", data=given, headers=HTMX)
    assert partial.status_code == 409
    assert partial.get_data(as_text=True).lstrip().startswith('<div id="decision">')


def test_a_wrong_password_does_not_hide_what_moved(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = form_of(client, asked) | {"password": "een ander wachtwoord", "motive": "Akkoord, met dank."}
    flagged(house.world, number=2)
    answer = client.post(f"/approvals/{asked}/grant", data=given)
    assert answer.status_code == 409
    says(answer, "Sinds u deze pagina opende", "plaatste rubriceringsvlag 1 bij versie 2")
    empty = client.post(f"/approvals/{asked}/return", data=given | {"motive": ""})
    assert empty.status_code == 409
    says(empty, "Sinds u deze pagina opende", "plaatste rubriceringsvlag 1 bij versie 2")


def test_what_was_typed_survives_when_things_moved(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = form_of(client, asked) | {"password": PASSWORD, "motive": "Akkoord, met dank."}
    flag = flagged(house.world, number=2)
    settled(house.world, flag)
    says(client.post(f"/approvals/{asked}/grant", data=given), "Sinds u deze pagina opende", "Akkoord, met dank.")
    given |= {"seen": form_of(client, asked)["seen"], "command": str(uuid4())}
    assert client.post(f"/approvals/{asked}/grant", data=given).status_code == 303


def test_who_decides_second_is_told_who_was_first_and_nothing_is_lost(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = form_of(client, asked) | {"password": PASSWORD, "motive": "Akkoord."}
    back = {"seat": seat_of(house, "the director"), "seen": given["seen"], "motive": "De planning klopt niet."}
    assert client.post(f"/approvals/{asked}/return", data=back).status_code == 303
    second = client.post(f"/approvals/{asked}/grant", data=given)
    assert second.status_code == 409
    says(
        second,
        "Hierover is vóór u al besloten",
        "verwees versie 2 van de Terms of Reference terug",
        "Terugverwezen door",
    )
    assert state(house, asked) is ApprovalState.RETURNED


def test_conditions_are_set_confirmed_and_stay_when_the_approval_is_withdrawn(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    due = (house.world.today() + timedelta(days=3)).isoformat()
    given = form_of(client, asked) | {"password": PASSWORD, "condition1": "De planning is rond.", "due1": due}
    halves = client.post(f"/approvals/{asked}/grant", data=given | {"condition2": "De begroting ook."})
    assert halves.status_code == 422
    says(halves, "grant-due2-error", "De begroting ook.")
    assert client.post(f"/approvals/{asked}/grant", data=given).status_code == 303
    overview = f"/evaluations/{house.evaluation}"
    says(client.get(overview), "Voorwaarden bij een vaststelling", "De planning is rond.")
    page = says(client.get(f"/approvals/{asked}"), "Vastgesteld onder voorwaarden", "Bevestig dat hieraan is voldaan")
    assert "Deze vaststelling intrekken" in page
    assert "intrekken" not in says(house.visitor("the team lead").get(f"/approvals/{asked}"), "Voorwaarde 1")
    seat, here = {"seat": seat_of(house, "the director")}, f"/approvals/{asked}"
    assert client.post(f"{here}/conditions/1/fulfilment", data=seat | {"note": " "}).status_code == 422
    assert client.post(f"{here}/conditions/9/fulfilment", data=seat | {"note": "Gezien"}).status_code == 404
    assert client.post(f"{here}/conditions/1/fulfilment", data=seat | {"note": "Gezien"}).status_code == 303
    assert client.post(f"{here}/conditions/1/fulfilment", data=seat | {"note": "Gezien"}).status_code == 409
    says(client.get(here), "Bevestigd door Wendy Dijker", "Gezien")
    assert client.post(f"{here}/revocation", data=seat | {"motive": ""}).status_code == 422
    assert client.post(f"{here}/revocation", data=seat | {"motive": "Een nieuw feit."}).status_code == 303
    says(client.get(here), "Deze vaststelling is op", "Een nieuw feit.", "Vastgesteld door Wendy Dijker")
    says(client.get(overview), "De vaststelling van versie 2 van de Terms of Reference is op")
    assert house.visitor("the outsider").post(f"{here}/revocation", data={"motive": "x"}).status_code == 404


def test_another_root_than_the_one_asked_for_is_never_approved(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = form_of(client, asked) | {"password": PASSWORD}
    assert client.post(f"/approvals/{asked}/grant", data=given | {"root": "00" * 32}).status_code == 409
    assert client.post(f"/approvals/{asked}/grant", data=given | {"root": "geen root"}).status_code == 409
    assert client.post(f"/approvals/{asked}/grant", data=given | {"seen": "veel"}).status_code == 422
    assert state(house, asked) is ApprovalState.REQUESTED


def test_only_a_director_approves_and_an_outsider_does_not_know_of_it(house: Floor, asked: UUID) -> None:
    given = form_of(house.visitor("the director"), asked) | {"password": PASSWORD}
    for who in ("the team lead", "the external expert", "the chair of the sounding board", "the auditor"):
        seat = {"seat": seat_of(house, who)}
        assert house.visitor(who).post(f"/approvals/{asked}/grant", data=given | seat).status_code == 403, who
    assert house.visitor("the outsider").get(f"/approvals/{asked}").status_code == 404
    assert house.visitor("the outsider").post(f"/approvals/{asked}/grant", data=given).status_code == 404
    assert house.visitor("the director").get(f"/approvals/{uuid4()}").status_code == 404
    assert state(house, asked) is ApprovalState.REQUESTED


def test_who_answered_and_who_was_silent_is_not_for_every_member(house: Floor, asked: UUID) -> None:
    says(house.visitor("the auditor").get(f"/approvals/{asked}"), "Rondes: wie reageerde en wie zweeg")
    text = says(house.visitor("the external expert").get(f"/approvals/{asked}"), "Alleen de directeur besluit hierover")
    assert "wie zweeg" not in text


def test_a_version_goes_back_with_reasons_and_not_without(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = {"seat": seat_of(house, "the director"), "seen": str(last(house))}
    empty = client.post(f"/approvals/{asked}/return", data=given | {"motive": "  "})
    assert empty.status_code == 422
    says(empty, "return-motive-error")
    assert client.post(f"/approvals/{asked}/return", data=given | {"motive": "x" * 20_001}).status_code == 422
    done = client.post(f"/approvals/{asked}/return", data=given | {"motive": "De planning <klopt> niet."})
    assert done.status_code == 303
    assert state(house, asked) is ApprovalState.RETURNED
    says(client.get(f"/approvals/{asked}"), "Terugverwezen door", "De planning &lt;klopt&gt; niet.")


def test_a_capacity_has_to_be_picked_where_there_are_several(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")  # who is chair of the reference group as well
    answer = client.post(f"/approvals/{asked}/return", data={"seen": str(last(house)), "motive": "Nog niet."})
    assert answer.status_code == 422
    says(answer, "return-seat-error", "Nog niet.")


def test_the_team_lead_takes_a_request_back(house: Floor, asked: UUID) -> None:
    client = house.visitor("the team lead")
    assert client.post(f"/approvals/{asked}/withdrawal", data={"motive": ""}).status_code == 422
    assert client.post(f"/approvals/{asked}/withdrawal", data={"motive": "Er komt een nieuwe."}).status_code == 303
    assert state(house, asked) is ApprovalState.WITHDRAWN
    says(client.get(f"/approvals/{asked}"), "Het verzoek is ingetrokken door Tom Torenaar")


def test_an_htmx_act_goes_on_to_the_record_as_a_page(house: Floor, asked: UUID) -> None:
    client = house.visitor("the director")
    given = form_of(client, asked) | {"password": PASSWORD}
    answer = client.post(f"/approvals/{asked}/grant", data=given, headers=HTMX)
    assert answer.status_code == 200
    assert "HX-Redirect" in answer.headers or "HX-Refresh" in answer.headers
