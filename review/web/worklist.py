"""All comments of an evaluation with what the team did about each: chosen, counted, and dealt with row by row."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from review.domain.acts import Acting, Reader
from review.domain.permissions import Permission
from review.domain.vocabulary import CHANGES_TEXT, CommentKind, CommentState, Disposition
from review.projections import comments, drafts, evaluations, rounds, trail
from review.projections.schema import Tx
from review.web.acting import offered
from review.web.forms import Entered
from review.web.labels import label
from review.web.links import capitalised
from review.web.narrowing import Occurring, Texts, texts_of, version_name, version_title
from review.web.pointing import place_of, said_of
from review.web.session import review
from review.web.threads import disposers
from review.web.times import day
from review.web.translations import gettext


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list is narrowed to; empty values take everything."""

    round: UUID | None = None
    organisation: str = ""
    kind: CommentKind | None = None
    state: CommentState | None = None
    draft: UUID | None = None
    number: int = 0
    untrue: bool = False  #: accepted, and the change is not in the text

    @classmethod
    def entered(cls, entered: Entered) -> Choice:
        draft, _, number = entered.text("version").partition("/")
        known = Entered({"draft": draft, "number": number})
        return cls(
            entered.identifier_or_none("round"),
            entered.text("organisation"),
            entered.choice_or_none("kind", CommentKind),
            entered.choice_or_none("state", CommentState),
            known.identifier_or_none("draft"),
            known.number_or_none("number") or 0,
            entered.text("untrue") == "yes",
        )

    def fields(self) -> dict[str, str]:
        """The fields of a form that make this choice again."""
        version = f"{self.draft}/{self.number}" if self.draft else ""
        given = {"round": self.round, "organisation": self.organisation, "kind": self.kind, "state": self.state}
        found = {**given, "version": version, "untrue": "yes" if self.untrue else ""}
        return {name: str(value) for name, value in found.items() if value}

    def takes(self, it: comments.Comment) -> bool:
        return (
            self.round in (None, it.round)
            and self.organisation in ("", it.organisation)
            and self.kind in (None, it.kind)
            and self.state in (None, it.state)
            and self.draft in (None, it.draft)
            and self.number in (0, it.draft_version)
        )


@dataclass(frozen=True, slots=True)
class Row:
    it: comments.Comment
    is_untrue: bool  #: accepted, and the change is not in the latest version
    place: str
    snippet: str
    document: str
    can_dispose: bool
    is_own: bool


@dataclass(frozen=True)
class Worklist:
    """The comments that this reader sees, narrowed to a choice; totals count all of them."""

    evaluation: evaluations.Evaluation
    all: Sequence[comments.Comment]
    rounds: Sequence[rounds.Round]
    documents: Sequence[drafts.Document]
    choice: Choice
    rows: Sequence[Row]
    latest: Mapping[UUID, int]
    deals: Sequence[Acting]  #: the capacities in which this reader may deal with comments
    person: UUID
    seen: int  #: the last record when this list was made

    @property
    def unanswered(self) -> int:
        """How many of the reader's own comments were dealt with and wait for an answer."""
        return sum(it.person == self.person and it.state is CommentState.DISPOSED for it in self.all)

    @property
    def offered(self) -> Sequence[drafts.Document]:
        """The documents for whose next version wording was taken over."""
        taken = {it.draft for it in self.all if it.wording_taken and it.in_version == self.latest[it.draft] + 1}
        return [one for one in self.documents if one.id in taken]

    @property
    def dispositions(self) -> Sequence[Disposition]:
        return tuple(Disposition)

    @cached_property
    def untrue(self) -> int:
        """How many accepted comments do not stand in the text, as far as this reader sees them."""
        return sum(is_untrue(it, self.latest) for it in self.all)

    @cached_property
    def occurring(self) -> Occurring:
        return Occurring(self.all, self.documents)

    @cached_property
    def choices(self) -> Sequence[tuple[str, str, Sequence[tuple[Any, str]]]]:
        """The narrowing fields: name, label, and choices that occur."""
        seen = {it.round for it in self.all}
        found = self.occurring
        return (
            ("state", gettext("State"), found.state_choices),
            ("organisation", gettext("Organisation"), found.organisations),
            ("kind", gettext("Kind"), found.kinds),
            ("round", gettext("Round"), [(one.id, _round(one)) for one in self.rounds if one.id in seen]),
            ("version", gettext("Document"), found.versions),
        )


def is_untrue(it: comments.Comment, latest: Mapping[UUID, int]) -> bool:
    """Whether the team says that it changed the text for it, and the latest version does not show that (rule C6)."""
    accepted = it.disposition in CHANGES_TEXT and it.state is not CommentState.WITHDRAWN
    return accepted and (it.unchanged or (it.in_version or 0) > latest[it.draft])


def worklist(tx: Tx, reader: Reader, evaluation: UUID, choice: Choice, *, totals_only: bool = False) -> Worklist:
    door = review().door()
    found = comments.of_evaluation(tx, door, reader, evaluation)
    documents = drafts.documents(tx, door, reader, evaluation)
    latest = {one.id: one.latest for one in documents}
    chosen = [] if totals_only else [it for it in found if choice.takes(it)]
    if choice.untrue:
        chosen = [it for it in chosen if is_untrue(it, latest)]
    return Worklist(
        evaluations.one(tx, door, reader, evaluation),
        found,
        rounds.of_evaluation(tx, door, reader, evaluation),
        documents,
        choice,
        _rows(tx, reader, documents, chosen),
        latest,
        offered(reader, Permission.DISPOSE),
        reader.person,
        trail.reached(tx, evaluation, [it.id for it in found]),
    )


def row_of(tx: Tx, reader: Reader, it: comments.Comment) -> Row:
    """The row of one comment, to be put in its place again after an act."""
    return rows_of(tx, reader, [it])[0]


def rows_of(tx: Tx, reader: Reader, found: Sequence[comments.Comment]) -> list[Row]:
    """The rows of some comments of one evaluation, in the order of the list."""
    documents = drafts.documents(tx, review().door(), reader, found[0].evaluation) if found else []
    return _rows(tx, reader, documents, found)


def _rows(
    tx: Tx, reader: Reader, documents: Sequence[drafts.Document], chosen: Sequence[comments.Comment]
) -> list[Row]:
    named = {one.id: one for one in documents}
    latest = {one.id: one.latest for one in documents}
    texts = texts_of(tx, reader, documents, {(it.draft, it.draft_version) for it in chosen})
    return [
        Row(
            it,
            is_untrue(it, latest),
            place_of(texts[it.draft, it.draft_version], it.anchors),
            said_of(texts[it.draft, it.draft_version], it.anchors),
            version_title(named[it.draft], it.draft_version),
            bool(disposers(it, reader)),
            it.person == reader.person,
        )
        for it in sorted(chosen, key=_order(texts))
    ]


def _order(texts: Texts) -> Callable[[comments.Comment], tuple[Any, ...]]:
    """What waits for the team first, then by document and in the order of the text."""

    def key(it: comments.Comment) -> tuple[Any, ...]:
        waits = it.state in (CommentState.OPEN, CommentState.DISPUTED)
        order = texts[it.draft, it.draft_version].order
        at = -1 if it.block is None else order.get(it.block, len(order))
        return (not waits, it.draft.hex, -it.draft_version, at, it.number)

    return key


def _round(it: rounds.Round) -> str:
    about = f"{label(it.kind)} {version_name(it.draft_version)}"
    return f"{capitalised(label(it.body))}, {about} ({day(it.opened_at, 'MMM y')})"
