"""Commenting on words: by mouse, with the keyboard alone, and without JavaScript; and how they show in the text."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from review.commands.drafts import SubmitVersion
from review.domain.acts import Actor
from review.domain.permissions import Permission, usable
from review.domain.vocabulary import DocumentKind
from review.passages import passages
from review.projections import comments, drafts
from tests.browser.conftest import Visit, sideways
from tests.browser.hands import Keys, Mouse, Plain
from tests.browser.site import Site
from tests.browser.windows import NARROW

PASSAGE = "Het veldwerk in Kessou duurde zes dagen"
WORDS = "zes dagen in plaats van de voorziene twaalf"
SELECT = """([number, words]) => {
    const block = document.getElementById(`b${number}`);
    const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at >= 0) { getSelection().setBaseAndExtent(node, at, node, at + words.length); return; }
    }
}"""
SELECTED = "el => el.value.slice(el.selectionStart, el.selectionEnd)"
PAINTED = """() => [...CSS.highlights.get('said')].map(range => range.toString())"""
READS = """() => Object.fromEntries([...document.querySelectorAll('.doc [data-b]')].map(
    block => [block.dataset.b, window.toetssteenReads(block.dataset.b)]))"""
STRANGE = """# 1. Vreemde tekens

De 👩🏽‍✈️ vloog **twee\u00ebntwintig** keer[^1] naar مدينة السلام en cafe\u0301 Zo\u00eb\\
bleef 👍 open, aldus het
verslag van de missie.

- een punt met `code`

  en een tweede alinea

| Jaar | Bedrag |
| --- | --- |
| **2020** | 12 👍 |

Term
: uitleg met *nadruk*

```
ruwe
  regels
```

