"""What has to happen beside the documents, and for whom does it wait? Research, meetings, signals, suspension, file.

Pure: computed from rows that ``beside`` read, for one evaluation and one reader.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from review.domain.acts import Reader
from review.domain.dates import when
from review.domain.evaluations import Halt
from review.domain.filing import ClosingAgreed, ReopeningAgreed, TransferAgreed
from review.domain.gates import Ground
from review.domain.moments import day_of, end_of, start_of
from review.domain.planning import heartbeat
from review.domain.signals import assessors, sees_signal
from review.domain.tracks import DONE, TrackState
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind
from review.projections.affairs import Affair
from review.projections.afterwards import Next
from review.projections.beside import Beside, can_close
from review.projections.damage import Rows
from review.projections.obligation import Obligation, What

C = Capacity
STEPS = {
    ClosingAgreed.NAME: Next.CLOSE_FILE,
    ReopeningAgreed.NAME: Next.REOPEN_FILE,
    TransferAgreed.NAME: Next.TRANSFER_FILE,
}
"""What one of the two agreed to, and what the other one is waited for."""


class Offices(msgspec.Struct, frozen=True):
    """Who holds those offices over the installation that something can wait for."""

    directors: tuple[UUID, ...]
    keepers: tuple[UUID, ...]  #: the records managers
    auditors: tuple[UUID, ...]


def obligations_beside(it: Affair, known: Beside, reader: Reader, offices: Offices) -> list[Obligation]:
    """All that waits in this evaluation besides its documents; of a suspended one what does not wait for its end."""
    return [] if Rows.SEATS in it.failed else list(_Beside(it, known, reader, offices).all())


class _Beside:
    def __init__(self, it: Affair, known: Beside, reader: Reader, offices: Offices) -> None:
        self.it = it
        self.known = known
        self.reader = reader
        self.offices = offices
        self.today = day_of(reader.moment)
        self.lead = it.people(C.TEAM_LEAD)
        self.course = it.evaluation.course

    def all(self) -> Iterator[Obligation]:
        yield from self._signals()
        halt = self.it.evaluation.halt
        if halt is Halt.SUSPENDED:
            yield from self._suspension()
        yield from self._file()
        if halt is None and self.course.report_approved is not None:
            yield from self._commitments()
        if halt is None and self.course.report_approved is None and self.lead:
            yield from self._research()
            yield from self._board()

    def _one(
        self, what: What, capacity: Capacity, awaited: Iterable[UUID], since: int, due: date | None = None, **more: Any
    ) -> Obligation:
        return Obligation(
            what=what,
            evaluation=self.it.id,
            title=self.it.title,
            capacity=capacity,
            awaited=tuple(dict.fromkeys(awaited)),
            since=since,
            due=None if due is None else end_of(due),
            **more,
        )

    # -- the research

    def _research(self) -> Iterator[Obligation]:
        approved, tracks = self.course.tor_approved, self.it.tracks
        for track in tracks:
            if track.state not in DONE:
                found = self._track(track, blocked=approved is None)
                if self._may_know(found):
                    yield found
        reported = any(draft.kind == DocumentKind.REPORT for draft in self.it.drafts)
        if approved is None or reported or {Ground.TRACKS, Rows.DOCUMENTS} & self.it.failed:
            return
        if not tracks:
            yield self._one(What.PLAN_TRACKS, C.TEAM_LEAD, self.lead, approved)
            return
        there = [one.since for one in tracks if one.state in (TrackState.DELIVERED, TrackState.ACCEPTED)]
        over = all(one.state in DONE for one in tracks)
        since = min(there, default=max(one.since for one in tracks)) if there or over else approved
        since = max(since, approved)
        yield self._one(What.SUBMIT_REPORT, C.TEAM_LEAD, self.lead, since, blocked=not (there or over))

    def _track(self, track: Any, *, blocked: bool) -> Obligation:
        """Whoever does it delivers it; the rest is the team lead's, who may start it before the others can."""
        about = {"subject": track.id, "number": track.number, "due": when(track.due).last if track.due else None}
        match track.state:
            case TrackState.RUNNING:
                capacity = C.EXTERNAL_RESEARCHER if track.external else C.EVALUATOR
                doers = (track.person,) if track.person else self.it.people(C.TEAM_LEAD, C.EVALUATOR)
                return self._one(What.DELIVER_TRACK, capacity, doers, track.since, **about)
            case TrackState.DELIVERED:
                others = [one for one in self.lead if not (track.external and one == track.person)]
                return self._one(What.ACCEPT_TRACK, C.TEAM_LEAD, others, track.since, **about)
            case TrackState.POSTPONED:
                return self._one(What.RESUME_TRACK, C.TEAM_LEAD, self.lead, track.since, **about)
        return self._one(What.START_TRACK, C.TEAM_LEAD, self.lead, track.since, blocked=blocked, **about)

    def _may_know(self, found: Obligation) -> bool:
        """Condition 4: an external researcher knows of the own track alone."""
        others = any(one.capacity is not C.EXTERNAL_RESEARCHER for one in self.reader.holds)
        return others or self.reader.person in found.awaited

    def _board(self) -> Iterator[Obligation]:
        """Rule G9: the sounding board and the team meet once in six weeks."""
        if {Rows.MEETINGS, Ground.ROUNDS} & self.it.failed:
            return
        asked = [one for one in self.it.rounds if one.body == BodyKind.SOUNDING_BOARD]
        days = [day_of(at) for one in asked for at in (one.opened_at, one.closed_at) if at is not None]
        beat = heartbeat(day_of(self.it.evaluation.opened_at), (*days, *self.known.met), self.today)
        if beat.overdue:
            seats = [one for one in self.it.seats if one.capacity is C.SECRETARY]
            own = [one.person for one in seats if one.body is BodyKind.SOUNDING_BOARD]
            people = [*(own or [one.person for one in seats]), *self.lead]
            since = end_of(beat.due_on)
            yield self._one(What.MEET_BOARD, C.SECRETARY, people, since, beat.due_on, body=BodyKind.SOUNDING_BOARD)

    # -- what goes on in a halted evaluation as well

    def _signals(self) -> Iterator[Obligation]:
        """Of a signal that this reader may not know of, nothing waits."""
        chairs = self.it.people(C.CHAIR)
        for signal in self.known.signals:
            if sees_signal(self.reader, signal.person, signal.about):
                concerned = (signal.person, signal.about)
                found = assessors(concerned, (*self.offices.directors, *chairs), self.offices.auditors)
                capacity = C.DIRECTOR if found.usual else C.AUDITOR
                yield self._one(What.ASSESS_SIGNAL, capacity, found.people, signal.at, subject=signal.id)

    def _suspension(self) -> Iterator[Obligation]:
        day = self.it.evaluation.review_on
        if day is not None and day <= self.today:
            yield self._one(What.REVIEW_SUSPENSION, C.DIRECTOR, self.offices.directors, start_of(day), day)

    # -- after the approval of the report

    def _commitments(self) -> Iterator[Obligation]:
        found = self.known.commitments
        if found:
            people = (*self.offices.directors, *self.it.people(C.SECRETARY))
            since, due = min(one.since for one in found), found[0].due_on
            yield self._one(What.FOLLOW_UP, C.DIRECTOR, people, since, due, count=len(found))

    def _file(self) -> Iterator[Obligation]:
        """Two close it: both are waited for until one agreed, and then the other one."""
        if Rows.AFTERWARDS in self.it.failed:
            return
        agreed = self.known.agreed if self.known.agreed is not None and self.known.agreed.name in STEPS else None
        step = STEPS[agreed.name] if agreed else Next.AGREE_CLOSING
        if not can_close(self.it) and step in (Next.CLOSE_FILE, Next.AGREE_CLOSING):
            return
        since = agreed.at if agreed else (self.it.evaluation.halted_at or self.course.published or 0)
        capacity, people = self._closers(agreed)
        if self.known.missing and step in (Next.CLOSE_FILE, Next.AGREE_CLOSING):
            missing = tuple(sorted(self.known.missing))
            yield self._one(What.CLEAR_CLOSING, capacity, people, since, missing=missing)
        else:
            yield self._one(What.FOLLOW, capacity, people, since, after=step)

    def _closers(self, agreed: Any) -> tuple[Capacity, tuple[UUID, ...]]:
        directors, keepers = self.offices.directors, self.offices.keepers
        if agreed is None:
            return C.DIRECTOR, (*directors, *keepers)
        if agreed.capacity == C.DIRECTOR:
            return C.RECORDS_MANAGER, tuple(one for one in keepers if one != agreed.person)
        return C.DIRECTOR, tuple(one for one in directors if one != agreed.person)
