"""Why a Word file cannot be taken; like every refusal of a text, a class with parameters."""

from __future__ import annotations

from review.documents.errors import BadText


class NotWord(BadText):
    """The file is no .docx, or is damaged."""

    problem = "not_word"


class WordLocked(BadText):
    """The file is protected with a password, or is an old .doc."""

    problem = "word_locked"


class WordMacros(BadText):
    """The file carries macros."""

    problem = "word_macros"


class WordTooLarge(BadText):
    """The file, or what is packed in it, is larger than ``limit`` MB."""

    problem = "word_too_large"


class WordUnsafe(BadText):
    """The file is built to harm its readers: it unpacks without end, or declares entities."""

    problem = "word_unsafe"


class WordTooComplex(BadText):
    """The file takes more time or memory to read than any real document."""

    problem = "word_too_complex"


class WordBusy(BadText):
    """Other files are being read; this one has waited long enough."""

    problem = "word_busy"
