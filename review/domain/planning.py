"""The plan of an evaluation: named milestones, a baseline that stays, and the contingency that extensions draw on."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.dates import When
from review.domain.errors import AlreadyDone, BadPeriod, Missing, NothingPlanned, Overdrawn, Unknown

CONTINGENCY = 15
"""Per cent of the planned duration that is kept for what nobody foresaw (rule G16)."""
MOST_PERCENT = 50


class MilestoneKind(StrEnum):
    """What a milestone is about; all but the last are reached by what happens in the evaluation itself, and so is the
    last where it is that of a track.
    """

    TOR_SUBMITTED = "tor_submitted"
    TOR_DISCUSSED = "tor_discussed"
    TOR_PRESENTED = "tor_presented"
    TOR_APPROVED = "tor_approved"
    TOR_PUBLISHED = "tor_published"
    REPORT_SUBMITTED = "report_submitted"
    REPORT_DISCUSSED = "report_discussed"
    REPORT_APPROVED = "report_approved"
    REPORT_PUBLISHED = "report_published"
    OTHER = "other"


class RevisionGround(StrEnum):
    """Why a plan moves."""

    ACCESS = "access"
    SECURITY = "security"
    HEALTH = "health"
    CAPACITY = "capacity"
    CONTRACTING = "contracting"
    CONTENT = "content"
    OTHER = "other"


class Planned(msgspec.Struct, frozen=True, array_like=True):
    """A milestone as planned; ``number`` is its own for ever, ``name`` only where its kind does not name it.

    ``track``: the one whose acceptance reaches it, and which names it.
    """

    number: int
    kind: MilestoneKind
    when: When
    name: Sealed | None = None
    track: UUID | None = None


class Moved(msgspec.Struct, frozen=True, array_like=True):
    """Another moment for a milestone; none: it is taken out of the plan and stays in the baseline."""

    number: int
    when: When | None = None


class PlanSet(Event, frozen=True, kw_only=True):
    """The first plan is the baseline; ``starts_on`` with its last day is the duration that ``contingency`` is of."""

    NAME: ClassVar[str] = "plan.set"
    starts_on: date
    milestones: tuple[Planned, ...]
    contingency: int = CONTINGENCY  #: per cent of the planned duration


class PlanRevised(Event, frozen=True, kw_only=True):
    """``draws`` is how many days of the contingency this takes; ``overdrawn`` how many more than there were."""

    NAME: ClassVar[str] = "plan.revised"
    ground: RevisionGround
    motive: Sealed
    moves: tuple[Moved, ...] = ()
    added: tuple[Planned, ...] = ()
    draws: int = 0
    overdrawn: int = 0
    cause: UUID | None = None  #: the track or risk in whose act the plan moved


class MilestoneReached(Event, frozen=True, kw_only=True):
    """Said of a milestone that no other act reaches; the day is that of the act."""

    NAME: ClassVar[str] = "plan.milestone-reached"
    number: int
    remark: Sealed | None = None


class Balance(msgspec.Struct, frozen=True):
    """The contingency in days: what there was, and what extensions took of it."""

    days: int
    spent: int

    @property
    def left(self) -> int:
        return self.days - self.spent


class Plan(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = PlanSet

    milestones: dict[int, Planned] = msgspec.field(default_factory=dict)
    reached: frozenset[int] = frozenset()
    last_number: int = 0
    days: int = 0
    baseline_end: date = date.min
    furthest_end: date = date.min

    @property
    def balance(self) -> Balance:
        return Balance(self.days, (self.furthest_end - self.baseline_end).days)

    @staticmethod
    def set(starts_on: date, milestones: tuple[Planned, ...], contingency: int) -> PlanSet:
        """Raises NothingPlanned, Missing; BadPeriod where it ends before it starts, or the share makes no sense."""
        if not milestones:
            raise NothingPlanned()
        _require_named(milestones)
        if max(one.when.last for one in milestones) <= starts_on:
            raise BadPeriod(field="starts_on")
        if not 0 <= contingency <= MOST_PERCENT:
            raise BadPeriod(field="contingency")
        return PlanSet(starts_on=starts_on, milestones=milestones, contingency=contingency)

    def revise(
        self,
        ground: RevisionGround,
        motive: Sealed,
        moves: tuple[Moved, ...],
        added: tuple[Planned, ...] = (),
        *,
        reached: frozenset[int],
        may_overdraw: bool,
        cause: UUID | None = None,
    ) -> PlanRevised:
        """``reached``: the milestones that other acts have reached. Raises Unknown, AlreadyDone, Missing,
        NothingPlanned where nothing moves or nothing is left, and Overdrawn.
        """
        self.require_set()
        for one in moves:
            if one.number not in self.milestones:
                raise Unknown(what="milestone")
            if one.number in self.reached | reached:
                raise AlreadyDone(what="milestone_reached")
        moves = tuple(one for one in moves if one.when != self.milestones[one.number].when)
        _require_named(added)
        after = _moved(self.milestones, moves, added)
        if not (moves or added) or not after:
            raise NothingPlanned()
        draws = max(0, (_end(after) - self.furthest_end).days)
        overdrawn = max(0, draws - max(0, self.balance.left))
        if overdrawn and not may_overdraw:
            raise Overdrawn(length=draws, limit=max(0, self.balance.left))
        return PlanRevised(
            ground=ground, motive=motive, moves=moves, added=added, draws=draws, overdrawn=overdrawn, cause=cause
        )

    def reach(self, number: int, remark: Sealed | None) -> MilestoneReached:
        """Raises Unknown, also for a milestone that another act reaches, and AlreadyDone."""
        self.require_set()
        found = self.milestones.get(number)
        if found is None or found.kind is not MilestoneKind.OTHER or found.track is not None:
            raise Unknown(what="milestone")
        if number in self.reached:
            raise AlreadyDone(what="milestone_reached")
        return MilestoneReached(number=number, remark=remark)

    def require_set(self) -> None:
        if not self.version:
            raise Unknown(what="plan")

    def evolve(self, event: Event) -> Plan:
        match event:
            case PlanSet():
                milestones = _moved({}, (), event.milestones)
                end = _end(milestones)
                return self.but(
                    milestones=milestones,
                    last_number=max(milestones),
                    days=(end - event.starts_on).days * event.contingency // 100,
                    baseline_end=end,
                    furthest_end=end,
                )
            case PlanRevised():
                milestones = _moved(self.milestones, event.moves, event.added)
                return self.but(
                    milestones=milestones,
                    last_number=max(self.last_number, *milestones),
                    furthest_end=max(self.furthest_end, _end(milestones)),
                )
            case MilestoneReached():
                return self.but(reached=self.reached | {event.number})
        return self


def _require_named(milestones: tuple[Planned, ...]) -> None:
    """A kind names its milestone, once, and so does a track; another needs a name of its own."""
    if any(one.kind is MilestoneKind.OTHER and one.name is None and one.track is None for one in milestones):
        raise Missing(field="name")


def _moved(before: dict[int, Planned], moves: tuple[Moved, ...], added: tuple[Planned, ...]) -> dict[int, Planned]:
    after = dict(before)
    for one in moves:
        found = after.pop(one.number)
        if one.when is not None:
            after[one.number] = msgspec.structs.replace(found, when=one.when)
    return after | {one.number: one for one in added}


def _end(milestones: dict[int, Planned]) -> date:
    return max(one.when.last for one in milestones.values())


# -- how far it is


def deviation(baseline: When | None, planned: When | None, reached: date | None, today: date) -> int:
    """How many days later than the baseline a milestone came, or comes at the earliest; negative: earlier.

    What has not come while its time has passed comes today at the earliest. Nought where there is no baseline or where
    it was taken out of the plan.
    """
    if baseline is None or (planned is None and reached is None):
        return 0
    day = reached
    if day is None:
        assert planned is not None
        day = max(planned.last, today)
    if day > baseline.last:
        return (day - baseline.last).days
    return min(0, (day - baseline.first).days)


# -- the heartbeat


BEAT = 42
"""The sounding board and the team meet once in six weeks (rule G9)."""


class Beat(msgspec.Struct, frozen=True):
    """A gap of more than six weeks between two contacts; ``until`` None: it still lasts."""

    since: date
    until: date | None
    days: int


class Heartbeat(msgspec.Struct, frozen=True):
    last: date | None
    due_on: date
    missed: tuple[Beat, ...]
    overdue: int  #: days since it should have been; 0: in time


def heartbeat(since: date, contacts: tuple[date, ...], today: date, until: date | None = None) -> Heartbeat:
    """The contacts with the sounding board since the evaluation began, against once in six weeks.

    ``until``: the day on which the report was approved; after it nobody is missed.
    """
    end = min(until, today) if until else today
    days = sorted(day for day in set(contacts) if since <= day <= end)
    gaps = [
        Beat(before, after, (after - before).days)
        for before, after in zip([since, *days], days, strict=False)
        if (after - before).days > BEAT
    ]
    before = days[-1] if days else since
    due_on = before + timedelta(days=BEAT)
    waited = (end - before).days
    if waited > BEAT:
        gaps.append(Beat(before, until if until and until <= today else None, waited))
    overdue = 0 if until else max(0, (today - due_on).days)
    return Heartbeat(days[-1] if days else None, due_on, tuple(gaps), overdue)
