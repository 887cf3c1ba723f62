"""A matrix that came back, read as what its rows say: columns and words known in either language, nothing decided."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from review.documents.json_table import FORMAT
from review.documents.matrix_files import Kind, kind_of
from review.documents.sheets import BadSheet, Formula, Taken, TakenRow
from review.domain.acts import Lost
from review.domain.errors import BadDocument
from review.domain.texts import without_surrogates
from review.domain.vocabulary import CommentKind, Disposition
from review.web.labels import label
from review.web.matrix_sheet import HEADINGS, OPEN
from review.web.translations import LANGUAGES, force_locale
from review.web.words import plain

NEEDED = ("text", "seen", "disposition", "motive", "evidence", "in_version", "passage", "duplicate_of")
"""Without these columns nobody can say what a row changes, or whether it was made on what stands now."""
_NUMBER = re.compile(r"(?:versie|version|v|#|nr\.?|no\.?)?\s*(\d{1,9})(?:\.0)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Filled:
    """What one row says; ``wrong`` names the columns in which no such thing can stand, by their headings."""

    line: int
    comment: UUID | None
    number: int | None
    seen: int | None
    kind: CommentKind | None
    text: str
    proposal: str | None  #: None where the file has no such column
    disposition: Disposition | None
    motive: str
    evidence: str
    in_version: int | None
    passage: str
    duplicate_of: int | None
    formulas: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    kind: Kind
    rows: tuple[Filled, ...]


def read(content: bytes, evaluation: UUID) -> Read:
    """Raises BadDocument: what it is not, what it lacks, or that it is of another evaluation."""
    try:
        kind = kind_of(content)
        taken = kind.read(content)
    except BadSheet as error:
        raise BadDocument(problem=error.problem, details=error.parameters) from error
    _require_ours(taken, evaluation)
    headings = _headings()
    keys = {name: headings.get(_plain(name)) for name in taken.headings}
    missing = [key for key in NEEDED if key not in keys.values()]
    if not {"id", "number"} & set(keys.values()):
        missing.append("number")
    if missing:
        columns = [f"“{HEADINGS[key]}”" for key in missing]
        raise BadDocument(problem="matrix_columns", details={"columns": columns})
    words = _Words()
    return Read(kind, tuple(_filled(row, keys, words) for row in taken.rows))


def _require_ours(taken: Taken, evaluation: UUID) -> None:
    about = taken.about
    if about.get("audience") == "public":
        raise BadDocument(problem="matrix_public")
    if about.get("format", FORMAT) != FORMAT:
        raise BadDocument(problem="matrix_unknown_format")
    if about.get("evaluation", str(evaluation)) != str(evaluation):
        raise BadDocument(problem="matrix_foreign")


def _headings() -> dict[str, str]:
    """The key of a column by what may stand above it."""
    found = {key: key for key in HEADINGS}
    for code in LANGUAGES:
        with force_locale(code):
            found |= {_plain(str(heading)): key for key, heading in HEADINGS.items()}
    return found


class _Words:
    """The members of the closed lists by the words for them, and what stands where a text was erased."""

    def __init__(self) -> None:
        self.dispositions = _by_word(Disposition)
        self.kinds = _by_word(CommentKind)


def _by_word(kind: type[Any]) -> dict[str, Any]:
    found = {str(one): one for one in kind}
    for code in LANGUAGES:
        with force_locale(code):
            found |= {_plain(label(one)): one for one in kind}
    return found


def erased_words() -> frozenset[str]:
    """What stands in a file in place of a text that can no longer be read, in either language."""
    found = set()
    for code in LANGUAGES:
        with force_locale(code):
            found |= {plain(one) for one in Lost}
    return frozenset(found)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _filled(row: TakenRow, keys: Mapping[str, str | None], words: _Words) -> Filled:
    cells = {key: without_surrogates(row.cells.get(name, "")) for name, key in keys.items() if key}
    formulas = tuple(name for name, key in keys.items() if key and isinstance(row.cells.get(name), Formula))
    wrong: list[str] = []

    def known(key: str, read_as: Callable[[str], Any]) -> Any:
        text = cells.get(key, "").strip()
        if not text:
            return None
        try:
            return read_as(text)
        except (KeyError, ValueError):
            wrong.append(key)
            return None

    return Filled(
        line=row.line,
        comment=known("id", UUID),
        number=known("number", _number),
        seen=known("seen", _number),
        kind=known("kind", lambda text: words.kinds[_plain(text)]),
        text=cells["text"],
        proposal=cells.get("proposal"),
        disposition=known("disposition", lambda text: words.dispositions[_plain(text)]),
        motive=cells["motive"],
        evidence=cells["evidence"],
        in_version=known("in_version", _number),
        passage=cells["passage"].strip(),
        duplicate_of=known("duplicate_of", _number),
        formulas=formulas,
        wrong=tuple(str(HEADINGS[key]) for key in wrong if key in OPEN or key in ("id", "number", "seen", "kind")),
    )


def _number(text: str) -> int:
    found = _NUMBER.fullmatch(text)
    if found is None or int(found[1]) >= 1 << 31:
        raise ValueError(text)
    return int(found[1])
