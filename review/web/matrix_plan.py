"""What a matrix that came back would do, row by row, on what stands now: nothing, a change, or why it is refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from textwrap import shorten
from uuid import UUID

from review.application import Work
from review.commands.dispositions import DisposeComment
from review.commands.matrix import AT_ONCE
from review.domain import texts
from review.domain.acts import Door, Lost, Reader, Words
from review.domain.errors import Refused, TooLong
from review.domain.matrix import both_ways
from review.domain.vocabulary import CHANGES_TEXT, Disposition
from review.foreseeing import foresee
from review.projections import comments, drafts
from review.projections.matrix import Entry, matrix
from review.projections.schema import Tx
from review.web.labels import label
from review.web.matrix_reading import Filled, erased_words
from review.web.matrix_sheet import HEADINGS
from review.web.matrix_table import passage_name, versions_of
from review.web.narrowing import Texts, texts_of
from review.web.refusals import say
from review.web.translations import LANGUAGES, force_locale, gettext
from review.web.words import plain

SHOWN = 90
"""Characters of a text by which people know it again."""
MOST_TEXT = 3 * 1024 * 1024
"""Bytes of reasons and evidence in one act: they travel in a form."""
NO_COMMAND = UUID(int=0)
"""The acts of an import are known by the import; none has an id of its own."""


class Outcome(StrEnum):
    """What becomes of a row."""

    UNCHANGED = "unchanged"
    CHANGED = "changed"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the file: what it does, in words."""

    line: int
    number: int | None
    outcome: Outcome
    said: Sequence[str] = ()
    about: str = ""  #: who said what, so that people know the comment again
    act: DisposeComment | None = None


@dataclass(frozen=True)
class Plan:
    lines: Sequence[Line]

    def of(self, outcome: Outcome) -> list[Line]:
        return [one for one in self.lines if one.outcome is outcome]

    @cached_property
    def changed(self) -> list[Line]:
        """What one act records: not more than is good for those who wait, nor than a form can carry."""
        found: list[Line] = []
        room = MOST_TEXT
        for one in self.of(Outcome.CHANGED)[:AT_ONCE]:
            room -= len(f"{one.act.motive}{one.act.evidence}".encode()) if one.act else 0
            if room < 0 and found:
                break
            found.append(one)
        return found

    @property
    def later(self) -> int:
        """How many changed rows have to wait for another act."""
        return len(self.of(Outcome.CHANGED)) - len(self.changed)

    @property
    def refused(self) -> list[Line]:
        return self.of(Outcome.REFUSED)

    @property
    def unchanged(self) -> list[Line]:
        return self.of(Outcome.UNCHANGED)

    @property
    def acts(self) -> tuple[DisposeComment, ...]:
        return tuple(one.act for one in self.changed if one.act is not None)


def _about(entry: Entry | None) -> str:
    if entry is None:
        return ""
    return f"{plain(entry.it.name)}: {shorten(plain(entry.it.text), SHOWN, placeholder=' …')}"


class _Unfit(Exception):
    """The row cannot be taken; the sentence says why and what to do."""


def plan(tx: Tx, door: Door, reader: Reader, evaluation: UUID, rows: Sequence[Filled], work: Work) -> Plan:
    """``work`` is a rehearsal: every change is tried by the rules of the hand."""
    entries = matrix(tx, door, reader, evaluation).entries
    documents = drafts.documents(tx, door, reader, evaluation)
    wanted = {(entry.it.draft, row.in_version) for row, entry in _pairs(rows, entries) if row.in_version}
    wanted |= versions_of(entries)
    found = {}
    for code in LANGUAGES:
        with force_locale(code):
            found[code] = texts_of(tx, reader, documents, wanted)
    foresee(work, [entry.it.id for _, entry in _pairs(rows, entries)])
    judge = _Judge(entries, found, rows, work)
    lines = [judge.line(row) for row in rows]
    made = {one.number: one.act.duplicate_of for one in lines if one.act and one.number}
    circles = both_ways({number: original for number, original in made.items() if original})
    return Plan([_without_circle(one) if one.number in circles and one.act else one for one in lines])


