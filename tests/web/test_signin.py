"""Signing in and out, own sessions, own password, choices of the browser, and personas in a demonstration only."""

from __future__ import annotations

import logging
import re

import pytest

from review.web.session import recently_confirmed
from tests.web.visiting import LOGIN, PASSWORD, Visit, sign_in


def test_a_person_signs_in_and_comes_where_they_wanted_to_be(visit: Visit):
    client = visit.client()
    wanted = client.get("/sample?at=3")
    assert wanted.location == "/session?next=/sample?at%3D3"
    assert 'name="next" value="/sample?at=3"' in client.get(wanted.location).text
    assert sign_in(client, next="/sample?at=3").location == "/sample?at=3"
    assert "J. Jonker" in client.get("/sample").text


@pytest.mark.parametrize(
    ("login", "password"), [("jonker", "x"), ("nobody", PASSWORD), ("", ""), ("a\0b", "\0"), ("é" * 9999, "p" * 9999)]
)
def test_a_wrong_name_and_a_wrong_password_get_the_same_sentence(visit: Visit, login: str, password: str):
    answer = sign_in(visit.client(), login, password)
    assert answer.status_code == 422
    assert "De aanmeldnaam of het wachtwoord klopt niet" in answer.text
    assert "Set-Cookie" not in answer.headers


def test_signing_in_leads_nobody_away(visit: Visit):
    assert sign_in(visit.client(), next="//elsewhere.example").location == "/"


def test_the_session_gets_a_new_token_at_sign_in_and_the_old_one_is_void(visit: Visit):
    client = visit.client(signed_in=True)
    before = client.get_cookie("toetssteen").value
    sign_in(client)
    after = client.get_cookie("toetssteen").value
    assert before != after
    assert visit.review.sessions.find(before) is None
    assert visit.review.sessions.find(after).person == visit.person


def test_a_token_somebody_else_made_up_opens_nothing(visit: Visit):
    client = visit.client()
    client.set_cookie("toetssteen", "made-up")
    assert client.get("/sample").status_code == 303


def test_signing_out_ends_the_session_on_the_server(visit: Visit):
    client = visit.client(signed_in=True)
    token = client.get_cookie("toetssteen").value
    answer = client.post("/session/end")
    assert answer.status_code == 303
    assert client.get_cookie("toetssteen") is None
    assert visit.review.sessions.find(token) is None
    assert "U bent afgemeld." in client.get("/session").text
    assert "U bent afgemeld." not in client.get("/session").text


def test_own_sessions_are_listed_and_another_one_can_be_ended(visit: Visit):
    visit.review.sessions.revoke_all(visit.person)
    here, there = visit.client(signed_in=True), visit.client(signed_in=True)
    page = here.get("/session").text
    assert "deze sessie" in page
    reference = re.search(r'name="session" value="(?!others)(\w+)"', page)[1]
    answer = here.post("/session/revocation", data={"session": reference})
    assert answer.location == "/session"
    assert there.get("/sample").status_code == 303
    assert here.get("/sample").status_code == 200


def test_all_other_sessions_can_be_ended_at_once(visit: Visit):
    here, others = visit.client(signed_in=True), [visit.client(signed_in=True) for _ in range(2)]
    assert here.post("/session/revocation", data={"session": "others"}).status_code == 303
    assert [client.get("/sample").status_code for client in others] == [303, 303]
    assert len(visit.review.sessions.of(visit.person)) == 1


@pytest.mark.parametrize("reference", ["0" * 16, "x", "'"])
def test_a_session_that_is_not_there_cannot_be_ended(visit: Visit, reference: str):
    assert visit.client(signed_in=True).post("/session/revocation", data={"session": reference}).status_code == 404


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"password_now": "wrong"}, "Dit is niet uw huidige wachtwoord."),
        ({"password_again": "another"}, "De nieuwe wachtwoorden verschillen."),
        ({"password_new": "short", "password_again": "short"}, "Dit wachtwoord is te zwak."),
        ({"password_new": "x" * 1100, "password_again": "x" * 1100}, "Dit wachtwoord is te lang."),
    ],
)
def test_a_password_is_not_changed_for_anything_less(visit: Visit, fields: dict[str, str], sentence: str):
    new = "een nieuwe lange zin"
    given = {"password_now": PASSWORD, "password_new": new, "password_again": new, **fields}
    answer = visit.client(signed_in=True).post("/session/password", data=given)
    assert answer.status_code == 422
    assert sentence in answer.text
    assert sign_in(visit.client()).status_code == 303


