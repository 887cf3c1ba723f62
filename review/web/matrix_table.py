"""The response matrix as a table: its rows with places and names, chosen, sorted and counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from review.domain.acts import Acting, Door, Reader
from review.domain.matrix import Audience
from review.domain.naming import by_surname
from review.domain.permissions import Permission
from review.domain.vocabulary import CommentKind, CommentState, Disposition
from review.projections import comments, drafts, evaluations, trail
from review.projections.matrix import Entry, Matrix, matrix
from review.projections.schema import Tx
from review.web.acting import offered
from review.web.forms import Entered
from review.web.labels import label
from review.web.links import capitalised
from review.web.narrowing import Occurring, Texts, texts_of, version_title
from review.web.pointing import place_of, quote_of
from review.web.threads import disposers
from review.web.times import day
from review.web.translations import gettext
from review.web.words import plain

PAGE = 100
NOTHING = "none"
"""Stands for no disposition in the choice of dispositions."""
SORTS = (
    "number", "place", "author", "organisation", "kind", "text", "disposition", "version", "state", "raised",
    "responder",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """What the matrix is narrowed to and how it is sorted; empty values take everything."""

    audience: Audience = Audience.OWN
    version: str = ""
    round: UUID | None = None
    organisation: str = ""
    author: str = ""  #: as this reader knows them: by name, or under a pseudonym
    kind: CommentKind | None = None
    state: CommentState | None = None
    disposition: str = ""
    words: str = ""
    sort: str = "place"
    is_down: bool = False
    page: int = 1

    @classmethod
    def entered(cls, entered: Entered) -> Choice:
        """Raises NoSuchChoice."""
        wanted = entered.text("disposition")
        return cls(
            entered.choice_or_none("audience", Audience) or Audience.OWN,
            entered.text("version"),
            entered.identifier_or_none("round"),
            entered.text("organisation"),
            entered.text("author"),
            entered.choice_or_none("kind", CommentKind),
            entered.choice_or_none("state", CommentState),
            wanted if wanted == NOTHING else str(entered.choice_or_none("disposition", Disposition) or ""),
            entered.text("words").casefold(),
            found if (found := entered.text("sort")) in SORTS else "place",
            entered.text("order") == "down",
            max(1, entered.number_or_none("page") or 1),
        )

    def takes(self, it: comments.Comment) -> bool:
        return (
            self.version in ("", f"{it.draft}/{it.draft_version}")
            and self.round in (None, it.round)
            and self.organisation in ("", it.organisation)
            and self.author in ("", plain(it.name))
            and self.kind in (None, it.kind)
            and self.state in (None, it.state)
            and self.disposition in ("", it.disposition or NOTHING)
            and (not self.words or any(self.words in plain(text).casefold() for text in _said(it)))
        )


def _said(it: comments.Comment) -> tuple[Any, ...]:
    """The texts of a comment in which words are looked for."""
    return (it.text, it.proposal, it.motive, it.evidence, it.dissent, it.name)


@dataclass(frozen=True, slots=True)
class Row:
    """A comment with the names of its places; ``passage`` is where the text answers it."""

    entry: Entry
    document: str
    place: str
    at: int  #: its place in the text, as a number
    quote: str  #: the words that it points at
    passage: str
    can_dispose: bool
    is_own: bool

    @property
    def it(self) -> comments.Comment:
        return self.entry.it


@dataclass(frozen=True)
class Table:
    """The matrix that this reader sees, narrowed and sorted; totals count all of it."""

    evaluation: evaluations.Evaluation
    matrix: Matrix
    documents: Sequence[drafts.Document]
    choice: Choice
    rows: Sequence[Row]
    deals: Sequence[Acting] = ()  #: the capacities in which this reader may deal with comments
    seen: int = 0  #: the last record about these comments when the table was made

    @cached_property
    def all(self) -> Sequence[comments.Comment]:
        return [entry.it for entry in self.matrix.entries]

    @property
    def dispositions(self) -> Sequence[Disposition]:
        return tuple(Disposition)

    @cached_property
    def occurring(self) -> Occurring:
        return Occurring(self.all, self.documents)

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.rows) // PAGE))

    @property
    def page(self) -> int:
        return min(self.choice.page, self.pages)

    @property
    def shown(self) -> Sequence[Row]:
        """The rows of the page that was asked for."""
        return self.rows[(self.page - 1) * PAGE : self.page * PAGE]

    @cached_property
    def choices(self) -> Sequence[tuple[str, str, Sequence[tuple[Any, str]]]]:
        """The narrowing fields: name, label, and choices that occur."""
        held = {entry.round.id: entry.round for entry in self.matrix.entries}
        found = self.occurring
        dispositions = [(NOTHING, gettext("nothing yet")), *((one, label(one)) for one in found.columns)]
        rounds = [(one.id, f"{label(one.body)} ({day(one.opened_at, 'MMM y')})") for one in held.values()]
        return (
            ("version", gettext("Document"), found.versions),
            ("round", gettext("Round"), [(one, capitalised(name)) for one, name in rounds]),
            ("organisation", gettext("Organisation"), found.organisations),
            ("author", gettext("Author"), [(one, one) for one in found.authors]),
            ("kind", gettext("Kind"), found.kinds),
            ("state", gettext("State"), found.state_choices),
            ("disposition", gettext("What was done"), [(one, capitalised(name)) for one, name in dispositions]),
        )


def table(tx: Tx, door: Door, reader: Reader, evaluation: UUID, choice: Choice) -> Table:
    """Raises Unknown where there is no such evaluation."""
    found = matrix(tx, door, reader, evaluation, choice.audience)
    documents = drafts.documents(tx, door, reader, evaluation)
    chosen = [entry for entry in found.entries if choice.takes(entry.it)]
    rows = sorted(_rows(tx, reader, documents, chosen), key=_order(documents))
    if choice.sort != "place":
        rows.sort(key=_SORTS[choice.sort], reverse=choice.is_down)
    elif choice.is_down:
        rows.reverse()
    return Table(
        evaluations.one(tx, door, reader, evaluation),
        found,
        documents,
        choice,
        rows,
        offered(reader, Permission.DISPOSE),
        trail.reached(tx, evaluation, [entry.it.id for entry in found.entries]),
    )


def row_of(tx: Tx, door: Door, reader: Reader, evaluation: UUID, comment: UUID) -> tuple[Table, Row]:
    """The row of one comment after an act, and the table it stands in for its totals."""
    found = matrix(tx, door, reader, evaluation)
    documents = drafts.documents(tx, door, reader, evaluation)
    entry = next(entry for entry in found.entries if entry.it.id == comment)
    whole = Table(evaluations.one(tx, door, reader, evaluation), found, documents, Choice(), ())
    return whole, _rows(tx, reader, documents, [entry])[0]


def _rows(tx: Tx, reader: Reader, documents: Sequence[drafts.Document], chosen: Sequence[Entry]) -> list[Row]:
    named = {one.id: one for one in documents}
    texts = texts_of(tx, reader, documents, versions_of(chosen))
    found = []
    for entry in chosen:
        it = entry.it
        text = texts[it.draft, it.draft_version]
        found.append(
            Row(
                entry,
                version_title(named[it.draft], it.draft_version),
                place_of(text, it.anchors),
                -1 if it.block is None else text.order.get(it.block, len(text.order)),
                quote_of(text, it.anchors),
                passage_name(it, texts),
                bool(disposers(it, reader)),
                it.person == reader.person,
            )
        )
    return found


def versions_of(chosen: Iterable[Entry]) -> set[tuple[UUID, int]]:
    """The versions that these rows are about, and those in which they are answered."""
    about = {(entry.it.draft, entry.it.draft_version) for entry in chosen}
    return about | {(entry.it.draft, entry.it.in_version) for entry in chosen if entry.it.in_version}


def passage_name(it: comments.Comment, texts: Texts) -> str:
    """What the passage is called in which a comment is answered; by its number where it is gone or still to come."""
    if it.in_version is None or it.answer_block is None:
        return ""
    text = texts.get((it.draft, it.in_version))
    known = text.names.get(it.answer_block) if text else None
    return known or gettext("block %(number)s", number=it.answer_block)


def _order(documents: Sequence[drafts.Document]) -> Callable[[Row], tuple[Any, ...]]:
    """By document, the newest version first, and in the order of the text."""
    order = {one.id: at for at, one in enumerate(documents)}
    return lambda row: (order[row.it.draft], -row.it.draft_version, row.at, row.it.number)


_SORTS: Mapping[str, Callable[[Row], Any]] = {
    "number": lambda row: row.it.number,
    "author": lambda row: by_surname(plain(row.it.name)),
    "organisation": lambda row: row.it.organisation,
    "kind": lambda row: label(row.it.kind),
    "text": lambda row: plain(row.it.text).casefold(),
    "disposition": lambda row: label(row.it.disposition),
    "version": lambda row: (row.it.in_version or 0, row.passage),
    "state": lambda row: label(row.it.state),
    "raised": lambda row: row.it.at,
    "responder": lambda row: (by_surname(plain(row.it.disposed_by_name)), row.it.disposed_at or 0),
}
