"""The shell in a real Chromium: accessible at two widths in light and dark, under the policy, by keyboard, and when the
network fails. The sample room of tests/web shows every part there is."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from playwright.sync_api import expect
from werkzeug.serving import make_server

from review.application import Review
from review.web.factory import create_app
from tests.browser.windows import Windows
from tests.web.sample.room import blueprint
from tests.web.visiting import LOGIN, PASSWORD, installation

AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visited(NamedTuple):
    address: str
    review: Review
    person: UUID


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    """An installation with the sample room, served; and who signs in."""
    review, person = installation(tmp_path_factory.mktemp("installation"), demo=True)
    app = create_app(review)
    app.register_blueprint(blueprint)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield Visited(f"http://127.0.0.1:{server.port}", review, person)
    server.shutdown()
    review.engine.dispose()


@pytest.fixture
def visiting(windows: Windows, sample: Visited) -> Iterator[Callable[..., Any]]:
    """Opens a page; whatever the console complains about fails the test."""
    lent: list[Any] = []
    complaints: list[str] = []

    def visit(path: str, *, signed_in: bool = True, **looks: Any) -> Any:
        page = windows.lend(complaints.append, **looks)
        lent.append(page)
        if signed_in:
            token = sample.review.sessions.start(sample.person)
            page.context.add_cookies([{"name": "toetssteen", "value": token, "url": sample.address}])
        page.goto(f"{sample.address}{path}")
        page.complaints = complaints
        return page

    yield visit
    for page in lent:
        windows.take_back(page)
    assert complaints == []


@pytest.mark.parametrize(("width", "scheme"), [(1360, "light"), (390, "dark")])
@pytest.mark.parametrize("path", ["/session", "/sample", "/sample/reading", "/sample/refusals/RoundClosed"])
def test_pages_are_accessible_and_nothing_runs_off_the_screen(
    visiting: Callable[..., Any], path: str, width: int, scheme: str
):
    for signed_in in (True, False) if path == "/session" else (True,):
        page = visiting(path, signed_in=signed_in, width=width, scheme=scheme)
        page.evaluate(AXE.read_text())
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert {one["id"]: [node["target"] for node in one["nodes"]] for one in found["violations"]} == {}
        assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")


def test_a_window_keeps_nothing_of_who_had_it(windows: Windows, sample: Visited):
    """Tests lend windows to each other, so what one left behind would be seen by the next."""
    first = windows.lend(print)
    first.context.add_cookies([{"name": "toetssteen", "value": "x", "url": sample.address}])
    first.goto(f"{sample.address}/session")
    first.evaluate("() => { sessionStorage.kept = 1; localStorage.kept = 1 }")
    first.set_viewport_size({"width": 390, "height": 500})
    first.emulate_media(color_scheme="dark", media="print", reduced_motion="reduce")
    first.context.set_offline(True)
    windows.take_back(first)
    heard: list[str] = []
    second = windows.lend(heard.append)
    assert second is first
    second.goto(f"{sample.address}/session")
    left = """() => [Object.keys(sessionStorage).length, Object.keys(localStorage).length, innerWidth,
        ...['dark', 'reduce'].map((one, at) => matchMedia(`(prefers-${['color-scheme', 'reduced-motion'][at]}: ${one})`)
        .matches), matchMedia('print').matches]"""
    assert second.evaluate(left) == [0, 0, 1360, False, False, False]
    assert [one["value"] for one in second.context.cookies() if one["name"] == "toetssteen"] != ["x"]
    second.evaluate("() => console.error('heard')")
    second.wait_for_timeout(50)
    assert [text.rpartition(": ")[2] for text in heard] == ["heard"]
    windows.take_back(second)


def test_the_checker_finds_faults_that_are_put_in(visiting: Callable[..., Any]):
    page = visiting("/sample")
    page.evaluate(
        """() => {
            const main = document.querySelector('main');
            for (const tag of ['img', 'input', 'button']) main.append(document.createElement(tag));
        }"""
    )
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert {"image-alt", "label", "button-name"} <= {one["id"] for one in found["violations"]}


def test_a_comment_is_refused_beside_the_form_and_then_placed(visiting: Callable[..., Any]):
    page = visiting("/sample/reading")
    page.locator("#form").evaluate("form => form.noValidate = true")
    page.get_by_role("button", name="Plaatsen").click()
    summary = page.locator("#form .summary")
    expect(summary).to_contain_text("Uw opmerking: Dit is verplicht")
    expect(summary).to_be_focused()
    page.get_by_label("Uw opmerking").fill("Dit getal klopt niet.")
    expect(page.locator("[data-kept-for]")).to_have_text("Uw tekst blijft in dit tabblad bewaard.")
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.locator("#c9")).to_be_focused()
    expect(page.locator("#live")).to_have_text("Opmerking geplaatst.")
    expect(page.locator("#toast")).to_be_visible()
    assert page.evaluate("() => Object.keys(sessionStorage)") == []
    assert page.url.endswith("/sample/reading")


def test_typing_survives_a_reload_and_signing_out_forgets_it(visiting: Callable[..., Any]):
    page = visiting("/sample/reading")
    page.get_by_label("Uw opmerking").fill("Halve zin")
    page.reload()
    expect(page.get_by_label("Uw opmerking")).to_have_value("Halve zin")
    assert page.evaluate("() => Object.keys(localStorage)") == []
    page.get_by_text("Account van J. Jonker").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_text("U bent afgemeld.")).to_be_visible()
    assert page.evaluate("() => Object.keys(sessionStorage)") == []


def test_a_session_that_ended_is_said_beside_the_work_and_the_text_stays(visiting: Callable[..., Any]):
    page = visiting("/sample/reading")
    page.context.clear_cookies(name="toetssteen")
    page.get_by_label("Uw opmerking").fill("Een opmerking die blijft")
    page.get_by_label("Soort").select_option("method")
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.locator("#notice .notice")).to_contain_text("Uw sessie is verlopen")
    expect(page.get_by_label("Uw opmerking")).to_have_value("Een opmerking die blijft")
    page.get_by_role("link", name="Aanmelden").click()
    page.get_by_label("Aanmeldnaam").fill(LOGIN)
    page.get_by_label("Wachtwoord").fill(PASSWORD)
    page.get_by_role("button", name="Aanmelden").click()
    expect(page).to_have_url(re.compile("/sample/reading$"))
    expect(page.get_by_label("Uw opmerking")).to_have_value("Een opmerking die blijft")


def test_a_lost_connection_is_said_and_nothing_typed_is_lost(visiting: Callable[..., Any]):
    page = visiting("/sample/reading")
    page.get_by_label("Uw opmerking").fill("Blijft staan")
    page.context.set_offline(True)
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.locator("#notice .notice")).to_contain_text("Geen verbinding")
    expect(page.locator("#notice .notice")).to_be_focused()
    expect(page.get_by_label("Uw opmerking")).to_have_value("Blijft staan")
    page.complaints.clear()


def test_keys_walk_along_the_text_and_can_be_switched_off(visiting: Callable[..., Any]):
    page = visiting("/sample/reading")
    page.keyboard.press("j")
    expect(page.locator("#p13")).to_be_focused()
    page.keyboard.press("n")
    expect(page.locator("#p14")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#p13")).to_be_focused()
    page.keyboard.press("c")
    expect(page).to_have_url(re.compile("/sample/reading#form$"))
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Sneltoetsen")).to_be_visible()
    page.get_by_role("button", name="Sneltoetsen uitzetten").click()
    page.keyboard.press("j")
    expect(page.locator("#p13")).not_to_be_focused()


def test_the_first_tab_leads_past_the_menu(visiting: Callable[..., Any]):
    page = visiting("/sample")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_injected_markup_neither_runs_nor_asks(visiting: Callable[..., Any]):
    """What a fragment must never do, even if text got through as markup: run a script, or act through htmx."""
    page = visiting("/sample")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    stopped = page.evaluate(
        """async () => {
            try { document.querySelector('main').innerHTML = '<b>x</b>'; return false; } catch { return true; }
        }"""
    )
    assert stopped
    page.evaluate(
        """() => {
            const button = document.createElement('button');
            button.id = 'planted';
            button.setAttribute('hx-get', '/sample/folding');
            button.setAttribute('hx-trigger', 'load');
            document.querySelector('main').append(button);
            htmx.process(document.querySelector('main'));
        }"""
    )
    page.wait_for_timeout(300)
    assert [url for url in asked if "folding" in url] == []
    assert page.locator("#planted").get_attribute("hx-get") is None
    page.complaints[:] = [text for text in page.complaints if "TrustedHTML" not in text and "hx-csp" not in text]


def test_everything_needed_works_without_javascript(visiting: Callable[..., Any]):
    page = visiting("/sample/reading", javascript=False)
    page.get_by_label("Uw opmerking").fill("Zonder script geplaatst.")
    page.get_by_role("button", name="Plaatsen").click()
    expect(page.get_by_text("Opmerking geplaatst.")).to_be_visible()
    page.get_by_text("Account van J. Jonker").click()
    page.get_by_role("button", name="Donker").click()
    assert page.locator("html").get_attribute("data-theme") == "dark"
    page.get_by_role("button", name="EN: English").click()
    expect(page.get_by_role("button", name="Switch", exact=True)).to_be_visible()
    page.get_by_label("Look as").select_option(label="N. Noord (Def/DGB)")
    page.get_by_role("button", name="Switch", exact=True).click()
    expect(page.get_by_text("Account of N. Noord")).to_be_visible()


def test_paper_shows_what_was_folded_and_none_of_the_ways(visiting: Callable[..., Any]):
    page = visiting("/lifecycle")
    folded = page.locator(".state details.more").first.locator("li").first
    ways = page.locator("header.top, footer.foot, .demo form")
    assert ways.count() == 3
    expect(folded).to_be_hidden()
    page.emulate_media(media="print")
    expect(folded).to_be_visible()
    assert [one.is_visible() for one in ways.all()] == [False] * 3
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == "rgb(255, 255, 255)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_of_the_plan_differ_by_what_became_of_them(visiting: Callable[..., Any], scheme: str):
    """Late is red, dropped is an outline: on the same page, with the colours of the theme."""
    page = visiting("/session", signed_in=False, scheme=scheme)
    found = page.evaluate("""kinds => {
        const figure = document.createElement("figure");
        figure.className = "gantt";
        const svg = figure.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "svg"));
        document.querySelector("main").append(figure);
        const bars = kinds.map(kind => {
            const bar = svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
            bar.setAttribute("class", kind);
            const { fill, stroke, strokeDasharray } = getComputedStyle(bar);
            return [kind, { fill, stroke, dashes: strokeDasharray }];
        });
        return Object.fromEntries(bars);
    }""", ["base", "plan", "late", "past", "dropped", "phase"])  # fmt: skip
    filled = {kind: bar["fill"] for kind, bar in found.items() if kind != "dropped"}
    assert len(set(filled.values())) == len(filled), filled
    red, green, blue = (int(one) for one in re.findall(r"\d+", filled["late"])[:3])
    assert red > 1.4 * max(green, blue), filled["late"]
    assert found["dropped"]["fill"] == "none"
    assert found["dropped"]["stroke"] not in ("none", *filled.values())
    assert found["dropped"]["dashes"] != "none"
