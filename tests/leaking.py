"""Plays of a round in which every text is known by its canary, in pairs that one reader may not tell apart.

A play is a list of moves made up by chance. The other world plays the same moves with other words, kinds and passages
wherever the reader may not look, and where members are hidden the parts of those members are cast anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random

from review.domain.vocabulary import (
    BodyKind,
    Capacity,
    CommentKind,
    Disposition,
    Position,
    RoundMode,
    Visibility,
)
from tests.audience import Hat, Said, reads, reads_remark
from tests.cast import CAST
from tests.given import World

RG = BodyKind.REFERENCE_GROUP
MEMBERS = (
    "the chair of the reference group",
    "the deputy chair",
    "the external expert",
    "the policy representative",
    "the evaluation representative",
)
OWN_NAME = ("the director", "the adviser")
"""They may comment unasked, and do so under their own names."""
KINDS = (CommentKind.METHOD, CommentKind.INTERPRETATION, CommentKind.SCOPE, CommentKind.EDITORIAL)
"""Those that the team lead may note and may reject with reasons alone."""
DISPOSITIONS = (Disposition.NOTED, Disposition.REJECTED, Disposition.ACCEPTED, None)
MINUTE = 60_000_000
BLOCKS = (2, 3, 4, 5, 6)
GONE, REWORDED = 3, 2


@dataclass(frozen=True)
class Remark:
    """What somebody says, with what becomes of it."""

    number: int
    author: str
    visibility: Visibility
    kind: CommentKind
    block: int | None
    wordings: int = 0  #: which telling of it: the words differ, and nothing else
    disposition: Disposition | None = None
    maintained: bool = False
    withdrawn: bool = False
    widened: bool = False
    replied: bool = False
    spoken: bool = False  #: said aloud at a meeting, and entered for its author
    admitted: bool | None = None  #: it came too late, and the chair took it along or did not

    @property
    def final(self) -> Visibility:
        return Visibility.GROUP if self.widened else self.visibility

    def words(self, what: str) -> str:
        return canary(f"{what}{self.number}", self.wordings)


def canary(what: str, telling: int) -> str:
    return f"kanarie-{what}-{'ab'[telling]}-eind"


@dataclass(frozen=True)
class Answer:
    """A response to the round with its remark; ``part`` stays when another member plays it."""

    member: str
    position: Position
    part: int
    telling: int = 0

    @property
    def words(self) -> str:
        return canary(f"slot{self.part}", self.telling)


@dataclass(frozen=True)
class Kept:
    """A comment that a member keeps and never submits: for nobody else, whatever the mode."""

    member: str
    part: int
    telling: int = 0

    @property
    def words(self) -> str:
        return canary(f"klad{self.part}", self.telling)


@dataclass(frozen=True)
class Play:
    mode: RoundMode
    remarks: tuple[Remark, ...]
    answers: tuple[Answer, ...]
    closed: bool
    unmasked: bool
    lots: tuple[int, ...]
    late: tuple[Remark, ...] = ()  #: said after the deadline
    more: tuple[Remark, ...] = ()  #: said last of all
    kept: tuple[Kept, ...] = ()
    revised: bool = (
        False  #: a second version follows: the passage ``GONE`` is not in it, and ``REWORDED`` reads otherwise
    )

    @property
    def all(self) -> tuple[Remark, ...]:
        return (*self.remarks, *self.late, *self.more)


def made_up(mode: RoundMode, chance: Random) -> Play:
    hides = mode is RoundMode.PSEUDONYMOUS
    wide = [one for one in Visibility if not (hides and one is Visibility.OWN_ORGANISATION)]
    closed = chance.random() < 0.5
    remarks = []
    for number in range(1, 8):
        author = chance.choice(MEMBERS) if number < 7 else chance.choice(OWN_NAME)
        it = Remark(number, author, chance.choice(wide), chance.choice(KINDS), chance.choice((None, *BLOCKS)))
        if it.visibility is not Visibility.GROUP:
            it = replace(it, widened=chance.random() < 0.3)
        if it.final in (Visibility.GROUP, Visibility.TEAM):
            it = replace(it, disposition=chance.choice(DISPOSITIONS))
        it = replace(it, maintained=it.disposition is not None and chance.random() < 0.4)
        it = replace(it, withdrawn=it.disposition is None and not it.widened and chance.random() < 0.2)
        shared = it.final in (Visibility.GROUP, Visibility.TEAM) and not it.withdrawn
        it = replace(it, replied=shared and chance.random() < 0.4)
        aloud = not hides and it.author in MEMBERS and it.visibility is Visibility.GROUP
        remarks.append(replace(it, spoken=aloud and chance.random() < 0.4))
    kept = tuple(Kept(one, part) for part, one in enumerate(MEMBERS) if chance.random() < 0.6)
    said = {it.author for it in remarks}
    answering = [one for one in MEMBERS if chance.random() < 0.5]
    answers = tuple(
        Answer(one, Position.COMMENTS if one in said else Position.NO_COMMENTS, part)
        for part, one in enumerate(answering)
    )
    lots = tuple(chance.sample(range(len(MEMBERS)), len(MEMBERS)))
    late = tuple(
        Remark(9, chance.choice(MEMBERS[1:]), Visibility.GROUP, chance.choice(KINDS), 3, admitted=chance.random() < 0.5)
        for _ in range(chance.choice((1, 0)))
    )
    looked = hides and chance.random() < 0.5
    revised = chance.random() < 0.5
    return Play(mode, tuple(remarks), answers, closed, looked, lots, late=late, kept=kept, revised=revised)


# -- what a reader may not see, by the rules in words


def hats(world: World, who: str) -> tuple[Hat, ...]:
    name = CAST[who].name
    return tuple(
        Hat(part.capacity, part.organisation, part.body, acts=part.capacity is Capacity.DEPUTY_CHAIR)
        for part in CAST.values()
        if part.name == name and part.capacity is not None
    )


def may_read(world: World, who: str, play: Play, it: Remark) -> bool:
    own = CAST[who].name == CAST[it.author].name
    said = Said(it.final, CAST[it.author].organisation, RG, play.mode, not play.closed)
    return reads(hats(world, who), said, is_author=own, responded=has_answered(who, play))


def may_read_remark(world: World, who: str, play: Play, member: str) -> bool:
    own = CAST[who].name == CAST[member].name
    said = Said(Visibility.GROUP, "", RG, play.mode, not play.closed)
    return reads_remark(hats(world, who), said, is_author=own, responded=has_answered(who, play))


def has_answered(who: str, play: Play) -> bool:
    return any(_same(it.member, who) for it in play.answers)


def hidden_words(world: World, who: str, play: Play) -> set[str]:
    """The canaries of everything that this reader may not read."""
    parts = ("tekst", "voorstel", "motief", "bezwaar", "spijt", "vraag", "weerwoord", "telaat")
    found = {it.words(part) for it in play.all if not may_read(world, who, play, it) for part in parts}
    found |= {it.words for it in play.kept if not _same(it.member, who)}
    return found | {it.words for it in play.answers if not may_read_remark(world, who, play, it.member)}


def replays(world: World, who: str) -> bool:
    able = {Capacity.DIRECTOR, Capacity.TEAM_LEAD, Capacity.RECORDS_MANAGER, Capacity.AUDITOR}
    return any(hat.capacity in able for hat in hats(world, who))


def knows_acts(world: World, who: str) -> bool:
    """Who did what, under whichever name: whoever replays the trail, or decides which record is to be forgotten."""
    forgets = any(hat.capacity is Capacity.DATA_PROTECTION_OFFICER for hat in hats(world, who))
    return replays(world, who) or forgets


def counts_acts(world: World, who: str) -> bool:
    """Whoever knows the acts or takes an export along knows how many there are, and not what they say."""
    able = {Capacity.CHAIR, Capacity.DEPUTY_CHAIR, Capacity.SECRETARY}
    return knows_acts(world, who) or any(hat.capacity in able for hat in hats(world, who))


# -- the other world


def unlike(world: World, who: str, play: Play, chance: Random) -> Play:
    """A play that this reader cannot tell from the first."""
    remarks, late = (
        tuple(it if may_read(world, who, play, it) else _otherwise(world, who, play, it, chance) for it in said)
        for said in (play.remarks, play.late)
    )
    other = replace(
        play,
        remarks=remarks,
        late=late,
        answers=tuple(
            it if may_read_remark(world, who, play, it.member) else replace(it, telling=1) for it in play.answers
        ),
    )
    unkept = tuple(it if _same(it.member, who) else replace(it, telling=1) for it in play.kept)
    other = replace(other, kept=unkept if chance.random() < 0.5 else tuple(it for it in unkept if not it.telling))
    blind = not play.closed and play.mode in (RoundMode.BLIND_UNTIL_OWN, RoundMode.BLIND_UNTIL_CLOSE)
    if blind and not counts_acts(world, who):
        last = Remark(8, _another(who, play, chance, MEMBERS[1]), Visibility.GROUP, CommentKind.METHOD, 2)
        other = replace(other, more=() if may_read(world, who, play, last) else (last,))
    if play.mode is RoundMode.PSEUDONYMOUS and not (play.unmasked and who == "the auditor"):
        other = _cast_anew(who, other, chance)
    return other


def _otherwise(world: World, who: str, play: Play, it: Remark, chance: Random) -> Remark:
    other = replace(it, wordings=1, kind=chance.choice(KINDS), block=_elsewhere(play, it, chance))
    swaps = (
        it.author in MEMBERS
        and it.admitted is None
        and not it.spoken
        and it.final is not Visibility.OWN_ORGANISATION
        and not knows_acts(world, who)
    )
    if not swaps or play.mode is RoundMode.PSEUDONYMOUS:
        return other
    return replace(other, author=_another(who, play, chance, it.author))


def _elsewhere(play: Play, it: Remark, chance: Random) -> int | None:
    """Another passage; where a second version follows, one that fares in it as the first: that something waits is told
    to all, once the round is closed, and that an accepted comment changed nothing is a record. The whole is changed."""
    if not play.revised:
        return chance.choice((None, *BLOCKS))
    kept = it.block in (None, GONE, REWORDED)
    return it.block if kept else chance.choice([one for one in BLOCKS if one not in (GONE, REWORDED)])


def _same(one: str, other: str) -> bool:
    return CAST[one].name == CAST[other].name


def _another(who: str, play: Play, chance: Random, instead: str) -> str:
    """Somebody else who did not say to have no comments; what a member answers is for all to see."""
    silent = {it.member for it in play.answers if it.position is Position.NO_COMMENTS}
    found = [one for one in MEMBERS if not _same(one, who) and one not in silent]
    return chance.choice(found or [instead])


def _cast_anew(who: str, play: Play, chance: Random) -> Play:
    """Another member plays each part, under the pseudonym that belongs to the part; the reader stays who that is."""
    others = [one for one in MEMBERS if not _same(one, who)]
    shuffled = chance.sample(others, len(others))
    cast = dict(zip(others, shuffled, strict=True))
    lot = dict(zip(MEMBERS, play.lots, strict=True))
    drawn = {cast.get(member, member): lot[member] for member in MEMBERS}
    return replace(
        play,
        remarks=tuple(replace(it, author=cast.get(it.author, it.author)) for it in play.remarks),
        late=tuple(replace(it, author=cast.get(it.author, it.author)) for it in play.late),
        answers=tuple(replace(it, member=cast.get(it.member, it.member)) for it in play.answers),
        kept=tuple(replace(it, member=cast.get(it.member, it.member)) for it in play.kept),
        lots=tuple(drawn[member] for member in MEMBERS),
    )
