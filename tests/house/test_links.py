"""No page shows somebody a link that is refused: whoever is signed in follows each of them."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urlsplit

import pytest
from werkzeug.exceptions import HTTPException

from tests.cast import CAST
from tests.conftest import Template
from tests.lively import make_lively
from tests.visiting import Site

FROZEN = "Het lezen van deze versie is stilgezet"
"""What lies behind a link may be closed for a while (a compromise); the answer says until when."""


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.found.append(str(given["href"]))


def links_in(html: str, path: str) -> Iterator[str]:
    """The addresses of this application that a page links to, without their places inside a page."""
    found = _Links()
    found.feed(html)
    for href in found.found:
        parts = urlsplit(href)
        if parts.hostname or parts.scheme:
            continue
        yield (parts.path or path) + (f"?{parts.query}" if parts.query else "")


@pytest.fixture(scope="module")
def site(sqlite_installation: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    world = make_lively(sqlite_installation.copied(tmp_path_factory.mktemp("links")))
    yield Site(world)
    world.close()


def kind_of(site: Site, address: str) -> tuple[str, ...]:
    """Which page it is, whatever thing it is about: one of each is followed."""
    parts = urlsplit(address)
    return (site.endpoint_of(parts.path, "GET"), *sorted({name for name, _ in parse_qsl(parts.query)}))


@pytest.mark.parametrize("role", [*CAST, None])
def test_every_link_leads_somewhere(site: Site, role: str | None) -> None:
    waiting, known, refused = [("/", "the start")], set[tuple[str, ...]](), list[str]()
    while waiting:
        address, source = waiting.pop()
        try:
            kind = kind_of(site, address)
        except HTTPException:
            refused.append(f"{source} -> {address}: no such page")
            continue
        if kind in known:
            continue
        known.add(kind)
        answer = site.get(role, address)
        if answer.status_code >= 400 and FROZEN not in answer.text:
            refused.append(f"{source} -> {address}: {answer.status_code}")
        elif answer.mimetype == "text/html" and answer.status_code == 200:
            waiting += [(link, address) for link in links_in(answer.text, urlsplit(address).path)]
    assert refused == []
    assert len(known) > (30 if role in ("the team lead", "the director", "the auditor") else 0)
