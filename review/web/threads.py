"""One comment with everything that became of it: its passage, its history from the trail, and what can be done now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from markupsafe import Markup

from review.domain.acts import Acting, Door, Lost, Name, Reader, Recorded, Sealed, Words
from review.domain.comments import (
    CommentConfirmed,
    CommentDisposed,
    CommentMaintained,
    CommentRaised,
    CommentUnchanged,
    CommentWithdrawn,
    LateDecided,
)
from review.domain.kinds import Need, dealt_with_by, fitting, need
from review.domain.permissions import Permission, cell
from review.domain.placements import CommentPlaced
from review.domain.replies import CommentReplied
from review.domain.visibility import is_wider
from review.domain.vocabulary import Capacity, CommentState, Disposition, Visibility
from review.domain.widening import CommentWidened
from review.projections import comments, drafts, lateness, replies, rounds, trail
from review.projections.disclosures import Veils
from review.projections.people import Names
from review.projections.replies import Reply
from review.projections.schema import Tx
from review.web.acting import offered, reading_in
from review.web.labels import label
from review.web.offers import offer
from review.web.pointing import Pointed, marked_passage, place_of, pointed
from review.web.renderings import Text, passages_door, text_of
from review.web.session import review
from review.web.translations import gettext

OPTION = 60


@dataclass(frozen=True, slots=True)
class Step:
    """One recorded act on a comment."""

    at: int
    name: Name
    organisation: str
    capacity: Capacity | None
    sentence: str
    texts: Sequence[tuple[str, Words]]


@dataclass(frozen=True, slots=True)
class Answering:
    """The passage that answers a comment."""

    version: int
    block: int | None
    name: str
    words: str
    is_there: bool  #: whether that version has been submitted


@dataclass(frozen=True, slots=True)
class Thread:
    """A comment as its page shows it, with what this reader may do about it."""

    it: comments.Comment
    version: drafts.Version
    round: rounds.Round
    place: str
    passage: Markup
    others: Sequence[Pointed]  #: the other passages that it points at
    is_section: bool
    steps: Sequence[Step]
    answering: Answering | None
    original: comments.Comment | None  #: of a duplicate
    disposes: Sequence[Acting]
    answers: Sequence[Acting]
    withdraws: Sequence[Acting]
    widens: Sequence[Acting]
    is_own: bool
    team: Sequence[Acting]  #: the seats of the team that this reader holds
    targets: Sequence[int]  #: versions that may carry the change
    passages: Sequence[tuple[int, str]]
    replies: Sequence[Reply] = ()
    late_reasons: Words | None = None
    instructors: Sequence[tuple[str, str]] = ()  #: on whose instruction a secretary may act here
    replies_as: Sequence[Acting] = ()
    decides_late: Sequence[Acting] = ()  #: the seats in which this reader decides whether a late comment counts

    @property
    def seen(self) -> int:
        """The version of the comment that this page shows: an act on an older one is refused."""
        return len(self.steps)

    @property
    def dispositions(self) -> Sequence[tuple[Disposition, Need]]:
        """What can be done with a comment of this kind, and what each asks for."""
        return [(one, need(self.it.kind, one)) for one in fitting(self.it.kind)]

    @property
    def deals(self) -> bool:
        """Whether this reader is of the team."""
        return bool(self.team)

    @property
    def has_wording(self) -> bool:
        """Whether the team can take over what the member proposes, as it stands."""
        return bool(self.disposes) and isinstance(self.it.proposal, str) and self.it.block is not None


def thread(tx: Tx, reader: Reader, comment: UUID) -> Thread:
    """Raises Unknown, also where this reader may not see it."""
    door = review().door()
    it = comments.one(tx, door, reader, comment)
    held = rounds.one(tx, door, reader, it.round)
    deciders = _deciders(it, held, reader)
    version = drafts.version(tx, door, reader, it.draft, it.draft_version)
    text = _text(tx, reader, it, it.draft_version)
    latest = _text(tx, reader, it, version.latest)
    return Thread(
        it=it,
        version=version,
        round=held,
        replies=replies.of_comment(tx, door, reader, it),
        replies_as=_repliers(tx, it, reader),
        decides_late=deciders,
        late_reasons=lateness.reasons(tx, door, reader, it) if it.late else None,
        instructors=_instructors(tx, reader, held) if deciders else (),
        place=place_of(text, it.anchors),
        passage=marked_passage(text, it.block, it.anchors),
        others=pointed(text, it.anchors[1:]),
        is_section=any(anchor.section for anchor in it.anchors),
        steps=_steps(tx, door, reader, it),
        answering=_answering(tx, reader, it, version.latest),
        original=_original(tx, door, reader, it),
        disposes=disposers(it, reader),
        answers=_answerers(it, reader),
        withdraws=_own(it, reader, Permission.COMMENT) if it.state is CommentState.OPEN else (),
        widens=_own(it, reader, Permission.COMMENT) if _can_widen(it) else (),
        is_own=it.person == reader.person,
        team=offered(reader, Permission.DISPOSE),
        targets=list(range(version.latest + 1, it.draft_version, -1)),
        passages=[(number, f"{latest.name(number)} – {latest.snippet(number, OPTION)}") for number in latest.blocks],
    )


def _can_widen(it: comments.Comment) -> bool:
    return is_wider(Visibility.GROUP, it.visibility) and it.state is not CommentState.WITHDRAWN


def disposers(it: comments.Comment, reader: Reader) -> Sequence[Acting]:
    """The seats in which this reader may deal with a comment: never the own one."""
    closed = it.state in (CommentState.WITHDRAWN, CommentState.NOT_ADMITTED)
    if closed or it.person == reader.person or (it.state is CommentState.CONFIRMED and not it.unchanged):
        return ()
    return tuple(one for one in offered(reader, Permission.DISPOSE) if dealt_with_by(it.kind, one.capacity))


def _repliers(tx: Tx, it: comments.Comment, reader: Reader) -> Sequence[Acting]:
    """Its author in the capacity of the comment; team and chair in those of theirs in which they may read it."""
    if it.state is CommentState.WITHDRAWN:
        return ()
    if it.person == reader.person:
        return _own(it, reader, Permission.REPLY)
    team_and_chair = [one for one in offered(reader, Permission.REPLY) if cell(Permission.REPLY, one.capacity) != "o"]
    return reading_in(tx, reader, it, team_and_chair)


def _deciders(it: comments.Comment, held: rounds.Round, reader: Reader) -> Sequence[Acting]:
    waits = it.late and it.state in (CommentState.OPEN, CommentState.NOT_ADMITTED)
    return offered(reader, Permission.CONDUCT_ROUND, body_group=held.group) if waits else ()


def _instructors(tx: Tx, reader: Reader, held: rounds.Round) -> Sequence[tuple[str, str]]:
    found = offer(tx, review().door(), reader, Permission.CONDUCT_ROUND, held.evaluation, held.group)
    return found.instructed_by if found else ()


def _answerers(it: comments.Comment, reader: Reader) -> Sequence[Acting]:
    answerable = it.disposition is not None and it.state is not CommentState.WITHDRAWN
    return _own(it, reader, Permission.ANSWER_DISPOSITION) if answerable else ()


def _own(it: comments.Comment, reader: Reader, permission: Permission) -> Sequence[Acting]:
    """The capacity in which the comment was made comes first: it is the one to answer in."""
    if it.person != reader.person:
        return ()
    found = offered(reader, permission)
    same = [one for one in found if one.capacity is it.capacity and one.organisation == it.organisation]
    return same[:1] or found


def _text(tx: Tx, reader: Reader, it: comments.Comment, number: int) -> Text:
    entries = review().versions.entries(tx, it.evaluation, it.draft, number)
    root = drafts.bare(tx, it.evaluation, it.draft, number).root
    return text_of(entries, root, passages_door(it.evaluation, it.id), reader)


def _answering(tx: Tx, reader: Reader, it: comments.Comment, latest: int) -> Answering | None:
    if it.in_version is None:
        return None
    if it.in_version > latest:
        return Answering(it.in_version, it.answer_block, "", "", False)
    text = _text(tx, reader, it, it.in_version)
    block = it.answer_block if it.answer_block is not None else it.block
    return Answering(it.in_version, block, text.name(block), text.passage(block), True)


def _original(tx: Tx, door: Door, reader: Reader, it: comments.Comment) -> comments.Comment | None:
    if it.duplicate_of is None:
        return None
    seen = (one for one in comments.of_evaluation(tx, door, reader, it.evaluation) if one.id == it.duplicate_of)
    return next(seen, None)


class _Shut:
    """A door that opens nothing."""

    def open(self, sealed: Sealed | None, reader: Reader) -> Words:
        return Lost.UNREADABLE if sealed else ""

    def open_all(self, sealed: Iterable[Sealed | None], reader: Reader) -> Mapping[Sealed | None, Words]:
        return {one: self.open(one, reader) for one in (*sealed, None)}


def evaluation_of(tx: Tx, comment: UUID) -> UUID:
    """To which evaluation a comment belongs, so that its reader can be known; no text is opened. Raises Unknown."""
    here = review().installation.id
    finder = Acting(person=here, seat=here, capacity=Capacity.AUDITOR)
    return comments.one(tx, _Shut(), Reader(person=here, holds=(finder,), moment=0), comment).evaluation


# -- history


def _steps(tx: Tx, door: Door, reader: Reader, it: comments.Comment) -> list[Step]:
    lines = trail.of_stream(tx, it.evaluation, it.id)
    veils = Veils(tx, reader, it.evaluation)
    records = [veils.drawn_over(review().record(tx, it.evaluation, line.position)) for line in lines]
    names = Names(tx, door, reader, (one.envelope.person for one in records))
    return [_step(one, veils.over(one.position) or names[one.envelope.person], door, reader) for one in records]


def _step(one: Recorded, name: Name, door: Door, reader: Reader) -> Step:
    sentence, sealed = _told(one)
    words = door.open_all([text for _, text in sealed], reader)
    by = one.envelope
    texts = [(title, words[text]) for title, text in sealed if text is not None]
    return Step(one.at, name, by.on_behalf_of, by.capacity, sentence, texts)


def _told(one: Recorded) -> tuple[str, Iterable[tuple[str, Sealed | None]]]:
    """What happened, and the texts that came with it."""
    match one.event:
        case CommentRaised() as event:
            if event.spoken is not None and event.spoken.meeting is None:
                return gettext("read in what the member wrote in Word"), ()
            if event.spoken is not None:
                return gettext("entered what the member said at a meeting"), ()
            late = gettext("made the comment, after the deadline") if event.late else gettext("made the comment")
            return late, ()
        case CommentDisposed() as event:
            sentence = gettext("dealt with it: %(disposition)s", disposition=label(event.disposition))
            if event.wording_taken:
                sentence = gettext("took over the proposed wording")
            if event.in_version:
                where = gettext("in version %(number)s", number=event.in_version)
                sentence = f"{sentence}, {where}"
            return sentence, ((gettext("Reasons"), event.motive), (gettext("Evidence"), event.evidence))
        case CommentUnchanged() as event:
            return gettext(
                "submitted version %(number)s, in which this passage reads as before", number=event.in_version
            ), ()
        case CommentConfirmed():
            return gettext("is satisfied with what was done"), ()
        case CommentWidened() as event:
            return gettext("lets more people read it: %(visibility)s", visibility=label(event.visibility)), ()
        case CommentReplied() as event:
            said = gettext("entered what somebody else answered") if event.speaker else gettext("replied")
            return said, ((gettext("Reply"), event.text),)
        case LateDecided() as event:
            said = gettext("took it along, though it came late") if event.admitted else gettext("did not take it along")
            return said, ((gettext("Reasons"), event.motive),)
        case CommentPlaced() as event:
            where = gettext("said where it stands in version %(number)s", number=event.draft_version)
            return where, ((gettext("Reasons"), event.motive),)
        case CommentMaintained() as event:
            return gettext("maintains the objection"), ((gettext("Reasons"), event.motive),)
        case CommentWithdrawn() as event:
            return gettext("withdrew the comment"), ((gettext("Reasons"), event.motive),)
    return one.event.NAME, ()
