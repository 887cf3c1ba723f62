"""Ways of working through pages: with a mouse, or with nothing but a keyboard. Fields go by the names people read."""

from __future__ import annotations

import re
from datetime import date, timedelta
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

LIMIT = 250
"""So many presses of Tab and nobody searches on."""
FIELDS = "input:not([type=hidden]), textarea, select"
SHOWS_FOCUS = """el => {
    const shows = one => {
        const style = getComputedStyle(one);
        return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
    };
    return el.matches(':focus-visible') && (shows(el) || shows(el.nextElementSibling ?? el) || shows(el.parentElement));
}"""
WORDS = """() => {
    const here = document.activeElement;
    return here.ariaLabel || here.innerText || here.name || here.tagName;
}"""
COVERED = """el => {
    const box = el.getClientRects()[0] ?? el.getBoundingClientRect();
    const x = Math.min(Math.max(box.left + Math.min(box.width, 20) / 2, 1), innerWidth - 2);
    const y = box.top + Math.min(box.height, 24) / 2;
    if (y < 0 || y > innerHeight) return `outside the window at ${Math.round(y)}`;
    const top = document.elementFromPoint(x, y);
    const free = !top || el.contains(top) || top.contains(el) || top.closest('label');
    return free ? '' : `under ${top.outerHTML.slice(0, 80)}`;
}"""


def named(text: str) -> re.Pattern[str]:
    """The name of a field, with or without the word that it may be left open."""
    return re.compile(rf"^{re.escape(text)}( \([^)]*\))?$")


class Mouse:
    """Clicks and types."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.part: Locator | None = None  #: of the page, where a field of this name stands more than once

    # -- getting there

    def visit(self, path: str = "/") -> None:
        """The start page, or another address that somebody has."""
        self.page.goto(self.home + path)

    def follow(self, name: str | re.Pattern[str]) -> None:
        self._act(self.page.get_by_role("link", name=name))

    def unfold(self, name: str) -> None:
        """Opens what is folded away, where it is not open yet."""
        folded = self.page.locator("summary").filter(has_text=name, visible=True).first
        expect(folded).to_be_visible()
        if not folded.evaluate("el => el.parentElement.open"):
            self._act(folded)

    # -- filling in and sending

    def press(self, name: str | re.Pattern[str]) -> None:
        exactly = name if isinstance(name, re.Pattern) else named(name)
        self._act(self.page.get_by_role("button", name=exactly))

    def write(self, label: str, text: str) -> None:
        self.field(label).fill(text)

    def write_day(self, label: str, days: int) -> None:
        """A day so many days from today."""
        self.field(label).fill((date.today() + timedelta(days=days)).isoformat())

    def choose(self, label: str, option: str, *, under: str = "") -> None:
        """The choice that begins with these words, of a list; ``under``: in the part of the list with this name."""
        select = self.field(label)
        select.select_option(value=self._value(select, option, under))

    def pick(self, name: str) -> None:
        """One of several round buttons."""
        (self.part or self.page).get_by_role("radio", name=re.compile(f"^{re.escape(name)}")).first.check()

    def upload(self, label: str, file: Path) -> None:
        self.field(label).set_input_files(file)

    # -- what takes more than one act

    def comment(self, passage: str, text: str, kind: str) -> None:
        """On the passage that begins with these words."""
        self.open_beside(passage)
        self.write("Uw opmerking", text)
        self.choose("Wat voor opmerking is het?", kind)
        self.press("Opmerking plaatsen")
        self.sees(text)

    def open_beside(self, passage: str) -> None:
        """The form of a comment on this passage."""
        self.page.wait_for_load_state()
        block = self.page.locator(".doc [data-b]").filter(has_text=passage).last
        block.hover()
        self._act(block.get_by_role("link", name=re.compile("^Opmerking bij")))

    def flag(self, passage: str) -> None:
        self.open_beside(passage)
        self.follow("Rubriceringsvlag plaatsen")
        self.choose("Welke rubricering heeft het mogelijk?", "Dep. VERTROUWELIJK")
        self.pick("Internationale betrekkingen")
        self.choose("Bron", "1. Maandrapportage")
        self.write("Toelichting", "De tijdlijn noemt de rapportage.")
        self.press("Plaats de vlag")
        self.title("Vlag 1")

    def deal_with(self, number: int, disposition: str, motive: str) -> None:
        self.follow(f"Verwerken (opmerking {number})")
        self.part = self.page.locator(f"#act{number}")
        self.pick(disposition)
        self.write("Motivering", motive)
        self.part = None
        self.press("Vastleggen")
        self.sees(f"Wat er met opmerking {number} is gedaan, is vastgelegd.")

    def go_back_to(self, record: int) -> None:
        """The slider of the trail, all the way to the left."""
        assert record == 1
        slider = self.page.get_by_role("slider", name="Zoals het stond na handeling")
        slider.click(position={"x": 3, "y": 8})
        expect(slider).to_have_value(str(record))

    # -- looking

    def sees(self, text: str | re.Pattern[str]) -> None:
        expect(self.page.locator("body")).to_contain_text(text)

    def sees_row(self, text: str) -> None:
        expect(self.page.get_by_role("row", name=text)).to_be_visible()

    def title(self, text: str | re.Pattern[str]) -> None:
        """The heading of the page one is on."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)

    def field(self, label: str) -> Locator:
        return (
            (self.part or self.page)
            .get_by_label(named(label))
            .and_(self.page.locator(FIELDS))
            .filter(visible=True)
            .first
        )

    # -- how

    def _act(self, found: Locator) -> None:
        found.filter(visible=True).first.click()

    @staticmethod
    def _value(select: Locator, option: str, under: str) -> str:
        inside = select.locator(f"optgroup[label='{under}']") if under else select
        value = inside.get_by_role("option", name=re.compile(f"^{re.escape(option)}")).first.get_attribute("value")
        assert value, f"no such choice: {option}"
        return value


