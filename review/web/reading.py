"""The reading page: the text with its marks, the comments beside it, and the rounds that ask for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from uuid import UUID

from review.domain.acts import Acting, Reader
from review.domain.permissions import Permission
from review.domain.vocabulary import Capacity, CommentState
from review.projections import comments, drafts, evaluations, flags, replies, rounds
from review.projections.absences import stood_aside
from review.projections.comments import Comment
from review.projections.schema import Tx
from review.projections.since import Since
from review.web.acting import offered
from review.web.cards import Card, Cards
from review.web.comparisons import changed_since
from review.web.own_set import OwnDraft, drafts_of
from review.web.placed import Earlier, earlier
from review.web.renderings import Text, noted_door, passages_door, text_of
from review.web.session import review
from review.web.translations import gettext


class Show(StrEnum):
    """Which of the comments stand beside the text."""

    ALL = "all"
    OPEN = "open"
    MINE = "mine"
    UNANSWERED = "unanswered"
    FLAGS = "flags"
    HERE = "here"  #: without those on earlier versions


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage with what was said about it; block None is the document as a whole."""

    block: int | None
    name: str
    words: str
    cards: Sequence[Card]
    flags: Sequence[flags.Flag]


@dataclass(frozen=True, slots=True)
class Way:
    """A capacity in which this reader may comment, and the round that asks for it."""

    round: rounds.Round
    acting: Acting


@dataclass(frozen=True, slots=True)
class Asked:
    """An open round on this version as this reader stands in it."""

    it: rounds.Round
    mine: rounds.Participation | None
    own: int  #: the comments this reader raised in it
    late: bool
    drafts: int = 0  #: what this reader holds unsubmitted in it


@dataclass(frozen=True)
class Reading:
    """Everything the reading page shows."""

    evaluation: evaluations.Evaluation
    version: drafts.Version
    versions: Sequence[drafts.Version]
    text: Text
    comments: Sequence[Comment]
    flags: Sequence[flags.Flag]
    rounds: Sequence[rounds.Round]
    reader: Reader
    ways: Sequence[Way]
    show: Show
    earlier: Sequence[Earlier] = ()  #: comments on earlier versions
    changed: tuple[Since, int] | None = None  #: how many passages changed since the version this reader knows best
    fresh: UUID | None = None  #: the comment that was just raised or kept as a draft: the focus goes there
    replies: Mapping[UUID, int] = field(default_factory=dict)  #: how many, by comment
    own: Sequence[OwnDraft] = ()  #: what this reader, and nobody else, holds unsubmitted in these rounds
    aside: bool = False  #: this reader stands aside in an open round on this version

    @cached_property
    def counts(self) -> Mapping[Show, int]:
        states = Counter(it.state for it in self.placed)
        return {
            Show.ALL: len(self.placed) + len(self.flags),
            Show.HERE: len(self.comments) + len(self.flags) if self.standing else 0,
            Show.OPEN: states[CommentState.OPEN] + states[CommentState.DISPUTED],
            Show.MINE: sum(it.person == self.reader.person for it in self.placed),
            Show.UNANSWERED: states[CommentState.DISPOSED],
            Show.FLAGS: len(self.flags),
        }

    @cached_property
    def beside(self) -> list[tuple[int | None, Comment]]:
        """All comments that stand beside this text, each with its passage; those on earlier versions with them."""
        return [*((it.block, it) for it in self.comments), *((one.block, one.it) for one in self.standing)]

    @cached_property
    def placed(self) -> list[Comment]:
        return [it for _, it in self.beside]

    @cached_property
    def waits(self) -> int:
        return self.counts[Show.OPEN]

    @cached_property
    def passages(self) -> list[Passage]:
        """The comments and flags of this choice by passage, in the order of the text."""
        chosen = [it for it in self.comments if self.show is not Show.FLAGS and _fits(self.show, it, self.reader)]
        flagged = list(self.flags) if self.show in (Show.ALL, Show.FLAGS, Show.HERE) else []
        make = Cards(self.reader, self.text, self.replies, self.fresh)
        cards: dict[int | None, list[Card]] = {}
        marked: dict[int | None, list[flags.Flag]] = {}
        for it in chosen:
            cards.setdefault(it.block, []).append(make.card(it))
        for one in self.standing if self.show not in (Show.FLAGS, Show.HERE) else ():
            if not _fits(self.show, one.it, self.reader):
                continue
            cards.setdefault(one.block, []).append(make.card(one.it, one))
        for flag in flagged:
            marked.setdefault(flag.block, []).append(flag)
        return [
            Passage(block, self.text.name(block), self.text.snippet(block), cards.get(block, ()), marked.get(block, ()))
            for block in sorted(cards.keys() | marked.keys(), key=self._place)
        ]

    def _place(self, block: int | None) -> int:
        return -1 if block is None else self.text.order.get(block, len(self.text.order))

    @cached_property
    def asked(self) -> list[Asked]:
        """The open rounds; for whoever was asked in one of them, those alone."""
        mine = (it for it in self.comments if it.person == self.reader.person)
        own = Counter(it.round for it in mine if it.state is not CommentState.WITHDRAWN)
        found = [
            Asked(
                it,
                it.participation(self.reader.seats),
                own[it.id],
                it.closes_at < self.reader.moment,
                sum(one.round == it.id for one in self.own),
            )
            for it in self.rounds
            if it.is_open
        ]
        return [one for one in found if one.mine] or found

    @cached_property
    def standing(self) -> Sequence[Earlier]:
        return [one for one in self.earlier if one.shows]

    @cached_property
    def flagging(self) -> bool:
        """Whether this reader may point at a passage that may be sensitive."""
        return self.version.is_latest and bool(offered(self.reader, Permission.RAISE_FLAG))

    @cached_property
    def why_not(self) -> str:
        """Why this reader cannot comment here now; empty where that is possible."""
        if self.ways:
            return ""
        if self.text.is_frozen:
            return gettext("Reading is frozen now. You can comment again once you can read.")
        if not self.version.is_latest:
            return gettext("Comments go to the newest version.")
        if self.version.withdrawn_at is not None:
            return gettext("This version was withdrawn, so it takes no comments.")
        if not self.asked:
            return gettext("No round is open on this version, so it takes no comments now.")
        if not offered(self.reader, Permission.COMMENT):
            return gettext("You read along: the members of the group comment, the team deals with what they say.")
        if self.aside:
            return gettext("You stand aside in this round and say nothing in it. Ask the chair if that has to change.")
        return gettext("You were not asked for a response in this round. Ask the chair if this is a mistake.")


