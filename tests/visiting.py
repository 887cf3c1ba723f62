"""Visiting the pages as somebody of the cast, and finding the addresses and forms that pages offer."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import MapAdapter, Rule
from werkzeug.test import TestResponse

from review.application import uuid7
from review.domain.vocabulary import DocumentKind
from review.projections import passkeys
from tests.given import World
from tests.serving import app_over

Values = dict[str, list[str]]


@dataclass
class Form:
    """A form as a page offered it: where it goes and with which fields."""

    action: str
    role: str
    values: Values = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)


class Site:
    """The application over a world, and one client for everybody."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.app: Flask = app_over(world.review)
        self.adapter: MapAdapter = self.app.url_map.bind("localhost")
        self._clients: dict[str, FlaskClient] = {}

    def client(self, role: str | None) -> FlaskClient:
        """A browser in which this person is signed in; None: nobody is."""
        if role is None:
            return self._browser()
        client = self._clients.get(role)
        if client is None or self.world.review.sessions.find(self._token(client)) is None:
            client = self._clients[role] = self._browser()
            client.set_cookie("toetssteen", self.world.review.sessions.start(self.world.person(role)))
        return client

    def _browser(self) -> FlaskClient:
        client = self.app.test_client()
        client.environ_base["HTTP_SEC_FETCH_SITE"] = "same-origin"
        return client

    def _token(self, client: FlaskClient) -> str:
        cookie = client.get_cookie("toetssteen")
        return cookie.value if cookie else ""

    def get(self, role: str | None, path: str, **more: Any) -> TestResponse:
        return self.client(role).get(path, **more)

    def post(self, role: str | None, path: str, values: Values, **more: Any) -> TestResponse:
        return self.client(role).post(path, data=values, **more)

    def seat(self, role: str) -> str:
        return str(self.world.known.seats[role][1])

    # -- addresses

    def rules(self, method: str) -> list[Rule]:
        return [rule for rule in self.app.url_map.iter_rules() if method in (rule.methods or ())]

    def endpoint_of(self, action: str, method: str = "POST") -> str:
        return str(self.adapter.match(action.partition("?")[0], method=method)[0])

    def addresses(self, rule: Rule, *, most: int = 2) -> Iterator[str]:
        """Addresses of this rule for things that are there; none where the world has no such thing."""
        choices = [[(name, value) for value in self.things(name)] for name in sorted(rule.arguments)]
        if len(choices) == 1:
            most = len(choices[0])
        for chosen in itertools.islice(itertools.product(*choices), most):
            yield self.adapter.build(rule.endpoint, dict(chosen), method=next(iter(rule.methods or {"GET"})))

    def _passkeys(self) -> list[Any]:
        review = self.world.review
        with review.reading() as tx:
            return [one.id for one in passkeys.listed(tx, review.door(), self.world.reader("the director"))]

    def things(self, argument: str) -> list[Any]:
        """What an argument of an address can name in this world."""
        known = self.world.known
        if argument == "passkey":
            return self._passkeys()
        found: dict[str, list[Any]] = {
            "evaluation": [known.evaluation],
            "draft": [known.drafts[kind] for kind in DocumentKind if kind in known.drafts],
            "number": [2, 1],
            "block": [2, 0],
            "review_round": list(known.rounds.values()),
            "comment": known.comments[:6],
            "flag": known.flags,
            "approval": known.approvals,
            "source": known.sources,
            "erasure": known.erasures,
            "meeting": known.meetings,
            "finding": known.findings,
            "element": known.elements,
            "step": known.steps,
            "track": known.tracks,
            "interview": known.interviews,
            "compromise": known.compromises,
            "risk": known.risks,
            "access_request": known.requests,
            "person": [self.world.person(who) for who in ("the policy representative", "the outsider", "the auditor")],
            "seat": [known.seats[who][1] for who in ("the adviser", "the deputy chair", "the external expert")],
            "office": [known.seats["the auditor"][1]],
            "position": [1, 20],
            "key": [known.evaluation],
            "unsubmitted": known.drafts_kept,
            "absence": [known.evaluation],
            "mandate": [known.evaluation],
            **{
                one: [known.evaluation]
                for one in ("withholding", "publication", "embargo", "briefing", "commitment", "amendment")
            },
        }
        return found.get(argument, [])

    def pages(self) -> list[str]:
        """An address of every page that shows something."""
        silent = {
            "assets.show_asset",
            "trail.export",
            "passkeys.show_statement",
            "prints.show_certificate_pdf",
            "prints.show_pdf",
            "prints.show_matrix_pdf",
            "matrix.export_xlsx",
            "matrix.export_docx",
        }
        silent |= {"word.send_word", "word.send_original"}
        found = [path for rule in self.rules("GET") if rule.endpoint not in silent for path in self.addresses(rule)]
        return [*found, f"/evaluations/{self.world.known.evaluation}/erasures?record={self.a_comment()}"]

    def a_comment(self) -> int:
        """The position of a record with a text in it."""
        with self.world.review.reading() as tx:
            acts = self.world.review.records(tx, self.world.known.evaluation)
            return next(it.position for it in acts if it.event.NAME == "comment.raised")

    def crawl(self, roles: list[str]) -> Iterator[tuple[str, str, TestResponse]]:
        """What each of these people gets at every page: role, address, answer."""
        for role in roles:
            for path in self.pages():
                yield role, path, self.get(role, path)


