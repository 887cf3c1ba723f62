"""Requests that no page ever sends."""

from __future__ import annotations

import random
from io import BytesIO

from werkzeug.datastructures import MultiDict

from review.application import uuid7
from tests.cast import CAST
from tests.visiting import Form, Site, Values, filled

ROLES = [*CAST, None]
HOSTILE = [
    "",
    " ",
    "0",
    "-1",
    "1e9",
    "99999999999999999999",
    "9223372036854775808",
    "NaN",
    "٣",
    "null",
    "None",
    "true",
    "[]",
    "{}",
    "../../etc/passwd",
    "..%2f..%2f",
    "' OR '1'='1",
    "1; DROP TABLE event; --",
    '"><script>alert(1)</script>',
    "{{ 7*7 }}",
    "%(limit)s %s %d",
    "{0.__class__}",
    "\x00",
    "\x00\x01\x1f\x7f",
    "\ud800",
    "\u202etxt.exe",
    "e\u0301" * 50,
    "🦀" * 200,
    "a" * 5_000,
    "x" * 200_000,
    "2026-02-30",
    "0001-01-01",
    "9999-12-31",
    "2026-03-02T10:00",
    "00000000-0000-0000-0000-000000000000",
    "{00000000-0000-0000-0000-000000000000}",
    "urn:uuid:00000000-0000-0000-0000-000000000000",
    "BZ/DAF",
    "director",
    "//elsewhere.example/x",
    "javascript:alert(1)",
    "\r\nSet-Cookie: x=1",
]
HEADERS: list[dict[str, str]] = [
    {},
    {},
    {"HX-Request": "true", "HX-Request-Type": "partial"},
    {"HX-Request": "true", "HX-Target": "#x\"'<", "HX-Current-URL": "http://elsewhere.example/"},
    {"Accept-Language": "en;q=x, *;q=\x7f", "Cookie": "toetssteen-language=xx; toetssteen=%00"},
    {"Content-Type": "application/json"},
    {"Content-Type": "multipart/form-data; boundary="},
    {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"},
    {"Origin": "null", "Sec-Fetch-Site": "cross-site"},
    {"If-Modified-Since": "gisteren", "Range": "bytes=9-1"},
    {"Host": "elsewhere.example"},
]


class Mutator:
    """Makes one odd request after another, the same ones for the same seed."""

    def __init__(self, site: Site, forms: list[Form], seed: int) -> None:
        self.site = site
        self.forms = forms
        self.random = random.Random(seed)
        self.pages = site.pages()
        self.gets = site.rules("GET")
        self.posts = site.rules("POST")

    def send(self) -> tuple[str, int]:
        """One request; what was asked, and the status of the answer."""
        role = self.random.choice(ROLES)
        path, values = self._asked()
        headers = dict(self.random.choice(HEADERS))
        client = self.site.client(role)
        if values is None:
            answer = client.get(path, headers=headers)
            asked = f"{role}: GET {path} {headers}"
        else:
            answer = client.post(path, data=MultiDict(self._flat(values)), headers=headers)
            asked = f"{role}: POST {path} {headers} {str(values)[:1500]}"
        return asked, answer.status_code

    def _asked(self) -> tuple[str, Values | None]:
        choice = self.random.random()
        if choice < 0.15:
            return self._odd_path(self.random.choice(self.pages)), None
        if choice < 0.25:
            return self._invented(self.gets), None
        if choice < 0.35:
            return self._invented(self.posts), self._odd_values({})
        form = self.random.choice(self.forms)
        values = filled(form)
        if self.random.random() < 0.8:
            values = self._odd_values(values)
        path = form.action if self.random.random() < 0.8 else self._invented(self.posts)
        return path, values

    def _invented(self, rules: list) -> str:
        """An address of some route, with ids of this world in the wrong places, or of nothing at all."""
        rule = self.random.choice(rules)
        path = str(rule)
        for argument in sorted(rule.arguments):
            start = path.index("<")
            end = path.index(">", start)
            path = path[:start] + str(self._thing(argument)) + path[end + 1 :]
        return path

    def _thing(self, argument: str) -> object:
        known = [
            self.site.things(name) for name in ("evaluation", "draft", "review_round", "comment", "flag", "source")
        ]
        anything = [*(one for some in known for one in some), uuid7(), self.site.world.review.installation.id]
        if argument in ("number", "block", "position"):
            return self.random.choice([0, 1, 2, 3, 99, 999_999, 99_999_999, 2**31, 2**63, "x", "-1"])
        if argument in ("path", "digest"):
            return self.random.choice(["../../wsgi.py", "%00", "toetssteen.css", "x" * 300])
        own = self.site.things(argument)
        return self.random.choice(
            [*own, *own, self.random.choice(anything), "x", "00000000-0000-0000-0000-000000000000"]
        )

    def _odd_path(self, path: str) -> str:
        odd = self.random.choice(HOSTILE).encode("utf-8", "surrogatepass")[:300]
        names = ["at", "with", "filter", "page", "show", "record", "room", "person", "next", "whole", "level", "owner"]
        query = "&".join(f"{name}={self._escaped(odd)}" for name in self.random.sample(names, 3))
        return f"{path.partition('?')[0]}?{query}"

    def _escaped(self, odd: bytes) -> str:
        return "".join(f"%{byte:02x}" for byte in odd)

    def _odd_values(self, values: Values) -> Values:
        """Some fields changed, some gone, some doubled, some invented."""
        changed = {name: list(value) for name, value in values.items()}
        names = [*changed, "seat", "command", "seen", "root", "block", "kind", "instructed_by", "keys", "number"]
        for _ in range(self.random.randint(1, 4)):
            name = self.random.choice(names)
            match self.random.randint(0, 3):
                case 0:
                    changed.pop(name, None)
                case 1:
                    changed[name] = [self.random.choice(HOSTILE), self.random.choice(HOSTILE)]
                case _:
                    changed[name] = [self.random.choice(HOSTILE)]
        return changed

    def _flat(self, values: Values) -> list[tuple[str, object]]:
        found: list[tuple[str, object]] = []
        for name, some in values.items():
            found += [(name, one.encode("utf-8", "surrogatepass").decode("utf-8", "replace")) for one in some]
        if self.random.random() < 0.1:
            odd = self.random.choice(HOSTILE).encode("utf-8", "surrogatepass")
            found.append(("file", (BytesIO(odd), self.random.choice(["a.md", "..\\x.docx", "\x00"]))))
        return found
