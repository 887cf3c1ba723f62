"""Wordings that were taken over, put into the text they are for."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.documents.blocks import Block, split
from review.documents.plain import plain_words
from review.documents.wordings import Left, Wording, compose

TEXT = """# 1. Inleiding

In december keerden de laatste eenheden terug.
Zij waren vermoeid.

- Wat is er bereikt?
- Wat verklaart dat?

| Jaar | Bedrag |
| --- | --- |
| 2020 | 12 |

Een slot.[^1]

[^1]: Kamerstuk 27925.
"""


def numbered(source: str = TEXT) -> list[tuple[int, Block]]:
    return list(enumerate(split(source), 1))


@pytest.mark.parametrize(
    ("block", "text", "line"),
    [
        (1, "Aanleiding", "# Aanleiding"),
        (2, "In januari keerden zij terug.", "In januari keerden zij terug."),
        (3, "Wat is er\nniet bereikt?", "- Wat is er niet bereikt?"),
        (2, "# geen kop maar een zin", r"\# geen kop maar een zin"),
        (2, "12. geen lijst maar een zin", r"\12. geen lijst maar een zin"),
    ],
)
def test_a_wording_takes_the_place_of_the_passage(block: int, text: str, line: str) -> None:
    made = compose(numbered(), [Wording(7, block, text)])
    if line.startswith("\\12"):
        assert made.left == {7: Left.KIND} or plain_words(line) in made.placed[7]
        return
    assert line in made.source.splitlines()
    assert not made.left
    assert [kind.kind for kind in split(made.source)] == [kind.kind for kind in split(TEXT)]


def test_everything_else_stays_as_it_is() -> None:
    made = compose(numbered(), [Wording(7, 2, "Zij keerden in december vermoeid terug.")])
    old = "In december keerden de laatste eenheden terug.\nZij waren vermoeid."
    assert made.source == TEXT.replace(old, "Zij keerden in december vermoeid terug.")
    assert compose(numbered(), []).source == TEXT


def test_words_of_a_passage_are_replaced_alone() -> None:
    made = compose(numbered(), [Wording(7, 2, "in januari", "In december")])
    assert "in januari keerden de laatste eenheden terug.\nZij waren vermoeid." in made.source
    for words in ("In maart", "e"):
        assert compose(numbered(), [Wording(7, 2, "x", words)]).left == {7: Left.WORDS}


def test_a_few_words_do_not_take_the_place_of_a_long_passage() -> None:
    made = compose(numbered(), [Wording(7, 2, "waren zeer vermoeid")])
    assert (made.source, made.left) == (TEXT, {7: Left.PART})
    assert compose(numbered(), [Wording(7, 2, "waren zeer vermoeid", "waren vermoeid")]).left == {}


def test_two_on_one_passage_are_left_to_people_and_so_is_what_has_no_place() -> None:
    rows = [number for number, block in numbered() if block.kind == "row"]
    wordings = [Wording(1, 2, "Kort."), Wording(2, 2, "Korter."), Wording(3, 99, "Weg."), Wording(4, rows[-1], "| a |")]
    made = compose(numbered(), wordings)
    assert made.source == TEXT
    assert made.left == {1: Left.TWO, 2: Left.TWO, 3: Left.GONE, 4: Left.KIND}


@settings(max_examples=150)
@given(st.text(max_size=80), st.integers(1, 8))
def test_whatever_is_typed_the_text_keeps_its_blocks(text: str, block: int) -> None:
    made = compose(numbered(), [Wording(1, block, text)])
    assert (1 in made.placed) != (1 in made.left)
    if 1 in made.left:
        assert made.source == TEXT
    else:
        kinds = [one.kind for one in split(made.source)]
        assert kinds == [one.kind for one in split(TEXT)]
