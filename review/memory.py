"""What a process remembers of a log under its lock: true exactly as long as the log's end is the one it was read at.

Deciding a command reads a seat, a round, a counter. In a log where this process wrote last these are still what they
were, and the locked head proves it: the frontier of the Merkle tree is a fingerprint of every record before it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar, cast
from uuid import UUID

from review.domain.acts import Aggregate, Event, Fact
from review.domain.comments import CommentRaised
from review.domain.flags import FlagRaised
from review.domain.groups import ActingAppointed, ActingEnded, SeatEnded, SeatGiven
from review.domain.rounds import ResponseSubmitted
from review.domain.sources import SourceRegistered

T = TypeVar("T")
KEPT = 5_000
NUMBERED: dict[type[Event], str] = {CommentRaised: "comments", FlagRaised: "flags", SourceRegistered: "sources"}
SEATING = (SeatGiven, SeatEnded, ActingAppointed, ActingEnded)


class Memory:
    """Of one log. To be touched only while its head is locked."""

    def __init__(self) -> None:
        self._end: tuple[int, tuple[bytes, ...]] | None = None
        self._kept: dict[Hashable, object] = {}

    def at(self, position: int, peaks: Sequence[bytes]) -> Memory:
        """This memory, emptied unless the log still ends where it was left."""
        if self._end != (position, tuple(peaks)) or len(self._kept) > KEPT:
            self._kept.clear()
            self._end = (position, tuple(peaks))
        return self

    def recall(self, key: Hashable, read: Callable[[], T]) -> T:
        """What is remembered under this key, or read now."""
        if key not in self._kept:
            self._kept[key] = read()
        return cast(T, self._kept[key])

    def advance(self, position: int, peaks: Sequence[bytes], facts: Iterable[Fact]) -> None:
        """The log ends there now; what these facts changed is forgotten.

        Called before the commit: should that fail, the log's end differs from this one and all is forgotten.
        """
        for fact in facts:
            self._kept.pop(("stream", fact.originator_id), None)
            if isinstance(fact.event, SEATING):
                self._kept.clear()
            if isinstance(fact.event, ResponseSubmitted):
                self._kept.pop(("silent", fact.event.round), None)
            counter = NUMBERED.get(type(fact.event))
            if counter:
                self._kept["number", counter] = cast(CommentRaised, fact.event).number
        self._end = (position, tuple(peaks))

    def holds(self, stream: UUID) -> bool:
        return ("stream", stream) in self._kept

    def learn(self, found: Aggregate) -> None:
        """The state of a stream, read otherwise than one by one."""
        self._kept["stream", found.id] = found

    def stream(self, stream: UUID, load: Callable[[], Aggregate]) -> Aggregate:
        return self.recall(("stream", stream), load)
