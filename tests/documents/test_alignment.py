"""A block keeps its number through every edit that leaves it recognisable, and no two share one."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.documents.alignment import align, equal_runs
from review.documents.blocks import Block, split
from review.documents.identity import carry
from tests.documents.strategies import COMPOSED
from tests.documents.texts import paragraph, report, revised


def texts(*paragraphs: str) -> list[Block]:
    return split("\n\n".join(paragraphs))


def ops(old: list[Block], new: list[Block]) -> list[tuple[str, int | None, int | None]]:
    return [(pair.op, pair.i, pair.j) for pair in align(old, new)]


A = "De stuurgroep bespreekt de opzet van het onderzoek in het voorjaar."
B = "Het hoofdkwartier in de hoofdstad leverde verslagen over zeven jaar."
C = "Drie deskundigen van buiten lezen mee en geven schriftelijk commentaar."
D = "De begroting is sluitend en wordt door de directie gedragen."


@settings(max_examples=400)
@given(COMPOSED, COMPOSED)
def test_every_block_appears_once_and_numbers_are_unique(before: str, after: str) -> None:
    old, new = split(before), split(after)
    pairs = align(old, new)
    assert sorted(pair.i for pair in pairs if pair.i is not None) == list(range(len(old)))
    assert [pair.j for pair in pairs if pair.j is not None] == list(range(len(new)))
    assert all(old[p.i].kind == new[p.j].kind for p in pairs if p.i is not None and p.j is not None)
    numbers, after_last = carry(list(enumerate(old, start=5)), new, 5 + len(old))
    assert len(set(numbers)) == len(new)
    assert all(number < after_last for number in numbers)
    assert after_last == 5 + len(old) + sum(number >= 5 + len(old) for number in numbers)


@given(COMPOSED)
def test_the_same_text_keeps_every_number(text: str) -> None:
    blocks = split(text)
    numbers = list(range(10, 10 + len(blocks)))
    assert carry(list(zip(numbers, blocks, strict=True)), blocks, 1000) == (numbers, 1000)


def test_edits_insertions_and_deletions() -> None:
    old, new = texts(A, B, C), texts(A.replace("voorjaar", "najaar"), D, C)
    assert ops(old, new) == [("edit", 0, 0), ("ins", None, 1), ("del", 1, None), ("same", 2, 2)]


def test_a_moved_block_keeps_its_number_even_when_edited() -> None:
    old = texts(A, B, C, D)
    assert [op for op in ops(old, texts(B, C, D, A)) if op[0] == "move"] == [("move", 0, 3)]
    assert ("move", 0, 3) in ops(old, texts(B, C, D, A.replace("voorjaar", "najaar")))


def test_swapped_neighbours_are_one_move() -> None:
    assert Counter(op for op, _, _ in ops(texts(A, B), texts(B, A))) == {"same": 1, "move": 1}


def test_a_move_is_never_guessed_between_near_copies() -> None:
    copies = [f"De eenheid leverde in 20{year} honderd verslagen aan de staf." for year in range(10, 14)]
    changed = "De eenheid leverde in 2019 honderd verslagen aan de staf."
    found = ops(texts(*copies, A, B), texts(A, B, changed))
    assert ("ins", None, 2) in found


def test_another_kind_is_another_block() -> None:
    assert Counter(op for op, _, _ in ops(split(f"{A}\n"), split(f"> {A}\n"))) == {"del": 1, "ins": 1}


def test_short_passages_alike_in_letters_only_are_not_one_block() -> None:
    assert Counter(op for op, _, _ in ops(texts("Operatie Noord"), texts("Opstellen norm"))) == {"del": 1, "ins": 1}


def test_table_rows_keep_their_numbers() -> None:
    head = "| Datum | Wat |\n|---|---|\n"
    old = split(
        head + "| Mei 2021 | Concept naar de klankbordgroep |\n| Juni 2021 | Bijeenkomst |\n| Juli 2021 | Slot |\n"
    )
    new = split(
        head + "| Juni 2021 | Bijeenkomst |\n| Mei 2022 | Concept naar de klankbordgroep |\n| Juli 2021 | Slot |\n"
    )
    assert {(i, j) for _, i, j in ops(old, new)} == {(0, 0), (1, 2), (2, 1), (3, 3)}


def test_renumbering_a_list_or_its_notes_changes_no_identity() -> None:
    old = split("1. een[^1]\n2. twee\n3. drie\n\n[^1]: noot\n")
    new = split("1. nieuw\n2. een[^2]\n3. twee\n4. drie\n\n[^2]: noot\n")
    numbers, following = carry(list(enumerate(old, start=1)), new, 5)
    assert (numbers, following) == ([5, 1, 2, 3, 4], 6)


def test_a_word_replaced_in_every_paragraph_keeps_the_order() -> None:
    """No block is equal and the gap is the whole text: too large to compare everything with everything."""
    rnd = random.Random(4)
    old = texts(*(paragraph(rnd, 4) for _ in range(2_500)))
    new = texts(*(block.text.replace(" de ", " het ") + " Aangevuld." for block in old))
    kept = sum(pair.i == pair.j for pair in align(old, new))
    assert kept >= 0.98 * len(old)


def test_the_same_versions_pair_the_same_way_in_every_process() -> None:
    """Numbers are recorded for good, so nothing may hang on the order of a set."""
    program = (
        "import random; from tests.documents.texts import paragraph; from review.documents.blocks import split;"
        "from review.documents.alignment import align; rnd = random.Random(4);"
        "old = [paragraph(rnd, 3) for _ in range(1200)];"
        "new = [' '.join(rnd.sample(text.split(), 12)) for text in old]; rnd.shuffle(new);"
        "print(align(split('\\n\\n'.join(old)), split('\\n\\n'.join(new))))"
    )
    root = str(Path(__file__).parents[2])
    said = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": root},
            capture_output=True,
            check=True,
            cwd=root,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1 and b"Pair" in said.pop()


def test_two_percent_edits_of_a_report() -> None:
    old_text = report(600)
    old, new = split(old_text), split(revised(old_text))
    numbers, _ = carry(list(enumerate(old)), new, len(old))
    kept = [number for number in numbers if number < len(old)]
    assert len(kept) >= 0.99 * len(new)
    edited = [(old[number], block) for number, block in zip(numbers, new, strict=True) if number < len(old)]
    changed = [(before, after) for before, after in edited if before.text != after.text]
    assert changed and all("gewijzigd" in after.text for _, after in changed)


@given(st.lists(st.integers(0, 6), max_size=40), st.lists(st.integers(0, 6), max_size=40), st.sampled_from([0, 10**6]))
def test_equal_runs_are_equal_and_rise(old: list[int], new: list[int], limit: int) -> None:
    """With the exact method and with the one for texts too long for it."""
    end_old = end_new = 0
    for i, j, length in equal_runs(old, new, limit):
        assert i >= end_old and j >= end_new
        assert old[i : i + length] == new[j : j + length]
        end_old, end_new = i + length, j + length


@pytest.mark.parametrize("words", [3, 60])
def test_unrelated_texts_cost_little(words: int) -> None:
    rnd = random.Random(6)
    many = [" ".join(f"{rnd.randrange(10**7):x}" for _ in range(words)) for _ in range(8_000)]
    old, new = texts(*many[:4_000]), texts(*many[4_000:])
    begun = time.process_time()
    found = Counter(pair.op for pair in align(old, new))
    assert time.process_time() - begun < 4
    assert found["ins"] >= 3_900
