"""A mandate in a browser: given by the director, used by its holder, told on the record, and over when it is over."""

from __future__ import annotations

import re
from datetime import timedelta

from tests.given import World
from tests.web.deciding_story import (
    PASSWORD,
    Floor,
    account,
    flagged,
    heard,
    requested,
    says,
    settled,
)

DIRECTOR, HOLDER = "the director", "the outsider"


def told(world: World) -> None:
    heard(world)
    settled(world, flagged(world, number=2))
    account(world, HOLDER, "beek")
    requested(world)


def give(house: Floor, days: int, **more: str) -> int:
    until = (house.world.today() + timedelta(days=days)).isoformat()
    given = {"person": str(house.world.person(HOLDER)), "ends_on": until, "motive": "Verlof."} | more
    return house.visitor(DIRECTOR).post(f"/evaluations/{house.evaluation}/mandates", data=given).status_code


def form_of(house: Floor) -> dict[str, str]:
    page = house.visitor(HOLDER).get(f"/approvals/{house.world.known.approvals[-1]}").get_data(as_text=True)
    form = page[page.index('/grant"') :]
    form = form[: form.index("</form>")]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_the_holder_decides_and_the_record_names_both(house: Floor) -> None:
    path = f"/approvals/{house.world.known.approvals[-1]}"
    assert house.visitor(HOLDER).get(path).status_code == 404
    assert give(house, 3) == 303
    says(house.visitor(DIRECTOR).get(f"/evaluations/{house.evaluation}/mandates"), "Bas Beek", "Wendy Dijker", "geldt")
    says(house.visitor(HOLDER).get("/"), "Beslis over de vaststelling")
    given = form_of(house) | {"password": PASSWORD, "motive": "Goed onderbouwd."}
    assert house.visitor(HOLDER).post(f"{path}/grant", data=given).status_code == 303
    text = says(house.visitor(DIRECTOR).get(path), "Vastgesteld door Bas Beek", "met een mandaat")
    assert "in de plaats van Wendy Dijker" in text
    says(house.visitor("the auditor").get(f"/evaluations/{house.evaluation}/trail"), "namens Wendy Dijker")


def test_a_mandate_that_ends_while_the_page_is_open_refuses_and_says_so(house: Floor) -> None:
    path = f"/approvals/{house.world.known.approvals[-1]}"
    assert give(house, 3) == 303
    given = form_of(house) | {"password": PASSWORD}
    house.world.clock.pass_days(4)
    session = house.world.review.sessions.start(house.world.person(HOLDER))
    client = house.visitor(HOLDER)
    client.set_cookie("toetssteen", session)
    refused = client.post(f"{path}/grant", data=given)
    assert refused.status_code == 403
    says(refused, "Uw mandaat geldt op dit moment niet.")
    assert house.visitor(HOLDER).get(path).status_code == 403
    assert house.visitor("the administrator").get(path).status_code == 404


def test_what_a_mandate_cannot_be_is_said_at_its_field(house: Floor) -> None:
    assert give(house, -2) == 422
    assert give(house, 3, person=str(house.world.person(DIRECTOR))) == 422
    assert give(house, 3, person="niemand") == 422
    assert give(house, 3, motive=" ") == 422
    assert give(house, 3, starts_on="9999-12-31") == 422
    team = house.visitor("the team lead").post(f"/evaluations/{house.evaluation}/mandates", data={"motive": "Ik."})
    assert team.status_code == 403
