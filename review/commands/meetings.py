"""Meetings: recording one, its minutes and what was agreed; and what a member said there about a passage."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.anchors import Anchor
from review.domain.comments import Comment, CommentRaised, Spoken
from review.domain.errors import NoSuchChoice, NoSuchPassage, NotInvited, SpokenAloud, Unknown
from review.domain.meetings import Meeting
from review.domain.permissions import Permission
from review.domain.rounds import Round
from review.domain.vocabulary import BodyKind, CommentKind, RoundMode
from review.projections import attending, discussions, groups, remarks

PLACE_LIMIT = 300
SUBJECT_LIMIT = 2_000
MINUTES_LIMIT = 100_000


@dataclass(frozen=True, kw_only=True)
class RecordMeeting(EvaluationCommand):
    """A group met: on a day, at a place, on a subject, with some present and others absent (rule A3)."""

    needs: ClassVar[Permission] = Permission.RECORD_PRESENTATION
    body: BodyKind
    occurred_on: date
    place: str
    subject: str
    present: tuple[UUID, ...]
    round: UUID | None = None

    def execute(self, work: Work) -> None:
        group = groups.group_of(work.tx, self.evaluation, self.body)
        if group is None:
            raise NoSuchChoice(field="body", value=self.body)
        self._require_round(work, group)
        held = Meeting.hold(
            (group, self.body),
            attending.last_number(work.tx, group) + 1,
            self.occurred_on,
            work.seal(texts.required(self.place, "place", PLACE_LIMIT)),
            work.seal(texts.required(self.subject, "subject", SUBJECT_LIMIT)),
            *self._attendance(work, group),
            self.round,
            work.today,
        )
        work.begin(held)

    def _require_round(self, work: Work, group: UUID) -> None:
        if self.round is not None and work.load(Round, self.round).group != group:
            raise NoSuchChoice(field="round", value=str(self.round))

    def _attendance(self, work: Work, group: UUID) -> tuple[tuple[UUID, ...], tuple[UUID, ...]]:
        """Who was there, and the members of the group that day who were not.

        Whoever sits in several groups was there as a member of this one, whichever of the seats was named.
        """
        held = attending.seats_on(work.tx, self.evaluation, self.occurred_on)
        if strangers := set(self.present) - held.keys():
            raise NoSuchChoice(field="present", value=str(min(strangers)))
        there = {held[seat][1] for seat in self.present}
        members = {person for of, person in held.values() if of == group}
        present = tuple(
            seat
            for seat, (of, person) in held.items()
            if person in there and (of == group if person in members else seat in self.present)
        )
        return present, tuple(seat for seat, (of, _) in held.items() if of == group and seat not in present)


@dataclass(frozen=True, kw_only=True)
class _AtMeeting(EvaluationCommand):
    """What the acts on a meeting have in common."""

    needs: ClassVar[Permission] = Permission.RECORD_PRESENTATION
    meeting: UUID


@dataclass(frozen=True, kw_only=True)
class RecordMinutes(_AtMeeting):
    """The minutes of a meeting, or a correction of them; they name the comments that were discussed.

    A comment that earlier minutes of the meeting named stays so: what was said there is not taken away.
    """

    text: str
    discussed: tuple[UUID, ...] = ()

    def execute(self, work: Work) -> None:
        it = work.load(Meeting, self.meeting)
        it.require_known()
        work.keep(it, it.record_minutes(work.seal(texts.required(self.text, "text", MINUTES_LIMIT))))
        named = discussions.at_meeting(work.tx, it.id)
        for one in dict.fromkeys(self.discussed):
            if one not in named:
                self._discuss(work, it, one)

    def _discuss(self, work: Work, it: Meeting, comment: UUID) -> None:
        """Raises Unknown for a comment the recorder may not read, NoSuchChoice for one of another group."""
        found = remarks.bare(work.tx, self.evaluation, comment)
        remarks.require_seen(work.tx, Reader(person=work.person, holds=(work.acting,), moment=work.now), found)
        if remarks.group_of(work.tx, self.evaluation, comment) != it.group:
            raise NoSuchChoice(field="discussed", value=str(comment))
        said = work.load(Comment, comment)
        work.keep(said, said.discuss(it.id))


@dataclass(frozen=True, kw_only=True)
class AgreeAction(_AtMeeting):
    """It was agreed who will do what, if wanted by when."""

    seat: UUID
    what: str
    due_on: date | None = None

    def execute(self, work: Work) -> None:
        it = work.load(Meeting, self.meeting)
        what = work.seal(texts.required(self.what, "what", SUBJECT_LIMIT))
        work.keep(it, it.agree(self.seat, what, self.due_on))


@dataclass(frozen=True, kw_only=True)
class CompleteAction(_AtMeeting):
    """What was agreed has been done."""

    number: int
    remark: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Meeting, self.meeting)
        remark = work.seal_optional(texts.optional(self.remark, "remark", SUBJECT_LIMIT))
        work.keep(it, it.complete(self.number, remark))


@dataclass(frozen=True, kw_only=True)
class EnterSpoken(_AtMeeting):
    """What a member said at the meeting about a passage becomes that member's comment in the round discussed there."""

    speaker: UUID
    block: int | None
    kind: CommentKind
    text: str

    def execute(self, work: Work) -> None:
        it = work.load(Meeting, self.meeting)
        it.require_present(self.speaker)
        if it.round is None:
            raise Unknown(what="round")
        asked = work.load(Round, it.round)
        asked.require_open()
        if asked.mode is RoundMode.PSEUDONYMOUS:
            raise SpokenAloud()
        if self.speaker not in asked.seats or asked.draft is None:
            raise NotInvited()
        if self.block is not None and self.block not in work.review.blocks_of(
            work.tx, work.log, asked.draft, asked.draft_version
        ):
            raise NoSuchPassage(block=self.block)
        text = work.seal(texts.required(self.text, "text", texts.COMMENT_LIMIT))
        person, capacity, organisation = attending.seat_facts(work.tx, self.evaluation, self.speaker)
        raised = CommentRaised(
            number=work.next_number("comments"),
            round=asked.id,
            draft=asked.draft,
            draft_version=asked.draft_version,
            anchors=() if self.block is None else (Anchor(block=self.block),),
            kind=self.kind,
            text=text,
            late=work.now > asked.closes_at,
            speaker=self.speaker,
            spoken=Spoken(meeting=it.id, person=person, capacity=capacity, organisation=organisation),
        )
        work.begin(raised)
