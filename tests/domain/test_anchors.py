"""Words are found where they were pointed at, in any script, and never guessed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from review.application import uuid7
from review.domain.acts import Sealed
from review.domain.anchors import NOTE_MARK, Anchor, Mark, anchored, locate, quote
from review.domain.errors import Invalid, NoSuchPassage, WordsNotFound, WordsNotUnique

TEXT = f"De missie leverde een 👩🏽‍✈️ en سلام op.{NOTE_MARK} Het cafe\u0301 bleef, en de missie ook."


def sealed(text: str) -> Sealed:
    return Sealed(uuid7(), text.encode())


@pytest.mark.parametrize(
    "words",
    [
        "👩🏽‍✈️",
        "سلام",
        "cafe\u0301 bleef",
        "caf\u00e9 bleef",
        "leverde\n  een",
        "op.1 Het",
        "op. Het",
        f"op.{NOTE_MARK} Het",
    ],
)
def test_words_are_found_as_people_paste_and_type_them(words: str) -> None:
    start, end = locate(TEXT, words)
    found = unicodedata.normalize("NFC", TEXT[start:end]).replace(NOTE_MARK, "")
    plain = unicodedata.normalize("NFC", words).replace(NOTE_MARK, "").replace("op.1", "op.")
    assert found.split() == plain.split()


def test_the_place_says_which_of_several() -> None:
    with pytest.raises(WordsNotUnique):
        locate(TEXT, "missie")
    last = TEXT.rindex("missie")
    assert locate(TEXT, "missie", last) == (last, last + 6)
    with pytest.raises(WordsNotUnique):
        locate(TEXT, "missie", last + 1)


@pytest.mark.parametrize("words", ["", "  \n ", NOTE_MARK, "Missie", "een.*op", "x" * 200_000])
def test_what_does_not_stand_there_is_not_found(words: str) -> None:
    with pytest.raises(WordsNotFound):
        locate(TEXT, words)


@drawn(st.text(max_size=60), st.data())
def test_every_range_of_every_text_is_found_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if start < end:
        assert locate(text, text[start:end], start) == (start, end)


@drawn(st.text(max_size=60), st.text(max_size=20), st.none() | st.integers(-5, 80))
def test_anything_else_is_the_same_words_or_a_refusal(text: str, words: str, start: int | None) -> None:
    try:
        begin, end = locate(text, words, start)
    except Invalid:
        return
    assert 0 <= begin < end <= len(text)


def test_a_quote_is_a_w3c_text_quote_selector() -> None:
    text = "a" * 40 + "midden" + "b" * 40
    assert quote(text, 40, 46) == f'{{"exact":"midden","prefix":"{"a" * 32}","suffix":"{"b" * 32}"}}'


def test_marks_become_anchors_each_once() -> None:
    kinds = {1: "heading", 2: "paragraph"}
    marks = [Mark(block=2, words="leverde"), Mark(block=1, section=True), Mark(block=2, words="leverde"), Mark(block=2)]
    found = anchored(marks, {2: TEXT}, kinds, sealed)
    assert [(one.block, one.section, one.start, one.end) for one in found] == [
        (2, False, 10, 17),
        (1, True, None, None),
        (2, False, None, None),
    ]
    assert found[1:] == (Anchor(block=1, section=True), Anchor(block=2))


@pytest.mark.parametrize("mark", [Mark(block=3), Mark(block=2, section=True), Mark(block=3, words="x")])
def test_a_place_that_is_not_there_is_refused(mark: Mark) -> None:
    with pytest.raises(NoSuchPassage):
        anchored([mark], {2: TEXT}, {1: "heading", 2: "paragraph"}, sealed)
