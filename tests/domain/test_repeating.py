"""When is one text said to repeat another?"""

from __future__ import annotations

import pytest

from review.domain.repeating import repeats

PASSAGE = "De ambassade meldde in een **vertrouwelijk** bericht dat de opbouw\nachterbleef [bron 1]."


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        (PASSAGE, True),
        ("Schrijf: meldde in een VERTROUWELIJK bericht, dat", True),
        ("dat de opbouw achterbleef", False),
        ("Er werd gemeld dat het achterbleef.", False),
        ("", False),
        ("…", False),
    ],
)
def test_a_stretch_that_is_no_coincidence_repeats(words: str, wanted: bool) -> None:
    assert repeats(PASSAGE, words) is wanted


def test_a_short_passage_is_repeated_whole_or_not() -> None:
    assert repeats("# 3. Methode", "Noem dit 3 methode.")
    assert not repeats("# 3. Methode", "Noem dit methode.")
    assert not repeats("---", "Iets.")
