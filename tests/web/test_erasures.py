"""Forgetting: asked by one officer, agreed by the other; texts are listed by kind and never shown to either."""

from __future__ import annotations

import re
from typing import Any, get_args
from uuid import UUID, uuid4

import msgspec
from flask.testing import FlaskClient

from review.domain.acts import Sealed
from review.domain.catalogue import CLASSES
from review.projections import trail
from review.verification import verify
from review.web.spoken import NAMES
from tests.web.deciding_story import HTMX, Floor, says


def record_of(house: Floor, comment: UUID) -> int:
    with house.world.review.reading() as tx:
        records = house.world.review.records(tx, house.evaluation)
        return next(it.position for it in records if it.stream == comment)


def asked(house: Floor, client: FlaskClient, **fields: str) -> tuple[str, dict[str, str]]:
    """The address and the fields by which the text of the first comment is asked to be erased."""
    record = record_of(house, house.world.known.comments[0])
    url = f"/evaluations/{house.evaluation}/erasures"
    page = client.get(f"{url}?record={record}").get_data(as_text=True)
    keys = re.findall(r'name="keys" value="([^"]+)"', page)
    return url, {"record": str(record), "keys": keys[0], "ground": "spill", "motive": "Hier stond een naam"} | fields


def waiting(client: FlaskClient) -> str:
    """The address of the request that waits."""
    page = client.get("/erasures").get_data(as_text=True)
    found = re.search(r'action="(/evaluations/[^"]+)/execution"', page)
    assert found is not None
    return found[1]


def test_two_officers_forget_a_text_and_its_certificate_stays(house: Floor) -> None:
    privacy, records = house.visitor("the data protection officer"), house.visitor("the records manager")
    says(privacy.get("/erasures"), "Er is niet om wissen gevraagd", "Evaluatie van de missie in Tamberland")
    url, given = asked(house, privacy)
    assert privacy.post(url, data=given).status_code == 303
    says(privacy.get("/erasures"), "wacht op de andere functionaris", "de andere functionaris moet akkoord geven")
    says(records.get("/erasures"), "Hier stond een naam", "Ga akkoord en wis voorgoed")
    where = waiting(records)
    unsure = records.post(f"{where}/execution", data={})
    assert unsure.status_code == 422
    says(unsure, "Geef aan dat u weet dat dit niet kan worden teruggedraaid.")
    assert records.post(f"{where}/execution", data={"understood": "yes"}).status_code == 303
    says(privacy.get("/erasures"), "Handeling", "1 sleutel vernietigd", "Verklaring van vernietiging")
    page = house.visitor("the team lead").get(f"/comments/{house.world.known.comments[0]}")
    assert "Leg uit waarom dit land." not in says(page, "[gewist]")
    assert verify(house.world.review, house.evaluation).fits


def erased(house: Floor) -> str:
    """The address of the certificate of an erasure that was carried out."""
    privacy, records = house.visitor("the data protection officer"), house.visitor("the records manager")
    url, given = asked(house, privacy)
    privacy.post(url, data=given)
    where = waiting(records)
    assert records.post(f"{where}/execution", data={"understood": "yes"}).status_code == 303
    return f"{where}/certificate"


def test_the_certificate_states_what_where_why_how_and_by_whom(house: Floor) -> None:
    where = erased(house)
    record = record_of(house, house.world.known.comments[0])
    for who in ("the data protection officer", "the records manager", "the auditor", "the team lead", "the director"):
        page = house.visitor(who).get(where)
        assert page.status_code == 200, who
        text = says(
            page,
            "1 tekst, die niemand meer kan lezen. Wat erin stond, staat nergens op deze pagina.",
            "De map bevat nu één sleutel van dit logboek: die van periode 2.",
            "Elke oudere reservekopie van de database",
            "VIRBI 2025",
            "Hier stond een naam",
            "Akkoord en uitgevoerd",
            "Ondertekend controlepunt",
        )
        assert "Leg uit waarom dit land." not in text
        assert f"Tekst 1 {record} " in " ".join(re.sub("<[^>]+>", " ", text).split())
    for who in ("the external expert", "the outsider"):
        assert house.visitor(who).get(where).status_code in (403, 404), who
    with house.world.review.reading() as tx:
        last = trail.last(tx, house.evaluation)
    assert where in house.visitor("the auditor").get(f"/evaluations/{house.evaluation}/trail/{last}").get_data(True)


def test_every_kind_of_text_has_a_word() -> None:
    """A certificate, a record and the list of what can be erased call a text by what it is."""

    def may_hold(kind: Any) -> bool:
        if isinstance(kind, type) and issubclass(kind, msgspec.Struct):
            return kind is Sealed or any(may_hold(one.type) for one in msgspec.structs.fields(kind))
        return any(may_hold(one) for one in get_args(kind))

    fields = {one.encode_name for event in CLASSES for one in msgspec.structs.fields(event) if may_hold(one.type)}
    assert len(fields) > 40
    assert fields - NAMES.keys() == set()


def test_nothing_is_certified_before_it_was_carried_out(house: Floor) -> None:
    privacy = house.visitor("the data protection officer")
    url, given = asked(house, privacy)
    privacy.post(url, data=given)
    where = waiting(house.visitor("the records manager"))
    assert privacy.get(f"{where}/certificate").status_code == 404


