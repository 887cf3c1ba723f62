"""Texts on paper: what the press would refuse is made fit and counted, and nothing in a text is ever carried out."""

from __future__ import annotations

import io
import threading
import time
import unicodedata
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from pypdf import PdfReader

from review.documents.blocks import split
from review.documents.pdf.letters import breakable, printable
from review.documents.pdf.press import NotPrinted, Press
from review.documents.pdf.sheet import Sheet, table
from review.documents.pdf.tree import HEADINGS, INSIDE, LETTERS, LINKS, tree
from tests.documents.strategies import TEXTS

HOSTILE = """### Begint op niveau drie 😀

Tekst met `#read("/etc/passwd")`, $x^2$, [intern](#b3) en [buiten](https://example.org).[^a] Nog eens.[^a]

- een
  > citaat
  >
  > # kop in citaat

| A | B[^c] |
|---|--:|
| a | 1 |

Term
: Uitleg

[^a]: Noot a.

    Tweede alinea.
[^c]: Noot in een kop.
[^los]: Losse noot.

##### Kop vijf

#panic("nee")
"""


def sheet_of(source: str, **more: Any) -> Sheet:
    made = tree(list(enumerate(split(source), start=1)))
    given: dict[str, Any] = {
        "title": "Evaluatie",
        "author": "BZ/IOB",
        "document": "Rapport, versie 1",
        "marking": "niet gerubriceerd",
        "status": "concept",
        "running": "Rapport, versie 1",
        "root": "ab" * 32,
        "day": date(2026, 3, 2),
        "moment": 1_772_438_400,
        "language": "nl",
        "contents": made.headings > 1,
        "blocks": made.blocks,
        "notes": made.notes,
        "loose": made.loose,
    }
    return Sheet(**given | more)


def words(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)


@pytest.fixture(scope="module")
def press() -> Press:
    return Press()


def test_what_the_press_would_refuse_is_made_fit_and_counted(press: Press) -> None:
    adapted = tree(list(enumerate(split(HOSTILE), start=1))).adapted
    assert adapted == {LETTERS: 1, HEADINGS: 2, LINKS: 1, INSIDE: 1}
    found = words(press.print(sheet_of(HOSTILE)))
    for said in ('#read("/etc/passwd")', "$x^2$", '#panic("nee")', "[U+1F600]", "Tweede alinea.", "Noot in een kop."):
        assert said in found
    assert "Losse noot." in found


def test_the_file_says_that_it_is_pdf_a_2a_and_pdf_ua_1(press: Press) -> None:
    reader = PdfReader(io.BytesIO(press.print(sheet_of(HOSTILE))))
    catalog: Any = reader.trailer["/Root"]
    packet = catalog["/Metadata"].get_data().decode()
    for claim in ("<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>A</pdfaid:conformance>", "<pdfuaid:part>1<"):
        assert claim in packet
    assert catalog["/MarkInfo"]["/Marked"] is True or catalog["/MarkInfo"]["/Marked"].value
    assert catalog["/Lang"] == "nl"
    assert next(entry.title for entry in reader.outline if not isinstance(entry, list)).startswith("Begint op niveau")


def test_a_table_repeats_its_head_on_every_page(press: Press) -> None:
    rows = [(str(at), f"Opmerking {at}") for at in range(150)]
    made = press.print(sheet_of("", blocks=[table(("Nummer", "Tekst"), rows, (1.0, 3.0))], landscape=True))
    found = [page.extract_text() for page in PdfReader(io.BytesIO(made)).pages]
    assert len(found) > 3
    assert all("Nummer" in page and "Tekst" in page for page in found)
    assert PdfReader(io.BytesIO(made)).pages[0].mediabox.width > 800


def test_two_presses_give_the_same_bytes() -> None:
    assert Press().print(sheet_of(HOSTILE)) == Press().print(sheet_of(HOSTILE))


