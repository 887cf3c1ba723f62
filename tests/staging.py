"""A world in which a play of ``leaking`` is performed, move by move."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from review.application import uuid7
from review.commands.comments import RaiseComment, WithdrawComment
from review.commands.dispositions import DisposeComment, MaintainComment
from review.commands.groups import AppointActing, AssignSections
from review.commands.lateness import DecideLateComment
from review.commands.meetings import EnterSpoken, RecordMeeting
from review.commands.replies import ReplyToComment
from review.commands.rounds import CloseRound, OpenRound, SubmitResponse
from review.commands.sets import KeepUnsubmitted
from review.commands.unmasking import UnmaskRound
from review.commands.widening import WidenComment
from review.domain.vocabulary import (
    CommentKind,
    DocumentKind,
    RoundMode,
    Visibility,
)
from review.projections import drafts
from tests.given import World
from tests.leaking import BLOCKS, GONE, MEMBERS, MINUTE, REWORDED, RG, Answer, Kept, Play, Remark
from tests.texts import TERMS_OF_REFERENCE


class Drawn(Random):
    """Chance that draws the lots it was told to."""

    def __init__(self, lots: tuple[int, ...]) -> None:
        super().__init__(0)
        self.lots = lots

    def sample(self, population: Any, k: int, *, counts: Any = None) -> list[int]:
        return list(self.lots)


@dataclass
class Stage:
    """A world in which a play is performed; every move takes a minute, and looking takes none."""

    world: World
    round: UUID = field(init=False)
    meeting: UUID = field(init=False)
    begun: int = field(init=False)
    comments: dict[int, UUID] = field(default_factory=dict)

    def perform(self, play: Play) -> None:
        world = self.world
        world.clock.step = 0
        self.begun = world.clock.now
        world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
        world.review.chance = Drawn(play.lots)
        self._appoint_deputy()
        self._assign()
        self._open(play.mode)
        self._meet(play)
        answers = dict(enumerate(play.answers))
        for index, it in enumerate(play.remarks):
            self._raise(it)
            if it.withdrawn:
                self.do(it.author, WithdrawComment(**self._of(it), motive=it.words("spijt")))
            if it.widened:
                self.do(it.author, WidenComment(**self._of(it), visibility=Visibility.GROUP))
            if it.replied:
                self.do("the evaluator", ReplyToComment(**self._of(it), text=it.words("vraag")))
                self.do(it.author, ReplyToComment(**self._of(it), text=it.words("weerwoord")))
            if index in answers and index > 3:
                self._answer(answers.pop(index))
        for answer in answers.values():
            self._answer(answer)
        for kept in play.kept:
            self._keep(kept)
        if play.unmasked:
            self.do(
                "the auditor", UnmaskRound(evaluation=world.known.evaluation, round=self.round, motive="Een melding.")
            )
        for it in play.late:
            world.clock.now = max(world.clock.now, world.in_days(15))
            self._raise(it)
        if play.closed:
            closed = CloseRound(evaluation=world.known.evaluation, round=self.round, motive="Genoeg gehoord.")
            self.do("the chair of the reference group", closed)
        self._decide_on_late(play)
        self._deal_with(play)
        if play.revised:
            self._revise()
        for it in play.more:
            self._raise(it)
        world.clock.now = world.in_days(1)

    def _revise(self) -> None:
        """At one moment, however much was said before; what was accepted for another passage is then unkept."""
        blocks = [text for at, text in enumerate(TERMS_OF_REFERENCE, 1) if at != GONE]
        blocks[REWORDED - 1] = blocks[REWORDED - 1].replace("beschrijven", "gaan over")
        self.world.clock.now = max(self.world.clock.now, self.begun + 120 * MINUTE)
        self.world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE, blocks)

    def _deal_with(self, play: Play) -> None:
        for it in play.remarks:
            if it.disposition is not None:
                motive = it.words("motief")
                dealt = DisposeComment(**self._of(it), disposition=it.disposition, motive=motive)
                self.do("the team lead", dealt)
            if it.maintained:
                self.do(it.author, MaintainComment(**self._of(it), motive=it.words("bezwaar")))

    def do(self, who: str, command: Any) -> UUID:
        self.world.clock.now += MINUTE
        return self.world.do(who, command).subject

    def _of(self, it: Remark) -> dict[str, UUID]:
        return {"evaluation": self.world.known.evaluation, "comment": self.comments[it.number]}

    def _assign(self) -> None:
        """The adviser remarks on what was assigned: here that is everything."""
        world = self.world
        draft, (_, seat) = world.known.drafts[DocumentKind.TERMS_OF_REFERENCE], world.known.seats["the adviser"]
        sections = tuple(at for at, text in enumerate(TERMS_OF_REFERENCE, 1) if text.startswith("#"))
        assigned = AssignSections(evaluation=world.known.evaluation, seat=seat, draft=draft, sections=sections)
        self.do("the director", assigned)

    def _appoint_deputy(self) -> None:
        seats = self.world.known.seats
        acting = AppointActing(
            evaluation=self.world.known.evaluation,
            seat=seats["the deputy chair"][1],
            chair=seats["the chair of the reference group"][1],
            motive="Op reis.",
        )
        self.do("the director", acting)

    def _open(self, mode: RoundMode) -> None:
        known = self.world.known
        draft = known.drafts[DocumentKind.TERMS_OF_REFERENCE]
        with self.world.review.reading() as tx:
            number = drafts.bare(tx, known.evaluation, draft).number
        opened = OpenRound(
            evaluation=known.evaluation,
            draft=draft,
            number=number,
            body=RG,
            mode=mode,
            closes_at=self.world.in_days(14),
        )
        self.round = known.rounds[RG] = self.do("the chair of the reference group", opened)

    def _meet(self, play: Play) -> None:
        if any(it.spoken for it in play.remarks):
            seats = self.world.known.seats
            held = RecordMeeting(
                evaluation=self.world.known.evaluation,
                body=RG,
                occurred_on=self.world.today(),
                place="Zaal 3",
                subject="De afbakening.",
                present=tuple(seats[member][1] for member in MEMBERS),
                round=self.round,
            )
            self.meeting = self.do("the team lead", held)

    def _decide_on_late(self, play: Play) -> None:
        """The chair says whether what came after the deadline counts, once a chair may read it."""
        if play.closed or play.mode in (RoundMode.OPEN, RoundMode.PSEUDONYMOUS):
            for it in play.late:
                decided = DecideLateComment(**self._of(it), admitted=bool(it.admitted), motive=it.words("telaat"))
                self.do("the chair of the reference group", decided)

    def _speak(self, it: Remark) -> UUID:
        spoken = EnterSpoken(
            evaluation=self.world.known.evaluation,
            meeting=self.meeting,
            speaker=self.world.known.seats[it.author][1],
            block=it.block,
            kind=it.kind,
            text=it.words("tekst"),
        )
        return self.do("the team lead", spoken)

    def _raise(self, it: Remark) -> None:
        if it.spoken:
            self.comments[it.number] = self._speak(it)
            self.world.known.comments.append(self.comments[it.number])
            return
        raised = RaiseComment(
            evaluation=self.world.known.evaluation,
            round=self.round,
            block=it.block,
            kind=it.kind,
            text=it.words("tekst"),
            proposal=it.words("voorstel"),
            visibility=it.visibility,
        )
        self.comments[it.number] = self.do(it.author, raised)
        self.world.known.comments.append(self.comments[it.number])

    def _keep(self, it: Kept) -> None:
        draft = KeepUnsubmitted(
            evaluation=self.world.known.evaluation,
            round=self.round,
            unsubmitted=uuid7(),
            hand=uuid7(),
            block=BLOCKS[0],
            kind=CommentKind.METHOD,
            text=it.words,
        )
        self.world.do(it.member, draft)

    def _answer(self, it: Answer) -> None:
        responded = SubmitResponse(
            evaluation=self.world.known.evaluation, round=self.round, position=it.position, remark=it.words
        )
        self.do(it.member, responded)