def test_texts_are_listed_by_kind_and_never_by_content(house: Floor) -> None:
    client = house.visitor("the data protection officer")
    record = record_of(house, house.world.known.comments[0])
    page = client.get(f"/evaluations/{house.evaluation}/erasures?record={record}")
    text = says(page, "Kees Jonker", "plaatste opmerking 1", "Tekst")
    assert "Leg uit waarom dit land." not in text


def test_the_officer_who_asked_does_not_agree_alone(house: Floor) -> None:
    client = house.visitor("the records manager")
    url, given = asked(house, client)
    assert client.post(url, data=given).status_code == 303
    where = waiting(house.visitor("the data protection officer"))
    assert "/execution" not in client.get("/erasures").get_data(as_text=True)
    assert client.post(f"{where}/execution", data={"understood": "yes"}).status_code == 403


def test_a_refused_request_leaves_the_texts(house: Floor) -> None:
    client = house.visitor("the data protection officer")
    url, given = asked(house, client)
    client.post(url, data=given)
    other = house.visitor("the records manager")
    where = waiting(other)
    assert other.post(f"{where}/refusal", data={"motive": ""}).status_code == 422
    assert other.post(f"{where}/refusal", data={"motive": "De bewaarplicht gaat voor."}).status_code == 303
    says(client.get("/erasures"), "afgewezen")
    says(house.visitor("the team lead").get(f"/comments/{house.world.known.comments[0]}"), "Leg uit waarom dit land.")


def test_what_cannot_be_asked_is_said_at_its_field(house: Floor) -> None:
    client = house.visitor("the data protection officer")
    url, given = asked(house, client)
    without = {name: value for name, value in given.items() if name != "keys"}
    for data, field in (
        (without, "keys"),
        (given | {"keys": str(uuid4())}, "keys"),
        (given | {"ground": "zomaar"}, "ground"),
        (given | {"motive": " "}, "motive"),
        (given | {"record": "9999"}, "record"),
        (given | {"record": "x"}, "record"),
    ):
        answer = client.post(url, data=data, headers=HTMX)
        assert answer.status_code == 422, field
        says(answer, f"#f-{field}")
    assert client.get(f"{url}?record=9999").status_code == 422
    says(client.get(f"{url}?record=2"), "In deze handeling heeft niemand iets geschreven")


def test_the_name_of_a_person_is_found_by_that_person(house: Floor) -> None:
    client = house.visitor("the data protection officer")
    url = f"/evaluations/{house.world.review.installation.id}/erasures"
    page = client.get(url).get_data(as_text=True)
    option = re.search(r'<option value="(\d+)">Bas Beek</option>', page)
    assert option is not None
    keys = re.findall(r'name="keys" value="([^"]+)"', client.get(f"{url}?record={option[1]}").get_data(as_text=True))
    given = {"record": option[1], "keys": keys[0], "ground": "erasure_request", "motive": "Op verzoek"}
    assert client.post(url, data=given).status_code == 303
    other = house.visitor("the records manager")
    assert other.post(f"{waiting(other)}/execution", data={"understood": "yes"}).status_code == 303
    assert "Bas Beek" not in client.get(url).get_data(as_text=True)
    assert verify(house.world.review, house.world.review.installation.id).fits


def test_nobody_else_gets_at_it(house: Floor) -> None:
    for who in ("the director", "the team lead", "the auditor", "the administrator", "the outsider"):
        client = house.visitor(who)
        assert client.get("/erasures").status_code == 403, who
        assert client.post(f"/evaluations/{house.evaluation}/erasures", data={}).status_code in (403, 404), who
        url = f"/evaluations/{house.evaluation}/erasures/{uuid4()}/execution"
        assert client.post(url, data={"understood": "yes"}).status_code in (403, 404), who
    officer = house.visitor("the records manager")
    assert officer.get(f"/evaluations/{uuid4()}/erasures").status_code == 404
    url = f"/evaluations/{house.evaluation}/erasures/{uuid4()}/execution"
    assert officer.post(url, data={"understood": "yes"}).status_code == 404


def test_a_passage_that_later_versions_kept_is_said_to_be_lost_in_all_of_them(house: Floor) -> None:
    client = house.visitor("the data protection officer")
    with house.world.review.reading() as tx:
        records = house.world.review.records(tx, house.evaluation)
        first = next(it.position for it in records if it.event.NAME == "draft.version-submitted")
    url = f"/evaluations/{house.evaluation}/erasures"
    page = client.get(f"{url}?record={first}")
    keys = re.findall(r'name="keys" value="([^"]+)"', says(page, "gaat ook verloren in versie 2"))
    given = {"record": str(first), "keys": keys[0], "ground": "spill", "motive": "Te hoog gerubriceerd"}
    assert client.post(url, data=given).status_code == 303
    says(house.visitor("the records manager").get("/erasures"), "Gaat verloren in", "versies 1, 2")
    twice = client.post(url, data=given)
    assert twice.status_code == 409


def test_it_reads_in_english(house: Floor) -> None:
    page = house.visitor("the records manager", language="en").get("/erasures")
    says(page, "No erasure has been asked for", "The installation, with the names of its people")
