"""Every route is known, guarded, and does nothing for whoever may not; and no request is answered by an error of ours.

Of requests that no page sends a thousand in the suite, ten thousand with TOETSSTEEN_FAULTS=1; TOETSSTEEN_SEED draws
others.
"""

from __future__ import annotations

import logging
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from uuid import UUID

import pytest

from review.application import uuid7
from tests.cast import CAST, Part
from tests.conftest import Template
from tests.domain.test_permissions import ABBREVIATED, RULES
from tests.given import World
from tests.house import routes
from tests.house.acts_of_pages import ACTS, HIDDEN, OFFERING, OPEN, OWN
from tests.lengths import times
from tests.lively import make_lively
from tests.mutating import Mutator
from tests.soundness import assert_sound, heads
from tests.visiting import Form, Site, filled, forms_in

PARTIAL = {"HX-Request": "true", "HX-Request-Type": "partial"}
COUNTED = {"number", "block", "position"}


LAST = {"groups.end_seat", "people.end_office", "people.close_account", "people.replace_password", "session.sign_out"}
"""Acts that take people away: sent after the others."""
REQUESTS = times(1_000, 10_000)
SEED = int(os.environ.get("TOETSSTEEN_SEED", "20260302"))


class Page(NamedTuple):
    role: str
    path: str
    status: int
    forms: list[Form]


class Crawled(NamedTuple):
    """Every page for everybody of OFFERING, and how many records there were before and after."""

    pages: list[Page]
    before: dict[UUID, int]
    after: dict[UUID, int]


@pytest.fixture(scope="module")
def lively(sqlite_installation: Template, tmp_path_factory: pytest.TempPathFactory) -> Template:
    """An installation with everything under way."""
    folder = tmp_path_factory.mktemp("lively")
    world = make_lively(sqlite_installation.copied(folder))
    world.close()
    return Template(folder, f"sqlite:///{folder / 'data' / 'toetssteen.db'}", world.clock.now, world.known)