@settings(max_examples=12)
@given(TEXTS)
def test_any_text_comes_off_the_press(source: str) -> None:
    assert Press().print(sheet_of(source)).startswith(b"%PDF-")


def test_a_letter_without_a_shape_is_named_by_its_number() -> None:
    assert printable("een 😀 en € – “ja”") == ("een [U+1F600] en € – “ja”", 1)
    assert printable("汉字汉字汉字") == ("[U+6C49 U+5B57 U+6C49 … 6]", 6)
    assert printable("ab\u202ecd") == ("ab[U+202E]cd", 1)
    assert printable("e\u0301") == ("é", 0)
    assert printable("Ω", basic=True) == ("[U+03A9]", 1)


def test_a_press_that_takes_too_long_says_so_and_goes_on_working() -> None:
    hurried = Press(seconds=1)
    long = sheet_of("\n\n".join(f"Alinea {at}, met woorden van gewicht. " * 40 for at in range(4_000)))
    with pytest.raises(NotPrinted) as none:
        hurried.print(long)
    assert none.value.problem == "too_large"
    hurried.seconds = 60
    assert hurried.print(sheet_of("# Kort\n")).startswith(b"%PDF-")


def test_who_waits_too_long_for_a_turn_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    press = Press(queue=0.05)
    begun = threading.Event()

    def slow(*_given: object) -> bytes:
        begun.set()
        time.sleep(1)
        return b"%PDF-"

    monkeypatch.setattr(press, "_made", slow)
    first = threading.Thread(target=press.print, args=(sheet_of("# Een\n"),))
    first.start()
    begun.wait(5)
    with pytest.raises(NotPrinted) as none:
        press.print(sheet_of("# Twee\n"))
    assert none.value.problem == "busy"
    first.join()


def test_what_was_printed_is_dropped_when_the_vault_changes() -> None:
    press = Press()
    press.print(sheet_of("# Een\n"), 1)
    assert len(press._kept) == 1
    press.print(sheet_of("# Twee\n"), 2)
    assert len(press._kept) == 1


@pytest.mark.parametrize("letter", ["a", "W", "\u00e9", "e\u0301", "1"])
def test_a_word_without_end_stands_on_the_paper_as_a_whole(press: Press, letter: str) -> None:
    """Nothing beyond the edge, in the text and in a narrow cell of a table."""
    word = letter * 2_000
    source = f"{word}\n\n- {word[:400]}\n\n| A | B |\n|---|---|\n| {word[:400]} | b |\n\n```\n{word[:400]}\n```\n"
    lying = table(("Nr.", "Tekst"), [("1", word[:600])], (3.0, 9.0))
    for made, letters in ((sheet_of(source), 3_200), (sheet_of("x", blocks=[lying], landscape=True), 600)):
        reader = PdfReader(io.BytesIO(press.print(made)))
        said = unicodedata.normalize("NFC", "".join(page.extract_text() for page in reader.pages))
        shown = unicodedata.normalize("NFC", letter)
        assert said.count(shown) >= letters * len(shown) // len(letter)
        assert all(max(_begins(page)) <= float(page.mediabox.width) for page in reader.pages)


def _begins(page: Any) -> list[float]:
    """Where each piece of text begins on a page, from the left."""
    found = [0.0]
    page.extract_text(visitor_text=lambda text, cm, tm, *_: found.append(tm[4]) if text.strip() else None)
    return found


def test_a_letter_is_not_parted_from_its_marks() -> None:
    family = "\U0001f469\u200d\U0001f469\u200d\U0001f467"
    for word in ("e\u0301" * 60, family * 30, "\U0001f44d\U0001f3fd" * 50):
        for piece in breakable(word).split("\u200b")[1:]:
            assert unicodedata.category(piece[0])[0] != "M" and piece[0] not in "\u200d\U0001f3fd"
    assert breakable("gewone woorden en https://example.org/kort") == "gewone woorden en https://example.org/kort"
