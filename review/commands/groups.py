"""Seating people, ending seats, and letting a deputy act for the chair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Sealed
from review.domain.assignments import assign
from review.domain.errors import NotPermitted, OtherGroup, OverlapMotiveNeeded, SeatTaken, Unknown
from review.domain.groups import Group, Seat
from review.domain.overlaps import Role, clashing
from review.domain.permissions import Permission
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import drafts, groups, overlaps, people


def require_own_group(work: Work, group: UUID | None) -> None:
    """A chair and a deputy seat people in the group they lead; the director in any."""
    leads = work.acting.capacity in (Capacity.CHAIR, Capacity.DEPUTY_CHAIR)
    if leads and group != work.acting.group:
        raise OtherGroup()


@dataclass(frozen=True, kw_only=True)
class GiveSeat(EvaluationCommand):
    """Somebody takes a seat in a group: in a capacity, on behalf of an organisation, for a period."""

    needs: ClassVar[Permission] = Permission.GIVE_SEAT
    body: BodyKind
    person: UUID
    capacity: Capacity
    organisation: str
    expertise: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    overlap: str = ""

    def group(self, work: Work) -> UUID | None:
        return groups.group_of(work.tx, self.evaluation, self.body)

    def execute(self, work: Work) -> None:
        group = self.group(work)
        if group is None:
            raise Unknown(what="group")
        require_own_group(work, group)
        if not people.is_known(work.tx, self.person):
            raise Unknown(what="person")
        starts_on = self.starts_on or work.today
        if groups.overlaps(work.tx, group, self.person, self.capacity, starts_on, self.ends_on):
            raise SeatTaken()
        body = work.load(Group, group).body or self.body
        expertise = work.seal_optional(texts.optional(self.expertise, "expertise", texts.TITLE_LIMIT))
        organisation = texts.organisation(self.organisation)
        overlap = self._overlap(work, body)
        period = (starts_on, self.ends_on)
        work.begin(Seat.give(group, body, self.person, self.capacity, organisation, expertise, *period, overlap))

    def _overlap(self, work: Work, body: BodyKind) -> Sealed | None:
        """Why, where the person holds another role that looks at the same text. Raises OverlapMotiveNeeded."""
        held = overlaps.roles(work.tx, self.evaluation, [self.person])[self.person]
        now = tuple(role for role, _, ends_on in held if ends_on is None or work.today <= ends_on)
        others = clashing(Role(self.capacity, body), now)
        motive = texts.optional(self.overlap, "overlap")
        if others and motive is None:
            raise OverlapMotiveNeeded(capacity=others[0].capacity)
        return work.seal(motive) if others and motive is not None else None


@dataclass(frozen=True, kw_only=True)
class EndSeat(EvaluationCommand):
    """A seat ends: access ends at once, or after the day that is announced; the record stays."""

    needs: ClassVar[Permission] = Permission.GIVE_SEAT
    seat: UUID
    ended_on: date | None = None
    motive: str = ""

    def group(self, work: Work) -> UUID | None:
        return work.load(Seat, self.seat).group

    def execute(self, work: Work) -> None:
        it = work.load(Seat, self.seat)
        require_own_group(work, it.group)
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.end(self.ended_on or work.today, motive, work.today))


@dataclass(frozen=True, kw_only=True)
class AssignSections(EvaluationCommand):
    """Whoever holds the seat reads these sections of a document, and nothing else of it (conditions 4 and 5)."""

    needs: ClassVar[Permission] = Permission.GIVE_SEAT
    seat: UUID
    draft: UUID
    sections: tuple[int, ...]

    def group(self, work: Work) -> UUID | None:
        return work.load(Seat, self.seat).group

    def execute(self, work: Work) -> None:
        it = work.load(Seat, self.seat)
        require_own_group(work, it.group)
        latest = drafts.bare(work.tx, self.evaluation, self.draft).number
        entries = work.review.versions.entries(work.tx, work.log, self.draft, latest)
        kinds = {number: entry.kind for number, entry in entries.items()}
        work.keep(it, assign(it.capacity, self.draft, self.sections, kinds))


@dataclass(frozen=True, kw_only=True)
class AppointActing(EvaluationCommand):
    """The deputy acts for the chair in a recorded window."""

    needs: ClassVar[Permission] = Permission.APPOINT_ACTING
    seat: UUID
    chair: UUID
    starts_at: int | None = None
    ends_at: int | None = None
    motive: str

    def group(self, work: Work) -> UUID | None:
        return work.load(Seat, self.seat).group

    def execute(self, work: Work) -> None:
        deputy, chair = work.load(Seat, self.seat), work.load(Seat, self.chair)
        require_own_chair(work, chair)
        starts_at = work.now if self.starts_at is None else self.starts_at
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(deputy, deputy.appoint_acting(chair, starts_at, self.ends_at, motive, work.now))


@dataclass(frozen=True, kw_only=True)
class EndActing(EvaluationCommand):
    """The chair is back."""

    needs: ClassVar[Permission] = Permission.APPOINT_ACTING
    seat: UUID

    def group(self, work: Work) -> UUID | None:
        return work.load(Seat, self.seat).group

    def execute(self, work: Work) -> None:
        it = work.load(Seat, self.seat)
        require_own_group(work, it.group)
        work.keep(it, it.end_acting(work.now))


def require_own_chair(work: Work, chair: Seat) -> None:
    """A chair appoints only for the own seat (``o`` in the table)."""
    if work.acting.capacity is Capacity.CHAIR and work.acting.seat != chair.id:
        raise NotPermitted(act=Permission.APPOINT_ACTING, capacity=work.acting.capacity)
