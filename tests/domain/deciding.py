"""Given events, when somebody decides, then these events or that refusal: aggregates without a database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

import pytest

from review.application import uuid7
from review.domain.acts import Aggregate, Event, Fact, Sealed
from review.domain.errors import Refused

State = TypeVar("State", bound=Aggregate)
TEXT = Sealed(UUID(int=1), b"c" * 32)
SOMEBODY, AUTHOR, OTHER = uuid7(), uuid7(), uuid7()


def given(kind: type[State], *events: Event) -> State:
    """The state after these events; of a stream without events the state before the first."""
    stream = uuid7()
    facts = [Fact(stream, version, event) for version, event in enumerate(events, 1)]
    return kind.fold(None, facts) or kind(id=stream)


def then_refused(refusal: type[Refused], decide: Callable[[], object], **parameters: object) -> None:
    """The decision is refused for exactly this reason, with these parameters among others."""
    with pytest.raises(Refused) as refused:
        decide()
    assert type(refused.value) is refusal, refused.value
    found = refused.value.parameters
    assert {name: found.get(name) for name in parameters} == parameters
