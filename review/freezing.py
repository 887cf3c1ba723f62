"""Which texts of a record are frozen: those of a version on which a compromise was reported, and quotes from it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import msgspec

from review.domain.acts import Event, sealed_in
from review.domain.anchors import Anchor
from review.domain.drafts import VersionSubmitted

Versions = frozenset[tuple[UUID, int]]
"""By document and number."""


def frozen_keys(stream: UUID, event: Event, versions: Versions) -> frozenset[UUID]:
    """The keys of texts that a reader to whom these versions are frozen is not given with this record.

    Quotes go whatever version they are from: a comment that moved along quotes what stood there before.
    """
    if not versions:
        return frozenset()
    if isinstance(event, VersionSubmitted):
        return frozenset(one.key for one in sealed_in(event)) if (stream, event.number) in versions else frozenset()
    return frozenset(one.quote.key for one in _anchors(event) if one.quote is not None)


def _anchors(value: Any) -> Iterator[Anchor]:
    if isinstance(value, Anchor):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _anchors(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from _anchors(one)
