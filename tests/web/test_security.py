"""Headers, origin, size and the closed door: what every answer and every request must meet."""

from __future__ import annotations

import re

import pytest

from review.web.factory import create_app
from review.web.security import MAX_BODY, MAX_FIELDS, local_path
from review.web.session import OPEN
from tests.web.visiting import LOGIN, PASSWORD, Visit, sign_in
from tools import vendor


def test_every_answer_carries_the_policy_with_a_fresh_nonce(visit: Visit):
    answers = [visit.client().get("/session") for _ in range(2)]
    nonces = []
    for answer in answers:
        policy = answer.headers["Content-Security-Policy"]
        nonce = re.search(r"script-src 'nonce-([\w-]{24})'", policy)[1]
        assert policy == (
            f"default-src 'none'; script-src 'nonce-{nonce}'; style-src 'nonce-{nonce}'; img-src 'self'; "
            "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
            "require-trusted-types-for 'script'; trusted-types htmx; report-uri /csp"
        )
        assert f'nonce="{nonce}"' in answer.text
        nonces.append(nonce)
    assert len(set(nonces)) == 2


@pytest.mark.parametrize("path", ["/session", "/nowhere", "/sample/faults", "/sample/refusals/RoundClosed"])
def test_pages_are_kept_nowhere_and_framed_nowhere(visit: Visit, path: str):
    headers = visit.client(signed_in=True).get(path).headers
    assert headers["Cache-Control"] == "private, no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers


def test_over_https_cookies_are_bound_to_the_host_and_browsers_are_told_to_stay(visit: Visit):
    client = create_app(visit.review, https=True, testing=True).test_client()
    client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
    answer = sign_in(client)
    cookie = next(value for name, value in answer.headers if name == "Set-Cookie")
    assert cookie.startswith("__Host-toetssteen=")
    assert {"Secure", "HttpOnly", "SameSite=Lax", "Path=/"} <= set(cookie.split("; "))
    assert "Domain" not in cookie
    assert answer.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_no_page_has_inline_script_or_style(visit: Visit):
    for path in ("/session", "/sample", "/sample/reading"):
        text = visit.client(signed_in=True).get(path).text
        assert not re.search(r"<[^>]+\s(style|on\w+|hx-on[\w:.-]*)=", text)
        assert not re.search(r"<script(?![^>]*\ssrc=)", text)
        for element in re.findall(r"<[a-z][^>]*\shx-[^>]*>", text):
            assert 'hx-nonce="' in element