def test_a_changed_password_counts_at_once_and_ends_the_other_sessions(visit: Visit):
    here, there = visit.client(signed_in=True), visit.client(signed_in=True)
    new = "een heel andere zin"
    answer = here.post("/session/password", data={"password_now": PASSWORD, "password_new": new, "password_again": new})
    assert answer.status_code == 303
    assert there.get("/sample").status_code == 303
    assert here.get("/sample").status_code == 200
    assert sign_in(visit.client()).status_code == 422
    back = {"password_now": new, "password_new": PASSWORD, "password_again": PASSWORD}
    assert here.post("/session/password", data=back).status_code == 303
    assert sign_in(visit.client()).status_code == 303


def test_a_grave_act_asks_for_the_password_again_and_changes_the_token(visit: Visit):
    client = visit.client(signed_in=True)
    before = client.get_cookie("toetssteen").value
    wrong = client.post("/session/confirmation", data={"password": "x", "next": "/sample"})
    assert wrong.status_code == 422
    with client:
        client.get("/sample")
        assert not recently_confirmed()
    answer = client.post("/session/confirmation", data={"password": PASSWORD, "next": "/sample"})
    assert answer.location == "/sample"
    assert client.get_cookie("toetssteen").value != before
    with client:
        client.get("/sample")
        assert recently_confirmed()
    assert visit.review.sessions.find(before) is None


def test_language_colours_and_keys_are_chosen_without_signing_in(visit: Visit):
    client = visit.client()
    assert '<html lang="nl" data-theme="auto" data-keys="on">' in client.get("/session").text
    answer = client.post("/preferences", data={"language": "en", "theme": "dark", "keys": "off", "next": "/session"})
    assert answer.location == "/session"
    page = client.get("/session").text
    assert '<html lang="en" data-theme="dark" data-keys="off">' in page
    assert "Sign-in name" in page


def test_a_choice_that_is_not_on_the_list_is_left_alone(visit: Visit):
    client = visit.client()
    answer = client.post(
        "/preferences", data={"language": "xx", "theme": "<script>", "next": "https://elsewhere.example"}
    )
    assert answer.location == "/"
    assert "Set-Cookie" not in answer.headers
    client.set_cookie("toetssteen-language", "../../etc")
    assert '<html lang="nl"' in client.get("/session").text


def test_where_it_is_no_demonstration_there_are_no_personas(visit: Visit):
    client = visit.client(signed_in=True)
    assert client.post("/session/persona", data={"person": str(visit.person)}).status_code == 404
    assert "personas.choose_persona" not in visit.app.view_functions
    assert "Demonstratie" not in client.get("/sample").text


def test_in_a_demonstration_everyone_can_be_anyone_and_every_page_says_so(demonstration: Visit):
    client = demonstration.client()
    page = client.get("/session").text
    assert "Demonstratie:" in page
    assert "J. Jonker (beheerder)" in page
    people = dict(re.findall(r'<option value="([\w-]{36})"[^>]*>([^(]+) \(', page))
    noord = next(identifier for identifier, name in people.items() if name == "N. Noord")
    answer = client.post("/session/persona", data={"person": noord, "next": "/sample"})
    assert answer.location == "/sample"
    assert "N. Noord</strong>" in client.get("/sample").text
    assert client.post("/session/persona", data={"person": str(demonstration.person)}).status_code == 303
    assert "J. Jonker</strong>" in client.get("/sample").text


@pytest.mark.parametrize(("person", "status"), [("00000000-0000-7000-8000-000000000000", 404), ("x", 422), ("", 422)])
def test_nobody_becomes_a_person_who_is_not_there(demonstration: Visit, person: str, status: int):
    assert demonstration.client().post("/session/persona", data={"person": person}).status_code == status


@pytest.mark.parametrize("language", ["en", "nl"])
def test_who_comes_to_a_demonstration_is_told_how_to_get_in(demonstration: Visit, visit: Visit, language: str):
    said = {
        "en": ("have no password: choose above who you are", "you got from the administrator"),
        "nl": ("hebben geen wachtwoord: kies hierboven wie u bent", "van de beheerder kreeg"),
    }[language]
    shown = []
    for client in (demonstration.client(), visit.client()):
        client.set_cookie("toetssteen-language", language)
        shown.append(client.get("/session").text)
    assert [[words in page for words in said] for page in shown] == [[True, False], [False, True]]


def test_signing_in_writes_neither_name_nor_password_to_the_log(visit: Visit, caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.DEBUG)
    sign_in(visit.client())
    sign_in(visit.client(), LOGIN, "a wrong secret")
    assert PASSWORD not in caplog.text
    assert "a wrong secret" not in caplog.text
