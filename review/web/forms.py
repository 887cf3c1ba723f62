"""What came in with a form: values with their types, and what is wrong with which field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from werkzeug.datastructures import ImmutableMultiDict

from review.domain.errors import BadPeriod, Invalid, Missing, NoSuchChoice
from review.web.refusals import say

Choice = TypeVar("Choice", bound=StrEnum)
NUMBER_DIGITS = 9


class Entered:
    """The fields of a form, without NUL characters. A field that is not what it is read as raises a refusal naming it.

    A template gets it as ``form``: ``form.value("title")`` fills a field again, ``form.errors`` says what to mend.
    """

    def __init__(self, fields: ImmutableMultiDict[str, str] | Mapping[str, str] | None = None) -> None:
        given = ImmutableMultiDict(fields or {})
        self.fields = ImmutableMultiDict((name, value.replace("\0", "")) for name, value in given.items(multi=True))
        self.errors: dict[str, str] = {}

    def value(self, name: str, otherwise: Any = "") -> str:
        return self.fields.get(name, str(otherwise) if otherwise is not None else "")

    def values(self, name: str) -> list[str]:
        return self.fields.getlist(name)

    def text(self, name: str, *, required: bool = False) -> str:
        """The text without blanks around it and with plain line ends."""
        text = self.fields.get(name, "").replace("\r\n", "\n").replace("\r", "\n").strip()
        if required and not text:
            raise Missing(field=name)
        return text

    def choice(self, name: str, choices: type[Choice]) -> Choice:
        wanted = self.text(name, required=True)
        try:
            return choices(wanted)
        except ValueError:
            raise NoSuchChoice(field=name, value=wanted[:40]) from None

    def choice_or_none(self, name: str, choices: type[Choice]) -> Choice | None:
        return self.choice(name, choices) if self.text(name) else None

    def identifier(self, name: str) -> UUID:
        wanted = self.text(name, required=True)
        try:
            return UUID(wanted)
        except ValueError:
            raise NoSuchChoice(field=name, value=wanted[:40]) from None

    def identifier_or_none(self, name: str) -> UUID | None:
        return self.identifier(name) if self.text(name) else None

    def number(self, name: str) -> int:
        wanted = self.text(name, required=True)
        if not (wanted.isascii() and wanted.isdigit() and len(wanted) <= NUMBER_DIGITS):
            raise NoSuchChoice(field=name, value=wanted[:40], what="number")
        return int(wanted)

    def numbers(self, name: str) -> list[int]:
        """The numbers that were ticked."""
        return [Entered({name: one}).number(name) for one in self.values(name)]

    def number_or_none(self, name: str) -> int | None:
        return self.number(name) if self.text(name) else None

    def day(self, name: str) -> date:
        try:
            return date.fromisoformat(self.text(name, required=True))
        except ValueError:
            raise BadPeriod(field=name, what="unreadable") from None

    def day_or_none(self, name: str) -> date | None:
        return self.day(name) if self.text(name) else None

    def checked(self, name: str) -> bool:
        return name in self.fields

    def refuse(self, refused: Invalid) -> Entered:
        """Puts a refusal at its field; a refusal without field stands above the form (name ``""``)."""
        self.errors[refused.field] = say(refused)
        return self

    def long_texts(self, hidden: Iterable[str] = ("password", "held")) -> list[str]:
        """What somebody wrote, to give it back where the act failed."""
        return [
            text
            for name, text in self.fields.items(multi=True)
            if len(text) > 40 and not any(word in name for word in hidden)
        ]
