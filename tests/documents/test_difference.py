"""Differences tell everything that changed, and nothing else."""

from __future__ import annotations

import random
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.documents.blocks import Block, split
from review.documents.comparing import change_html, comparison_html, words_html
from review.documents.difference import Comparison, compare
from review.documents.identity import carry
from review.documents.wording import Words, word_difference
from tests.documents.strategies import COMPOSED
from tests.documents.texts import report, revised

WORDS = st.lists(
    st.sampled_from(
        [
            *("de", "missie", "in", "2019", ".", ",", " ", "\t", "\n", "ë", "\u2060", "’s", "<b>", "Het doel. ", "&"),
            *("e\u0301", "\u0301", "👩\u200d👧", "\u200d", "🇳🇱", "🇧", "العربية", "\u202e", "हिन्दी"),
        ]
    ),
    max_size=60,
)
PASSAGES = st.one_of(WORDS.map("".join), WORDS.map(" ".join), st.text(max_size=60))


def rejected(words: Words) -> str:
    return "".join(text for op, text in words if op != "ins")


def accepted(words: Words) -> str:
    return "".join(text for op, text in words if op != "del")


@settings(max_examples=800)
@given(PASSAGES, PASSAGES)
def test_rejecting_and_accepting_give_both_texts(old: str, new: str) -> None:
    words = word_difference(old, new)
    assert (rejected(words), accepted(words)) == (old, new)
    assert all(text for _, text in words)
    assert {op for op, _ in words} <= {"eq", "ins", "del"}
    assert ("eq" in {op for op, _ in words}) or not (old and new) or old != new


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("gelijk", "gelijk", [("eq", "gelijk")]),
        ("", "", []),
        ("", "nieuw", [("ins", "nieuw")]),
        ("kort", "lang", [("del", "kort"), ("ins", "lang")]),
        (
            "De bijdrage aan de missie werd beëindigd.",
            "De inzet in de missie werd beëindigd.",
            [("eq", "De "), ("del", "bijdrage aan"), ("ins", "inzet in"), ("eq", " de missie werd beëindigd.")],
        ),
        (
            "Eerst kwam het oude plan. Het slot blijft hier staan.",
            "Toen volgde een ander voorstel. Het slot blijft hier staan.",
            [
                ("del", "Eerst kwam het oude plan"),
                ("ins", "Toen volgde een ander voorstel"),
                ("eq", ". Het slot blijft hier staan."),
            ],
        ),
        ("Zomer\tAf", "Winter\tAf", [("del", "Zomer"), ("ins", "Winter"), ("eq", "\tAf")]),
        (
            "Het cafe\u0301 sluit om tien uur.",
            "Het cafe sluit om tien uur.",
            [("eq", "Het "), ("del", "cafe\u0301"), ("ins", "cafe"), ("eq", " sluit om tien uur.")],
        ),
        (
            "Zo gaat het team 👩\u200d👩\u200d👧 op reis.",
            "Zo gaat het team 👩\u200d👩\u200d👦 op reis.",
            [
                ("eq", "Zo gaat het team "),
                ("del", "👩\u200d👩\u200d👧"),
                ("ins", "👩\u200d👩\u200d👦"),
                ("eq", " op reis."),
            ],
        ),
    ],
)
def test_as_an_editor_would_mark_it(old: str, new: str, expected: Words) -> None:
    assert word_difference(old, new) == expected


def test_no_confetti() -> None:
    old = "Dit onderzoek gaat na in welke mate de doelen van de missie zijn gehaald en waarom dat zo is."
    new = "Deze studie bekijkt of in brede zin de wensen van elke missie waren gehaald en hoe dat nu zit."
    assert len(word_difference(old, new)) <= 5


@pytest.mark.parametrize("vocabulary", [2, 100, 10**6])
def test_a_paragraph_of_sixty_thousand_words(vocabulary: int) -> None:
    rnd = random.Random(8)
    old, new = (" ".join(f"w{rnd.randrange(vocabulary)}" for _ in range(60_000)) for _ in range(2))
    begun = time.process_time()
    words = word_difference(old, new)
    assert time.process_time() - begun < 4
    assert (rejected(words), accepted(words)) == (old, new)


def test_a_few_words_in_a_very_long_paragraph_are_found() -> None:
    rnd = random.Random(9)
    sentences = [" ".join(f"w{rnd.randrange(5000)}" for _ in range(12)) + "." for _ in range(5_000)]
    changed = list(sentences)
    for at in range(7, 5_000, 500):
        changed[at] = changed[at].replace("w", "v", 1)
    words = word_difference(" ".join(sentences), " ".join(changed))
    assert sum(len(text) for op, text in words if op == "ins") < 200


def versions(old: str, new: str) -> tuple[list[tuple[int, Block]], list[tuple[int, Block]]]:
    before = list(enumerate(split(old), start=1))
    blocks = split(new)
    numbers, _ = carry(before, blocks, len(before) + 1)
    return before, list(zip(numbers, blocks, strict=True))


def counted(comparison: Comparison) -> tuple[int, int, int, int, int]:
    found = comparison
    return found.changed, found.added, found.removed, found.moved, found.markup


