"""Deadlines in one's own calendar, at a secret address."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from icalendar import Calendar

from review.commands.people import CloseAccount
from review.domain.vocabulary import BodyKind
from tests.given import World
from tests.steps.planning import milestone, set_plan
from tests.steps.rounds import CHAIRS, open_round
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
