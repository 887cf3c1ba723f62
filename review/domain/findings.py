"""Findings, conclusions, lessons and recommendations: on what they rest, what they answer, how sure they are.

What is weak in them is a caution: shown to everybody who reads them, told at the gate, and never a refusal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

import msgspec

from review.domain.acts import Aggregate, Event, Sealed
from review.domain.errors import AlreadyDone, CannotRestOn, Unknown
from review.domain.goals import GoalLevel
from review.domain.vocabulary import SourceType


class FindingKind(StrEnum):
    """What is numbered in a report."""

    FINDING = "finding"
    CONCLUSION = "conclusion"
    LESSON = "lesson"
    RECOMMENDATION = "recommendation"


RANK = {FindingKind.FINDING: 0, FindingKind.CONCLUSION: 1, FindingKind.LESSON: 2, FindingKind.RECOMMENDATION: 2}
"""Each rests on those of a lower rank only."""
FOR_LATER = frozenset({FindingKind.LESSON, FindingKind.RECOMMENDATION})


class Aspect(StrEnum):
    """Which side of the contribution it is about."""

    MILITARY = "military"
    POLITICAL = "political"
    POLICE = "police"
    CIVIL = "civil"
    DEVELOPMENT = "development"


DEMANDED = (Aspect.MILITARY, Aspect.POLITICAL)
"""What the final evaluation of a mission covers in any case (footnote 4)."""


class FindingRecorded(Event, frozen=True, kw_only=True):
    """``questions`` are blocks of the Terms of Reference; ``rests_on`` names other findings and conclusions."""

    NAME: ClassVar[str] = "finding.recorded"
    kind: FindingKind
    number: int
    text: Sealed
    level: GoalLevel | None = None
    aspects: tuple[Aspect, ...] = ()
    questions: tuple[int, ...] = ()
    sources: tuple[UUID, ...] = ()
    rests_on: tuple[UUID, ...] = ()


class FindingRevised(Event, frozen=True, kw_only=True):
    """All of it anew; what it was stays in the trail."""

    NAME: ClassVar[str] = "finding.revised"
    text: Sealed
    level: GoalLevel | None = None
    aspects: tuple[Aspect, ...] = ()
    questions: tuple[int, ...] = ()
    sources: tuple[UUID, ...] = ()
    rests_on: tuple[UUID, ...] = ()
    motive: Sealed


class FindingWithdrawn(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "finding.withdrawn"
    motive: Sealed


class Finding(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = FindingRecorded

    kind: FindingKind = FindingKind.FINDING
    withdrawn: bool = False

    def require_held(self) -> None:
        """Raises Unknown, AlreadyDone."""
        if not self.version:
            raise Unknown(what="finding")
        if self.withdrawn:
            raise AlreadyDone(what="finding_withdrawn")

    def withdraw(self, motive: Sealed) -> FindingWithdrawn:
        self.require_held()
        return FindingWithdrawn(motive=motive)

    def evolve(self, event: Event) -> Finding:
        match event:
            case FindingRecorded():
                return self.but(kind=event.kind)
            case FindingWithdrawn():
                return self.but(withdrawn=True)
        return self


def require_grounds(kind: FindingKind, grounds: Mapping[UUID, FindingKind], wanted: Collection[UUID]) -> None:
    """``grounds`` are those of the evaluation that hold. Raises CannotRestOn."""
    if any(one not in grounds or RANK[grounds[one]] >= RANK[kind] for one in wanted):
        raise CannotRestOn()


# -- how sure it is


class Caution(StrEnum):
    """What is weak in one of them."""

    NO_SOURCE = "no_source"
    ONE_SOURCE_TYPE = "one_source_type"  #: not triangulated
    NO_GROUND = "no_ground"  #: a conclusion that rests on no finding
    UNTRACED = "untraced"  #: a lesson that no answer to the questions leads to
    ATTRIBUTION = "attribution"  #: at impact level only likelihood is said (footnote 35)
    NO_QUESTION = "no_question"


GRAVE = frozenset({Caution.NO_SOURCE, Caution.NO_GROUND, Caution.UNTRACED, Caution.ATTRIBUTION})


def triangulated_as(kind: SourceType) -> SourceType:
    """A message is a document: two of them say nothing that one does not."""
    return SourceType.DOCUMENT if kind is SourceType.MESSAGE else kind


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """One of those that hold, with the facts that its cautions follow from."""

    id: UUID
    kind: FindingKind
    level: GoalLevel | None = None
    aspects: frozenset[Aspect] = frozenset()
    questions: frozenset[int] = frozenset()
    types: frozenset[SourceType] = frozenset()  #: of the sources in use
    rests_on: frozenset[UUID] = frozenset()
    attributes: bool = False  #: its words say that one thing brought another about


def weigh(all_: Sequence[Weighed], grounds: frozenset[int]) -> dict[UUID, tuple[Caution, ...]]:
    """The cautions of each. ``grounds`` are the questions from whose answers lessons follow."""
    known = {one.id: one for one in all_}
    return {one.id: tuple(_cautions(one, known, grounds)) for one in all_}


def _cautions(it: Weighed, known: Mapping[UUID, Weighed], grounds: frozenset[int]) -> list[Caution]:
    found = []
    rests = _reached(it, known)
    if it.kind is FindingKind.FINDING:
        types = {triangulated_as(kind) for kind in it.types}
        found += [Caution.NO_SOURCE] if not types else [Caution.ONE_SOURCE_TYPE] if len(types) == 1 else []
    elif it.kind is FindingKind.CONCLUSION and not rests:
        found.append(Caution.NO_GROUND)
    elif it.kind in FOR_LATER and not any(one.questions & grounds for one in rests):
        found.append(Caution.UNTRACED)
    if it.level is GoalLevel.IMPACT and it.attributes:
        found.append(Caution.ATTRIBUTION)
    if it.kind not in FOR_LATER and not it.questions:
        found.append(Caution.NO_QUESTION)
    return found


def _reached(it: Weighed, known: Mapping[UUID, Weighed]) -> list[Weighed]:
    """What it rests on, and what that rests on."""
    reached: dict[UUID, Weighed] = {}
    waiting = list(it.rests_on)
    while waiting:
        one = known.get(waiting.pop())
        if one is not None and one.id not in reached:
            reached[one.id] = one
            waiting.extend(one.rests_on)
    return list(reached.values())


def aspects_missing(all_: Sequence[Weighed]) -> tuple[Aspect, ...]:
    """Which of the demanded aspects no finding or conclusion is about; none while there are none."""
    said = [one for one in all_ if one.kind not in FOR_LATER]
    covered = {aspect for one in said for aspect in one.aspects}
    return tuple(aspect for aspect in DEMANDED if said and aspect not in covered)
