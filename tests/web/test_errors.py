"""What cannot be done is said in a plain sentence with the way out, as page and partial; nothing inside shows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

import pytest

from review.documents.errors import BadText
from review.domain import errors, lifecycle, vocabulary
from review.web.labels import LABELS, label
from review.web.refusals import SENTENCES, VARIANTS, say
from review.web.translations import force_locale
from tests.web.visiting import Visit

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def descendants(kind: type) -> Iterator[type]:
    for child in kind.__subclasses__():
        yield child
        yield from descendants(child)


REFUSALS = [errors.Refused, *descendants(errors.Refused)]


@pytest.mark.parametrize("kind", REFUSALS, ids=lambda kind: kind.__name__)
def test_every_refusal_has_a_sentence_of_its_own_in_both_languages(visit: Visit, kind: type[errors.Refused]):
    assert kind in SENTENCES
    with visit.app.test_request_context():
        sentences = set()
        for code in ("nl", "en"):
            with force_locale(code):
                sentences.add(say(kind()))
    assert len(sentences) == 2


def test_no_two_refusals_say_the_same():
    sentences = [str(sentence) for sentence in [*SENTENCES.values(), *VARIANTS.values()]]
    assert len(sentences) == len(set(sentences))


@pytest.mark.parametrize("kind", list(descendants(BadText)), ids=lambda kind: kind.__name__)
def test_every_reason_why_a_text_cannot_be_taken_has_its_own_sentence(kind: type[BadText]):
    assert (errors.BadDocument, kind.problem) in VARIANTS


def test_a_document_that_cannot_be_taken_says_where_and_why(visit: Visit):
    refused = errors.BadDocument(problem="table_too_wide", line=12, details={"columns": 99, "limit": 40})
    word = errors.BadDocument(problem="not_utf8", line=None, details={"offset": 1, "hint": "word"})
    with visit.app.test_request_context():
        assert say(refused) == "De tabel op regel 12 is te breed: hoogstens 40 kolommen."
        assert say(errors.TooLong(field="text", limit=20000, length=20001)).startswith(
            "Deze tekst is te lang: hoogstens 20.000"
        )
        assert say(word).startswith("Dit is een Word-bestand.")


@pytest.mark.parametrize(
    ("refused", "told"),
    [
        (errors.BadPeriod(field="occurred_on"), "Dit gaat over iets dat gebeurd is"),
        (errors.BadPeriod(field="closes_on"), "Kies een latere dag"),
        (errors.BadPeriod(field="ends_on"), "Deze datum past niet"),
        (errors.BadPeriod(field="occurred_on", what="unreadable"), "Dit is geen datum"),
        (errors.Missing(field="comments"), "Er is niets gekozen"),
        (errors.Missing(field="text"), "Dit is verplicht"),
        (errors.NoSuchChoice(field="at_least_chair", what="number"), "Vul een heel getal in"),
    ],
)
def test_a_day_that_does_not_fit_is_told_by_what_it_is_for(visit: Visit, refused: errors.Invalid, told: str):
    with visit.app.test_request_context():
        assert say(refused).startswith(told)


def enums() -> list[type[StrEnum]]:
    kinds = [*vars(vocabulary).values(), lifecycle.Phase]
    return [kind for kind in kinds if isinstance(kind, type) and issubclass(kind, StrEnum) and kind is not StrEnum]


@pytest.mark.parametrize("kind", enums(), ids=lambda kind: kind.__name__)
def test_every_word_of_the_domain_has_a_label(visit: Visit, kind: type[StrEnum]):
    assert set(LABELS[kind]) == set(kind)
    with visit.app.test_request_context():
        assert all(label(member) for member in kind)


@pytest.mark.parametrize(
    ("name", "status"),
    [("RoundClosed", 409), ("NotPermitted", 403), ("Unknown", 404), ("Stale", 409), ("MotiveNeeded", 422)],
)
def test_a_refusal_is_a_page_and_a_partial_with_the_same_sentence(visit: Visit, name: str, status: int):
    client = visit.client(signed_in=True)
    page = client.post(f"/sample/refusals/{name}")
    partial = client.post(f"/sample/refusals/{name}", headers=PARTIAL)
    assert page.status_code == partial.status_code == status
    sentence = str(SENTENCES[getattr(errors, name)])
    with visit.app.test_request_context():
        sentence = say(getattr(errors, name)())
    assert sentence in page.text
    assert sentence in partial.text
    assert page.text.startswith("<!doctype html>")
    assert partial.text.startswith("<div")
    assert 'role="alert" tabindex="-1" autofocus' in partial.text
    assert partial.headers["HX-Retarget"] == "#notice"
    assert partial.headers["HX-Reswap"] == "innerHTML"


def test_a_form_names_the_place_for_its_refusal(visit: Visit):
    client = visit.client(signed_in=True)
    beside = client.post("/sample/refusals/RoundClosed", data={"notice": "notice-c17"}, headers=PARTIAL)
    assert beside.headers["HX-Retarget"] == "#notice-c17"
    wrong = client.post("/sample/refusals/RoundClosed", data={"notice": "body, #x"}, headers=PARTIAL)
    assert wrong.headers["HX-Retarget"] == "#notice"


def test_what_somebody_wrote_is_given_back_escaped_where_the_act_failed(visit: Visit):
    written = "Dit is een lange opmerking <script>alert(1)</script> die niet verloren mag gaan."
    fields = {"text": written, "password": "een heel lang geheim dat nergens verschijnt, echt niet"}
    answer = visit.client(signed_in=True).post("/sample/refusals/RoundClosed", data=fields)
    assert "Dit is een lange opmerking &lt;script&gt;" in answer.text
    assert "<script>alert" not in answer.text
    assert "geheim dat nergens" not in answer.text
    assert (
        written.split()[3]
        not in visit.client()
        .post("/sample/refusals/RoundClosed", headers={"Sec-Fetch-Site": "cross-site"}, data=fields)
        .text
    )


def test_a_session_that_ended_costs_nobody_a_text(visit: Visit):
    answer = visit.client().post("/sample/comments", data={"text": "Een opmerking waar lang aan is gewerkt, en meer."})
    assert answer.status_code == 401
    assert "Een opmerking waar lang aan is gewerkt" in answer.text
    assert "Aanmelden" in answer.text


@pytest.mark.parametrize("status", [400, 403, 404, 405, 409, 410, 413, 415, 418, 422, 429, 501, 503])
def test_every_status_has_a_page_and_a_partial(visit: Visit, status: int):
    client = visit.client(signed_in=True)
    page = client.post(f"/sample/statuses/{status}")
    partial = client.post(f"/sample/statuses/{status}", headers=PARTIAL)
    assert page.status_code == partial.status_code == status
    assert "<h1>" in page.text
    assert "<h2>" in partial.text


def test_the_last_resort_shows_a_number_and_nothing_of_the_inside(visit: Visit, caplog: pytest.LogCaptureFixture):
    client = visit.client(signed_in=True)
    for headers in ({}, PARTIAL):
        answer = client.post("/sample/faults", data={"text": "typed by somebody"}, headers=headers)
        assert answer.status_code == 500
        assert "secret inside" not in answer.text
        assert "RuntimeError" not in answer.text
        number = re.search(r"nummer ([0-9a-f]{10})", answer.text)[1]
        assert f"request {number} failed: POST /sample/faults" in caplog.text
    assert "secret inside" in caplog.text
    assert "typed by somebody" not in caplog.text


def test_when_even_the_page_of_last_resort_fails_there_is_an_answer(visit: Visit, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(visit.app.jinja_env.globals, "main_ways", None)
    answer = visit.client(signed_in=True).get("/sample/faults")
    assert answer.status_code == 500
    assert "Er is niets half gedaan" in answer.text


def test_an_address_that_is_not_there_is_404_for_everyone(visit: Visit):
    for client in (visit.client(), visit.client(signed_in=True)):
        answer = client.get("/nowhere/<script>")
        assert answer.status_code == 404
        assert "<script>" not in answer.text.replace('<script nonce="', "")
        assert "Deze pagina bestaat niet" in answer.text


def test_who_is_signed_in_keeps_the_menu_where_there_is_no_page(visit: Visit):
    assert "Mijn werk" in visit.client(signed_in=True).get("/nowhere").text.split("<main")[0]
    assert "Afmelden" not in visit.client().get("/nowhere").text


def test_the_address_of_an_act_leads_to_its_page(visit: Visit):
    answer = visit.client(signed_in=True).get("/session/end")
    assert (answer.status_code, answer.location) == (303, "/session")


def test_a_method_that_is_not_there_says_which_are(visit: Visit):
    answer = visit.client(signed_in=True).put("/session/end")
    assert answer.status_code == 405
    assert "POST" in answer.headers["Allow"]
