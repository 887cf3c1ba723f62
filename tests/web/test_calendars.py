"""Deadlines in one's own calendar, at a secret address."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from icalendar import Calendar

from review.commands.commitments import MakeCommitment
from review.commands.halting import SuspendEvaluation, WithdrawEvaluation
from review.commands.mandates import GiveMandate
from review.commands.meetings import AgreeAction
from review.commands.people import CloseAccount
from review.commands.policy import SendReport
from review.commands.publication import SetEmbargo
from review.domain.moments import end_of
from review.domain.vocabulary import BodyKind
from tests import acts
from tests.given import World
from tests.steps.meetings import record_meeting
from tests.steps.planning import milestone, set_plan
from tests.steps.policy import adopt_report
from tests.steps.rounds import CHAIRS, open_round
from tests.steps.tracks import plan_track
from tests.web.deciding_story import Floor, account, floor, submitted

MEMBER = "the policy representative"
ADDRESS = re.compile(r"/calendar/[0-9a-f-]{36}\.ics")


@pytest.fixture
def house(copied: Callable[[str], World]) -> Floor:
    world = copied("sqlite")
    submitted(world)
    open_round(world, CHAIRS[BodyKind.REFERENCE_GROUP], BodyKind.REFERENCE_GROUP)
    set_plan(world, "the team lead", milestone("Veldwerk, af", "2026-22"), milestone("the report", "2026-41"))
    return floor(world)


def renewed(house: Floor, who: str = MEMBER) -> str:
    """The address that the page shows once."""
    visitor = house.visitor(who)
    shown = visitor.post("/calendar/address")
    assert shown.status_code == 200 and shown.headers["Cache-Control"] == "no-store"
    found = ADDRESS.search(shown.get_data(as_text=True))
    assert found is not None
    assert found[0] not in visitor.get("/calendar").get_data(as_text=True)
    return found[0]


def test_a_calendar_is_read_without_a_session_and_holds_titles_alone(house: Floor) -> None:
    answer = house.app.test_client().get(renewed(house))
    assert (answer.status_code, answer.mimetype) == (200, "text/calendar")
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    said = [(str(one["summary"]), one["dtstart"].dt.isoformat()) for one in events]
    title = "Evaluatie van de missie in Tamberland"
    assert ("Veldwerk, af – " + title, "2026-08-31") in said
    assert ("Rapport vastgesteld – " + title, "2026-12-31") in said
    assert [one for one, _ in said if one.startswith("Ronde sluit: referentiegroep, Terms of Reference")]
    assert len(said) == len({str(one["uid"]) for one in events}) == 3
    assert not any("description" in one for one in events)


def titles(house: Floor, who: str) -> dict[str, str]:
    """What the calendar of somebody says, with its day, without the title of the evaluation."""
    answer = house.app.test_client().get(renewed(house, who))
    events = Calendar.from_ical(answer.data).walk("VEVENT")
    return {str(one["summary"]).split(" – ")[0]: one["dtstart"].dt.isoformat() for one in events}


def test_what_waits_for_somebody_stands_in_the_calendar_of_that_person_alone(house: Floor) -> None:
    world, at = house.world, {"evaluation": house.world.known.evaluation}
    plan_track(world, "the team lead", "Veldwerk", done_by="the external researcher")
    record_meeting(world, "the team lead", present="the external expert")
    seat = world.known.seats["the external expert"][1]
    agreed = {"seat": seat, "what": "Literatuur sturen.", "due_on": date(2026, 4, 1)}
    world.do("the team lead", AgreeAction(**at, meeting=world.known.meetings[-1], **agreed))
    ends_at = end_of(date(2026, 5, 1))
    mandate = GiveMandate(**at, person=world.person("the deputy chair"), ends_at=ends_at, motive="Verlof.")
    world.do("the director", mandate)
    track, action = "Deelonderzoek 1 uiterlijk opgeleverd", "Actiepunt 1 van de bijeenkomst van 2 maart 2026"
    over = "Mandaat om vast te stellen eindigt"
    assert titles(house, "the team lead")[track] == "2026-06-30"
    assert track in titles(house, "the external researcher")
    assert titles(house, "the external expert")[action] == "2026-04-01"
    assert titles(house, "the deputy chair")[over] == titles(house, "the director")[over] == "2026-05-01"
    assert not {track, action, over} & titles(house, MEMBER).keys()
    suspended = SuspendEvaluation(**at, motive="Wachten.", review_on=date(2026, 6, 1))
    world.do("the director", suspended)
    assert titles(house, "the director")["Opschorting opnieuw bekijken"] == "2026-06-01"
    assert "Opschorting opnieuw bekijken" not in titles(house, MEMBER)
    world.do("the director", WithdrawEvaluation(**at, motive="Het verzoek is ingetrokken."))
    assert titles(house, "the director") == {}


def test_the_terms_after_the_adoption_stand_in_the_calendar_from_that_day(copied: Callable[[str], World]) -> None:
    world = copied("sqlite")
    adopt_report(world)
    house, at = floor(world), {"evaluation": world.known.evaluation}
    both = "Rapport uiterlijk naar beide Kamers en gepubliceerd"
    first = titles(house, "the director")
    assert first == {
        "Rapport uiterlijk naar de directies": "2026-03-16",
        "Beleidsreactie uiterlijk": "2026-06-02",
        both: "2026-06-02",
    }
    assert titles(house, "the secretary") == first
    assert titles(house, MEMBER) == {"Beleidsreactie uiterlijk": "2026-06-02"}
    world.clock.pass_days(3)
    world.do("the director", SendReport(**at, organisations=("BZ/DVB",), occurred_on=world.today()))
    promised = {"what": "Elk jaar een brief.", "owner": "BZ/DVB", "due_on": date(2027, 3, 1)}
    world.do("the director", MakeCommitment(**at, **promised))
    world.do("the director", SetEmbargo(**at, ends_on=date(2026, 5, 5), motive="Tot het debat."))
    later = titles(house, "the director")
    assert later == {
        "Beleidsreactie uiterlijk": "2026-06-05",
        both: "2026-06-02",
        "Toezegging van BZ/DVB uiterlijk": "2027-03-01",
        "Embargo eindigt": "2026-05-05",
    }
    assert titles(house, "the team lead") == {"Beleidsreactie uiterlijk": "2026-06-05"}


def test_the_day_on_which_a_condition_lapses_stands_there_for_director_and_team_lead(
    copied: Callable[[str], World],
) -> None:
    world = copied("sqlite")
    acts.ready_for_approval(world)
    acts.grant(world, acts.request(world), conditions=(("De planning klopt.", date(2026, 4, 1)),))
    house, said = floor(world), "Voorwaarde 1 van de vaststelling vervalt: Terms of Reference"
    assert titles(house, "the director")[said] == "2026-04-01"
    assert said in titles(house, "the team lead")
    assert said not in titles(house, "the external expert")


def test_whoever_has_no_seat_reads_no_deadline(house: Floor) -> None:
    answer = house.app.test_client().get(renewed(house, "the outsider"))
    assert Calendar.from_ical(answer.data).walk("VEVENT") == []


def test_an_address_is_worth_nothing_once_it_is_renewed_ended_or_the_account_closed(house: Floor) -> None:
    nobody, visitor = house.app.test_client(), house.visitor(MEMBER)
    first = renewed(house)
    second = renewed(house)
    assert [nobody.get(one).status_code for one in (first, second, f"/calendar/{uuid4()}.ics")] == [404, 200, 404]
    assert visitor.post("/calendar/end").status_code == 303
    assert nobody.get(second).status_code == 404
    account(house.world, MEMBER, "veld")
    third = renewed(house)
    assert nobody.get(third).status_code == 200
    house.world.do("the operator", CloseAccount(person=house.world.person(MEMBER)))
    assert nobody.get(third).status_code == 404
