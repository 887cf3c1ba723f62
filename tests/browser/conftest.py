"""A real Chromium on a served demonstration; whatever breaks the content policy or throws in a page fails the test."""

from __future__ import annotations

import fcntl
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from uuid import UUID

import pytest
from playwright.sync_api import Browser, BrowserType, Page, expect, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from review import installation
from review.application import Review
from review.demo.play import load
from review.domain.acts import Reader
from review.projections import evaluations, people
from tests.browser import founding
from tests.browser.places import addresses
from tests.browser.site import Site
from tests.browser.windows import PATIENCE, Windows
from tests.reuse import Places
from tests.serving import app_over

BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first of these is used. The shell draws no window that nobody sees, which saves a third of the work."""
CHROMIUM = next((path for name in BROWSERS if (path := shutil.which(name))), None)
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
    "--js-flags=--single-threaded",
)
STILL = ("--enable-begin-frame-control", "--run-all-compositor-stages-before-draw")
AXE = (Path(__file__).parent / "vendor" / "axe-4.14.1.min.js").read_text("utf-8")
RUN = "async options => (await axe.run(document, options)).violations"
ALL_OF_IT = """() => {
    if (window.allOfIt) return;
    window.allOfIt = true;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('.passage { content-visibility: visible !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""
"""What the browser would skip until it is scrolled to is looked at as well."""
FAST = {"resultTypes": ["violations"]}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NOWHERE = UUID(int=0)
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = f"{Path(__file__).parent}{os.sep}"
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[BrowserType]:
    if CHROMIUM is None:
        if os.environ.get("TOETSSTEEN_NO_SKIPS"):
            pytest.fail("there is no Chromium on this machine, and skips are forbidden here")
        pytest.skip("there is no Chromium on this machine; Debian's package chromium-headless-shell brings it")
    with sync_playwright() as playwright:
        yield playwright.chromium


@pytest.fixture(scope="session")
def browser(chromium: BrowserType) -> Iterator[Browser]:
    started = chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    yield started
    started.close()


@pytest.fixture(scope="session")
def still_browser(chromium: BrowserType) -> Iterator[Browser]:
    """For pages that are asked and never touched: nothing is drawn, which saves a seventh of the work on a page.

    Layout and styles are those of every page; a click would wait for a frame that never comes. Only the shell can.
    """
    more = STILL if CHROMIUM is not None and CHROMIUM.endswith("headless-shell") else ()
    started = chromium.launch(executable_path=CHROMIUM, args=[*ARGUMENTS, *more])
    yield started
    started.close()


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo evaluation, loaded once and copied for every site."""
    return _made_once(tmp_path_factory, "demonstration", lambda folder: load(founding.settings(folder)))


def _made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Review]) -> Path:
    """The folder of an installation at rest: whichever worker needs it first makes it, for all of them."""
    base = factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder = shared / name
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            with TemporaryDirectory(dir=shared) as building:
                under_way = Path(building) / name
                under_way.mkdir(mode=0o700)
                make(under_way).engine.dispose()
                under_way.rename(folder)
    return folder


@pytest.fixture
def site(demonstration: Path, places: Places) -> Iterator[Site]:
    """A copy of the demonstration of one's own, to change at will."""
    with _served(demonstration, places) as served:
        yield served
        assert not served.faults, served.faults


@pytest.fixture(scope="module")
def shared_site(demonstration: Path, places: Places) -> Iterator[Site]:
    """A copy for tests that only look."""
    with _served(demonstration, places) as served:
        yield served
        assert not served.faults, served.faults


@pytest.fixture(scope="module")
def there(shared_site: Site) -> dict[str, str]:
    """Where each page of that copy is: the same for every test, as these only look."""
    return addresses(shared_site)


@pytest.fixture(scope="session")
def empty_house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with people and without evaluations, founded once and copied for every site."""
    return _made_once(tmp_path_factory, "founded", founding.found)


@pytest.fixture
def house(empty_house: Path, places: Places) -> Iterator[Site]:
    """A copy of it of one's own, where nobody has opened an evaluation yet."""
    with _served(empty_house, places) as served:
        yield served
        assert not served.faults, served.faults


@contextmanager
def _served(original: Path, places: Places) -> Iterator[Site]:
    folder = places.lend()
    shutil.copytree(original, folder, dirs_exist_ok=True)
    review = installation.open_(founding.settings(folder))
    server = make_server("127.0.0.1", 0, app_over(review, testing=False), threaded=True, request_handler=_Quiet)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    with review.reading() as tx:
        reader = Reader(person=review.installation.id, moment=review.clock())
        names = {str(it.name): it.id for it in people.listed(tx, review.door(), reader)}
        first, *later = evaluations.all_ids(tx) or [NOWHERE]
    try:
        yield Site(f"http://127.0.0.1:{server.port}", review, names, first, later[0] if later else NOWHERE)
    finally:
        server.shutdown()
        thread.join(5)
        review.engine.dispose()
        places.take_back(folder)


class _Quiet(WSGIRequestHandler):
    """Serves without a line per request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Iterator[Windows]:
    lent = Windows(browser)
    yield lent
    lent.close()


@pytest.fixture
def lend(windows: Windows) -> Iterator[Callable[..., Page]]:
    """``lend(site)`` is a window where nobody is signed in; what goes wrong in it is a fault of the site."""
    lent: list[Page] = []

    def one(site: Site, **looks: Any) -> Page:
        lent.append(windows.lend(site.faults.append, **looks))
        return lent[-1]

    yield one
    for page in lent:
        windows.take_back(page)


Visit = Callable[..., Page]


@pytest.fixture
def visit(lend: Callable[..., Page]) -> Visit:
    """``visit(site, "Jonker", "/path")`` opens a page as that person; options: language, and those of a window."""

    def go(site: Site, who: str | None, path: str = "/", *, language: str = "nl", **looks: Any) -> Page:
        page = lend(site, **looks)
        page.context.add_cookies([{"name": "toetssteen-language", "value": language, "url": site.url}])
        if who is not None:
            sign_in(page, site, who)
        page.goto(site.address(path))
        return page

    return go


def sign_in(page: Page, site: Site, who: str) -> None:
    """A session as this person, without the page that asks for a password."""
    token = site.review.sessions.start(site.person(who))
    page.context.add_cookies([{"name": "toetssteen", "value": token, "url": site.url}])


def violations(page: Page, *, but: tuple[str, ...] = ()) -> list[str]:
    """What axe-core finds, one line each, by all rules but those named; and sideways scrolling.

    Only where scripts may run: elsewhere axe-core waits for ever.
    """
    return _axe(page, RULES, but) + sideways(page)


def sideways(page: Page) -> list[str]:
    """By how much the page is wider than its window, if it is."""
    wider = page.evaluate("() => document.documentElement.scrollWidth - window.innerWidth")
    return [f"scrolls {wider} px sideways"] if wider > 0 else []


def colours(page: Page) -> list[str]:
    """What axe-core finds about colours alone, for pages whose other parts were looked at in another scheme."""
    return _axe(page, ["cat.color"])


def _axe(page: Page, tags: list[str], but: tuple[str, ...] = ()) -> list[str]:
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE)
    page.evaluate(ALL_OF_IT)
    rules = {rule: {"enabled": False} for rule in but}
    return [
        f"{one['id']} ({one['impact']}): {one['nodes'][0]['target']} {one['nodes'][0]['failureSummary'][:160]}"
        for one in page.evaluate(RUN, {"runOnly": {"type": "tag", "values": tags}, "rules": rules, **FAST})
    ]
