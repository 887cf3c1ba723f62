"""The words that stand for a person, a choice or a day in a step, and how they are read."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from parse import with_pattern
from pytest_bdd import parsers

from review.domain.access import AccessAnswer
from review.domain.gates import ClauseName, Outcome
from review.domain.lifecycle import Phase
from review.domain.vocabulary import (
    BodyKind,
    Capacity,
    CommentKind,
    CommentState,
    Disposition,
    DocumentKind,
    ErasureGround,
    FlagGround,
    FlagState,
    Level,
    Position,
    RoundMode,
    Settlement,
    SourceType,
    Visibility,
)

Choice = TypeVar("Choice", bound=StrEnum)
Reading = Callable[[str], Any]


def choice(kind: type[Choice]) -> Reading:
    """Reads a member of a closed list from its words: ``partially accepted``."""
    words = {member.value.replace("_", " "): member for member in kind}

    @with_pattern("|".join(sorted(words, key=len, reverse=True)))
    def read(text: str) -> Choice:
        return words[text]

    return read


@with_pattern(r"(?:the|an?) [a-z][a-z -]*?|[A-Z][a-z]+")
def who(text: str) -> str:
    return text


@with_pattern(r"the Terms of Reference|the report")
def document(text: str) -> DocumentKind:
    return DocumentKind.REPORT if text == "the report" else DocumentKind.TERMS_OF_REFERENCE


COUNTS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


@with_pattern(rf"\d+|{'|'.join(COUNTS)}")
def count(text: str) -> int:
    return int(text) if text.isdigit() else COUNTS.index(text)


@with_pattern(r"unclassified|Dep\. V|Stg\. C|Stg\. G|Stg\. ZG")
def level(text: str) -> Level:
    return Level(text.upper().replace(". ", "_"))


@with_pattern(r"[A-Za-z][A-Za-z0-9]*(?:/[A-Za-z0-9]+)?")
def organisation(text: str) -> str:
    return text


@with_pattern(r"XLSX|DOCX|CSV|JSON")
def file(text: str) -> str:
    return text


@with_pattern(r"the reference group|the sounding board|the public")
def audience(text: str) -> str:
    return text


TYPES: dict[str, Reading] = {
    "Who": who,
    "Document": document,
    "Count": count,
    "Level": level,
    "Organisation": organisation,
    "File": file,
    "Audience": audience,
    "Body": choice(BodyKind),
    "Capacity": choice(Capacity),
    "Kind": choice(CommentKind),
    "CommentState": choice(CommentState),
    "Disposition": choice(Disposition),
    "Visibility": choice(Visibility),
    "Mode": choice(RoundMode),
    "Position": choice(Position),
    "SourceType": choice(SourceType),
    "Ground": choice(FlagGround),
    "FlagState": choice(FlagState),
    "Settlement": choice(Settlement),
    "ErasureGround": choice(ErasureGround),
    "Clause": choice(ClauseName),
    "Outcome": choice(Outcome),
    "Answer": choice(AccessAnswer),
    "Phase": choice(Phase),
}


def words(sentence: str) -> parsers.parse:
    """A step in words, with the types above."""
    return parsers.parse(sentence, TYPES, case_sensitive=True)