@settings(max_examples=300)
@given(COMPOSED, COMPOSED)
def test_a_comparison_leaves_nothing_out(old: str, new: str) -> None:
    before, after = versions(old, new)
    everything = compare(before, after, context=10**6)
    short = compare(before, after)
    assert short.nothing == (not short.changes)
    if short.nothing:
        assert [b.source.rstrip() for _, b in before] == [b.source.rstrip() for _, b in after]
        return
    assert [c.new for c in everything.changes if c.new is not None] == [block for _, block in after]
    assert {c.number for c in everything.changes if c.old is not None} >= {
        c.number for c in everything.changes if c.op == "del"
    }
    assert sum(c.old is not None for c in everything.changes) == len(before)
    for change in everything.changes:
        if change.op == "same" and change.old and change.new:
            assert change.old.source.rstrip() == change.new.source.rstrip()
        if change.op == "edit":
            assert change.markup or any(op != "eq" for op, _ in change.words)
    assert [c for c in everything.changes if c.op != "same"] == short.changes


def test_counts_and_context() -> None:
    before, after = versions(
        "a b c d e\n\nf g h i\n\nj k l\n\nm n o p\n", "a b c d e\n\nf g h x\n\nj k l\n\nm n o p\n\nq r s t\n"
    )
    assert counted(compare(before, after)) == (1, 1, 0, 0, 0)
    assert [change.op for change in compare(before, after).changes] == ["edit", "ins"]
    assert [change.op for change in compare(before, after, context=1).changes] == [
        "same",
        "edit",
        "same",
        "same",
        "ins",
    ]
    assert compare(before, before).nothing


def test_another_target_behind_the_same_words_is_a_change_that_is_shown() -> None:
    before, after = versions("Zie [de brief](https://v.nl/a).\n", "Zie [de brief](https://v.nl/b).\n")
    comparison = compare(before, after)
    assert counted(comparison) == (1, 0, 0, 0, 1)
    assert comparison.changes[0].markup_only
    assert "<del>" in comparison_html(comparison) and "https://v.nl/" in comparison_html(comparison)


def test_another_target_is_shown_beside_changed_words_too() -> None:
    before, after = versions(
        "Zie [de brief](https://v.nl/a) van mei over de inzet.\n",
        "Zie [de brief](https://v.nl/b) van juni over de inzet.\n",
    )
    (change,) = compare(before, after).changes
    assert not change.markup_only and change.markup


def test_what_was_taken_out_and_came_back_is_not_told_as_new() -> None:
    before, middle = versions("# Een\n\nDeze alinea verdwijnt even.\n\nslot\n", "# Een\n\nslot\n")
    blocks = split("# Een\n\nslot\n\nDeze alinea verdwijnt even.\n")
    numbers, _ = carry(middle, blocks, 10)
    assert numbers == [1, 3, 10]
    assert counted(compare(before, list(zip(numbers, blocks, strict=True)))) == (0, 0, 0, 1, 0)


def test_a_move_tells_its_direction() -> None:
    before, after = versions(
        "eerste alinea hier\n\ntweede alinea\n\nderde alinea\n", "tweede alinea\n\nderde alinea\n\neerste alinea hier\n"
    )
    (change,) = compare(before, after).changes
    assert (change.op, change.number, change.moved_down) == ("move", 1, True)


def test_rows_notes_and_terms_stay_readable() -> None:
    table, term = "| Wat | Wanneer |\n|---|---|\n| Slot | mei |\n\n", "Term\n: oude uitleg van het woord\n\n"
    old = f"{table}{term}x[^1]\n\n[^1]: een oude noot over iets\n"
    new = old.replace("mei", "juni").replace("oude", "nieuwe").replace("x[^1]", "y x[^1]")
    before, after = versions(old, new)
    html = comparison_html(compare(before, after), {"note": "Noot {n}", "edit": "Gewijzigd", "mark": "noot"})
    assert '<td dir="auto">Slot</td><td dir="auto"><del>mei</del><ins>juni</ins></td>' in html
    assert "<dt>Term</dt><dd><del>oude</del><ins>nieuwe</ins> uitleg van het woord</dd>" in html
    assert '<span class="label">Noot 1</span> een <del>oude</del><ins>nieuwe</ins> noot' in html
    assert '<sup class="footnote-ref"><span class="vh">noot </span>1</sup>' in html
    assert html.count("Gewijzigd") == 4


def test_columns_that_come_or_go() -> None:
    before, after = versions("|a|b|\n|-|-|\n|een|twee|\n", "|a|b|c|\n|-|-|-|\n|een|twee|drie|\n")
    html = comparison_html(compare(before, after))
    assert '<td dir="auto">een</td><td dir="auto">twee</td><td dir="auto"><ins>drie</ins></td>' in html


@settings(max_examples=300)
@given(COMPOSED, COMPOSED)
def test_nothing_in_a_comparison_is_unescaped(old: str, new: str) -> None:
    html = comparison_html(compare(*versions(old, new)))
    tags = set(re.findall(r"</?([a-z0-9]+)", html))
    assert tags <= {
        "div",
        "p",
        "pre",
        "code",
        "ins",
        "del",
        "sup",
        "table",
        "tbody",
        "tr",
        "td",
        "dl",
        "dt",
        "dd",
        "span",
        "hr",
    }
    assert not re.search(r"<[^>]*\bon[a-z]+\s*=", html)


def test_words_as_html() -> None:
    assert words_html([("eq", "a<b "), ("del", "&"), ("ins", "x\u2060")], "noot") == (
        'a&lt;b <del>&amp;</del><ins>x<sup class="footnote-ref">[noot]</sup></ins>'
    )


def test_one_change_can_be_shown_alone() -> None:
    (change,) = compare(*versions("oud woord in een zin\n", "nieuw woord in een zin\n")).changes
    assert change_html(change).startswith('<div class="change edit" data-b="1">')


def test_a_report_with_two_percent_edits() -> None:
    old = report(600)
    before, after = versions(old, revised(old))
    comparison = compare(before, after)
    assert comparison.changed and comparison.added and comparison.removed
    assert len(comparison.changes) < 0.05 * len(before)