FOREIGN = [
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Sec-Fetch-Site": "none"},
    {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    {"Origin": "https://elsewhere.example"},
    {"Origin": "null"},
    {},
]


@pytest.mark.parametrize("headers", FOREIGN)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_an_act_from_elsewhere_is_refused_with_a_sentence(visit: Visit, headers: dict[str, str], method: str):
    answer = getattr(visit.app.test_client(), method)("/preferences", data={"theme": "dark"}, headers=headers)
    assert answer.status_code == 403
    assert "kwam niet van een pagina van deze site" in answer.text
    assert "Set-Cookie" not in answer.headers


@pytest.mark.parametrize("headers", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://localhost"}])
def test_an_act_from_our_own_page_is_taken(visit: Visit, headers: dict[str, str]):
    answer = visit.app.test_client().post("/preferences", data={"theme": "dark"}, headers=headers)
    assert answer.status_code == 303


def test_a_body_too_large_gets_a_plain_413(visit: Visit):
    answer = visit.client(signed_in=True).post("/sample/comments", data={"text": "a" * (MAX_BODY + 1)})
    assert answer.status_code == 413
    assert "hoogstens 5 MB" in answer.text


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data"])
def test_a_form_with_too_many_fields_gets_a_plain_413(visit: Visit, kind: str):
    fields = {f"f{n}": "x" for n in range(MAX_FIELDS + 2)}
    answer = visit.client(signed_in=True).post("/sample/comments", data=fields, content_type=kind)
    assert answer.status_code == 413
    assert "te groot" in answer.text


def test_five_megabytes_of_text_in_a_field_arrive(visit: Visit):
    answer = visit.client(signed_in=True).post("/sample/comments", data={"text": "a" * 5_000_000, "kind": "method"})
    assert answer.status_code == 303


def test_without_a_session_only_the_open_endpoints_answer(visit: Visit):
    client = visit.client()
    seen = set()
    for rule in visit.app.url_map.iter_rules():
        if rule.endpoint in OPEN:
            continue
        path = re.sub(r"<uuid:[^>]+>", "01a209f6-5715-7cf6-a42d-19ed7b4b92e5", rule.rule)
        path = re.sub(r"<[^>]+>", "1", path)
        method = "GET" if "GET" in rule.methods else "POST"
        answer = client.open(path, method=method)
        seen.add(rule.endpoint)
        if method == "GET":
            assert answer.status_code == 303, rule
            assert answer.location.startswith("/session?next="), rule
        else:
            assert answer.status_code == 401, rule
    assert {"session.change_password", "sample.show_parts"} <= seen


def test_a_partial_without_a_session_says_so_and_leaves_the_form_alone(visit: Visit):
    answer = visit.client().get("/sample", headers={"HX-Request": "true", "HX-Request-Type": "partial"})
    assert answer.status_code == 401
    assert answer.headers["HX-Retarget"] == "#notice"
    assert "Uw sessie is verlopen" in answer.text


@pytest.mark.parametrize(
    "value",
    [
        "//elsewhere.example",
        "/\\elsewhere.example",
        "https://elsewhere.example",
        "elsewhere",
        "",
        "/a\r\nb",
        "/\tb",
        None,
    ],
)
def test_a_form_leads_nobody_away(value: str | None):
    assert local_path(value, "/home") == "/home"


@pytest.mark.parametrize("value", ["/", "/drafts/1?page=2", "/a#c17"])
def test_a_path_of_our_own_is_kept(value: str):
    assert local_path(value, "/home") == value


def test_our_files_are_served_for_ever_under_their_hash_and_under_no_other(visit: Visit):
    page = visit.client().get("/session").text
    links = re.findall(r'"(/assets/[^"]+)"', page)
    assert len(links) == 5
    for link in links:
        answer = visit.client().get(link)
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert visit.client().get(re.sub(r"/assets/\w+/", "/assets/000000000000/", link)).status_code == 404
    assert visit.client().get("/assets/../security.py").status_code == 404


def test_what_we_carry_of_others_is_what_they_published():
    assert [text for folder in vendor.FOLDERS for text in vendor.differences(folder)] == []


def test_a_changed_vendored_file_is_noticed(tmp_path):
    source = vendor.FOLDERS[0]
    for path in source.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    with (tmp_path / "htmx-4.0.1.min.js").open("a") as file:
        file.write(" ")
    (tmp_path / "stranger.js").write_text("")
    assert sorted(vendor.differences(tmp_path)) == [
        "htmx.org: htmx-4.0.1.min.js is not what was published",
        "stranger.js belongs to no package",
    ]


def test_violations_are_logged_without_what_the_page_said(visit: Visit, caplog: pytest.LogCaptureFixture):
    report = {
        "document-uri": "http://localhost/drafts/1?secret=1",
        "effective-directive": "script-src",
        "sample": "text",
    }
    assert visit.client().post("/csp", json={"csp-report": report}).status_code == 204
    assert "stopped 'script-src' on '/drafts/1'" in caplog.text
    assert "secret" not in caplog.text


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"csp-report": 1}', b"\xff\xfe"])
def test_a_malformed_report_is_borne(visit: Visit, body: bytes):
    assert visit.client().post("/csp", data=body).status_code in {204, 413}


def test_nothing_of_a_password_comes_back(visit: Visit):
    assert PASSWORD not in sign_in(visit.client(), LOGIN, PASSWORD + "x").text
