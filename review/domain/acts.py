"""What every act consists of: the event, its envelope, the actor; and how sealed text is reached."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from typing import Any, ClassVar, Protocol, TypeVar
from uuid import UUID

import msgspec

from review.domain.vocabulary import BodyKind, Capacity, Origin


class Sealed(msgspec.Struct, frozen=True, array_like=True):
    """A text by reference: the key that opens it and SHA-256(0x00 || 32-byte blind || UTF-8 text)."""

    key: UUID
    commitment: bytes


def sealed_in(value: Any) -> Iterator[Sealed]:
    """Every sealed text that an event names, in the order of its fields."""
    if isinstance(value, Sealed):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from sealed_in(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from sealed_in(one)


class Lost(Enum):
    """What the door answers where a text can no longer be read."""

    ERASED = "erased"
    UNREADABLE = "unreadable"  #: neither opens nor was erased by an act: a finding for the auditor


class Pseudonym(msgspec.Struct, frozen=True):
    """Stands for the name of a member whose name the reader may not know: member A is 0, member B is 1."""

    number: int

    @property
    def letters(self) -> str:
        """A to Z, then AA and on: bijective base 26."""
        found, rest = "", self.number + 1
        while rest:
            rest, at = divmod(rest - 1, 26)
            found = chr(ord("A") + at) + found
        return found

    def __str__(self) -> str:
        return self.letters


class Unnamed(Enum):
    """Stands for whoever did what the reader may not know of."""

    SOMEBODY = "somebody"


Words = str | Lost
"""A text as the door answers it."""
Name = Words | Pseudonym | Unnamed
"""The name of somebody, as far as the reader may know it."""


class Event(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A recorded fact. ``NAME`` is its permanent name; files and classes may move, the name never does."""

    NAME: ClassVar[str]


class Envelope(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Who acted, in which role, why, and through which door (BIO2 8.15.01); recorded with every event.

    ``acts_for`` is whose power was used: the director's under a mandate, the chair's by a deputy in a recorded window.
    ``digest`` is an HMAC of the command under a key that dies with the next erasure: it tells a repeated command from
    another one under the same id and cannot help anyone to guess an erased text.
    """

    person: UUID
    capacity: Capacity | None = None
    seat: UUID | None = None
    on_behalf_of: str = ""
    instructed_by: UUID | None = None
    acts_for: UUID | None = None
    command: UUID
    digest: bytes = b""
    request: UUID | None = None
    origin: Origin = Origin.SYSTEM


class Actor(msgspec.Struct, frozen=True, kw_only=True):
    """Who claims to act. ``seat`` is a seat or an office; what it allows is looked up under the write lock."""

    person: UUID
    seat: UUID | None = None
    origin: Origin = Origin.SYSTEM
    request: UUID | None = None
    instructed_by: UUID | None = None


class Acting(msgspec.Struct, frozen=True, kw_only=True):
    """Who acts, as found in the records at the moment of the act."""

    person: UUID
    seat: UUID
    capacity: Capacity
    organisation: str = ""
    body: BodyKind | None = None
    group: UUID | None = None
    window: bool = False  #: a deputy inside a recorded window of acting for the chair
    instead_of: UUID | None = None  #: the seat of that chair
    mandated_by: UUID | None = None  #: the director in whose place somebody decides under a mandate
    instructed_by: UUID | None = None


class Recorded(msgspec.Struct, frozen=True):
    """One recorded fact with its circumstances, as read models and auditors see it."""

    log: UUID
    position: int
    at: int
    stream: UUID
    version: int
    envelope: Envelope
    event: Event


class Fact(msgspec.Struct, frozen=True):
    """An event with its place in a stream: what the eventsourcing library carries."""

    originator_id: UUID
    originator_version: int
    event: Event


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Who reads, holding which seats and offices, at which moment (microseconds UTC); every query takes one.

    ``asked`` names what is read, for the reading log: a purpose and the id of its subject.
    """

    person: UUID
    holds: tuple[Acting, ...] = ()
    moment: int

    def has(self, *capacities: Capacity) -> bool:
        return any(acting.capacity in capacities for acting in self.holds)

    @property
    def seats(self) -> frozenset[UUID]:
        return frozenset(acting.seat for acting in self.holds)


class Door(Protocol):
    """The one door to sealed text."""

    def open(self, sealed: Sealed | None, reader: Reader) -> Words: ...

    def open_all(self, sealed: Iterable[Sealed | None], reader: Reader) -> Mapping[Sealed | None, Words]: ...


State = TypeVar("State", bound="Aggregate")


class Aggregate(msgspec.Struct, frozen=True, kw_only=True):
    """A small state that decides: methods check and answer the next event, ``evolve`` folds one event in. All pure."""

    BEGINS: ClassVar[type[Event]] = Event
    """What a stream of this kind begins with."""

    id: UUID
    version: int = 0

    def evolve(self: State, event: Any) -> State:
        """The next state; events of other shapes leave it as it is."""
        raise NotImplementedError

    @classmethod
    def fold(cls: type[State], state: State | None, facts: Iterable[Any]) -> State | None:
        """The state after these facts, oldest first; None where there are none, or where they are of another kind."""
        for fact in facts:
            if state is None and not isinstance(fact.event, cls.BEGINS):
                return None
            before = state if state is not None else cls(id=fact.originator_id)
            state = msgspec.structs.replace(before.evolve(fact.event), version=fact.originator_version)
        return state

    def but(self: State, **changes: Any) -> State:
        return msgspec.structs.replace(self, **changes)
