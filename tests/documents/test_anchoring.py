"""Comments are placed again where their words went: never dropped, and sure only where that is right."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from benchmarks import hypothesis_scoring
from benchmarks.anchoring import is_right, score, texts
from benchmarks.edits import Truth, load
from review.documents.anchoring import Placed, Placer, Span
from review.documents.blocks import Block
from review.documents.identity import carry
from review.domain.placements import SURE, Tier

LONG = "De eenheid verzamelde in de regio gegevens over gewapende groepen en deelde die met de bondgenoten."
OTHER = "Over de uitgaven is jaarlijks aan de Kamer gerapporteerd, uitgesplitst naar ministerie en naar doel."
THIRD = "De gesprekken met de bevolking zijn gevoerd door lokale onderzoekers, buiten aanwezigheid van het team."


def blocks(*lines: str) -> list[Block]:
    return [Block("paragraph", f"{line}\n\n", line, 0, 0) for line in lines]


def placer(old: list[str], new: list[str]) -> Placer:
    before, after = dict(enumerate(blocks(*old), 1)), blocks(*new)
    numbers, _ = carry(list(before.items()), after, len(old) + 1)
    return Placer(before, dict(zip(numbers, after, strict=True)))


def words(text: str, said: str) -> tuple[int, int]:
    return text.index(said), text.index(said) + len(said)


def test_the_same_passage_keeps_its_comment() -> None:
    at = words(LONG, "gewapende groepen")
    assert placer([LONG, OTHER], [OTHER, LONG]).place(Span(1, *at)) == Placed(Tier.SAME_TEXT, 1, *at)
    assert placer([LONG, OTHER], [THIRD, LONG]).place(Span(1)) == Placed(Tier.SAME_TEXT, 1)


def test_words_go_along_through_the_edits_of_their_passage() -> None:
    edited = LONG.replace("verzamelde in de regio", "heeft vanaf 2016 in de hele regio")
    found = placer([LONG, OTHER], [edited, OTHER]).place(Span(1, *words(LONG, "gewapende groepen")))
    assert found == Placed(Tier.WORD_MAP, 1, *words(edited, "gewapende groepen"))


def test_words_that_moved_to_another_passage_are_found_there_where_they_can_be_no_others() -> None:
    said = "gegevens over gewapende groepen en deelde"
    merged = f"{THIRD} Zo waren er {said} men niets. {OTHER}"
    found = placer([LONG, OTHER, THIRD], [OTHER, merged]).place(Span(1, *words(LONG, said)))
    assert found == Placed(Tier.EXACT_ELSEWHERE, found.block, *words(merged, said))


def test_words_that_stand_elsewhere_too_are_a_proposal_at_most() -> None:
    said = "gegevens over gewapende groepen en deelde"
    new = [OTHER, f"{THIRD} Zo {said} men.", f"Ook {said} men elders, {THIRD.lower()}"]
    assert placer([LONG, OTHER, THIRD], new).place(Span(1, *words(LONG, said))).tier not in SURE


def test_one_word_is_never_looked_for_elsewhere() -> None:
    found = placer([LONG, OTHER], [OTHER, f"{THIRD} En gegevens."]).place(Span(1, *words(LONG, "gegevens")))
    assert found.tier is Tier.ORPHAN


def test_a_passage_whose_words_were_rewritten_is_proposed_as_a_whole() -> None:
    said = "over gewapende groepen en deelde die"
    edited = LONG.replace(said, "inzake alle strijdende partijen, en zond zulks")
    found = placer([LONG, OTHER], [edited, OTHER]).place(Span(1, *words(LONG, "gewapende groepen")))
    assert found == Placed(Tier.BLOCK, 1)


def test_a_hostile_pair_of_passages_costs_little() -> None:
    old = " ".join(f"woord{n}" for n in range(30_000))
    new = " ".join(f"ander{n}" for n in range(30_000))
    found = placer([old, LONG], [new, LONG]).place(Span(1, 0, 11))
    assert found.tier not in SURE


TEXT = st.text(st.sampled_from("ab c\u0301é👍س.\t"), max_size=40)


@drawn(st.lists(TEXT, min_size=1, max_size=6), st.lists(TEXT, max_size=6), st.data())
def test_every_span_of_every_text_gets_an_answer_inside_the_new_text(
    old: list[str], new: list[str], data: st.DataObject
) -> None:
    block = data.draw(st.integers(1, len(old)))
    size = len(old[block - 1])
    start = data.draw(st.integers(0, size))
    end = data.draw(st.integers(start, size))
    ours = placer(old, new)
    for span in (Span(block), Span(block, start, end)):
        found = ours.place(span)
        assert (found.block is None) == (found.tier is Tier.ORPHAN)
        if found.start is not None and found.end is not None and found.block is not None:
            assert 0 <= found.start <= found.end <= len(ours.new[found.block].text)


@pytest.mark.parametrize("heavy", [False, True])
def test_after_real_edits_the_sure_places_are_right_and_nothing_is_dropped(heavy: bool) -> None:
    total: Counter[str] = Counter()
    for made in texts().values():
        total += score(load(made, seed=11, heavy=heavy, spans=200))[0]
    assert sum(total[tier] for tier in Tier) == total["comments"] == total["answered"]
    assert total["placed"] > 0.7 * total["comments"]
    assert total["wrong"] <= 0.01 * total["placed"]
    assert total["wrong"] <= 0.1 * total["wrong of theirs"]


def test_the_scoring_it_is_measured_against_finds_what_did_not_change() -> None:
    flat = hypothesis_scoring.Flat(dict(enumerate(blocks(LONG, OTHER, THIRD), 1)))
    for block, text in enumerate((LONG, OTHER, THIRD), 1):
        span = Span(block, *words(text, text[10:40]))
        assert hypothesis_scoring.place(flat, flat, span) == span


def test_right_is_the_right_passage_and_half_of_the_right_words() -> None:
    truth = Truth(Span(4, 10, 20), frozenset({4}))
    assert is_right(Span(4, 10, 20), truth, whole=False)
    assert not is_right(Span(4, 16, 30), truth, whole=False)
    assert not is_right(Span(5, 10, 20), truth, whole=False)
    assert not is_right(None, truth, whole=False)
    assert is_right(None, Truth(None, frozenset()), whole=False)
    assert not is_right(Span(4, 10, 20), Truth(None, frozenset()), whole=False)
