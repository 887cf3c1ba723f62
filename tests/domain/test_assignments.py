"""Sections assigned: what belongs to them, and that what stands for the rest keeps its place and none of its words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings

from review.application import uuid7
from review.documents.blocks import split
from review.documents.errors import BadText
from review.documents.numbering import places
from review.domain.assignments import SectionsAssigned, assign, covered, level_of, within
from review.domain.errors import NotAssignable
from review.domain.vocabulary import Capacity
from tests.documents.strategies import COMPOSED

DEMO = Path(__file__).parents[2] / "review" / "demo" / "texts"
HIDDEN = "[niet toegewezen]"
OUTLINE = [(1, 1), (2, None), (3, 2), (4, None), (5, 2), (6, None), (7, 3), (8, None), (9, 1), (10, None)]


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ((), set()),
        ((3,), {3, 4}),
        ((5,), {5, 6, 7, 8}),
        ((7,), {7, 8}),
        ((1,), {1, 2, 3, 4, 5, 6, 7, 8}),
        ((3, 7), {3, 4, 7, 8}),
        ((5, 7), {5, 6, 7, 8}),
        ((9,), {9, 10}),
        ((4, 99), set()),
    ],
)
def test_a_section_ends_at_the_next_heading_that_is_not_below_it(chosen: tuple[int, ...], found: set[int]) -> None:
    assert within(OUTLINE, chosen) == found


def test_only_who_advises_or_does_one_track_is_assigned_and_only_headings() -> None:
    draft, kinds = uuid7(), {1: "heading", 2: "paragraph", 3: "heading"}
    assigned = {Capacity.ADVISER, Capacity.EXTERNAL_RESEARCHER}
    for capacity in assigned:
        assert assign(capacity, draft, (3, 1, 3), kinds) == SectionsAssigned(draft=draft, sections=(3, 1))
        assert assign(capacity, draft, (), kinds).sections == ()
    for capacity in set(Capacity) - assigned | {None}:
        with pytest.raises(NotAssignable):
            assign(capacity, draft, (1,), kinds)
    for wrong in (2, 9):
        with pytest.raises(NotAssignable):
            assign(Capacity.ADVISER, draft, (wrong,), kinds)


def test_levels_are_read_in_both_ways_of_writing() -> None:
    assert [level_of(source) for source in ("# A\n", "### B\n\n", "A\n===\n", "B\n---\n\n")] == [1, 3, 1, 2]


@pytest.mark.parametrize("name", sorted(path.name for path in DEMO.glob("*.md")))
def test_a_text_of_which_nothing_is_assigned_keeps_every_place(name: str) -> None:
    blocks = split((DEMO / name).read_text(encoding="utf-8"))
    hidden = split("".join(covered(block.kind, block.source, HIDDEN) for block in blocks))
    assert [block.kind for block in hidden] == [block.kind for block in blocks]

    def where(found: list) -> list:
        return [(place.section, place.kind, place.n, place.table) for place in places(found)]

    assert where(hidden) == where(blocks)


@settings(max_examples=150)
@given(source=COMPOSED)
def test_whatever_the_text_none_of_its_words_is_left(source: str) -> None:
    try:
        blocks = split(source)
    except BadText:
        return
    for block in blocks:
        left = covered(block.kind, block.source, "@")
        assert not {word for word in ("Kop", "Alinea", "punt", "citaat", "uitleg", "code", "vervolg") if word in left}
