"""Tracks: planning one, giving it out, starting, postponing, resuming, reassigning, dropping, delivering, accepting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.commands.revising import move_along
from review.domain import dates, texts
from review.domain.acts import Sealed
from review.domain.errors import NoSuchChoice
from review.domain.permissions import Permission
from review.domain.planning import RevisionGround
from review.domain.risks import Risk
from review.domain.tracks import (
    Track,
    TrackContracted,
    TrackKind,
    TrackPlanned,
    TrackPostponed,
    TrackReassigned,
    TrackResumed,
    TrackReturned,
    TrackStarted,
)
from review.projections import tracks

Moves = tuple[tuple[int, str], ...]


def _need(work: Work, text: str, field: str, limit: int = texts.NOTE_LIMIT) -> Sealed:
    return work.seal(texts.required(text, field, limit))


def _may(work: Work, text: str, field: str) -> Sealed | None:
    return work.seal_optional(texts.optional(text, field))


def _seat(work: Work, seat: UUID | None) -> UUID | None:
    """Raises NoSuchChoice for a seat that is none of the evaluation team now."""
    if seat is not None and seat not in tracks.team(work.tx, work.log, work.now):
        raise NoSuchChoice(field="done_by", value=str(seat))
    return seat


@dataclass(frozen=True, kw_only=True)
class PlanTrack(EvaluationCommand):
    """A part of the research is planned: of which kind, for which questions, by whom, and for when."""

    needs: ClassVar[Permission] = Permission.RUN_TRACK
    kind: TrackKind
    title: str
    questions: str = ""
    main_question: bool = False
    done_by: UUID | None = None
    due: str = ""  #: a code of ISO 8601-2

    def execute(self, work: Work) -> None:
        planned = TrackPlanned(
            number=tracks.next_number(work.tx, work.log),
            kind=self.kind,
            title=_need(work, self.title, "title", texts.TITLE_LIMIT),
            questions=_may(work, self.questions, "questions"),
            main_question=self.main_question,
            seat=_seat(work, self.done_by),
            due=dates.when(self.due) if self.due else None,
        )
        work.begin(planned)


@dataclass(frozen=True, kw_only=True)
class ContractTrack(EvaluationCommand):
    """A track is given out to a party."""

    needs: ClassVar[Permission] = Permission.RUN_TRACK
    track: UUID
    party: str
    done_by: UUID | None = None

    def execute(self, work: Work) -> None:
        it = work.load(Track, self.track)
        it.require(TrackContracted)
        party = _need(work, self.party, "party", texts.TITLE_LIMIT)
        work.keep(it, TrackContracted(party=party, seat=_seat(work, self.done_by)))


@dataclass(frozen=True, kw_only=True)
class StartTrack(EvaluationCommand):
    """The work on a track begins."""

    needs: ClassVar[Permission] = Permission.RUN_TRACK
    track: UUID

    def execute(self, work: Work) -> None:
        it = work.load(Track, self.track)
        it.require(TrackStarted)
        work.keep(it, TrackStarted())


@dataclass(frozen=True, kw_only=True)
class PostponeTrack(EvaluationCommand):
    """A track waits: which risk came true, what was chosen, and what that does to the planning, in one act.

    ``registered`` and ``chosen`` name a risk of the register and one of its options; then they need not be told again.
    """

    needs: ClassVar[Permission] = Permission.RUN_TRACK
    track: UUID
    effect: str
    risk: str = ""
    option: str = ""
    registered: UUID | None = None
    chosen: int | None = None
    due: str = ""
    ground: RevisionGround = RevisionGround.OTHER
    moves: Moves = ()

    def execute(self, work: Work) -> None:
        it = work.load(Track, self.track)
        it.require(TrackPostponed)
        number = self._number(work)
        postponed = TrackPostponed(
            risk=_need(work, self.risk or number, "risk"),
            option=_need(work, self.option or (number and f"{number}.{self.chosen}"), "option"),
            effect=_need(work, self.effect, "effect"),
            due=dates.when(self.due) if self.due else None,
            registered=self.registered,
            chosen=self.chosen,
        )
        work.keep(it, postponed)
        move_along(work, self.ground, self.effect, self.moves, it.id)

    def _number(self, work: Work) -> str:
        """What the register calls the risk; empty without one. Raises NoSuchChoice where it has no such option."""
        if self.registered is None:
            return ""
        risk = work.load(Risk, self.registered)
        if not risk.version or risk.closed or self.chosen not in risk.options:
            raise NoSuchChoice(field="registered", value=str(self.registered))
        return f"R{risk.number}"


@dataclass(frozen=True, kw_only=True)
class ResumeTrack(EvaluationCommand):
    """A track that waited goes on."""

    needs: ClassVar[Permission] = Permission.RUN_TRACK
    track: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Track, self.track)
        it.require(TrackResumed)
        work.keep(it, TrackResumed(motive=_need(work, self.motive, "motive")))


@dataclass(frozen=True, kw_only=True)
class ReassignTrack(EvaluationCommand):
    """Somebody else goes on with a track: another party, or a member of the team."""

    needs: ClassVar[Permission] = Permission.RUN_TRACK
    track: UUID
    motive: str
    party: str = ""
    done_by: UUID | None = None

    def execute(self, work: Work) -> None:
        it = work.load(Track, self.track)
        it.require(TrackReassigned)
        party = texts.optional(self.party, "party", texts.TITLE_LIMIT)
        again = TrackReassigned(
            motive=_need(work, self.motive, "motive"),
            party=work.seal_optional(party),
            seat=_seat(work, self.done_by),
        )
        work.keep(it, again)


@dataclass(frozen=True, kw_only=True)
class DropTrack(EvaluationCommand):
    """A track is given up, with the reason and with what becomes of its questions."""

    needs: ClassVar[Permission] = Permission.RUN_TRACK
    track: UUID
    motive: str
    effect: str
    main_question: bool = False

    def execute(self, work: Work) -> None:
        """Raises DirectorNeeded where a main question is affected (condition 15)."""
        it = work.load(Track, self.track)
        motive, effect = _need(work, self.motive, "motive"), _need(work, self.effect, "effect")
        work.keep(it, it.drop(work.acting, motive, effect, main_question=self.main_question))


@dataclass(frozen=True, kw_only=True)
class DeliverTrack(EvaluationCommand):
    """What a track was to bring is there."""

    needs: ClassVar[Permission] = Permission.DELIVER_TRACK
    track: UUID
    note: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Track, self.track)
        work.keep(it, it.deliver(work.acting, _may(work, self.note, "note")))


@dataclass(frozen=True, kw_only=True)
class ReturnTrack(EvaluationCommand):
    """What was delivered is not what was asked: the track runs again, with the reason."""

    needs: ClassVar[Permission] = Permission.ACCEPT_TRACK
    track: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Track, self.track)
        it.require(TrackReturned)
        work.keep(it, TrackReturned(motive=_need(work, self.motive, "motive")))


@dataclass(frozen=True, kw_only=True)
class AcceptTrack(EvaluationCommand):
    """The team lead accepts what was delivered."""

    needs: ClassVar[Permission] = Permission.ACCEPT_TRACK
    track: UUID
    note: str = ""

    def execute(self, work: Work) -> None:
        """Raises OwnTrack: an external author does not accept the own work."""
        it = work.load(Track, self.track)
        author = tracks.holder(work.tx, it.seat)
        work.keep(it, it.accept(work.person, author, _may(work, self.note, "note")))