def _pairs(rows: Iterable[Filled], entries: Iterable[Entry]) -> list[tuple[Filled, Entry]]:
    by_number = {entry.it.number: entry for entry in entries}
    by_id = {entry.it.id: entry for entry in entries}
    pairs = ((row, by_id.get(row.comment) if row.comment else by_number.get(row.number or 0)) for row in rows)
    return [(row, entry) for row, entry in pairs if entry is not None]


def _without_circle(one: Line) -> Line:
    said = gettext("The comment that this one repeats is made a duplicate in this file too. Do one of them by hand.")
    return Line(one.line, one.number, Outcome.REFUSED, (said,), one.about)


class _Judge:
    """Looks at each row beside the comment it is about."""

    def __init__(
        self, entries: Sequence[Entry], found: Mapping[str, Texts], rows: Sequence[Filled], work: Work
    ) -> None:
        self._by_id = {entry.it.id: entry for entry in entries}
        self._by_number = {entry.it.number: entry for entry in entries}
        self._texts = found
        self._work = work
        self._sealer = work.review.vault.sealer(work.log)
        self._erased = erased_words()
        about = Counter(entry.it.id for _, entry in _pairs(rows, entries))
        self._twice = {one for one, count in about.items() if count > 1}

    def line(self, row: Filled) -> Line:
        entry = None
        try:
            entry = self._entry(row)
            return self._judged(row, entry)
        except _Unfit as unfit:
            said = (str(unfit),)
            return Line(row.line, entry.it.number if entry else row.number, Outcome.REFUSED, said, _about(entry))

    def _entry(self, row: Filled) -> Entry:
        entry = self._by_id.get(row.comment) if row.comment else self._by_number.get(row.number or 0)
        if entry is None or (row.comment and row.number not in (None, entry.it.number)):
            raise _Unfit(gettext("This evaluation has no such comment for you. Take the matrix along again."))
        if entry.it.id in self._twice:
            raise _Unfit(gettext("This comment stands in the file more than once. Keep one of its rows."))
        return entry

    def _judged(self, row: Filled, entry: Entry) -> Line:
        if row.formulas:
            columns = ", ".join(row.formulas)
            raise _Unfit(gettext("A formula stands in: %(columns)s. Put the text there instead.", columns=columns))
        if row.wrong:
            columns = ", ".join(row.wrong)
            raise _Unfit(gettext("This cannot be read: %(columns)s. Use the words of the list.", columns=columns))
        self._require_others_untouched(row, entry.it)
        block = self._block(row, entry.it)
        said = list(self._differences(row, entry, block))
        if not said:
            return Line(row.line, entry.it.number, Outcome.UNCHANGED)
        if entry.it.wording_taken:
            raise _Unfit(gettext("The proposed wording was taken over word for word. Change this row by hand."))
        act = self._act(row, entry, block)
        self._try(act)
        return Line(row.line, entry.it.number, Outcome.CHANGED, said, _about(entry), act)

    def _require_others_untouched(self, row: Filled, it: comments.Comment) -> None:
        """What others wrote is never changed by a file."""
        said = ((row.text, it.text), *(() if row.proposal is None else ((row.proposal, it.proposal),)))
        for given, held in said:
            if not isinstance(held, Lost) and _kept(given) != _kept(held or ""):
                raise _Unfit(gettext("The words of the member were changed in the file. A file does not change them."))
        if row.kind not in (None, it.kind):
            raise _Unfit(gettext("The kind of the comment was changed in the file. A file does not change it."))

    def _block(self, row: Filled, it: comments.Comment) -> int | None:
        """The passage that is named, as it is called in that version, in either language."""
        wanted = row.passage.casefold()
        if not wanted or wanted in self._called(it):
            return it.answer_block if wanted else None
        texts_found = [found.get((it.draft, row.in_version or 0)) for found in self._texts.values()]
        named = {n for text in texts_found if text for n, name in text.names.items() if name.casefold() == wanted}
        if len(named) == 1:
            return named.pop()
        number = wanted.removeprefix("blok ").removeprefix("block ")
        if number != wanted and number.isascii() and number.isdigit() and len(number) < 8:
            return int(number)
        name = row.passage[:80]
        raise _Unfit(gettext("No passage of that version is called “%(name)s”. Choose it by hand.", name=name))

    def _called(self, it: comments.Comment) -> set[str]:
        """What the passage is called now in which the comment is answered."""
        found = set()
        for code, texts_found in self._texts.items():
            with force_locale(code):
                found.add(passage_name(it, texts_found).casefold())
        return found

    def _differences(self, row: Filled, entry: Entry, block: int | None) -> Iterable[str]:
        it = entry.it
        if row.disposition is not it.disposition:
            if row.disposition is None:
                raise _Unfit(gettext("What was done with a comment is not taken back by an empty cell."))
            was = label(it.disposition) or label(it.state)
            yield f"{was} → {label(row.disposition)}"
        for key, given, held in (("motive", row.motive, it.motive), ("evidence", row.evidence, it.evidence)):
            if self._is_other(key, given, held):
                words = shorten(given, SHOWN, placeholder=" …") or gettext("empty")
                yield gettext("%(column)s: %(words)s", column=HEADINGS[key], words=words)
        if self._is_elsewhere(row, it, block):
            where = ", ".join(str(one) for one in (row.in_version, row.passage) if one)
            yield gettext("%(column)s: %(words)s", column=HEADINGS["in_version"], words=where)
        if row.disposition is Disposition.DUPLICATE and row.duplicate_of != entry.original:
            other = row.duplicate_of or gettext("empty")
            yield gettext("%(column)s: %(words)s", column=HEADINGS["duplicate_of"], words=other)
        if row.disposition is None and (
            row.motive.strip() or row.evidence.strip() or row.in_version or row.duplicate_of
        ):
            raise _Unfit(gettext("Say in “%(column)s” what was done.", column=HEADINGS["disposition"]))

    def _is_elsewhere(self, row: Filled, it: comments.Comment, block: int | None) -> bool:
        """An empty cell names no other place: what is on record stays, or the house finds it as it does by hand."""
        if row.disposition not in CHANGES_TEXT:
            return False
        return (row.in_version or it.in_version) != it.in_version or (bool(row.passage) and block != it.answer_block)

    def _is_other(self, key: str, given: str, held: Words | None) -> bool:
        if isinstance(held, Lost):
            if given.strip() and given.strip() not in self._erased:
                column = HEADINGS[key]
                raise _Unfit(gettext("The text under “%(column)s” was erased. Do this row by hand.", column=column))
            return False
        return _kept(given) != (held or "")

    def _act(self, row: Filled, entry: Entry, block: int | None) -> DisposeComment:
        if row.seen is None:
            raise _Unfit(gettext("The edition of the row is gone from the file. Take the matrix along again."))
        if row.seen != entry.seen:
            raise _Unfit(
                gettext("Something happened to this comment after the file was made. Take the matrix along again.")
            )
        disposition = row.disposition or Disposition.NOTED
        in_version, block = self._place(row, entry.it, block)
        return DisposeComment(
            command_id=NO_COMMAND,
            evaluation=entry.it.evaluation,
            comment=entry.it.id,
            disposition=disposition,
            motive="" if row.motive.strip() in self._erased else _kept(row.motive),
            evidence="" if row.evidence.strip() in self._erased else _kept(row.evidence),
            in_version=in_version,
            block=block,
            duplicate_of=row.duplicate_of if disposition is Disposition.DUPLICATE else None,
            seen=row.seen,
        )

    def _place(self, row: Filled, it: comments.Comment, block: int | None) -> tuple[int | None, int | None]:
        if row.disposition not in CHANGES_TEXT:
            return None, None
        if row.in_version is None and row.disposition is it.disposition:
            return it.in_version, block if row.passage else it.answer_block
        return row.in_version, block if row.in_version else None

    def _try(self, act: DisposeComment) -> None:
        try:
            self._work.prepared = act.prepare(self._work.review, self._sealer)
            act.execute(self._work)
        except Refused as refused:
            raise _Unfit(say(refused)) from refused


def _kept(text: Words) -> str:
    """A text as the house would keep it."""
    try:
        return texts.optional(plain(text), "text", texts.COMMENT_LIMIT) or ""
    except TooLong as refused:
        raise _Unfit(say(refused)) from refused
