"""The plan as a picture: phases, milestones and tracks along one line of time. The table behind it says the same.

Places are parts of a hundred of the width, so that words keep their size on every screen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from review.domain import moments
from review.domain.lifecycle import Step
from review.domain.tracks import TrackState
from review.projections.planning import Milestone
from review.projections.tracks import Track

ROW = 34
HEAD = 26
MARGIN = 3
"""How much of a hundred stays free at either end."""
TICKS = (1, 3, 6, 12)
MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class Bar:
    """``kind``: base, plan, late, past, dropped or phase; which colour and height it has."""

    kind: str
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Row:
    """What stands on one line: a phase, a milestone or a track, with its bars and where it was reached.

    ``days``: from when until when it went on, for what takes time; the second is None while it goes on.
    """

    thing: Step | Milestone | Track
    top: int
    bars: tuple[Bar, ...]
    reached: float | None = None
    days: tuple[date, date | None] | None = None

    @property
    def what(self) -> str:
        return type(self.thing).__name__.lower()


@dataclass(frozen=True, slots=True)
class Tick:
    day: date
    left: float


@dataclass(frozen=True, slots=True)
class Picture:
    rows: tuple[Row, ...]
    ticks: tuple[Tick, ...]
    today: float
    height: int

    @property
    def kinds(self) -> frozenset[str]:
        """Of the bars in it."""
        return frozenset(bar.kind for row in self.rows for bar in row.bars)

    @property
    def lasting(self) -> list[Row]:
        """The rows that the table of the milestones does not have."""
        return [one for one in self.rows if one.what != "milestone"]


class _Scale:
    def __init__(self, first: date, last: date) -> None:
        self._first, self._days = first, max(1, (last - first).days)

    def at(self, day: date) -> float:
        share = (day - self._first).days / self._days
        return round(MARGIN + min(1.0, max(0.0, share)) * (100 - 2 * MARGIN), 2)

    def bar(self, kind: str, first: date, last: date) -> Bar:
        left = self.at(first)
        return Bar(kind, left, max(0.6, round(self.at(last + timedelta(days=1)) - left, 2)))


def picture(
    steps: Sequence[Step], milestones: Sequence[Milestone], tracks: Sequence[Track], today: date
) -> Picture | None:
    """Everything that has a time; None where nothing was planned."""
    if not milestones:
        return None
    spans = [*_phases(steps, today), *map(_milestone, milestones), *(_track(one, today) for one in tracks)]
    days = [day for _, bars, reached in spans for _, *ends in bars for day in ends] + [today]
    days += [reached for _, _, reached in spans if reached]
    scale = _Scale(min(days), max(days))
    drawn = [one for one in spans if one[1] or one[2]]
    rows = tuple(
        Row(
            thing,
            HEAD + number * ROW,
            tuple(scale.bar(*bar) for bar in bars),
            scale.at(reached) if reached else None,
            _days(thing, bars),
        )
        for number, (thing, bars, reached) in enumerate(drawn)
    )
    ticks = tuple(Tick(day, scale.at(day)) for day in _ticks(min(days), max(days)))
    return Picture(rows, ticks, scale.at(today), HEAD + len(rows) * ROW + 8)


def _days(thing: Step | Milestone | Track, bars: Sequence[tuple[str, date, date]]) -> tuple[date, date | None] | None:
    if isinstance(thing, Milestone):
        return None
    went = next(((first, last) for kind, first, last in bars if kind != "base"), None)
    goes_on = thing.is_current if isinstance(thing, Step) else thing.ended_at is None
    return (went[0], None if goes_on else went[1]) if went else None


Span = tuple[Step | Milestone | Track, list[tuple[str, date, date]], date | None]


def _phases(steps: Sequence[Step], today: date) -> Iterator[Span]:
    """Every phase that began, until the next one did."""
    begun = [(one, moments.day_of(one.since)) for one in steps if one.since is not None]
    ends = [day for _, day in begun[1:]] + [today]
    for (step, day), end in zip(begun, ends, strict=True):
        yield step, [("phase", day, max(day, end))], None


def _milestone(it: Milestone) -> Span:
    bars = [("base", it.baseline.first, it.baseline.last)] if it.baseline else []
    if it.planned:
        bars.append(("late" if it.is_late else "plan", it.planned.first, it.planned.last))
    return it, bars, it.reached_on


def _track(it: Track, today: date) -> Span:
    bars = []
    if it.due:
        bars.append(("base", it.due.first, it.due.last))
    if it.started_at is not None:
        begun = moments.day_of(it.started_at)
        end = moments.day_of(it.ended_at) if it.ended_at is not None else today
        bars.append((_went(it, today), begun, max(begun, end)))
    done = it.state is TrackState.ACCEPTED and it.ended_at is not None
    return it, bars, moments.day_of(it.ended_at) if done and it.ended_at is not None else None


def _went(it: Track, today: date) -> str:
    if it.state is TrackState.DROPPED:
        return "dropped"
    if it.is_done:
        return "past"
    return "late" if it.due is not None and it.due.last < today else "plan"


def _ticks(first: date, last: date) -> Iterable[date]:
    """The first days of months, quarters, half-years or years, no more than fit beside each other."""
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((one for one in TICKS if months / one <= MOST_TICKS), 12)
    for month in range(first.year * 12 + first.month, last.year * 12 + last.month):
        if month % step == 0:
            yield date(month // 12, month % 12 + 1, 1)