class Plain(Mouse):
    """Clicks and types where no script runs: what follows a field by itself elsewhere needs a button here."""

    def go_back_to(self, record: int) -> None:
        super().go_back_to(record)
        self.press("Toon dit moment")


class Keys(Mouse):
    """Tab, Enter, Space, arrows and letters: what has the focus must show it, and may lie under nothing."""

    def visit(self, path: str = "/") -> None:
        """Straight to the content, as somebody does who knows the first link of every page."""
        super().visit(path)
        self.skip()

    def skip(self) -> None:
        self.page.keyboard.press("Tab")
        assert self.focus() == "Naar de inhoud"
        self.page.keyboard.press("Enter")
        expect(self.page.locator("main")).to_be_focused()

    def write(self, label: str, text: str) -> None:
        self.reach(self.field(label))
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text) if len(text) > 80 else self.page.keyboard.type(text)

    def write_day(self, label: str, days: int) -> None:
        field = self.field(label)
        wanted = date.today() + timedelta(days=days)
        self.reach(field)
        for order in ("%d%m%Y", "%m%d%Y"):  # the boxes stand in the order of the browser's own language
            for _ in order[::2]:
                self.page.keyboard.press("ArrowLeft")
            self.page.keyboard.type(wanted.strftime(order))
            if field.input_value() == wanted.isoformat():
                return
        raise AssertionError(f"{label} took no {wanted}: {field.input_value()}")

    def choose(self, label: str, option: str, *, under: str = "") -> None:
        select = self.field(label)
        self.reach(select)
        wanted = self._value(select, option, under)
        for _ in range(LIMIT):
            if select.input_value() == wanted:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows never came to {option}")

    def pick(self, name: str) -> None:
        radio = (
            (self.part or self.page)
            .get_by_role("radio", name=re.compile(f"^{re.escape(name)}"))
            .filter(visible=True)
            .first
        )
        group = (
            (self.part or self.page)
            .locator(f"input[type=radio][name='{radio.get_attribute('name')}']")
            .filter(visible=True)
        )
        self.reach(*group.all())
        for _ in range(group.count()):
            if self._has_focus(radio):
                break
            self.page.keyboard.press("ArrowDown")
        if not radio.is_checked():
            self.page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def open_beside(self, passage: str) -> None:
        """Down the text with j; c opens the form, and the focus is in it."""
        self.page.wait_for_load_state()  # before its scripts run, c leads to the page that the form has of its own
        for _ in range(LIMIT):
            self.page.keyboard.press("j")
            block = self.page.locator(".doc [data-b]:focus-within")
            if block.count() and passage in block.inner_text():
                break
        self.page.keyboard.press("c")
        expect(self.field("Uw opmerking")).to_be_focused()

    def comment(self, passage: str, text: str, kind: str) -> None:
        """Afterwards the focus is on the comment, beside the text."""
        super().comment(passage, text, kind)
        assert text in self.focus()

    def deal_with(self, number: int, disposition: str, motive: str) -> None:
        """Afterwards the focus is on the comment in the list, with what was done."""
        super().deal_with(number, disposition, motive)
        assert f"Opmerking {number}" in self.focus()
        assert motive in self.focus()

    def go_back_to(self, record: int) -> None:
        assert record == 1
        slider = self.page.get_by_role("slider", name="Zoals het stond na handeling")
        self.reach(slider)
        self.page.keyboard.press("Home")
        expect(slider).to_have_value(str(record))

    def upload(self, label: str, file: Path) -> None:
        raise AssertionError("the window of the system that chooses a file is no page: paste the text")

    def sees(self, text: str | re.Pattern[str]) -> None:
        """Seen; and whoever stayed on the page did not lose the place in it."""
        super().sees(text)
        self.require_place()

    def sees_row(self, text: str) -> None:
        super().sees_row(text)
        self.require_place()

    def require_place(self) -> None:
        """After a part of the page was changed, the focus is on something, not back at the top."""
        if self.page.evaluate("() => window.stayed === true"):
            self.page.wait_for_function("() => document.activeElement !== document.body", timeout=2000)

    def focus(self) -> str:
        """The words of what has the focus."""
        found = self.page.evaluate(WORDS)
        return " ".join(str(found).split())

    def reach(self, *wanted: Locator) -> None:
        """Tab, or Shift and Tab, until one of these has the focus."""
        expect(wanted[0]).to_be_visible()
        self.page.wait_for_load_state()  # what still loads may move what has the focus out of sight
        found = [one.element_handle() for one in wanted]
        where = "el => Boolean(document.activeElement.compareDocumentPosition(el) & Node.DOCUMENT_POSITION_PRECEDING)"
        key = "Shift+Tab" if found[0].evaluate(where) else "Tab"
        for _ in range(LIMIT):
            here = self.page.evaluate("all => all.findIndex(one => one === document.activeElement)", found)
            if here >= 0:
                self._require_visible(wanted[here])
                return
            self.page.keyboard.press(key)
        raise AssertionError(f"{key} never reached {wanted[0]}; it was at {self.focus()!r} last")

    def _act(self, found: Locator) -> None:
        self.reach(found.filter(visible=True).first)
        self.page.evaluate("() => { window.stayed = true }")
        self.page.keyboard.press("Enter")

    def _has_focus(self, one: Locator) -> bool:
        return bool(one.evaluate("el => el === document.activeElement"))

    def _require_visible(self, one: Locator) -> None:
        assert one.evaluate(SHOWS_FOCUS), f"{one} does not show that it has the focus"
        hidden: str = one.evaluate(COVERED)
        for _ in range(6):  # on a crowded machine the page may come there a moment later
            if not hidden:
                break
            self.page.wait_for_timeout(150)
            hidden = one.evaluate(COVERED)
        assert not hidden, f"{one} has the focus {hidden}"