def read(
    tx: Tx,
    reader: Reader,
    draft: UUID,
    number: int,
    *,
    show: Show = Show.ALL,
    fresh: UUID | None = None,
    whole: bool = True,
) -> Reading:
    """The reading page of a version; that its text was opened is recorded. Raises Unknown.

    ``whole``: the text is shown; otherwise passages of it only, which is recorded as such.
    """
    door = review().door()
    version = drafts.version(tx, door, reader, draft, number)
    evaluation = evaluations.one(tx, door, reader, version.evaluation)
    documents = drafts.documents(tx, door, reader, version.evaluation)
    found = rounds.of_version(tx, door, reader, draft, number)
    said = comments.of_version(tx, door, reader, draft, number)
    aside, text = stood_aside(tx, reader.seats), _text(tx, reader, version, whole=whole)
    ways = ways_to_comment(found, reader, aside, takes_copy_comments=evaluation.copy_recipients_comment)
    return Reading(
        evaluation=evaluation,
        version=version,
        versions=next(one.versions for one in documents if one.id == draft),
        text=text,
        comments=said,
        flags=flags.of_version(tx, door, reader, draft, number),
        rounds=found,
        reader=reader,
        ways=[] if text.is_frozen else ways,
        show=show,
        fresh=fresh,
        earlier=earlier(tx, reader, draft, number),
        changed=changed_since(tx, reader, version) if whole and number > 1 else None,
        own=drafts_of(reader.person, version.evaluation, found),
        aside=any(it.is_open and (it.id, seat) in aside for it in found for seat in reader.seats),
        replies=replies.counts(tx, [it.id for it in said]),
    )


def _text(tx: Tx, reader: Reader, version: drafts.Version, *, whole: bool) -> Text:
    of = version.evaluation
    door = noted_door(of, version.root) if whole else passages_door(of, version.draft)
    entries = review().versions.entries(tx, of, version.draft, version.number)
    return text_of(entries, version.root, door, reader, whole=whole)


def ways_to_comment(
    asked: Iterable[rounds.Round], reader: Reader, aside: Container[tuple[UUID, UUID]], *, takes_copy_comments: bool
) -> list[Way]:
    """How this reader may comment, as the command will judge it; ``aside``: the rounds and seats that stand aside."""
    found = []
    for it in asked:
        if not it.is_open:
            continue
        seats = {one.seat for one in it.participations}
        for acting in offered(reader, Permission.COMMENT):
            unasked = acting.capacity in (Capacity.DIRECTOR, Capacity.ADVISER) or (
                takes_copy_comments and acting.capacity is Capacity.COPY_RECIPIENT
            )
            if (unasked or acting.seat in seats) and (it.id, acting.seat) not in aside:
                found.append(Way(it, acting))
    return found


def _fits(show: Show, it: Comment, reader: Reader) -> bool:
    match show:
        case Show.OPEN:
            return it.state in (CommentState.OPEN, CommentState.DISPUTED)
        case Show.MINE:
            return it.person == reader.person
        case Show.UNANSWERED:
            return it.state is CommentState.DISPOSED
        case Show.FLAGS:
            return False
        case Show.ALL | Show.HERE:
            return True
