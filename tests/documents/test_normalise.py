"""What comes in as a file: taken as it was meant, or refused with what and where."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.documents.blocks import MAX_BYTES, normalise, split
from review.documents.errors import (
    BadText,
    ControlCharacter,
    EmptyText,
    NestingTooDeep,
    NotUtf8,
    ParagraphTooLong,
    TableTooWide,
    TooComplex,
    TooLarge,
    TooManyBlocks,
)


def test_byte_order_mark_and_line_ends() -> None:
    assert normalise(b"\xef\xbb\xbfeen\r\ntwee\rdrie\n") == "een\ntwee\ndrie\n"


@given(st.binary(max_size=80))
def test_any_bytes_are_taken_or_refused_in_words(raw: bytes) -> None:
    try:
        text = normalise(raw)
    except BadText as bad:
        assert bad.problem != BadText.problem
    else:
        assert "\r" not in text and "\x00" not in text and text.strip()


@pytest.mark.parametrize(
    ("raw", "offset", "hint"),
    [
        ("geëvalueerd".encode("latin-1"), 2, "legacy"),
        (b"\xef\xbb\xbfab\xff", 5, "legacy"),
        ("tekst".encode("utf-16"), 0, "utf-16"),
        ("tekst".encode("utf-16-le"), 1, "utf-16"),
        (b"PK\x03\x04\x14\x00\x06\x00", 2, "word"),
        (b"PK\x03\x04\xff\xfe", 4, "word"),
        (b"%PDF-1.7\n\xe2\xe3\xcf\xd3", 9, "pdf"),
    ],
)
def test_other_encodings_and_other_files(raw: bytes, offset: int, hint: str) -> None:
    with pytest.raises(NotUtf8) as refused:
        normalise(raw)
    assert refused.value.parameters == {"offset": offset, "hint": hint}


@pytest.mark.parametrize("raw", [b"", b" \n\t\n", b"\xef\xbb\xbf\r\n"])
def test_nothing_to_read(raw: bytes) -> None:
    with pytest.raises(EmptyText):
        normalise(raw)


def test_invisible_characters_are_named_with_their_line() -> None:
    with pytest.raises(ControlCharacter) as refused:
        normalise(b"een\r\ntwee\x07\n")
    assert (refused.value.line, refused.value.parameters["code"]) == (2, 7)


def test_too_large() -> None:
    with pytest.raises(TooLarge) as refused:
        normalise(b"a" * (MAX_BYTES + 1))
    assert refused.value.parameters == {"size": MAX_BYTES + 1, "limit": MAX_BYTES}
    assert len(normalise(b"a" * MAX_BYTES)) == MAX_BYTES


@pytest.mark.parametrize(
    ("text", "refusal", "line"),
    [
        ("ok\n\n" + "|a" * 65 + "|\n" + "|-" * 65 + "|\n", TableTooWide, 3),
        ("> " * 19 + "diep\n", NestingTooDeep, 1),
        ("ok\n\n" + "- " * 30 + "diep\n", NestingTooDeep, 3),
        ("ok\n\n" + "woord " * 100_001, ParagraphTooLong, 3),
        ("a\n\n" * 20_001, TooManyBlocks, None),
        ("- a\n" * 20_001, TooManyBlocks, None),
        ("|a|b|\n|-|-|\n" + "|x|y|\n" * 20_001, TooManyBlocks, None),
        ("\n" * 200_001, TooComplex, None),
        ("![a" * 50_001, TooComplex, None),
        ("*a_" * 250_001, TooComplex, None),
    ],
)
def test_texts_built_to_break_readers_are_refused(text: str, refusal: type[BadText], line: int | None) -> None:
    with pytest.raises(refusal) as refused:
        split(text)
    assert refused.value.line == line


def test_what_real_documents_need_is_taken() -> None:
    nested = "".join("  " * depth + f"- niveau {depth}\n" for depth in range(8))
    wide = "|" + "a|" * 64 + "\n|" + "-|" * 64 + "\n|" + "1|" * 64 + "\n"
    kinds = [block.kind for block in split(f"{nested}\n{wide}\n> > > citaat\n")]
    assert kinds == ["item"] * 8 + ["row"] * 2 + ["quote"]
