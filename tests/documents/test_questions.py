"""The questions of Terms of Reference: which they are, what they are called, and which of them lessons follow from."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from review.documents.blocks import split
from review.documents.identity import carry
from review.documents.questions import Questions, questions
from tests.documents.strategies import TEXTS
from tests.documents.texts import REAL

TEXT = """# 2. Vraagstelling

## Doel

Lessen trekken.

## Onderzoeksvragen

De hoofdvraag luidt:

> In hoeverre is het doel bereikt?[^1]

### 1. Opzet

{type="a"}
1. Wat was het doel?
2. Wat ging er goed? Te denken valt aan:

   *Uitvoering*

   {type="I"}
   1. de middelen;
   2. de voorbereiding.

   *Gevolgen*

   {type="I"}
   3. wat niet was bedoeld.

3. Wat kostte het?

### 2. De missie

Wat bereikte de missie als geheel?

Die vraag is context.

### 3. Lessen

{type="a"}
1. Welke lessen volgen hieruit?

# 3. Methode

1. Dit is geen vraag?

[^1]: Zie par. 6.
"""


def tree(text: str) -> Questions:
    return questions(list(enumerate(split(text), start=1)))


def test_every_question_has_the_name_that_people_give_it() -> None:
    found = tree(TEXT)
    assert [(one.depth, one.label, one.text or one.title) for one in found.all] == [
        (0, "", "In hoeverre is het doel bereikt?"),
        (1, "1", "Opzet"),
        (2, "1a", "Wat was het doel?"),
        (2, "1b", "Wat ging er goed? Te denken valt aan:"),
        (3, "1b I", "de middelen;"),
        (3, "1b II", "de voorbereiding."),
        (3, "1b III", "wat niet was bedoeld."),
        (2, "1c", "Wat kostte het?"),
        (1, "2", "Wat bereikte de missie als geheel?"),
        (1, "3", "Lessen"),
        (2, "3a", "Welke lessen volgen hieruit?"),
    ]
    assert [one.theme for one in found.all if one.depth == 3] == ["Uitvoering", "Uitvoering", "Gevolgen"]


def test_lessons_follow_from_the_other_questions() -> None:
    found = tree(TEXT)
    named = {one.block: one.label for one in found.all}
    assert {named[block] for block in found.lessons} == {"3", "3a"}
    assert {named[block] for block in found.grounds} == {"1", "1a", "1b", "1b I", "1b II", "1b III", "1c", "2"}


def test_what_is_asked_under_a_question() -> None:
    found = tree(TEXT)
    named = {one.label: one.block for one in found.all}
    assert [one.label for one in found.under(named["1b"])] == ["1b", "1b I", "1b II", "1b III"]
    assert [one.label for one in found.under(named["3"])] == ["3", "3a"]
    assert found.under(999) == []


def test_without_groups_the_numbers_stand_alone() -> None:
    found = tree("# Vraagstelling\n\nDe hoofdvraag luidt in hoeverre het hielp.\n\n1. Was het helder?\n2. En zuinig?\n")
    assert [(one.depth, one.label) for one in found.all] == [(0, ""), (1, "1"), (1, "2")]


@pytest.mark.parametrize("text", ["", "# Inleiding\n\n1. Wat nu?\n", "# Onderzoeksvragen\n\n# Methode\n\n1. Hoe?\n"])
def test_a_text_without_a_section_for_them_has_none(text: str) -> None:
    assert tree(text).all == ()


def test_a_question_is_known_again_in_the_next_version_whatever_it_is_called() -> None:
    old = list(enumerate(split(TEXT), start=1))
    edited = TEXT.replace(
        "1. Wat was het doel?\n2. Wat ging", "1. Voor wie was het?\n2. Wat was het doel?\n3. Wat ging"
    )
    blocks = split(edited.replace("\n3. Wat kostte", "\n4. Wat kostte"))
    numbers, _ = carry(old, blocks, len(old) + 1)
    before, after = questions(old), questions(list(zip(numbers, blocks, strict=True)))
    goal = next(one.block for one in before.all if one.label == "1a")
    assert [one.label for one in after.all if one.block == goal] == ["1b"]
    assert before.of(next(one.block for one in after.all if one.label == "1a")) is None


@settings(max_examples=60)
@given(TEXTS)
def test_whatever_is_written_has_a_tree_of_its_own_blocks(text: str) -> None:
    source = f"# Onderzoeksvragen\n\n{text}"
    blocks = list(enumerate(split(source), start=1))
    found = questions(blocks)
    known = {number for number, _ in blocks}
    assert found.blocks <= known
    assert len(found.blocks) == len(found.all)
    assert not found.grounds & found.lessons


@pytest.mark.skipif(not REAL.exists(), reason="the real Terms of Reference are not beside the repository")
def test_the_real_terms_of_reference() -> None:
    found = tree(REAL.read_text(encoding="utf-8"))
    labels = [one.label for one in found.all]
    roman = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII"]
    assert labels == ["", "1", "1a", "1b", "2", "2a", "2b", *(f"2b {one}" for one in roman), "3", "4"]
    assert found.main is not None and found.main.text.endswith("toekomstige missies?")
    assert {one.label for one in found.all if one.block in found.lessons} == {"4"}
