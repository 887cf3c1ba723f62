"""Anchors in a column of a read row: positions in clear, the quote by reference."""

from __future__ import annotations

import msgspec

from review.domain.anchors import Anchor

_decoder = msgspec.msgpack.Decoder(tuple[Anchor, ...])
NONE = msgspec.msgpack.encode(())


def packed(anchors: tuple[Anchor, ...]) -> bytes:
    return msgspec.msgpack.encode(anchors)


def unpacked(column: bytes) -> tuple[Anchor, ...]:
    return () if column == NONE else _decoder.decode(column)
