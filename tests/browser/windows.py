"""Windows of a browser, lent to one person after another.

A window with cookies, storage and a process of its own takes as long to open as two pages take to show, and every
person of every test needs one. What the last one left behind is cleared; origins are never the same for two sites.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from playwright.sync_api import Browser, ConsoleMessage, Error, Page

WIDE, NARROW, HEIGHT = 1360, 390, 860
PATIENCE = 10_000  #: milliseconds; machines that build many things at once are slow
ANSWERED = "Failed to load resource"  #: what Chromium says of every 4xx and 5xx; the answers are looked at as such
LEAVE = "() => { sessionStorage.clear(); localStorage.clear(); location.replace('about:blank') }"
"""Of its own accord a page goes there in the process that it has; told to, in another, which is as dear as a window."""
Complain = Callable[[str], object]
"""Is told what goes wrong in a window: errors on the console, exceptions in a page, answers of 500."""


class Looks(NamedTuple):
    """What a window is opened with."""

    javascript: bool = True
    width: int = WIDE
    scheme: Any = "light"


def opened(browser: Browser, complain: Complain, looks: Looks) -> Page:
    """A window of one's own, where nobody is signed in."""
    context = browser.new_context(
        viewport={"width": looks.width, "height": HEIGHT},
        color_scheme=looks.scheme,
        locale="nl-NL",
        java_script_enabled=looks.javascript,
        accept_downloads=True,
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(ANSWERED):
            complain(f"{page.url}: {message.text}")

    page.on("console", on_console)
    page.on("pageerror", lambda error: complain(f"{page.url}: {error}"))
    page.on("response", lambda answer: complain(f"{answer.url}: 500") if answer.status >= 500 else None)
    return page


class Windows:
    """Those of one browser."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._free: dict[Looks, list[Page]] = {}
        self._lent: dict[Page, tuple[Looks, bool]] = {}
        self._told: dict[Page, Complain] = {}

    def lend(self, complain: Complain, *, alone: bool = False, **looks: Any) -> Page:
        """A window in which nobody is signed in; ``alone``: nobody had it before, and nobody gets it after."""
        of = Looks(**looks)
        free = self._free.setdefault(of, [])
        page = free.pop() if free and not alone else self._made(of)
        self._lent[page] = of, alone
        self._told[page] = complain
        return page

    def take_back(self, page: Page) -> None:
        looks, alone = self._lent.pop(page)
        if alone:
            page.context.close()
            return
        try:
            self._clear(page, looks)
        except Error:  # whatever the test left it in, the next one gets another
            page.context.close()
            return
        self._told[page] = lambda said: None
        self._free[looks].append(page)

    def close(self) -> None:
        for pages in self._free.values():
            for page in pages:
                page.context.close()

    def _made(self, looks: Looks) -> Page:
        page: Page = opened(self._browser, lambda said: self._told[page](said), looks)
        return page

    def _clear(self, page: Page, looks: Looks) -> None:
        for other in page.context.pages:
            if other is not page:
                other.close()
        page.context.set_offline(False)
        if page.url.startswith("http"):
            page.evaluate(LEAVE)
            page.wait_for_url("about:blank")
        page.context.clear_cookies()
        page.mouse.move(0, 0)
        page.set_viewport_size({"width": looks.width, "height": HEIGHT})
        page.emulate_media(color_scheme=looks.scheme, media="null", reduced_motion="null")
