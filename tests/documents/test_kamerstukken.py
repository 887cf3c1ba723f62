"""Papers of parliament in a text: in every form people write them in, once each, with all their places."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from review.documents.blocks import split
from review.documents.kamerstukken import MONTHS, Paper, citations, papers
from tests.documents.strategies import TEXTS
from tests.documents.texts import REAL


def found(text: str) -> list[str]:
    return [str(paper) for paper, _ in citations(text)]


def gathered(text: str) -> list[Paper]:
    return papers(list(enumerate(split(text), start=1)))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kamerstuk 12345, nr. 213, 1 november 2013.", ["12345, nr. 213"]),
        ("Zie Kamerstukken II 2013/14, 12 345, nr. 213.", ["12345, nr. 213"]),
        ("Kamerstukken II 2013–2014, 12345 nr. 213 en nr. 226", ["12345, nr. 213", "12345, nr. 226"]),
        ("Kamerstukken 12345, nrs. 7, 8 en 9.", ["12345, nr. 7", "12345, nr. 8", "12345, nr. 9"]),
        ("Kst. 12345-451", ["12345, nr. 451"]),
        ("Kamerstukken I 2013/14, 12345, A", ["12345, A"]),
        ("Kamerstukken II 2013/14, 33 750 V, nr. 12", ["33750-V, nr. 12"]),
        (
            "Kamerstuk 12345, nr. 1, 2 mei 2015; Kamerstuk 12345, nr. 2, 3 mei 2016 en Kamerstuk 12346, nr. 3.",
            ["12345, nr. 1", "12345, nr. 2", "12346, nr. 3"],
        ),
        ("Kamerstuk 12345, nr. 3, 14 mei 2015 en 7 andere stukken.", ["12345, nr. 3"]),
        ("De Kamerstukken, verslagen en 12345 andere stukken, nr. 3.", []),
        ("Een Kamerstuk van 1 november 2013.", []),
    ],
)
def test_how_people_write_them(text: str, expected: list[str]) -> None:
    assert found(text) == expected


def test_what_is_written_around_it_is_kept_where_it_is_known() -> None:
    ((paper, words),) = citations("Zie Kamerstukken II 2013-2014, 12 345, nr. 213, 1 november 2013, p. 4.")
    assert (paper.chamber, paper.session, paper.dated) == ("II", "2013/14", date(2013, 11, 1))
    assert words == "Kamerstukken II 2013-2014, 12 345, nr. 213, 1 november 2013"
    assert paper.address == "https://zoek.officielebekendmakingen.nl/kst-12345-213.html"
    ((chapter, _),) = citations("Kamerstuk 33750-V, nr. 12, 31 februari 2014")
    assert (chapter.address, chapter.dated) == ("https://zoek.officielebekendmakingen.nl/kst-33750-V-12.html", None)


def test_a_paper_stands_once_with_all_its_places_and_idem_is_the_one_of_the_note_before() -> None:
    text = """Eerst[^a] dan[^b] weer[^c] nog[^d] en slot[^e]. Zie Kamerstuk 12345, nr. 9.

[^d]: Een heel andere bron.

[^a]: Kamerstuk 12345, nr. 213.

[^b]: Idem, p. 3.

[^c]: Ibid.

[^e]: Idem.
"""
    nine, paper = gathered(text)
    assert str(nine) == "12345, nr. 9"
    assert [(one.block, one.idem) for one in paper.cited] == [(3, False), (4, True), (5, True)]


def test_a_date_that_one_place_knows_is_the_date_of_the_paper() -> None:
    (paper,) = gathered("Kamerstuk 12345, nr. 1.\n\nKamerstukken II 2012/13, 12345, nr. 1, 5 mei 2013.\n")
    assert (paper.dated, paper.session, len(paper.cited)) == (date(2013, 5, 5), "2012/13", 2)


NUMBERS = st.integers(1, 99_999).map(str)
DOSSIERS = st.integers(10_000, 99_999).map(str)
WRITTEN = st.sampled_from(
    [
        "Kamerstuk {d}, nr. {n}",
        "Kamerstukken II {y}/14, {d}, nr. {n}",
        "Kamerstuk {d} nr {n}, {day} {m} {y}",
        "Kst. {d}-{n}",
        "Kamerstukken {d2}, nr. {n}",
    ]
)


@settings(max_examples=80)
@given(DOSSIERS, NUMBERS, st.integers(2000, 2030), st.integers(1, 28), st.sampled_from(MONTHS), WRITTEN, TEXTS)
def test_a_paper_is_read_back_in_every_form(
    dossier: str, number: str, year: int, day: int, month: str, written: str, around: str
) -> None:
    said = written.format(d=dossier, d2=f"{dossier[:2]} {dossier[2:]}", n=number, y=year, day=day, m=month)
    (paper, words), *_ = citations(f"{said}. Verder niets.")
    assert (paper.dossier, paper.chapter, paper.number) == (dossier, "", number)
    assert words == said
    for one in gathered(f"{around}\n\n{said}.\n"):
        assert one.cited and one.address.startswith("https://zoek.officielebekendmakingen.nl/kst-")


@pytest.mark.skipif(not REAL.exists(), reason="the real Terms of Reference are not beside the repository")
def test_the_real_terms_of_reference() -> None:
    all_ = {str(one): one for one in gathered(REAL.read_text(encoding="utf-8"))}
    assert set(all_) == {
        "27925, nr. 699", "27925, nr. 721", "29521, nr. 213", "29521, nr. 226", "29521, nr. 293",
        "29521, nr. 327", "29521, nr. 349", "29521, nr. 368", "29521, nr. 417",
    }  # fmt: skip
    assert len(all_["29521, nr. 213"].cited) == 9
    assert all_["29521, nr. 213"].dated == date(2013, 11, 1)
