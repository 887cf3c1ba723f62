"""From facts to stored bytes and back: the closed registry of event names, and the library's application on one log."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, cast
from uuid import UUID

import msgspec
from eventsourcing import persistence as es
from eventsourcing.application import Application

from review.domain.acts import Envelope, Event, Fact, Recorded
from review.domain.catalogue import EVENTS, UPCASTERS, Upcaster
from review.store.recorder import LogRow, Recorder

_encode = msgspec.json.Encoder(order="sorted").encode
_decode_envelope = msgspec.json.Decoder(Envelope).decode


class UnknownName(LookupError):
    """A stored name that is not in the catalogue: this release cannot read the log."""


class Registry:
    """Resolves stored names from a closed list, so that no stored name can import anything."""

    def __init__(
        self, events: Mapping[str, type[Event]] = EVENTS, upcasters: Mapping[str, Upcaster] = UPCASTERS
    ) -> None:
        self._decoders: dict[str, Callable[[bytes], Event]] = {
            name: msgspec.json.Decoder(kind).decode for name, kind in events.items()
        }
        self._events = dict(events)
        self._upcasters = dict(upcasters)

    def decode(self, name: str, state: bytes) -> Event:
        """Raises UnknownName; msgspec.DecodeError or ValidationError for bytes that are no such event."""
        decoder = self._decoders.get(name)
        return decoder(state) if decoder is not None else self._upcast(name, msgspec.json.decode(state))

    def _upcast(self, name: str, raw: dict[str, Any]) -> Event:
        while name not in self._events:
            upcaster = self._upcasters.get(name)
            if upcaster is None:
                raise UnknownName(name)
            name, raw = upcaster(raw)
        return msgspec.convert(raw, self._events[name])

    @property
    def names(self) -> frozenset[str]:
        """Every name a log may hold."""
        return frozenset(self._events) | frozenset(self._upcasters)


REGISTRY = Registry()


class Codec(es.Mapper[UUID]):
    """The library's mapper over our registry: no module path is ever stored or resolved."""

    def __init__(self) -> None:
        super().__init__(es.JSONTranscoder())

    def to_stored_event(self, domain_event: Any) -> es.StoredEvent:
        fact: Fact = domain_event
        return es.StoredEvent(fact.originator_id, fact.originator_version, fact.event.NAME, _encode(fact.event))

    def to_domain_event(self, stored_event: es.StoredEvent) -> Any:
        event = REGISTRY.decode(stored_event.topic, stored_event.state)
        return Fact(cast(UUID, stored_event.originator_id), stored_event.originator_version, event)


class LogApplication(Application[UUID]):
    """The library's application on the log of one evaluation, or of the installation."""

    name = "review"

    def __init__(self, log_recorder: Recorder) -> None:
        self.log_recorder = log_recorder
        # Given here, because the process environment would decide otherwise.
        super().__init__(env={"PERSISTENCE_MODULE": "eventsourcing.popo", "IS_SNAPSHOTTING_ENABLED": "n"})

    def construct_mapper(self) -> Codec:
        return Codec()

    def construct_recorder(self) -> Recorder:
        return self.log_recorder


class Stored(NamedTuple):
    """The columns of a record that decoding needs."""

    log: UUID
    position: int
    at: int
    stream: UUID
    version: int
    name: str
    envelope: bytes
    state: bytes


def encode_envelope(envelope: Envelope) -> bytes:
    return _encode(envelope)


def recorded(it: Stored) -> Recorded:
    """A stored record, decoded."""
    event = REGISTRY.decode(it.name, it.state)
    return Recorded(it.log, it.position, it.at, it.stream, it.version, _decode_envelope(it.envelope), event)


def decoded(log: UUID, row: LogRow) -> Recorded:
    return recorded(Stored(log, row.position, row.at, row.stream, row.version, row.name, row.envelope, row.state))
