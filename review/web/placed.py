"""Comments on earlier versions as they stand in a later one: beside the text, and on the list of those that float."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from uuid import UUID

from markupsafe import Markup

from review.documents.anchoring import Placer, Span
from review.domain.acts import Acting, Reader
from review.domain.anchors import Anchor
from review.domain.permissions import Permission, cell
from review.domain.placements import BY_SOMEBODY, SURE, Tier, needs_place
from review.projections import comments, drafts, placements
from review.projections.comments import Comment
from review.projections.placements import Placement
from review.projections.schema import Tx
from review.web.acting import offered, reading_in
from review.web.pointing import marked_passage, place_of
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review


@dataclass(frozen=True, slots=True)
class Earlier:
    """A comment on an earlier version with its place in this one; None: the house has not looked for one."""

    it: Comment
    placement: Placement | None

    @property
    def needs(self) -> bool:
        return needs_place(self.it.state, self.it.disposition)

    @property
    def floats(self) -> bool:
        return self.needs and not (self.placement and self.placement.is_settled)

    @property
    def is_proposal(self) -> bool:
        return bool(self.placement and not self.placement.is_settled and self.placement.anchors)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        return self.placement.anchors if self.placement else ()

    @property
    def block(self) -> int | None:
        return self.anchors[0].block if self.anchors else None

    @property
    def shows(self) -> bool:
        """Whether it stands beside the text: still to be answered for, and surely placed somewhere."""
        settled = self.placement is not None and self.placement.is_settled
        return self.needs and settled and bool(self.anchors or not self.it.anchors)


def earlier(tx: Tx, reader: Reader, draft: UUID, number: int) -> list[Earlier]:
    """The comments on versions before this one that this reader sees; withdrawn ones have no place any more."""
    if number == 1:
        return []
    found = comments.before(tx, review().door(), reader, draft, number)
    places = placements.of_version(tx, draft, number)
    return [Earlier(it, places.get(it.id)) for it in found if it.state != "withdrawn"]


@dataclass(frozen=True, slots=True)
class Passage:
    """One of the passages of a comment; ``tier`` says what became of it, where there is more than one."""

    block: int
    place: str
    words: Markup
    tier: Tier | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One comment on the list: what it was about, what is proposed, and who may say where it stands."""

    at: Earlier
    since: int  #: the version in which it surely stood last
    was: Sequence[Passage]  #: none: it was about the document as a whole
    now: Sequence[Passage]
    now_place: str
    placing: Sequence[Acting]


@dataclass(frozen=True)
class Placements:
    """The comments on earlier versions of a document, and where each stands in this one."""

    version: drafts.Version
    text: Text
    all: Sequence[Earlier]
    floating: Sequence[Line]
    by_people: Sequence[Line]

    @cached_property
    def tiers(self) -> Mapping[Tier | None, int]:
        """How many of each; None: not looked for yet. Together they are all comments there are."""
        found = Counter(one.placement.tier if one.placement else None for one in self.all)
        return {tier: found[tier] for tier in (*Tier, None) if found[tier]}

    @cached_property
    def needless(self) -> int:
        """Those without a sure place that need none: agreed to, taken over, or a duplicate."""
        return sum(not one.needs and not (one.placement and one.placement.is_settled) for one in self.all)


def placements_of(tx: Tx, reader: Reader, version: drafts.Version) -> Placements:
    found = earlier(tx, reader, version.draft, version.number)
    lines = _Lines(tx, reader, version)
    floating = [lines.line(one) for one in found if one.floats]
    people = [one for one in found if one.placement and one.placement.tier not in SURE and one.placement.is_settled]
    return Placements(version, lines.text(version.number), found, floating, [lines.line(one) for one in people])


def line_of(tx: Tx, reader: Reader, it: Comment, version: drafts.Version) -> tuple[Line, Text]:
    """One comment with its place in this version, and the text of the version."""
    lines = _Lines(tx, reader, version)
    return lines.line(Earlier(it, placements.one(tx, it.id, version.number))), lines.text(version.number)


def placers(tx: Tx, it: Comment, reader: Reader) -> Sequence[Acting]:
    """The seats in which this reader may say where a comment stands: a member for own comments only."""
    own = it.person == reader.person
    found = offered(reader, Permission.PLACE_COMMENT)
    return reading_in(
        tx, reader, it, [one for one in found if own or cell(Permission.PLACE_COMMENT, one.capacity) != "o"]
    )


def _passages(text: Text, anchors: Sequence[Anchor], tiers: Sequence[Tier | None] = ()) -> list[Passage]:
    """Each passage with its words; those of one passage that is pointed at twice are marked one by one."""
    return [
        Passage(it.block, text.name(it.block), marked_passage(text, it.block, (it,)), tier)
        for it, tier in zip_longest(anchors, tiers)
    ]


class _Lines:
    """The texts of the versions are asked for once each."""

    def __init__(self, tx: Tx, reader: Reader, version: drafts.Version) -> None:
        self.tx, self.reader, self.version = tx, reader, version
        self._texts: dict[int, Text] = {}
        self._placers: dict[int, Placer] = {}

    def text(self, number: int) -> Text:
        if number not in self._texts:
            at = self.version
            entries = review().versions.entries(self.tx, at.evaluation, at.draft, number)
            root = drafts.bare(self.tx, at.evaluation, at.draft, number).root
            self._texts[number] = text_of(entries, root, passages_door(at.evaluation, at.draft), self.reader)
        return self._texts[number]

    def line(self, one: Earlier) -> Line:
        since, anchors = self._before(one)
        old, new = self.text(since), self.text(self.version.number)
        return Line(
            at=one,
            since=since,
            was=_passages(old, anchors, self._tiers(one, since, anchors)),
            now=_passages(new, one.anchors),
            now_place=place_of(new, one.anchors) if one.anchors else "",
            placing=placers(self.tx, one.it, self.reader) if self.version.is_latest else (),
        )

    def _tiers(self, one: Earlier, since: int, anchors: tuple[Anchor, ...]) -> Sequence[Tier | None]:
        """What became of each passage: looked up again, and only said where it is what is on record."""
        if one.placement is None or one.placement.tier in BY_SOMEBODY or len(anchors) < 2:
            return ()
        if since not in self._placers:
            self._placers[since] = Placer(self.text(since).blocks, self.text(self.version.number).blocks)
        if any(anchor.block not in self.text(since).blocks for anchor in anchors):
            return ()
        found = [self._placers[since].place(Span(it.block, it.start, it.end)) for it in anchors]
        places = [(it.block, it.start, it.end) for it in found if it.block is not None]
        recorded = [(it.block, it.start, it.end) for it in one.anchors]
        return [it.tier for it in found] if places == recorded else ()

    def _before(self, one: Earlier) -> tuple[int, tuple[Anchor, ...]]:
        """Where it surely stood last: in a version where it was placed, or in its own."""
        since = one.placement.since if one.placement else one.it.draft_version
        if one.it.draft_version < since < self.version.number:
            placed = placements.one(self.tx, one.it.id, since)
            if placed is not None and placed.anchors:
                return since, placed.anchors
        return one.it.draft_version, one.it.anchors
