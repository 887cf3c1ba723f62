"""What a member under a pseudonym is warned of: the own name, initials or organisation in the text."""

from __future__ import annotations

import pytest

from review.domain.naming import names_author


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Zoals Nora al zei.", ("Nora",)),
        ("zoals NOORD al zei, en noord ook", ("NOORD", "noord")),
        ("Groet, NN", ("NN",)),
        ("Groet, N.N.", ("N.N.",)),
        ("Bij BZ/DVB denken wij hier anders over.", ("BZ/DVB", "DVB")),
        ("DVB denkt hier anders over.", ("DVB",)),
        ("Het noorden, noordelijk en Noordwijk.", ()),
        ("Bij BZ denkt men hier anders over.", ()),
        ("Een gewone opmerking.", ()),
        ("", ()),
    ],
)
def test_what_names_the_author(text: str, found: tuple[str, ...]) -> None:
    assert sorted(names_author(text, "Nora Noord", "BZ/DVB")) == sorted(found)


def test_particles_are_words_and_accents_are_letters() -> None:
    assert names_author("Dit is van belang in de tekst.", "Jan van de Ven", "UvT") == ()
    assert names_author("Groet, JvdV", "Jan van de Ven", "UvT") == ("JvdV",)
    assert names_author("Zie Özgül.", "Özgül Çelik", "UvT") == ("Özgül",)
    assert names_author("Zie d'Hondt en (UvT).", "Ada d'Hondt", "UvT") == ("d'Hondt", "UvT")


def test_a_name_is_no_pattern() -> None:
    assert names_author("a.*b [x] (", "A.*b [x", "B.c+") == ()
    assert names_author("x" * 100_000, "", "") == ()
