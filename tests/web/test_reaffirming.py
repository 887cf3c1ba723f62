"""A member confirms on a new version what was said on the one before: with one click, beside the differences."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from review.commands.rounds import SubmitResponse
from review.domain.vocabulary import BodyKind, Position, RoundMode
from tests.given import World
from tests.steps.rounds import CHAIRS, close_round, open_round
from tests.web.deciding_story import TOR, Floor, floor

RG = BodyKind.REFERENCE_GROUP


@pytest.fixture
def house(copied: Callable[[str], World]) -> Floor:
    world = copied("sqlite")
    world.submit("the team lead", TOR)
    open_round(world, CHAIRS[RG], RG)
    answer = SubmitResponse(evaluation=world.known.evaluation, round=world.known.rounds[RG], position=Position.AGREES)
    world.do("the policy representative", answer)
    close_round(world, CHAIRS[RG], RG)
    world.submit("the team lead", TOR, [*world.known.texts[TOR], "Tot slot."])
    return floor(world)


def said(house: Floor, who: str = "the policy representative") -> str:
    path = f"/rounds/{house.world.known.rounds[RG]}"
    return " ".join(re.sub(r"<[^>]+>", " ", house.visitor(who).get(path).get_data(as_text=True)).split())


def test_one_click_confirms_it_and_the_trail_says_what_was_confirmed(house: Floor) -> None:
    open_round(house.world, CHAIRS[RG], RG)
    assert "Uw eerdere standpunt Over versie 1" in said(house)
    assert "Wat er veranderd is sinds versie 1" in said(house)
    assert "Uw eerdere standpunt" not in said(house, "the external expert")
    seat = str(house.world.known.seats["the policy representative"][1])
    path = f"/rounds/{house.world.known.rounds[RG]}/reaffirmation"
    assert house.visitor("the policy representative").post(path, data={"seat": seat}).status_code == 303
    assert "Uw eerdere standpunt" not in said(house)
    assert house.visitor("the policy representative").post(path, data={"seat": seat}).status_code == 409
    trail = house.visitor("the auditor").get(f"/evaluations/{house.evaluation}/trail").get_data(as_text=True)
    assert "herbevestigde in de ronde van de referentiegroep, nu over versie 2" in " ".join(trail.split())


def test_under_pseudonyms_nothing_ties_a_member_to_what_was_said_in_name(house: Floor) -> None:
    open_round(house.world, CHAIRS[RG], RG, mode=RoundMode.PSEUDONYMOUS)
    assert "Uw eerdere standpunt" not in said(house)
    seat = str(house.world.known.seats["the policy representative"][1])
    path = f"/rounds/{house.world.known.rounds[RG]}/reaffirmation"
    assert house.visitor("the policy representative").post(path, data={"seat": seat}).status_code == 404
    assert house.visitor("the policy representative").post(path, data={"seat": "x"}).status_code == 422
