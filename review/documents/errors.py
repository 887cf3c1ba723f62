"""Why a text cannot be taken: a class and parameters, no sentence; sentences are made where people read them."""

from __future__ import annotations

from typing import Any, ClassVar


class BadText(Exception):
    """The text cannot be taken. ``problem`` names why for the sentence, ``parameters`` fill it, ``line`` says where."""

    problem: ClassVar[str] = "bad_text"

    def __init__(self, **parameters: Any) -> None:
        super().__init__(type(self).__name__, parameters)
        self.parameters = parameters

    @property
    def line(self) -> int | None:
        """The line (from 1) it went wrong on, where there is one."""
        line = self.parameters.get("line")
        return line if isinstance(line, int) else None


class NotUtf8(BadText):
    """Byte ``offset`` is not UTF-8; ``hint`` guesses what the file is: word, pdf, utf-16 or legacy (Windows)."""

    problem = "not_utf8"


class TooLarge(BadText):
    """The text has ``size`` bytes, ``limit`` is allowed."""

    problem = "too_large"


class EmptyText(BadText):
    """There is nothing to read in it."""

    problem = "empty_text"


class ControlCharacter(BadText):
    """On ``line`` stands an invisible control character, number ``code``."""

    problem = "control_character"


class TooManyBlocks(BadText):
    """The text has more than ``limit`` paragraphs, items, rows and other blocks."""

    problem = "too_many_blocks"


class TableTooWide(BadText):
    """The table on ``line`` has ``columns`` columns, ``limit`` is allowed."""

    problem = "table_too_wide"


class NestingTooDeep(BadText):
    """On ``line`` quotations and lists are nested deeper than can be shown."""

    problem = "nesting_too_deep"


class ParagraphTooLong(BadText):
    """The paragraph on ``line`` has ``size`` characters, ``limit`` is allowed."""

    problem = "paragraph_too_long"


class TooComplex(BadText):
    """The text has ``count`` of ``what`` (lines, brackets or marks), ``limit`` is allowed."""

    problem = "too_complex"
