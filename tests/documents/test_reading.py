"""The reading text: every block has one element and one slot, and nothing of an author's runs."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from review.documents.blocks import Block, split
from review.documents.reading import Rendering, plain_html, render
from review.documents.sanitising import clean
from tests.documents.strategies import TEXTS
from tests.documents.texts import REAL, report

ELEMENTS = {
    *(
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "p",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "hr",
        "br",
        "table",
        "thead",
    ),
    *("tbody", "tr", "th", "td", "pre", "code", "em", "strong", "a", "sup", "div", "section", "span"),
}
ATTRIBUTES = {
    *("id", "data-b", "class", "href", "rel", "aria-label", "start", "type", "scope", "role", "tabindex"),
}


class _Seen(HTMLParser):
    """Collects what a browser would see, by other code than what made it."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.balanced = True

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("br", "hr"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag


def rendered(text: str, first: int = 101) -> Rendering:
    return render(list(enumerate(split(text), start=first)))


def slots(rendering: Rendering) -> list[int]:
    return [part for part in rendering.segments if isinstance(part, int)]


@settings(max_examples=1500)
@given(TEXTS)
def test_whatever_is_written_is_safe_and_addressed(text: str) -> None:
    blocks = split(text)
    rendering = rendered(text)
    html = plain_html(rendering)
    assert clean(html) == html
    seen = _Seen()
    seen.feed(html)
    assert seen.balanced and not seen.open
    assert seen.tags <= ELEMENTS
    assert {name for name, _ in seen.attributes} <= ATTRIBUTES
    assert all(re.match(r"https?://|mailto:|#", value, re.I) for name, value in seen.attributes if name == "href")
    numbers = list(range(101, 101 + len(blocks)))
    ids = [value for name, value in seen.attributes if name == "id"]
    assert sorted(ids) == sorted(set(ids))
    assert sorted(int(value[1:]) for value in ids if "-" not in value) == numbers
    assert sorted(slots(rendering)) == numbers


@settings(max_examples=400)
@given(TEXTS)
def test_each_slot_lies_inside_the_element_of_its_block(text: str) -> None:
    """Filled with a mark, the slot is found between the element's opening and closing tag."""
    marked = "".join(f"<i>{part}</i>" if isinstance(part, int) else part for part in rendered(text).segments)
    around: list[str] = []
    for tag in re.finditer(r"<(/?)(\w+)([^>]*)>(?:(\d+)</i>)?", marked):
        closing, name, attributes, number = tag.groups()
        if number is not None and name == "i":
            assert f"b{number}" in around
        elif closing:
            around.pop()
        elif name not in ("br", "hr"):
            found = re.search(r' id="([^"]*)"', attributes)
            around.append(found.group(1) if found else "")


def html(text: str) -> str:
    return plain_html(rendered(text, 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Kop\n", '<h2 id="b1" data-b="1">Kop</h2>\n'),
        ("###### Diep\n", '<h6 id="b1" data-b="1">Diep</h6>\n'),
        ("- a\n  - b\n", '<ul>\n<li id="b1" data-b="1">a\n<ul>\n<li id="b2" data-b="2">b</li>\n</ul>\n</li>\n</ul>\n'),
        ('{type="a"}\n3. a\n', '<ol start="3" type="a">\n<li id="b1" data-b="1">a</li>\n</ol>\n'),
        ("{.kader .evil}\nTekst\n", '<p class="kader" id="b1" data-b="1">Tekst</p>\n'),
        ("{#hier onclick=x}\nTekst\n", '<p id="b1" data-b="1">{#hier onclick=x}\nTekst</p>\n'),
        ("![kaart](https://v.nl/k.png)\n", '<p id="b1" data-b="1"><span class="figure">kaart</span></p>\n'),
        ("---\n", '<div class="rule" id="b1" data-b="1"><hr></div>\n'),
        ("```py\na < b\n```\n", '<div class="code" id="b1" data-b="1"><pre><code>a &lt; b\n</code></pre></div>\n'),
        ("T\n: u\n", '<dl>\n<div class="term" id="b1" data-b="1">\n<dt>T</dt>\n<dd>u</dd>\n</div>\n</dl>\n'),
        ("~~weg~~ <b>x</b>\n", '<p id="b1" data-b="1">~~weg~~ &lt;b&gt;x&lt;/b&gt;</p>\n'),
        ("[x](javascript:y)\n", '<p id="b1" data-b="1">[x](javascript:y)</p>\n'),
        ("[x](/elders)\n", '<p id="b1" data-b="1">[x](/elders)</p>\n'),
    ],
)
def test_elements(text: str, expected: str) -> None:
    assert html(text) == expected


def test_links_lead_out_safely_and_without_a_hidden_title() -> None:
    assert '<a href="https://v.nl" rel="noopener noreferrer">x</a>' in html('[x](https://v.nl "verborgen")\n')


def test_a_table_is_a_named_region_that_can_be_scrolled_by_keyboard() -> None:
    found = html("| a | b |\n|:-:|--:|\n| 1 | 2 |\n")
    assert '<div class="table" role="region" tabindex="0" aria-label="Table 1">' in found
    assert '<th scope="col" class="centre">a</th>' in found or '<th class="centre" scope="col">a</th>' in found
    assert '<td class="right">2</td>' in found
    assert '<tr id="b2" data-b="2">' in found
    assert "style" not in found


@pytest.mark.parametrize("inside", ["", "> ", "  "])
def test_a_row_longer_than_its_head_hides_nothing(inside: str) -> None:
    text = "".join(f"{inside}{line}\n" for line in ("| a | b |", "|---|---|", "| 1 | 2 | *3* | 4 |", "| x\\|y | z |"))
    blocks = split(text if inside.strip() else f"- punt\n\n{text}" if inside else text)
    assert [block.text for block in blocks if block.kind == "row"] == ["a\tb", "1\t2 | 3 | 4", "x|y\tz"]
    assert "<td>2 | <em>3</em> | 4</td>" in plain_html(render(list(enumerate(blocks))))


def test_a_table_that_begins_on_the_line_of_a_list_item() -> None:
    blocks = split("- | a | b |\n  |---|---|\n  | 1 | 2 |\n")
    assert [(block.kind, block.text) for block in blocks] == [("row", "a\tb"), ("row", "1\t2")]


def test_the_slot_of_a_row_is_in_its_last_cell() -> None:
    segments = rendered("| a | b |\n|---|---|\n| 1 | 2 |\n", 1).segments
    assert str(segments[2]).startswith("</th>") or str(segments[2]).startswith("</td>")
    assert [part for part in segments if isinstance(part, int)] == [1, 2]


def test_footnotes_stand_at_the_end_in_the_order_of_their_marks() -> None:
    labels = {"note": "Noot {n}", "back": "Terug bij noot {n}", "notes": "Noten", "loose": "Zonder verwijzing"}
    text = "a[^x] b[^y] c[^x]\n\n[^y]: twee\n\n[^x]: een\n\n[^z]: los\n"
    found = plain_html(render(list(enumerate(split(text), start=1)), labels))
    assert found.index('id="b3"') < found.index('id="b2"') < found.index('id="b4"')
    assert '<a href="#b3" id="b3-ref1" aria-label="Noot 1" rel="noopener noreferrer">1</a>' in found
    assert 'href="#b3-ref1" aria-label="Terug bij noot 1"' in found
    assert 'href="#b3-ref2" aria-label="Terug bij noot 1"' in found
    assert 'id="b3-ref2"' in found
    assert '<section class="footnotes" aria-label="Noten">' in found
    assert (
        '<section class="footnotes loose" aria-label="Zonder verwijzing">\n<ul>\n<li class="footnote" id="b4"' in found
    )


def test_notes_and_reference_links_work_across_blocks() -> None:
    found = html("[x][r] en[^1]\n\n> | a |\n> |---|\n> | [^1] |\n\n[r]: https://v.nl\n\n[^1]: noot\n")
    assert 'href="https://v.nl"' in found
    assert found.count('<sup class="footnote-ref">') == 2


def test_labels_of_a_translator_are_escaped() -> None:
    found = plain_html(render(list(enumerate(split("|a|\n|-|\n"), start=1)), {"table": '"><script>{n}'}))
    assert "<script" not in found


def test_any_run_of_lines_can_be_rendered_and_every_block_keeps_an_element() -> None:
    """As after an erasure: a row and a note whose text is gone, a blank block, two paragraphs in one block."""
    sources = ["| a |\n|---|\n", "gewist\n", "\n", "een\n\ntwee\n\n", "[^1]: noot\n"]
    rendering = render([(at, Block("paragraph", source, "", 0, 0)) for at, source in enumerate(sources)])
    found = plain_html(rendering)
    assert sorted(slots(rendering)) == [0, 1, 2, 3, 4]
    assert all(found.count(f'id="b{at}"') == 1 for at in range(5))


def test_headings_for_a_table_of_contents() -> None:
    headings = rendered("# Een *twee*\n\nx\n\n### Drie\n", 7).headings
    assert [(heading.level, heading.text, heading.number) for heading in headings] == [
        (1, "Een twee", 7),
        (3, "Drie", 9),
    ]


def test_nothing_to_render() -> None:
    assert render([]) == Rendering(segments=[""])


def test_a_report() -> None:
    text = report(300)
    rendering = rendered(text, 1)
    assert sorted(slots(rendering)) == list(range(1, len(split(text)) + 1))
    assert rendering.tables == 24
    assert rendering.notes == 75


@pytest.mark.skipif(not REAL.exists(), reason="the real Terms of Reference are not beside the repository")
def test_the_real_terms_of_reference() -> None:
    blocks = split(REAL.read_text(encoding="utf-8"))
    rendering = render(list(enumerate(blocks, start=1)))
    found = plain_html(rendering)
    assert (len(rendering.headings), rendering.notes, rendering.tables) == (37, 35, 5)
    assert all(found.count(f' id="b{number}"') == 1 for number in range(1, len(blocks) + 1))
    assert found.count('class="backref"') == 35
    assert found.count('type="a"') == 2 and found.count('type="I"') == 3
