"""The tracks of the research: who does which part, what became of it, and whether the team lead accepted it."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Acting, Aggregate, Event, Sealed
from review.domain.dates import When
from review.domain.errors import DirectorNeeded, NotOnTrack, OwnTrack, TrackElsewhere, Unknown
from review.domain.vocabulary import Capacity


class TrackKind(StrEnum):
    LITERATURE_REVIEW = "literature_review"
    DOCUMENT_ANALYSIS = "document_analysis"
    INTERVIEWS = "interviews"
    FIELDWORK = "fieldwork"
    OTHER = "other"


class TrackState(StrEnum):
    """Where a track stands."""

    PLANNED = "planned"
    CONTRACTED = "contracted"
    RUNNING = "running"
    POSTPONED = "postponed"
    DELIVERED = "delivered"
    ACCEPTED = "accepted"
    DROPPED = "dropped"


DONE = frozenset({TrackState.ACCEPTED, TrackState.DROPPED})
"""In one of these a track keeps no report from approval."""


class TrackPlanned(Event, frozen=True, kw_only=True):
    """``seat`` is who does it; none: the team. A track for a main question is dropped by the director alone."""

    NAME: ClassVar[str] = "track.planned"
    number: int
    kind: TrackKind
    title: Sealed
    questions: Sealed | None = None  #: which questions it answers
    main_question: bool = False
    seat: UUID | None = None
    due: When | None = None


class TrackContracted(Event, frozen=True, kw_only=True):
    """Given out to a party; from then on its author is external."""

    NAME: ClassVar[str] = "track.contracted"
    party: Sealed
    seat: UUID | None = None


class TrackStarted(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "track.started"


class TrackPostponed(Event, frozen=True, kw_only=True):
    """Names the risk that came true, the option that was chosen, and what that does to the planning (rule G16).

    ``registered`` and ``chosen``: which risk of the register it is, and which of its options.
    """

    NAME: ClassVar[str] = "track.postponed"
    risk: Sealed
    option: Sealed
    effect: Sealed
    due: When | None = None
    registered: UUID | None = None
    chosen: int | None = None


class TrackResumed(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "track.resumed"
    motive: Sealed


class TrackReassigned(Event, frozen=True, kw_only=True):
    """Somebody else goes on with it; without a party it is the team's own again."""

    NAME: ClassVar[str] = "track.reassigned"
    motive: Sealed
    party: Sealed | None = None
    seat: UUID | None = None


class TrackDropped(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "track.dropped"
    motive: Sealed
    effect: Sealed  #: what becomes of the questions it was to answer
    main_question: bool = False  #: whether a main question is affected


class TrackDelivered(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "track.delivered"
    note: Sealed | None = None


class TrackReturned(Event, frozen=True, kw_only=True):
    """What was delivered is not what was asked; the track runs again."""

    NAME: ClassVar[str] = "track.returned"
    motive: Sealed


class TrackAccepted(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "track.accepted"
    note: Sealed | None = None


_S = TrackState
BEFORE: dict[type[Event], frozenset[TrackState]] = {
    TrackContracted: frozenset({_S.PLANNED}),
    TrackStarted: frozenset({_S.PLANNED, _S.CONTRACTED}),
    TrackPostponed: frozenset({_S.PLANNED, _S.CONTRACTED, _S.RUNNING}),
    TrackResumed: frozenset({_S.POSTPONED}),
    TrackReassigned: frozenset({_S.PLANNED, _S.CONTRACTED, _S.RUNNING, _S.POSTPONED}),
    TrackDropped: frozenset({_S.PLANNED, _S.CONTRACTED, _S.RUNNING, _S.POSTPONED, _S.DELIVERED}),
    TrackDelivered: frozenset({_S.RUNNING}),
    TrackReturned: frozenset({_S.DELIVERED}),
    TrackAccepted: frozenset({_S.DELIVERED}),
}
"""In which states each act is possible (section 4.2)."""
AFTER: dict[type[Event], TrackState] = {
    TrackContracted: _S.CONTRACTED,
    TrackStarted: _S.RUNNING,
    TrackPostponed: _S.POSTPONED,
    TrackResumed: _S.RUNNING,
    TrackDropped: _S.DROPPED,
    TrackDelivered: _S.DELIVERED,
    TrackReturned: _S.RUNNING,
    TrackAccepted: _S.ACCEPTED,
}
"""The state that each act leads to; who is reassigned a track finds it as it stood."""


class Track(Aggregate, frozen=True, kw_only=True):
    BEGINS: ClassVar[type[Event]] = TrackPlanned

    state: TrackState = TrackState.PLANNED
    main_question: bool = False
    seat: UUID | None = None
    external: bool = False

    def require(self, act: type[Event]) -> None:
        """Raises Unknown, TrackElsewhere where the track is in no state for this."""
        if not self.version:
            raise Unknown(what="track")
        if self.state not in BEFORE[act]:
            raise TrackElsewhere(what=self.state)

    def drop(self, acting: Acting, motive: Sealed, effect: Sealed, *, main_question: bool) -> TrackDropped:
        """Raises DirectorNeeded where a main question is affected (condition 15)."""
        self.require(TrackDropped)
        affects = main_question or self.main_question
        if affects and acting.capacity is not Capacity.DIRECTOR:
            raise DirectorNeeded()
        return TrackDropped(motive=motive, effect=effect, main_question=affects)

    def deliver(self, acting: Acting, note: Sealed | None) -> TrackDelivered:
        """Raises NotOnTrack for an external researcher who does another one (condition 4)."""
        self.require(TrackDelivered)
        if acting.capacity is Capacity.EXTERNAL_RESEARCHER and acting.seat != self.seat:
            raise NotOnTrack()
        return TrackDelivered(note=note)

    def accept(self, person: UUID, author: UUID | None, note: Sealed | None) -> TrackAccepted:
        """``author``: who holds the seat that does it. Raises OwnTrack: an external author accepts no own work."""
        self.require(TrackAccepted)
        if self.external and person == author:
            raise OwnTrack()
        return TrackAccepted(note=note)

    def evolve(self, event: Event) -> Track:
        after = self.but(state=AFTER.get(type(event), self.state))
        match event:
            case TrackPlanned():
                return after.but(main_question=event.main_question, seat=event.seat)
            case TrackContracted():
                return after.but(external=True, seat=event.seat or self.seat)
            case TrackReassigned():
                return after.but(external=event.party is not None, seat=event.seat)
        return after
