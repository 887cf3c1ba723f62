"""Blocks are the text: nothing lost, nothing twice, every kind found where a reader sees it."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings

from review.documents.blocks import KINDS, Block, split
from tests.documents.strategies import TEXTS
from tests.documents.texts import REAL, report


@settings(max_examples=1000)
@given(TEXTS)
def test_the_sources_joined_are_the_text(text: str) -> None:
    blocks = split(text)
    assert "".join(block.source for block in blocks) == text
    assert all(block.source and block.kind in KINDS for block in blocks)
    assert all(before.line < after.line for before, after in pairwise(blocks))


def kinds(text: str) -> list[tuple[str, str]]:
    return [(block.kind, block.text) for block in split(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Kop\n\nEen *alinea*\nvervolgd.\n", [("heading", "Kop"), ("paragraph", "Een alinea vervolgd.")]),
        ("- een\n  - twee\n\n  los\n", [("item", "een"), ("item", "twee"), ("paragraph", "los")]),
        ("| a | b |\n|---|---|\n| 1 | *2* |\n", [("row", "a\tb"), ("row", "1\t2")]),
        ("Term\n: uitleg\n: nog een\n", [("definition", "Term\tuitleg"), ("definition", "nog een")]),
        ("> citaat\n>\n> verder\n", [("quote", "citaat"), ("quote", "verder")]),
        (
            "x[^n]\n\n[^n]: noot\n\n    verder\n",
            [("paragraph", "x\u2060"), ("footnote", "noot"), ("footnote", "verder")],
        ),
        ("```\ncode\n```\n\n---\n", [("fence", "code"), ("rule", "")]),
        ("![de kaart](https://voorbeeld.nl/k.png)\n", [("image", "de kaart")]),
        ("---\ntitel: x\n---\n\nTekst\n", [("front", "titel: x"), ("paragraph", "Tekst")]),
        ("---\n\ngewone tekst\n\n---\n", [("rule", ""), ("paragraph", "gewone tekst"), ("rule", "")]),
        ("[a]: https://voorbeeld.nl\n", [("front", "")]),
        ("- > # Kop\n", [("heading", "Kop")]),
        ("[^1]: [^2]: dubbel\n", [("footnote", "dubbel")]),
        ("a < b &amp; <script>x</script>\n", [("paragraph", "a < b & <script>x</script>")]),
    ],
)
def test_kinds_and_plain_text(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_what_precedes_a_block_without_being_one_belongs_to_it_or_to_the_one_before() -> None:
    blocks = split('\n\nIntro\n\n{type="a"}\n1. een\n2. twee\n\n\nSlot')
    assert [block.source for block in blocks] == ["\n\nIntro\n\n", '{type="a"}\n1. een\n', "2. twee\n\n\n", "Slot"]
    assert [block.line for block in blocks] == [3, 5, 7, 10]


def test_levels() -> None:
    text = "## Kop\n\n- a\n  - b\n\nx[^later] y[^eerst]\n\n[^eerst]: 2\n\n[^los]: 0\n\n[^later]: 1\n"
    assert [(block.kind, block.level) for block in split(text)] == [
        ("heading", 2),
        ("item", 1),
        ("item", 2),
        ("paragraph", 0),
        ("footnote", 2),
        ("footnote", 0),
        ("footnote", 1),
    ]


def test_a_report_splits_exactly() -> None:
    text = report(200)
    blocks = split(text)
    assert "".join(block.source for block in blocks) == text
    assert {"heading", "paragraph", "item", "row", "footnote"} == {block.kind for block in blocks}


@pytest.mark.skipif(not REAL.exists(), reason="the real Terms of Reference are not beside the repository")
def test_the_real_terms_of_reference() -> None:
    text = REAL.read_text(encoding="utf-8")
    blocks = split(text)
    assert "".join(block.source for block in blocks) == text
    count = {kind: sum(block.kind == kind for block in blocks) for kind in KINDS}
    assert (count["heading"], count["footnote"], count["definition"]) == (37, 35, 17)
    heads = [block for block in blocks if block.kind == "row" and "\n| ---" in block.source]
    assert len(heads) == 5
    assert sorted(block.level for block in blocks if block.kind == "footnote") == list(range(1, 36))


def test_blocks_are_values() -> None:
    assert split("a\n") == [Block("paragraph", "a\n", "a", 1, 0)]
    assert split("") == []
