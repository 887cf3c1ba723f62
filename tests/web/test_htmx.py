"""One view, two answers: the page for a browser, the partial for htmx, at the same URL."""

from __future__ import annotations

import json

import pytest
from markupsafe import Markup

from review.web.htmx import Element, htmx, hx, see_other
from tests.web.visiting import Visit

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}


def test_a_browser_gets_the_page_and_htmx_the_partial(visit: Visit):
    client = visit.client(signed_in=True)
    fields = {"text": "", "kind": "method"}
    page, partial = (
        client.post("/sample/comments", data=fields),
        client.post("/sample/comments", data=fields, headers=PARTIAL),
    )
    assert page.status_code == partial.status_code == 422
    assert page.text.startswith("<!doctype html>")
    assert partial.text.lstrip().startswith('<form id="form"')
    assert "Dit is verplicht" in partial.text


@pytest.mark.parametrize(
    "header", [{"HX-History-Restore-Request": "true"}, {"HX-Request-Type": "full"}, {"HX-Boosted": "true"}]
)
def test_back_in_the_browser_asks_for_the_whole_page(visit: Visit, header: dict[str, str]):
    fields = {"text": ""}
    answer = visit.client(signed_in=True).post("/sample/comments", data=fields, headers={**PARTIAL, **header})
    assert answer.text.startswith("<!doctype html>")


def test_caches_are_told_what_the_answer_depends_on(visit: Visit):
    assert {"HX-Request", "HX-Request-Type"} <= set(visit.client().get("/session").vary)


def test_an_act_answers_a_form_with_a_way_to_go_and_htmx_with_what_changed(visit: Visit):
    client = visit.client(signed_in=True)
    fields = {"text": "Dit klopt niet.", "kind": "factual_error"}
    plain = client.post("/sample/comments", data=fields)
    assert (plain.status_code, plain.location) == (303, "/sample/reading#c1")
    assert "Opmerking geplaatst." in client.get("/sample/reading").text
    assert "Opmerking geplaatst." not in client.get("/sample/reading").text
    partial = client.post("/sample/comments", data=fields, headers=PARTIAL)
    assert partial.status_code == 200
    assert "feitelijke onjuistheid" in partial.text
    assert json.loads(partial.headers["HX-Trigger"]) == {"toetssteen:said": {"text": "Opmerking geplaatst."}}


def test_what_was_said_cannot_be_made_into_markup(visit: Visit):
    client = visit.client(signed_in=True)
    client.set_cookie("toetssteen-said", "PHNjcmlwdD4x")
    assert "&lt;script&gt;1" in client.get("/sample").text
    client.set_cookie("toetssteen-said", "not base64 ")
    assert client.get("/sample").status_code == 200


def test_a_tag_and_an_id_are_told_apart():
    assert Element.parse("button#send") == Element("button", "send")
    assert Element.parse("form") == Element("form", None)
    assert Element.parse("") is None


def test_source_and_target_are_read_as_htmx_4_sends_them(visit: Visit):
    with visit.app.test_request_context(headers={**PARTIAL, "HX-Source": "a#next", "HX-Target": "div#thread"}):
        assert htmx.source == Element("a", "next")
        assert htmx.target_element == Element("div", "thread")
        assert htmx.partial


def test_attributes_carry_the_nonce_and_are_escaped(visit: Visit):
    with visit.app.test_request_context():
        written = hx(get='/a?b=1&c="2"', target="#x", status_422="target:#form", target_inherited="this", confirm=None)
        assert isinstance(written, Markup)
        nonce, *rest = written.split(" ")
        assert nonce.startswith('hx-nonce="')
        assert rest == [
            'hx-get="/a?b=1&amp;c=&#34;2&#34;"',
            'hx-target="#x"',
            'hx-status:422="target:#form"',
            'hx-target:inherited="this"',
        ]


def test_going_elsewhere_is_a_redirect_for_forms_and_a_header_for_htmx(visit: Visit):
    with visit.app.test_request_context():
        assert see_other("/b#c").status_code == 303
    with visit.app.test_request_context(headers={**PARTIAL, "HX-Current-URL": "http://localhost/a"}):
        assert see_other("/b#c").headers["HX-Redirect"] == "/b#c"
    with visit.app.test_request_context(headers={**PARTIAL, "HX-Current-URL": "http://localhost/b?x=1"}):
        assert see_other("/b#c").headers["HX-Refresh"] == "true"