class _Forms(HTMLParser):
    def __init__(self, role: str, path: str) -> None:
        super().__init__()
        self.role, self.path = role, path
        self.found: list[Form] = []
        self._open: Form | None = None
        self._select = ""
        self._area = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            post = given.get("method", "get").lower() == "post"
            self._open = Form(given.get("action") or self.path, self.role) if post else None
        form, name = self._open, given.get("name", "")
        if form is None:
            return
        if tag == "option" and self._select:
            if given.get("value") and (form.values[self._select] == [""] or "selected" in given):
                form.values[self._select] = [given["value"]]
        elif tag in ("input", "textarea", "select", "button") and name:
            self._field(form, tag, name, given)

    def _field(self, form: Form, tag: str, name: str, given: dict[str, str]) -> None:
        kind = given.get("type", "text") if tag == "input" else tag
        form.kinds.setdefault(name, kind)
        self._select = name if tag == "select" else self._select
        self._area = name if tag == "textarea" else self._area
        if kind in ("radio", "button") and form.values.get(name) and "checked" not in given:
            return
        if kind == "checkbox" and "checked" not in given and name in form.values:
            return
        form.values[name] = [given.get("value", "")] if tag != "select" else [""]

    def handle_data(self, data: str) -> None:
        if self._open is not None and self._area:
            self._open.values[self._area] = [data.strip()]

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        if tag == "textarea":
            self._area = ""
        if tag == "form" and self._open is not None:
            self.found.append(self._open)
            self._open = None


def forms_in(page: str, role: str, path: str) -> list[Form]:
    """The forms of a page that post."""
    parser = _Forms(role, path)
    parser.feed(page)
    return parser.found


def filled(form: Form, **given: str) -> Values:
    """The form as somebody sends it: what was empty is filled in, under a command id of its own."""
    values = {name: list(value) for name, value in form.values.items()}
    for name, kind in form.kinds.items():
        if values.get(name, [""]) == [""]:
            values[name] = [
                ENTERED.get(name) or FUZZY.get(name.split("_")[0]) or BY_KIND.get(kind, "Een woord dat volstaat")
            ]
    if "command" in values:
        values["command"] = [str(uuid7())]
    return values | {name: [value] for name, value in given.items()}


ENTERED = {
    "organisation": "BZ/DAF",
    "owner": "BZ/DAF",
    "directorate": "BZ/DAF",
    "login": "nieuwe.naam",
    "password": "een lange zin zonder geheim",
    "duplicate_of": "",
    "in_version": "",
    "block": "",
    "seat": "",
    "instructed_by": "",
    "content": "# Inleiding\n\nEen nieuwe tekst.\n",
    "text": "# Inleiding\n\nEen nieuwe tekst.\n",
    "file": "",
    "follows": "",
    "part": "",
    "source": "",
}
FUZZY = {"when": "2031", "to": "2031", "at": "2031"}
"""Fields for a fuzzy date, by how their name begins."""
BY_KIND = {"date": "2026-04-01", "number": "1", "datetime-local": "2026-04-01T12:00", "checkbox": "1", "file": ""}
