"""Numbers of findings, of papers, fingerprints and addresses: what is taken, and how it is written down."""

from __future__ import annotations

from datetime import date

import pytest

from review.domain.errors import BadReference
from review.domain.items import in_order, numbers_in
from review.domain.moments import months_after
from review.domain.papers import fingerprint, paper_number, web_address


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("1-4", ("1", "2", "3", "4")),
        ("3 t/m 5 en 9", ("3", "4", "5", "9")),
        ("2.2, 3.1; 2.2", ("2.2", "3.1")),
        ("7", ("7",)),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, numbers: tuple[str, ...]) -> None:
    assert numbers_in(text) == numbers


@pytest.mark.parametrize("text", ["0", "zeven", "4-2", "1.2-3", "1000", "1.2.3.4", "١"])
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(BadReference):
        numbers_in(text)


def test_numbers_are_sorted_by_their_parts() -> None:
    assert sorted(["10", "2.2", "2", "2.10"], key=in_order) == ["2", "2.2", "2.10", "10"]


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("29521, nr. 451", "29521, nr. 451"),
        ("Kamerstuk 29 521 nr 451", "29521, nr. 451"),
        ("29521-451", "29521, nr. 451"),
        ("36410-V, nr. 012", "36410-V, nr. 12"),
        ("36 410 v, nr. 12", "36410-V, nr. 12"),
        ("29521, ab", "29521, AB"),
    ],
)
def test_a_paper_is_cited_in_one_way(text: str, cited: str) -> None:
    assert paper_number(text) == paper_number(cited) == cited


@pytest.mark.parametrize("text", ["", "451", "2952, nr. 451", "29521", "29521, nr. 45123", "brief van 3 maart"])
def test_what_is_no_paper_is_refused(text: str) -> None:
    with pytest.raises(BadReference):
        paper_number(text)


@pytest.mark.parametrize(
    "text",
    ["javascript:alert(1)", "ftp://a.nl/b", "https://", "https://a nl/", "https://x@evil.nl/", "https://[", "//a.nl"],
)
def test_what_is_no_web_address_is_refused(text: str) -> None:
    with pytest.raises(BadReference):
        web_address(text)


def test_an_address_stays_as_it_was_given() -> None:
    assert (
        web_address(" https://www.voorbeeld.nl/rapport?versie=2#h1 ") == "https://www.voorbeeld.nl/rapport?versie=2#h1"
    )


def test_a_fingerprint_is_64_digits() -> None:
    assert fingerprint("AB " * 32) == bytes.fromhex("ab" * 32)
    with pytest.raises(BadReference):
        fingerprint("ab" * 31)


@pytest.mark.parametrize(
    ("day", "later"),
    [
        ("2026-03-02", "2026-06-02"),
        ("2026-11-30", "2027-02-28"),
        ("2027-11-30", "2028-02-29"),
        ("2026-12-31", "2027-03-31"),
    ],
)
def test_three_months_end_on_the_same_day_or_the_last_of_the_month(day: str, later: str) -> None:
    assert months_after(date.fromisoformat(day), 3) == date.fromisoformat(later)
