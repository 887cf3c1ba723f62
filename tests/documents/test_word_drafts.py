"""A draft out of Word: what comes across, what is told, and that no word goes without one."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import review.demo
from review.documents.blocks import split
from review.documents.leaves import NOTE_MARK
from review.documents.word import pandoc
from review.documents.word.drafting import STEPS, draft_from
from review.documents.word.losses import LossKind, decoded, encoded
from review.documents.word.survey import words_of
from tests.word_files import STRANGE, full, saved, strange

DEMO = sorted((Path(review.demo.__file__).parent / "texts").glob("*.md"))


def test_everything_a_draft_may_hold_comes_across() -> None:
    told: list[str] = []
    draft = draft_from(full(), tell=told.append)
    blocks = split(draft.markdown)
    assert [(block.kind, block.text) for block in blocks] == [
        ("heading", "De titel van het stuk"),
        ("heading", "Inleiding"),
        ("paragraph", "Tekst met een vet woord en 12 m²"),
        ("paragraph", "Kadertekst apart"),
        ("row", "cel 0\tcel 1\tcel 2"),
        ("row", "cel 3 / • punt een\tcel 4\tcel 5 / cel 8"),
        ("row", "cel 6\tcel 7\t"),
        ("quote", "Ingesprongen"),
        ("item", "Vraag een"),
        ("item", "Vraag twee"),
        ("paragraph", "Alinea ingevoegd"),
        ("image", "Afbeelding\u00a01"),
    ]
    assert tuple(told) == STEPS


def test_what_does_not_come_across_is_told_with_its_words() -> None:
    losses = {loss.kind: loss for loss in draft_from(full()).losses}
    assert losses[LossKind.CHANGES].words == "geschrapt"
    assert losses[LossKind.HEADERS].words == "Koptekst bovenaan"
    assert losses[LossKind.COMMENTS].count == losses[LossKind.MERGED].count == losses[LossKind.BOXES].count == 1
    assert LossKind.WORDS not in losses
    assert decoded(encoded(tuple(losses.values()))) == tuple(losses.values())
    assert decoded("[1]") == decoded("geen lijst") == ()


def test_words_that_look_like_markdown_stay_words() -> None:
    draft = draft_from(strange())
    found = [" ".join(block.text.split()) for block in split(draft.markdown)]
    assert found == [" ".join(words.split()) for words in STRANGE]
    assert draft.losses == ()


@pytest.mark.parametrize("path", DEMO, ids=lambda path: path.stem)
def test_the_documents_of_the_demonstration_come_back_from_word_word_for_word(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    draft = draft_from(pandoc.run(text.encode(), "-f", "commonmark_x-smart", "-t", "docx"))
    assert draft.losses == ()
    assert bag(draft.markdown) == bag(text.replace('{type="a"}', "").replace('{type="I"}', ""))


def bag(markdown: str) -> Counter[str]:
    return Counter(word for block in split(markdown) for word in words_of(block.text.replace(NOTE_MARK, " ")))


LINE = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn", "Co")), min_size=1, max_size=40)


@settings(max_examples=15, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.one_of(LINE, st.text("*_`[]()!#|:~{}<>\\-+=&.1a ", min_size=1, max_size=20)), min_size=1, max_size=8)
)
def test_no_word_goes_without_one(lines: list[str]) -> None:
    it = docx.Document()
    it.add_paragraph("Een alinea met gewone woorden.")
    for line in lines:
        it.add_paragraph(line)
    draft = draft_from(saved(it))
    wanted = Counter(word for line in lines for word in words_of(line))
    missing = wanted - bag(draft.markdown)
    told = sum(loss.count for loss in draft.losses if loss.kind is LossKind.WORDS)
    assert missing.total() <= told


def test_a_word_in_a_place_that_nobody_reads_is_told() -> None:
    """Whatever a reader drops, the count of words finds it: here hidden text."""
    it = docx.Document()
    it.add_paragraph("Een gewone alinea.")
    hidden = it.add_paragraph("")
    run = hidden.add_run("onzichtbaargetal")
    run.font.hidden = True
    draft = draft_from(saved(it))
    told = " ".join(loss.words for loss in draft.losses)
    assert "onzichtbaargetal" in draft.markdown + told
