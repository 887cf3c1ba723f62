"""Every page of the demonstration, for everybody it is for, wide and narrow, light and dark, in Dutch and in English.

Nothing that axe finds, no sideways scrolling, nothing on the console, and no word of the other language. All of axe
walks the wide, light page in Dutch and the narrow, dark one in English: one style sheet with one set of colours per
scheme makes both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page

from review.domain.lifecycle import State
from review.projections import course
from review.verification import verify
from tests.browser.conftest import AXE, Visit, sideways, sign_in, violations
from tests.browser.language import foreign_words, only
from tests.browser.site import Site
from tests.browser.windows import HEIGHT, NARROW, WIDE, Looks, opened

NOBODY = "nobody"
SHOWN = {
    "Jonker": (  # team lead
        ("desk", "evaluations", "evaluation", "groups", "sources", "flags", "flag", "settled flag", "account"),
        ("comments", "matrix", "release", "new import", "comment", "new version", "receipt", "gate", "passed gate"),
        ("meetings", "new meeting", "meeting", "wordings", "changes", "interests"),
        ("terms", "differences", "differences beside", "trail", "verification"),
        ("placements", "placement", "questions", "findings", "triangulation", "finding", "citations", "theory"),
        ("plan", "tracks", "track", "risks", "access", "calendar", "interviews", "interview", "known interview"),
        ("quality",),
    ),
    "Torenaar": (("desk", "disputed comment"),),  # evaluator
    "Steenhof": (  # colonel, speaks for a directorate in the reference group
        ("desk", "evaluation", "report", "round", "closed round", "own set", "new comment", "new flag", "signals"),
        ("old terms", "comments", "interests", "matrix", "answers", "minority"),
    ),
    "Kraan": (("desk", "comment", "flags", "quality", "new assessment"),),  # external expert
    "Winter": (  # director, and chair of two groups
        ("desk", "evaluation", "new evaluation", "groups", "new round", "round"),
        (
            "granted",
            "certificate",
            "passkeys",
            "returned",
            "gate",
            "moment",
            "record",
            "permissions",
            "quorums",
            "sections",
            "mandates",
            "signals",
            "course",
            "amendment",
            "lifecycle",
            "withholdings",
            "policy-response",
            "parliament",
            "publication",
            "commitments",
            "public-progress",
        ),
    ),
    "Noordhoek": (("desk", "groups"),),  # deputy chair
    "Dam": (("desk", "new copy", "gate", "confirmation"),),  # secretary
    "Kuiper": (("desk", "evaluation", "flags"),),  # copy recipient
    "Brink": (("report", "differences"),),  # adviser, reads some sections
    "Vermeulen": (("published",),),  # external researcher
    "Terpstra": (("desk", "flag", "report", "sources"),),  # classification authority
    "Aker": (("evaluation", "erasures", "new erasure", "file"),),  # records manager
    "Sluis": (("desk", "erasures", "interviews", "interview"),),  # data protection officer
    "Haven": (
        ("desk", "evaluation", "record", "verification", "granted"),
        ("pseudonymous round", "unmasking"),
    ),  # auditor
    "Kamp": (("desk", "evaluations", "people", "person"),),  # administrator
    NOBODY: (("sign in", "public page"),),
}
REFUSED = {"nothing there": 404, "unknown": 404, "new erasure": 403}
PAGES = [(who, names) for who, heaps in SHOWN.items() for names in heaps]
NAMES = [f"{who}: {names[0]} and {len(names) - 1} more" for who, names in PAGES]

Walk = Callable[..., Page]


@pytest.fixture(scope="module")
def walk(still_browser: Browser, shared_site: Site) -> Iterator[Walk]:
    """``walk("Jonker", "nl")`` lets this person look, each time in the same window for the same looks.

    What a window compiled for the page before, axe-core above all, it need not compile again for the next.
    """
    windows: dict[str, Page] = {}

    def go(who: str, language: str, looks: Looks) -> Page:
        if language not in windows:
            windows[language] = opened(still_browser, shared_site.faults.append, looks)
            windows[language].add_init_script(AXE)
        page = windows[language]
        page.context.clear_cookies()
        page.context.add_cookies([{"name": "toetssteen-language", "value": language, "url": shared_site.url}])
        if who != NOBODY:
            sign_in(page, shared_site, who)
        return page

    yield go
    for page in windows.values():
        page.context.close()


def looked_at(page: Page, language: str, width: int) -> list[str]:
    """What is wrong with a page: all of it at this width, and whether it fits at the other, in whichever order.

    The window stays as it was last: every change of it has a page laid out again.
    """
    faults = []
    now = page.viewport_size
    for one in sorted((WIDE, NARROW), key=lambda it: now is None or it != now["width"]):
        page.set_viewport_size({"width": one, "height": HEIGHT})
        faults += [f"{one} px: {fault}" for fault in (violations(page) if one == width else sideways(page))]
    return [*faults, *foreign_words(page, language)]


@pytest.mark.parametrize(("who", "names"), PAGES, ids=NAMES)
def test_a_page_is_accessible_fits_and_is_dutch(
    shared_site: Site, there: dict[str, str], walk: Walk, who: str, names: tuple[str, ...]
) -> None:
    found = {}
    page = walk(who, "nl", Looks())
    for name in names:
        answer = page.goto(shared_site.address(there[name]))
        assert answer is not None and answer.status == 200, f"{name}: {answer and answer.status}"
        found[name] = looked_at(page, "nl", WIDE)
    assert not any(found.values()), found


@pytest.mark.parametrize(("who", "names"), PAGES, ids=NAMES)
def test_a_page_is_english_for_who_wants_that(
    shared_site: Site, there: dict[str, str], walk: Walk, who: str, names: tuple[str, ...]
) -> None:
    found = {}
    page = walk(who, "en", Looks(width=NARROW, scheme="dark"))
    for name in names:
        page.goto(shared_site.address(there[name]))
        assert page.locator("html").get_attribute("lang") == "en"
        found[name] = looked_at(page, "en", NARROW)
    assert not any(found.values()), found


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("name", REFUSED)
def test_a_page_that_says_no_is_a_page_as_well(
    shared_site: Site, there: dict[str, str], visit: Visit, name: str, language: str
) -> None:
    page = visit(shared_site, "Jonker", language=language)
    page.emulate_media(reduced_motion="reduce")  # colours change at once
    answer = page.goto(shared_site.address(there[name]))
    assert answer is not None
    assert answer.status == REFUSED[name]
    assert [*violations(page), *foreign_words(page, language)] == []
    page.set_viewport_size({"width": NARROW, "height": 860})
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []
    page.get_by_role("link", name={"nl": "Naar Mijn werk", "en": "To My work"}[language]).click()
    assert page.url == shared_site.address("/")


def test_the_demonstration_is_sound_and_one_evaluation_was_published(shared_site: Site) -> None:
    review = shared_site.review
    for log in (review.installation.id, shared_site.evaluation, shared_site.published):
        verdict = verify(review, log)
        assert verdict.fits, verdict.findings
    with review.reading() as tx:
        reader = review.reader(tx, shared_site.person("Winter"), shared_site.published)
        state, _ = course.states_in(tx, review.door(), reader, shared_site.published)
    assert state is State.PUBLISHED


def test_the_search_for_foreign_words_finds_one_that_is_put_in(shared_site: Site, visit: Visit) -> None:
    assert {"the", "comment", "sources"} <= only("en")
    assert {"het", "opmerking", "bronnen"} <= only("nl")
    page = visit(shared_site, "Jonker")
    page.evaluate("() => { document.querySelector('h1').textContent = 'The sources'; }")
    assert foreign_words(page, "nl") == ["The: The sources", "sources: The sources"]


COVERED = """() => [...document.querySelectorAll('.doc .add')].filter(link => {
    const place = link.getBoundingClientRect(), words = document.createRange();
    const texts = document.createTreeWalker(document.querySelector('.doc'), NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
        if (!texts.currentNode.data.trim() || texts.currentNode.parentElement.closest('.beside')) continue;
        words.selectNodeContents(texts.currentNode);
        for (const line of words.getClientRects())
            if (Math.min(line.right, place.right) - Math.max(line.left, place.left) > 1
                && Math.min(line.bottom, place.bottom) - Math.max(line.top, place.top) > 4) return true;
    }
    return false;
}).length"""


def test_no_link_lies_on_top_of_the_words_on_a_small_screen_without_scripts(
    shared_site: Site, there: dict[str, str], visit: Visit
) -> None:
    page = visit(shared_site, "Steenhof", there["report"], javascript=False, width=NARROW)
    assert page.locator(".doc tr .add").first.is_visible()
    assert page.evaluate(COVERED) == 0