@pytest.fixture(scope="module")
def site(lively: Template, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A world with everything under way, and the application over it. What may not happen here does not."""
    yield from _site(lively, tmp_path_factory.mktemp("site"))


@pytest.fixture
def fair_game(lively: Template, tmp_path: Path) -> Iterator[Site]:
    """The same world once more, for whoever changes things."""
    yield from _site(lively, tmp_path)


def _site(lively: Template, folder: Path) -> Iterator[Site]:
    world = lively.copied(folder)
    world.clock.step = 1_000
    yield Site(world)
    assert_sound(world.review)
    world.close()


@pytest.fixture(scope="module")
def crawled(site: Site) -> Crawled:
    before = heads(site.world.review)
    pages = [
        Page(role, path, answer.status_code, forms_in(answer.text, role, path) if answer.status_code == 200 else [])
        for role, path, answer in site.crawl(OFFERING)
    ]
    return Crawled(pages, before, heads(site.world.review))


def test_the_routes_are_those_of_the_snapshot(site: Site) -> None:
    """A new route is reviewed: python -m tests.house.write_snapshots."""
    assert routes.table(site.app) == routes.SNAPSHOT.read_text(encoding="utf-8")


def test_every_address_that_takes_something_is_accounted_for(site: Site) -> None:
    taking = {rule.endpoint for rule in site.rules("POST")}
    assert taking == set(ACTS) | OWN | {
        name
        for name in OPEN
        if name not in ("assets.show_asset", "session.show_session", "calendars.show_feed", "progress.show_progress")
    }
    methods = {method for rule in site.app.url_map.iter_rules() for method in rule.methods or ()}
    assert methods == {"GET", "POST", "HEAD", "OPTIONS"}


def test_an_act_is_a_noun(site: Site) -> None:
    verbs = {"add", "create", "delete", "update", "edit", "remove", "close", "open", "submit", "raise", "approve"}
    for rule in site.rules("POST"):
        assert not verbs & set(str(rule).split("/")), rule


def test_ids_in_addresses_are_opaque(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        for argument in rule.arguments:
            kind = type(rule._converters[argument]).__name__
            assert kind in ("UUIDConverter", "IntegerConverter") or rule.endpoint == "assets.show_asset", (
                rule,
                argument,
            )


def test_only_the_open_routes_answer_without_sign_in(site: Site) -> None:
    for rule in site.app.url_map.iter_rules():
        for path in list(site.addresses(rule, most=1)):
            for method in (rule.methods or set()) & {"GET", "POST"}:
                answer = site.client(None).open(path, method=method)
                if rule.endpoint in OPEN:
                    assert answer.status_code not in (401, 500), path
                elif method == "GET":
                    assert answer.status_code == 303 and "/session" in answer.location, path
                else:
                    assert answer.status_code == 401, path


def test_nothing_is_taken_from_another_site(site: Site) -> None:
    before = heads(site.world.review)
    for rule in site.rules("POST"):
        for path in site.addresses(rule, most=1):
            if rule.endpoint == "reports.report_violation":
                continue
            for headers in (
                {"Sec-Fetch-Site": "cross-site"},
                {"Sec-Fetch-Site": "same-site"},
                {"Sec-Fetch-Site": "none"},
            ):
                answer = site.post("the director", path, {}, headers=headers)
                assert answer.status_code == 403, f"{path} from {headers}"
    assert heads(site.world.review) == before


def test_what_does_not_exist_is_not_found(site: Site) -> None:
    """For everybody the same answer, as a page and as a partial."""
    for rule in site.rules("GET"):
        if rule.arguments and rule.endpoint != "assets.show_asset":
            path = site.adapter.build(
                rule.endpoint, {name: 1 if name in COUNTED else uuid7() for name in rule.arguments}
            )
            for role in ("the director", "the administrator", "the outsider"):
                for headers in ({}, PARTIAL):
                    answer = site.get(role, path, headers=headers, follow_redirects=True)
                    assert answer.status_code in (403, 404), f"{role} at {path}: {answer.status_code}"


def test_looking_changes_nothing_and_whoever_lacks_the_permission_changes_nothing(site: Site, crawled: Crawled) -> None:
    """Every page for everybody, and then the whole matrix: the form of an act, sent by all who may not."""
    offered: dict[str, Form] = {}
    for page in crawled.pages:
        assert page.status in (200, 303, 403, 404, 409), f"{page.role} at {page.path}: {page.status}"
        for form in page.forms:
            offered.setdefault(site.endpoint_of(form.action), form)
    assert crawled.after == crawled.before
    before = heads(site.world.review)
    assert set(offered) - OPEN - OWN == set(ACTS) - set(HIDDEN), "an act is offered nowhere, or somewhere by surprise"
    wrong = [fault for endpoint in ACTS for fault in _tried_without(site, endpoint, offered.get(endpoint))]
    assert not wrong
    assert heads(site.world.review) == before


def _tried_without(site: Site, endpoint: str, form: Form | None) -> Iterator[str]:
    """Who was answered otherwise than by a refusal, or left a record."""
    rule = next(rule for rule in site.rules("POST") if rule.endpoint == endpoint)
    path = form.action if form is not None else next(site.addresses(rule, most=1))
    before = heads(site.world.review)
    for role, part in CAST.items():
        if part.capacity is not None and _may(endpoint, part):
            continue
        values = filled(form) if form is not None else HIDDEN[endpoint]
        answer = site.post(role, path, values | {"seat": [site.seat(role)]}, headers=PARTIAL)
        elsewhere = any(_may(endpoint, other) for other in CAST.values() if other.name == part.name)
        if answer.status_code not in {403, 404} | ({409, 422} if elsewhere else set()):
            yield f"{role} at {path}: {answer.status_code}"
        if heads(site.world.review) != before:
            yield f"{role} at {path} left a record"
            before = heads(site.world.review)


def _may(endpoint: str, part: Part) -> bool:
    return part.capacity is not None and RULES[ACTS[endpoint]].get(ABBREVIATED[part.capacity], "-") != "-"


def test_everybody_is_told_in_plain_words_why_not(site: Site) -> None:
    """The answer says what to do, in the language of the reader, as a page and as a partial."""
    path = f"/approvals/{site.world.known.approvals[0]}/return"
    said = {"nl": "Vraag de voorzitter", "en": "Ask the chair"}
    for language, words in said.items():
        assert (
            site.post("the external expert", "/preferences", {"language": [language], "next": ["/"]}).status_code == 303
        )
        for headers in ({}, PARTIAL):
            values = {"seen": ["1"], "motive": ["Nog niet."]}
            answer = site.post("the external expert", path, values, headers=headers)
            assert answer.status_code == 403
            assert words in answer.text
            assert "NotPermitted" not in answer.text
            assert ("<html" in answer.text) == (not headers)


def test_the_world_of_this_file_has_roles_for_every_capacity(site: Site) -> None:
    assert {part.capacity for part in CAST.values() if part.capacity} == set(ABBREVIATED)
    assert isinstance(site.world, World)


# -- requests that no page ever sends


@pytest.mark.faults
def test_no_request_is_answered_by_an_error_of_ours(
    fair_game: Site, crawled: Crawled, caplog: pytest.LogCaptureFixture
) -> None:
    """Every form first as it is offered, then requests bent in every way; at the end everything is sound."""
    site, forms = fair_game, _one_of_each(fair_game, crawled)
    assert len(forms) > 60
    caplog.set_level(logging.ERROR)
    for form in forms:
        answer = site.post(form.role, form.action, filled(form))
        gone = {403, 404} if site.endpoint_of(form.action) in LAST else set()
        assert answer.status_code in {200, 303, 409, 422} | gone, f"{form.role} at {form.action}: {answer.status_code}"
    mutator = Mutator(site, forms, SEED)
    statuses: Counter[int] = Counter()
    for number in range(REQUESTS):
        asked, status = mutator.send()
        statuses[status] += 1
        assert status < 500, f"request {number} of seed {SEED}: {status} to {asked}\n{caplog.text[-3000:]}"
    assert not caplog.records, caplog.text
    assert {200, 303, 403, 404, 422} <= set(statuses), statuses


def _one_of_each(site: Site, crawled: Crawled) -> list[Form]:
    """Every form on every page, by whoever it is offered to; one of each kind for each role."""
    found: dict[tuple[str, str], Form] = {}
    for page in crawled.pages:
        for form in page.forms:
            found.setdefault((site.endpoint_of(form.action), page.role), form)
    return sorted(found.values(), key=lambda form: site.endpoint_of(form.action) in LAST)
