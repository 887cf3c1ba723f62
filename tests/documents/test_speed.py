"""A report of 400 pages stays quick; bars are processor time with room for a busy machine."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

import pytest

from review.documents.blocks import Block, split
from review.documents.difference import compare
from review.documents.identity import carry
from review.documents.numbering import places
from review.documents.reading import render
from tests.documents.texts import report, revised

T = TypeVar("T")


def took(act: Callable[[], T]) -> tuple[float, T]:
    begun = time.process_time()
    result = act()
    return time.process_time() - begun, result


@pytest.fixture(scope="module")
def large() -> str:
    return report(3_000)


def test_split_and_render(large: str) -> None:
    assert len(large.encode()) > 1_200_000
    splitting, blocks = took(lambda: split(large))
    rendering, _ = took(lambda: render(list(enumerate(blocks))))
    assert splitting + rendering < 4


def test_carry_compare_and_number(large: str) -> None:
    old: list[tuple[int, Block]] = list(enumerate(split(large)))
    blocks = split(revised(large))
    carrying, (numbers, _) = took(lambda: carry(old, blocks, len(old)))
    comparing, comparison = took(lambda: compare(old, list(zip(numbers, blocks, strict=True))))
    numbering, found = took(lambda: places(blocks))
    assert comparison.changed > 20
    assert len(found) == len(blocks)
    assert carrying + comparing + numbering < 2


@pytest.mark.parametrize(
    "text",
    [
        "![a" * 3_000,
        "[" * 20_000,
        "**a *b " * 10_000,
        "x[^1]\n\n[^1]: n\n\n" + "[^" * 10_000,
        "[a\n" * 5_000,
        "[a]: b\n" * 10_000,
        "> " * 17 + "a\n" + "b\n" * 5_000,
        "".join("`" * n + " " for n in range(1, 300)),
        "|a" * 60 + "|\n" + "|-" * 60 + "|\n" + "|\n" * 500,
        '{type="a"}\n\n' * 10_000,
        "<a" * 30_000,
        "&#" * 30_000,
    ],
)
def test_hostile_marks_cost_little(text: str) -> None:
    seconds, _ = took(lambda: render(list(enumerate(split(text)))))
    assert seconds < 8
