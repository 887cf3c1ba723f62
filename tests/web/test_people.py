"""Administration in the browser: people, accounts, offices; nothing of what is reviewed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import UUID

import pytest
from flask.testing import FlaskClient

from review.application import uuid7
from review.projections import people
from tests.given import World
from tests.web.walking import House, house, words

PASSWORD = "een lange zin zonder geheim"


@pytest.fixture
def it(copied: Callable[[str], World]) -> Iterator[House]:
    yield house(copied("sqlite"))


@pytest.fixture
def keeper(it: House) -> FlaskClient:
    return it.client("the administrator")


def registered(keeper: FlaskClient, name: str = "Anna Winter") -> UUID:
    answer = keeper.post("/people", data={"name": name, "organisation": "BZ/DAF"})
    assert answer.status_code == 303
    return UUID(answer.location.rsplit("/", 1)[1])


def test_only_administrators_enter(it: House) -> None:
    person = it.world.person("the outsider")
    for who in ("the director", "the team lead", "the auditor", "the outsider"):
        client = it.client(who)
        assert client.get("/people").status_code == 403
        assert client.get(f"/people/{person}").status_code == 403
        assert client.post("/people", data={"name": "X", "organisation": "BZ"}).status_code == 403
        account = {"login": "x", "password": PASSWORD}
        assert client.post(f"/people/{person}/account", data=account).status_code == 403
        assert client.post(f"/people/{person}/password", data={"password": PASSWORD}).status_code == 403
        assert client.post(f"/people/{person}/account/closure").status_code == 403
        office = {"person": str(person), "office": "auditor", "organisation": "BZ"}
        assert client.post("/offices", data=office).status_code == 403


def test_the_list_shows_people_accounts_and_offices_and_no_evaluation(it: House, keeper: FlaskClient) -> None:
    shown = words(keeper.get("/people"))
    assert "Wendy Dijker BZ/IOB geen account directeur" in shown
    assert "Tamberland" not in shown
    assert "no account" in it.page("the administrator", "/people", "en")


def test_people_are_found_by_name_or_organisation(keeper: FlaskClient) -> None:
    found = words(keeper.get("/people?name=noord"))
    assert "Nora Noord" in found and "Wendy Dijker" not in found
    assert "Nora Noord" in words(keeper.get("/people?name=uvt"))
    assert "Niemand gevonden." in words(keeper.get("/people?name=%3Cb%3E"))


def test_a_person_is_registered_once_and_can_be_renamed(it: House, keeper: FlaskClient) -> None:
    fields = {"name": "Anna Winter", "organisation": "BZ/DAF", "command": str(uuid7())}
    first = keeper.post("/people", data=fields)
    with it.world.review.reading() as tx:
        before = len(people.listed(tx, it.world.review.door(), it.world.reader("the administrator")))
    assert keeper.get(first.location).status_code == 200
    person = first.location
    assert keeper.post(f"{person}/name", data={"name": "Anna Zomer"}).status_code == 303
    assert "Anna Zomer" in words(keeper.get(person))
    assert keeper.post(f"{person}/name", data={"name": ""}).status_code == 422
    with it.world.review.reading() as tx:
        assert len(people.listed(tx, it.world.review.door(), it.world.reader("the administrator"))) == before


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"name": "", "organisation": "BZ"}, "Vul het in"),
        ({"name": "x" * 301, "organisation": "BZ"}, "300"),
        ({"name": "Anna", "organisation": "geen code!"}, "BZ/DAF"),
    ],
)
def test_a_person_that_cannot_be_taken_is_shown_again(keeper: FlaskClient, fields: dict[str, str], told: str) -> None:
    answer = keeper.post("/people", data=fields)
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{fields["organisation"]}"' in answer.get_data(as_text=True)


def test_an_account_is_opened_used_replaced_and_closed(it: House, keeper: FlaskClient) -> None:
    person = registered(keeper)
    accounts = it.world.review.accounts
    opened = keeper.post(f"/people/{person}/account", data={"login": "winter", "password": PASSWORD})
    assert opened.status_code == 303
    assert accounts.check("winter", PASSWORD) == person
    session = it.world.review.sessions.start(person)
    replaced = keeper.post(f"/people/{person}/password", data={"password": "een heel andere zin hier"})
    assert replaced.status_code == 303
    assert accounts.check("winter", "een heel andere zin hier") == person
    assert it.world.review.sessions.find(session) is None
    assert keeper.post(f"/people/{person}/account/closure").status_code == 303
    assert accounts.check("winter", "een heel andere zin hier") is None
    assert "kan niet weer open" in words(keeper.get(f"/people/{person}"))
    assert keeper.post(f"/people/{person}/account/closure").status_code == 409


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"login": "", "password": PASSWORD}, "Vul het in"),
        ({"login": "winter", "password": "kort"}, "12"),
        ({"login": "winterwinterwinter", "password": "winterwinterwinter"}, "12"),
        ({"login": "x" * 101, "password": PASSWORD}, "100"),
        ({"login": "winter", "password": "x" * 5000}, "1024"),
    ],
)
def test_a_password_is_never_shown_again(it: House, keeper: FlaskClient, fields: dict[str, str], told: str) -> None:
    person = registered(keeper)
    answer = keeper.post(f"/people/{person}/account", data=fields)
    assert answer.status_code == 422
    assert told in words(answer)
    assert f'value="{fields["password"]}"' not in answer.get_data(as_text=True).replace(
        f'name="login" value="{fields["login"]}"', ""
    )


def test_a_sign_in_name_belongs_to_one_person(keeper: FlaskClient) -> None:
    first, second = registered(keeper), registered(keeper, "Bea Winter")
    assert keeper.post(f"/people/{first}/account", data={"login": "w", "password": PASSWORD}).status_code == 303
    taken = keeper.post(f"/people/{second}/account", data={"login": "W", "password": PASSWORD})
    assert taken.status_code == 422
    assert "al in gebruik" in words(taken)


def test_an_office_is_given_and_ended(it: House, keeper: FlaskClient) -> None:
    person = it.world.person("the outsider")
    fields = {"person": str(person), "office": "auditor", "organisation": "ADR"}
    for wrong in ({"office": "chair"}, {"office": ""}, {"organisation": "??"}, {"ends_on": "2020-01-01"}):
        assert keeper.post("/offices", data={**fields, **wrong}).status_code == 422
    assert keeper.post("/offices", data=fields).status_code == 303
    assert it.client("the outsider").get(it.at()).status_code == 200
    with it.world.review.reading() as tx:
        office = next(one.id for one in people.offices_held(tx) if one.person == person)
    assert keeper.post(f"/offices/{office}/ending", data={"motive": "Klaar."}).status_code == 303
    assert keeper.post(f"/offices/{uuid7()}/ending").status_code == 404


def test_unknown_people_are_not_found(keeper: FlaskClient) -> None:
    unknown = uuid7()
    assert keeper.get(f"/people/{unknown}").status_code == 404
    assert keeper.get("/people/not-an-id").status_code == 404
    assert keeper.post(f"/people/{unknown}/name", data={"name": "X"}).status_code == 404
    account = {"login": "x", "password": PASSWORD}
    assert keeper.post(f"/people/{unknown}/account", data=account).status_code == 404
