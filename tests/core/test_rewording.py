"""Whether a passage reads otherwise: words, white space, markup, places."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.documents.plain import plain_words
from review.domain.acts import Lost, Sealed, Words
from review.domain.blocks import BlockEntry
from review.rewording import changed, moved
from review.store.ids import uuid7


def version(*texts: tuple[int, str]) -> tuple[dict[int, BlockEntry], dict[Sealed, Words]]:
    entries = {number: BlockEntry(number, "paragraph", Sealed(uuid7(), text.encode())) for number, text in texts}
    return entries, {entry.text: dict(texts)[number] for number, entry in entries.items()}


def reads_otherwise(before: list[tuple[int, str]], after: list[tuple[int, str]], block: int | None) -> bool:
    (old, one), (new, two) = version(*before), version(*after)
    for number, text in after:  # a block that kept its source keeps its seal
        if dict(before).get(number) == text:
            new[number] = old[number]
    return changed(old, new, block, (one | two).__getitem__)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Een zin van vroeger.\n\n", "Een zin  van\nvroeger.\n\n\n"),
        ("Een zin van vroeger.\n\n", "Een **zin** van *vroeger*.\n\n"),
        ("- Een punt\n", "* Een punt\n"),
        ("| Jaar | Bedrag |\n", "|Jaar|Bedrag|\n"),
        ("## Methode\n\n", "Methode\n-------\n"),
        ("[^1]: Kamerstuk 27925.\n", "[^1]:  Kamerstuk 27925.\n"),
    ],
)
def test_white_space_and_markup_are_no_words(before: str, after: str) -> None:
    assert plain_words(before) == plain_words(after)
    assert not reads_otherwise([(1, before)], [(1, after)], 1)


def test_another_word_is_a_change() -> None:
    assert reads_otherwise([(1, "Een zin.\n")], [(1, "Een volzin.\n")], 1)
    assert reads_otherwise([(1, "Een zin.\n")], [(1, "Een  volzin.\n")], None)
    assert not reads_otherwise([(1, "Een zin.\n")], [(1, "Een zin.\n")], 1)


def test_what_came_or_went_has_changed_and_what_never_was_has_not() -> None:
    one, two = (1, "Een.\n"), (2, "Twee.\n")
    assert reads_otherwise([one, two], [one], 2)
    assert reads_otherwise([one], [one, two], 2)
    assert not reads_otherwise([one], [one], 3)


def test_what_cannot_be_read_any_more_counts_as_changed() -> None:
    old, _ = version((1, "Een."))
    new, _ = version((1, "Een. "))
    assert changed(old, new, 1, lambda _: Lost.ERASED)


def test_a_passage_that_moved_stands_elsewhere_and_its_neighbours_do_not() -> None:
    assert [one for one in range(1, 6) if moved([1, 2, 3, 4, 5], [2, 3, 4, 1, 5], one)] == [1]
    assert [one for one in range(1, 5) if moved([1, 2, 3, 4], [1, 3, 2, 4], one)] == [2, 3]
    assert not any(moved([1, 2, 3], [1, 9, 3], one) for one in (1, 3))


@settings(max_examples=60)
@given(st.permutations(range(6)))
def test_what_stays_is_in_every_longest_run(after: list[int]) -> None:
    """Against every run there is, tried one by one."""
    runs = [run for size in range(7) for run in itertools.combinations(after, size) if list(run) == sorted(run)]
    longest = max(map(len, runs))
    everywhere = set.intersection(*(set(run) for run in runs if len(run) == longest))
    assert {one for one in after if not moved(range(6), after, one)} == everywhere