[^1]: Noot met 👍 en een [link](https://voorbeeld.nl).
"""


def report(site: Site) -> str:
    with site.review.reading() as tx:
        reader = site.review.reader(tx, site.person("Jonker"), site.evaluation)
        found = drafts.documents(tx, site.review.door(), reader, site.evaluation)[-1]
    return f"/drafts/{found.id}/versions/{found.latest}"


def last(site: Site) -> comments.Comment:
    with site.review.reading() as tx:
        reader = site.review.reader(tx, site.person("Jonker"), site.evaluation)
        return comments.of_evaluation(tx, site.review.door(), reader, site.evaluation)[-1]


def number_of(page: Page, passage: str) -> int:
    return int(page.locator(".doc [data-b]").filter(has_text=passage).last.get_attribute("data-b") or 0)


def send(hand: Mouse, text: str) -> None:
    hand.write("Uw opmerking", text)
    hand.choose("Wat voor opmerking is het?", "Methode")
    hand.press("Opmerking plaatsen")
    hand.sees(text)


def require_about(site: Site, page: Page, words: str = WORDS) -> None:
    """The last comment is about these words, and its card says so."""
    made = last(site)
    assert made.anchors[0].end is not None and made.anchors[0].start is not None
    assert made.anchors[0].end - made.anchors[0].start == len(words)
    expect(page.locator(f"#c{made.number} .quoted")).to_have_text(words)


def test_by_mouse_words_are_selected_commented_on_and_painted(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof", report(site))
    page.evaluate(SELECT, [number_of(page, PASSAGE), WORDS])
    page.get_by_role("button", name="Opmerking bij deze woorden").click()
    expect(page.locator(".comment-form [data-chosen] q")).to_have_text(WORDS)
    send(Mouse(page, site.url), "Waarom zes?")
    require_about(site, page)
    assert WORDS in page.evaluate(PAINTED)


def test_where_the_row_of_ways_is_longer_than_the_screen_tab_still_starts_at_the_top(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof", report(site), width=NARROW)
    row, here = page.locator(".sub-ways ul"), page.locator(".sub-ways [aria-current]")
    assert row.evaluate("row => row.scrollWidth > row.clientWidth")
    expect(here).to_be_in_viewport(ratio=1)
    Keys(page, site.url).skip()


def test_with_the_keyboard_alone(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof", report(site))
    hand = Keys(page, site.url)
    hand.skip()
    hand.open_beside(PASSAGE)
    hand.unfold("Wijs woorden in deze passage aan")
    passage = hand.field("De passage")
    hand.reach(passage)
    page.keyboard.press("Control+Home")
    for _ in range("Het veldwerk in Kessou duurde ".count(" ")):
        page.keyboard.press("Control+ArrowRight")
    for _ in f" {WORDS} ":  # Control and the arrow stop before a blank on one system, behind it on another
        if str(passage.evaluate(SELECTED)).strip() == WORDS:
            break
        page.keyboard.press("Shift+ArrowRight")
    hand.press("Neem deze woorden over")
    expect(hand.field("Uw opmerking")).to_be_focused()
    send(hand, "Waarom zes, en niet twaalf?")
    require_about(site, page)


def test_without_javascript_on_a_phone(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof", report(site), javascript=False, width=NARROW)
    hand = Plain(page, site.url)
    hand.open_beside(PASSAGE)
    hand.unfold("Wijs woorden in deze passage aan")
    hand.write("Welke woorden?", "zeven dagen")
    hand.write("Uw opmerking", "Waarom zo kort?")
    hand.choose("Wat voor opmerking is het?", "Methode")
    hand.press("Opmerking plaatsen")
    hand.sees("Deze woorden staan niet in de passage.")
    expect(hand.field("Uw opmerking")).to_have_value("Waarom zo kort?")
    assert sideways(page) == []
    hand.write("Welke woorden?", f"  {WORDS} ")
    hand.press("Opmerking plaatsen")
    hand.sees("Waarom zo kort?")
    require_about(site, page)


def test_a_selection_over_several_passages(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof", report(site))
    first, second = number_of(page, PASSAGE), number_of(page, "Alle gesprekken zijn onder een pseudoniem")
    page.evaluate(
        """([from, to]) => {
            const firstWords = number =>
                document.createTreeWalker(document.getElementById(`b${number}`), NodeFilter.SHOW_TEXT).nextNode();
            getSelection().setBaseAndExtent(firstWords(from), 4, firstWords(to), 16);
        }""",
        [first, second],
    )
    page.get_by_role("button", name="Opmerking bij deze woorden").click()
    expect(page.locator(".pointing [data-also]")).to_contain_text("Alle gesprekken")
    send(Mouse(page, site.url), "Dit hangt samen.")
    made = last(site)
    assert [(one.block, one.start, one.end) for one in made.anchors][1:] == [(second, 0, 15)]
    assert (made.anchors[0].block, made.anchors[0].start) == (first, 4)


def test_a_card_lights_its_words_and_words_light_their_cards(site: Site, visit: Visit) -> None:
    page = visit(site, "Steenhof", report(site))
    block = number_of(page, PASSAGE)
    for words, text in ((WORDS, "Eerst deze."), ("van de voorziene twaalf", "En deze, binnen de andere.")):
        page.evaluate(SELECT, [block, words])
        page.get_by_role("button", name="Opmerking bij deze woorden").click()
        send(Mouse(page, site.url), text)
    assert {WORDS, "van de voorziene twaalf"} <= set(page.evaluate(PAINTED))
    made = last(site)
    page.locator(f"#c{made.number}").hover()
    now = "() => [...CSS.highlights.get('said-now')].map(range => range.toString())"
    assert page.evaluate(now) == ["van de voorziene twaalf"]
    page.evaluate(f"() => document.getElementById('b{block}').scrollIntoView({{block: 'center'}})")
    spot = page.evaluate("""() => {
        const range = [...CSS.highlights.get('said')].find(one => one.toString() === 'van de voorziene twaalf');
        const box = range.getClientRects()[0];
        return [box.left + 20, box.top + box.height / 2];
    }""")
    page.mouse.move(*spot)
    page.mouse.move(spot[0] + 2, spot[1])
    expect(page.locator(".card.lit")).to_have_count(2)


@pytest.mark.parametrize("which", [0, -1])
def test_the_browser_reads_every_passage_as_the_house_does(shared_site: Site, visit: Visit, which: int) -> None:
    with shared_site.review.reading() as tx:
        reader = shared_site.review.reader(tx, shared_site.person("Jonker"), shared_site.evaluation)
        found = drafts.documents(tx, shared_site.review.door(), reader, shared_site.evaluation)[which]
        ours = passages(shared_site.review, tx, shared_site.evaluation, found.id, found.latest)
    page = visit(shared_site, "Jonker", f"/drafts/{found.id}/versions/{found.latest}")
    assert page.evaluate(READS) == {str(number): block.text for number, block in ours.items()}


def test_strange_signs_are_read_and_counted_alike(site: Site, visit: Visit) -> None:
    with site.review.reading() as tx:
        lead = usable(site.review.reader(tx, site.person("Jonker"), site.evaluation), Permission.SUBMIT_VERSION)[0]
    strange = SubmitVersion(evaluation=site.evaluation, kind=DocumentKind.REPORT, part=7, content=STRANGE.encode())
    draft = site.review.do(strange, Actor(person=lead.person, seat=lead.seat)).subject
    with site.review.reading() as tx:
        ours = passages(site.review, tx, site.evaluation, draft, 1)
    page = visit(site, "Jonker", f"/drafts/{draft}/versions/1")
    assert page.evaluate(READS) == {str(number): block.text for number, block in ours.items()}


def test_from_the_page_that_the_form_has_of_its_own_one_comes_back_to_the_text(site: Site, visit: Visit) -> None:
    text = report(site)
    page = visit(site, "Steenhof", text)
    block = number_of(page, PASSAGE)
    page.goto(site.address(f"{text}/paragraphs/{block}/comments"))
    send(Mouse(page, site.url), "Vanaf de eigen bladzijde van het formulier.")
    assert page.url.split("#")[0] == site.address(text)
    assert last(site).block == block


NUMBERS = """() => [...document.querySelectorAll('.doc :is(p, li, h2, h3, h4)[data-b] > .beside > .pno')].map(link => {
    const block = link.closest('[data-b]');
    const range = document.createRange();
    range.selectNodeContents(block);
    range.setEndBefore(block.querySelector('.beside'));
    const words = [...range.getClientRects()].find(one => one.width > 1);
    const number = link.getBoundingClientRect();
    const apart = number.right <= words.left + 1;
    return [link.textContent, apart && number.width > 0 && getComputedStyle(link).opacity > 0];
})"""


@pytest.mark.parametrize("narrow", [False, True])
def test_every_passage_shows_its_number_before_its_words_at_either_width(
    shared_site: Site, visit: Visit, narrow: bool
) -> None:
    page = visit(shared_site, "Jonker", report(shared_site), **({"width": NARROW} if narrow else {}))
    shown = page.evaluate(NUMBERS)
    numbers = [number for number, _ in shown]
    assert {"1-4", "3.1", "3.1-1"} <= set(numbers), "as in the PDF and in Word, also beside a heading without a number"
    assert [number for number, is_seen in shown if not is_seen] == []
    assert not sideways(page)
