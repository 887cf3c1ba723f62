"""Places as people say them."""

from __future__ import annotations

import pytest

from review.documents.blocks import split
from review.documents.numbering import places, under_headings
from tests.documents.texts import REAL


def said(text: str) -> list[tuple[str | None, str, int]]:
    return [(place.section, place.kind, place.n) for place in places(split(text))]


def test_literal_numbers_are_used_and_the_rest_is_counted() -> None:
    text = "# 4. Doel\n\nintro\n\n## Aanleiding\n\na\n\n> b\n\n## Vragen\n\n### 1. Doelen\n\n- x\n- y\n\nz\n"
    assert said(text) == [
        ("4", "heading", 0),
        ("4", "paragraph", 1),
        ("4.1", "heading", 0),
        ("4.1", "paragraph", 1),
        ("4.1", "paragraph", 2),
        ("4.2", "heading", 0),
        ("4.2.1", "heading", 0),
        ("4.2.1", "item", 1),
        ("4.2.1", "item", 2),
        ("4.2.1", "paragraph", 1),
    ]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        (["# Een", "# Twee", "## Onder"], ["1", "2", "2.1"]),
        (["# 2.3 Vol pad", "## 2.3.1 Dieper"], ["2.3", "2.3.1"]),
        (["# Afkortingen", "# 1. Inleiding", "# Bijlage"], [None, "1", None]),
        (["# 4 Doel", "# 5 Vragen"], ["4", "5"]),
        (["# Inleiding", "# 10 lessen", "# Slot"], ["1", "2", "3"]),
        (["# Rapport", "## 1. Inleiding", "## 2. Vragen", "### Eerste"], [None, "1", "2", "2.1"]),
        (["# B. Bijlage", "## IV. Deel"], ["B", "B.IV"]),
        (["# Een", "### Overgeslagen"], [None, "1"]),
        (["# Een", "### Overgeslagen", "# Twee"], ["1", "1.1", "2"]),
        (["# 2013 begon goed", "# 2014 ook"], ["1", "2"]),
        (["# Afkortingen", "## Lijst", "# 1. Begin"], [None, None, "1"]),
    ],
)
def test_headings(headings: list[str], expected: list[str | None]) -> None:
    assert [place.section for place in places(split("\n\n".join(headings)))] == expected


def test_rows_count_per_table_and_footnotes_by_their_mark() -> None:
    tables = "| a |\n| - |\n| 1 |\n| 2 |\n\n| b |\n| :-: |\n| 3 |\n\n"
    text = tables + "x[^z] y[^a]\n\n[^a]: tweede\n\n[^z]: eerste\n\n[^q]: los\n"
    found = [(place.kind, place.n, place.table) for place in places(split(text))]
    rows = [("row", 0, 1), ("row", 1, 1), ("row", 2, 1), ("row", 0, 2), ("row", 1, 2)]
    assert found == [*rows, ("paragraph", 1, 0), ("footnote", 2, 0), ("footnote", 1, 0), ("footnote", 0, 0)]


def test_two_tables_with_nothing_between_them_are_two() -> None:
    text = "| a | b |\n|---|---|\n| 1 | 2 |\n\n| c | d |\n|---|---|\n| 3 | 4 |\n"
    assert [(place.table, place.n) for place in places(split(text))] == [(1, 0), (1, 1), (2, 0), (2, 1)]


def test_before_the_first_heading_there_is_no_section() -> None:
    assert said("los\n\n# Kop\n") == [(None, "paragraph", 1), ("1", "heading", 0)]


@pytest.mark.skipif(not REAL.exists(), reason="the real Terms of Reference are not beside the repository")
def test_the_real_terms_of_reference() -> None:
    found = places(split(REAL.read_text(encoding="utf-8")))
    numbered = [place.section for place in found if place.kind == "heading"]
    assert numbered[:3] == [None, "1", "2"]
    assert {"3.2", "4.2.4", "6.1.3", "10.5"} <= set(numbered)
    assert max(place.table for place in found) == 5


def test_what_stands_under_a_heading_ends_at_the_next_of_its_level() -> None:
    text = "voor\n\n# A\n\na\n\n## A1\n\n- b\n\n## A2\n\n# B\n\nc[^1]\n\n[^1]: noot\n"
    blocks = list(enumerate(split(text), start=1))
    assert under_headings(blocks) == {2: [3, 4, 5, 6], 4: [5], 6: [], 7: [8]}
