"""A version as a list of blinded blocks with one root: what an approval signs, provable even after an erasure."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import msgspec

from review.domain.acts import Sealed


class BlockEntry(msgspec.Struct, frozen=True, array_like=True):
    """One block: a number unique within its document and carried from version to version, its kind, its sealed text."""

    number: int
    kind: str
    text: Sealed


def leaf(entry: BlockEntry) -> bytes:
    """SHA-256(0x00 || netstrings of number, kind and commitment): the leaf binds identity, kind and text."""
    parts = (b"%d" % entry.number, entry.kind.encode(), entry.text.commitment)
    return hashlib.sha256(b"\x00" + b"".join(b"%d:" % len(part) + part for part in parts)).digest()


def root(entries: Sequence[BlockEntry]) -> bytes:
    """The Merkle tree hash over the leaves (RFC 6962 section 2.1), built level by level."""
    level = [leaf(entry) for entry in entries]
    if not level:
        return hashlib.sha256(b"").digest()
    while len(level) > 1:
        paired = [
            hashlib.sha256(b"\x01" + level[i] + level[i + 1]).digest() if i + 1 < len(level) else level[i]
            for i in range(0, len(level), 2)
        ]
        level = paired
    return level[0]
