"""Reading a returned review copy in: what members wrote in Word, comments and answers, becomes theirs here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from review.application import EvaluationCommand, Review, Work
from review.commands import own_copies
from review.domain import texts
from review.domain.acts import Acting, Reader
from review.domain.anchors import MARKS_LIMIT, Mark, anchored
from review.domain.comments import Comment, CommentRaised, Spoken
from review.domain.copies import CopyImported
from review.domain.errors import (
    Missing,
    NoSuchChoice,
    NoSuchPassage,
    NotInvited,
    NotTheAuthor,
    SpokenAloud,
    TooLong,
    Unknown,
)
from review.domain.permissions import Permission, cell
from review.domain.replies import reply, require_speaker
from review.domain.rounds import Round
from review.domain.vocabulary import CommentKind, RoundMode
from review.passages import require_words, texts_under_review
from review.projections import attending, copies, holdings, remarks
from review.store.vault import Sealer

MOST = 300
"""Comments of one copy that are read in at a time; reading the rest of the file again doubles nothing."""
Spot = tuple[int, int, int]


class Line(NamedTuple):
    """A comment out of a copy; ``seat`` None is the seat of whoever brings it. ``spots``: block, from, to.

    ``answers``: the comment here that it answers, or the place in the lines of one that came in the same file.
    """

    seat: UUID | None
    kind: CommentKind
    text: str
    proposal: str = ""
    spots: tuple[Spot, ...] = ()
    answers: UUID | int | None = None


class _Standing(NamedTuple):
    """Where a comment of the file stands now, whose it is, and whether it stood there before."""

    stream: UUID
    seat: UUID
    known: bool


@dataclass(frozen=True, kw_only=True)
class ImportReviewCopy(EvaluationCommand):
    """The comments of a returned copy are raised, its answers are given, each as its member's; nothing is doubled.

    A member brings the own copy: its comments become drafts of the own set, and no record tells of them. Team lead and
    secretary bring the copies of members. Who answers a comment in Word must be
    one who may answer it here. ``fingerprint`` is the SHA-256 of the file.
    """

    needs: ClassVar[Permission] = Permission.IMPORT_COPY
    round: UUID
    lines: tuple[Line, ...]
    name: str
    fingerprint: str

    def prepare(self, review: Review, sealer: Sealer) -> Mapping[int, str]:
        return texts_under_review(review, self.evaluation, self.round)

    def execute(self, work: Work) -> None:
        it = work.load(Round, self.round)
        it.require_open()
        if it.mode is RoundMode.PSEUDONYMOUS:
            raise SpokenAloud(what="copy")
        if it.draft is None:
            raise Unknown(what="round")
        if not self.lines:
            raise Missing(field="lines")
        if len(self.lines) > MOST:
            raise TooLong(field="lines", limit=MOST)
        standing: dict[int, _Standing] = {}
        own: dict[int, own_copies.Own] = {}
        raised = list(self._raised(work, it, it.draft, standing, own))
        lines = list(self._joined(own))
        replied = self._replied(work, it, standing, lines)
        own_copies.keep(work, it, own, self._kinds(work, it.draft, it.draft_version))
        if raised or replied:
            known = len(lines) + len(standing) - len(raised) - replied
            work.begin(self._imported(work, it, it.draft, raised, replied, known))

    def _kinds(self, work: Work, draft: UUID, number: int) -> Mapping[int, str]:
        entries = work.review.versions.entries(work.tx, work.log, draft, number)
        return {block: entry.kind for block, entry in entries.items()}

    def _joined(self, own: dict[int, own_copies.Own]) -> Iterator[Line]:
        """The answers that are given at once; what a member wrote below an own comment goes along with that draft."""
        for line in self.lines:
            if isinstance(line.answers, int) and line.answers in own:
                text = texts.required(line.text, "text", texts.COMMENT_LIMIT)
                own[line.answers] = own[line.answers].followed_by(text)
            elif line.answers is not None:
                yield line

    def _imported(
        self, work: Work, it: Round, draft: UUID, raised: list[CommentRaised], replied: int, known: int
    ) -> CopyImported:
        return CopyImported(
            round=it.id,
            draft=draft,
            draft_version=it.draft_version,
            comments=len(raised),
            proposals=sum(one.proposal is not None for one in raised),
            replies=replied,
            known=known,
            name=work.seal(texts.optional(self.name, "name", texts.TITLE_LIMIT) or "-"),
            fingerprint=work.seal(self.fingerprint[:64]),
        )

    def _raised(
        self, work: Work, it: Round, draft: UUID, standing: dict[int, _Standing], own: dict[int, own_copies.Own]
    ) -> Iterator[CommentRaised]:
        """Every comment of somebody else that is new is recorded; ``own`` gets those of whoever brings the file.

        ``standing`` learns where each line of the file stands.
        """
        system = Reader(person=work.review.installation.id, moment=work.now)
        found = copies.known(work.tx, work.review.door(), system, draft, it.draft_version)
        known = {(one.seat, one.place, one.text, one.proposal): one.id for one in found}
        entries = work.review.versions.entries(work.tx, work.log, draft, it.draft_version)
        kinds = {block: entry.kind for block, entry in entries.items()}
        begun: set[UUID] = set()
        for at, line in self._comments():
            seat = self._seat(work, it, line)
            text = texts.required(line.text, "text", texts.COMMENT_LIMIT)
            proposal = texts.optional(line.proposal, "proposal", texts.COMMENT_LIMIT)
            marks = _marks(line.spots, work.prepared)
            same = (seat, tuple(map(_place, marks)), text, proposal or "")
            if same not in known:
                require_words(work.tx, work.log, entries, marks)
                if seat == work.acting.seat:
                    own[at] = own_copies.Own(marks, line.kind, text, proposal or "")
                    continue
                spoken = self._spoken(work, seat)
                event = CommentRaised(
                    **self._place(work, it, draft),
                    anchors=anchored(marks, work.prepared, kinds, work.seal),
                    kind=line.kind,
                    text=work.seal(text),
                    proposal=work.seal_optional(proposal),
                    speaker=None if spoken is None else seat,
                    spoken=spoken,
                )
                known[same] = work.begin(event)
                begun.add(known[same])
                yield event
            standing[at] = _Standing(known[same], seat, known[same] not in begun)

    def _place(self, work: Work, it: Round, draft: UUID) -> dict[str, Any]:
        """What every comment of the file has in common, but its number."""
        return {
            "number": work.next_number("comments"),
            "round": it.id,
            "draft": draft,
            "draft_version": it.draft_version,
            "late": work.now > it.closes_at,
        }

    def _comments(self) -> Iterator[tuple[int, Line]]:
        return ((at, line) for at, line in enumerate(self.lines) if line.answers is None)

    def _replied(self, work: Work, it: Round, standing: Mapping[int, _Standing], answers: Sequence[Line]) -> int:
        """How many answers are new; each is recorded at its comment."""
        if not answers:
            return 0
        sitting = holdings.sitting(work.tx, work.log, work.now)
        threads = [self._thread(work, line, standing, sitting) for line in answers]
        system = Reader(person=work.review.installation.id, moment=work.now)
        before = {comment.id for comment, _, begun in threads if not begun}
        said = set(copies.said(work.tx, work.review.door(), system, before))
        count = 0
        for line, (comment, author, begun) in zip(answers, threads, strict=True):
            speaker = self._speaker(work, it, line, sitting)
            require_speaker(speaker, author)
            if not begun:
                remarks.require_seen(work.tx, _alone(speaker, work), remarks.bare(work.tx, work.log, comment.id))
            text = texts.required(line.text, "text", texts.COMMENT_LIMIT)
            if (comment.id, speaker.person, text) in said:
                continue
            said.add((comment.id, speaker.person, text))
            entered = None if speaker.seat == work.acting.seat else speaker.seat
            work.keep(comment, reply(comment, work.seal(text), entered))
            count += 1
        return count

    def _thread(
        self, work: Work, line: Line, standing: Mapping[int, _Standing], sitting: Mapping[UUID, Acting]
    ) -> tuple[Comment, UUID, bool]:
        """The comment that a line answers, its author, and whether it began in this act.

        Who brings a file need not see here what the file itself shows in the words of its author; what it only names
        must be there for both. Raises Unknown, NoSuchChoice, or SpokenAloud where its author speaks under a pseudonym.
        """
        if isinstance(line.answers, UUID):
            found = remarks.bare(work.tx, work.log, line.answers)
            remarks.require_seen(work.tx, _alone(work.acting, work), found)
            if found.facts.mode is RoundMode.PSEUDONYMOUS:
                raise SpokenAloud(what="copy")
            return work.load(Comment, found.id), found.author, False
        stands = standing.get(line.answers if line.answers is not None else -1)
        if stands is None:
            raise NoSuchChoice(field="lines", value=str(line.answers))
        author = sitting[stands.seat].person
        if stands.known:
            return work.load(Comment, stands.stream), author, False
        return Comment(id=stands.stream, version=1), author, True

    def _speaker(self, work: Work, it: Round, line: Line, sitting: Mapping[UUID, Acting]) -> Acting:
        """Who says it: a member who was asked, or whoever brings the file."""
        if line.seat in (None, work.acting.seat):
            return work.acting
        return sitting[self._seat(work, it, line)]

    def _seat(self, work: Work, it: Round, line: Line) -> UUID:
        """Whose comment it is: the own one, or for team lead and secretary that of a member who was asked."""
        seat = line.seat or work.acting.seat
        if cell(self.needs, work.acting.capacity) == "o" and seat != work.acting.seat:
            raise NotTheAuthor()
        if seat not in it.seats:
            raise NotInvited()
        return seat

    def _spoken(self, work: Work, seat: UUID) -> Spoken | None:
        if seat == work.acting.seat:
            return None
        person, capacity, organisation = attending.seat_facts(work.tx, self.evaluation, seat)
        return Spoken(person=person, capacity=capacity, organisation=organisation)


def _alone(acting: Acting, work: Work) -> Reader:
    """Somebody in one capacity only: what another seat of theirs shows does not count."""
    return Reader(person=acting.person, holds=(acting,), moment=work.now)


def _marks(spots: tuple[Spot, ...], passages: Mapping[int, str]) -> tuple[Mark, ...]:
    """A range that covers a whole passage, or nothing of it, is about the passage."""
    if len(spots) > MARKS_LIMIT:
        spots = spots[:1]
    return tuple(_mark(spot, passages) for spot in spots)


def _mark(spot: Spot, passages: Mapping[int, str]) -> Mark:
    block, start, end = spot
    if block not in passages:
        raise NoSuchPassage(block=block)
    words = passages[block][start:end]
    if not words.strip() or words.strip() == passages[block].strip():
        return Mark(block=block)
    return Mark(block=block, words=words, start=start)


def _place(mark: Mark) -> tuple[int, int | None, int | None]:
    if not mark.words or mark.start is None:
        return mark.block, None, None
    return mark.block, mark.start, mark.start + len(mark.words)
