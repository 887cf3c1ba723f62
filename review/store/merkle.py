"""The Merkle tree of the trail (RFC 6962, RFC 9162): growing it, its roots, its proofs.

Pure functions over bytes. A *node* is addressed by (level, index): level 0 are the leaves, and node (l, i) covers the
leaves from i << l up to ((i + 1) << l) - 1. *Peaks* are the roots of the complete subtrees that make up a tree of a
given size, largest first; together with the size they are all that is needed to append.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, MutableSequence, Sequence
from uuid import UUID

NodeReader = Callable[[int, int], bytes]

HASH_LENGTH = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()


class ProofError(ValueError):
    """A proof that does not prove what it is offered for."""


def leaf_hash(data: bytes) -> bytes:
    """The hash of a leaf holding these bytes."""
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node over its two children."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def netstring(field: bytes) -> bytes:
    """One field with its length in front and nothing behind: concatenated fields read back in one way only."""
    return b"%d:" % len(field) + field


def leaf_data(
    log: UUID,
    position: int,
    stream: UUID,
    version: int,
    name: str,
    at: int,
    command: UUID | None,
    envelope: bytes,
    state: bytes,
) -> bytes:
    """Every stored byte of one event, in the one order and form that the leaf binds."""
    numbers = (b"%d" % position, b"%d" % version, b"%d" % at)
    caller = b"" if command is None else command.bytes
    fields = (log.bytes, numbers[0], stream.bytes, numbers[1], name.encode(), numbers[2], caller, envelope, state)
    return b"".join([b"%d:%b" % (len(field), field) for field in fields])


def leaf_of_record(
    log: UUID,
    position: int,
    stream: UUID,
    version: int,
    name: str,
    at: int,
    command: UUID | None,
    envelope: bytes,
    state: bytes,
) -> bytes:
    """The leaf hash of one event row."""
    return leaf_hash(leaf_data(log, position, stream, version, name, at, command, envelope, state))


def grow(size: int, peaks: MutableSequence[bytes], leaf: bytes) -> bytes:
    """Append one leaf hash to a tree of `size` leaves, changing `peaks` (largest first) into those of the next size.

    Answers the nodes that this leaf completed, concatenated, leaf first: the `nodes` column of its event.
    """
    done = [leaf]
    node, index = leaf, size
    while index & 1:
        node = node_hash(peaks.pop(), node)
        done.append(node)
        index >>= 1
    peaks.append(node)
    return b"".join(done)


def node_place(level: int, index: int) -> tuple[int, int]:
    """Where a node is stored: the position of the event that completed it, and the offset in that event's `nodes`."""
    return (index + 1) << level, level * HASH_LENGTH


def root_of_peaks(peaks: Sequence[bytes]) -> bytes:
    """The root of the tree with these peaks (largest first)."""
    if not peaks:
        return EMPTY_ROOT
    root = peaks[-1]
    for peak in reversed(peaks[:-1]):
        root = node_hash(peak, root)
    return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root of the tree over these leaf hashes."""
    peaks: list[bytes] = []
    for size, leaf in enumerate(leaves):
        grow(size, peaks, leaf)
    return root_of_peaks(peaks)


def _split(size: int) -> int:
    """The largest power of two smaller than `size`."""
    return 1 << ((size - 1).bit_length() - 1)


def subtree_root(low: int, high: int, read: NodeReader) -> bytes:
    """The root over the leaves low..high (high excluded); `low` must lie where RFC 6962 splits a tree."""
    size = high - low
    if size == 0:
        return EMPTY_ROOT
    if size & (size - 1) == 0:
        return read(size.bit_length() - 1, low // size)
    middle = low + _split(size)
    return node_hash(subtree_root(low, middle, read), subtree_root(middle, high, read))


def inclusion_proof(index: int, size: int, read: NodeReader) -> list[bytes]:
    """The path that proves leaf `index` (from 0) to lie in the tree of `size` leaves (RFC 9162, 2.1.3.1)."""
    if not 0 <= index < size:
        raise ValueError(f"leaf {index} lies outside a tree of {size}")
    low, high = 0, size
    path: list[bytes] = []
    while high - low > 1:
        middle = low + _split(high - low)
        if index < middle:
            path.append(subtree_root(middle, high, read))
            high = middle
        else:
            path.append(subtree_root(low, middle, read))
            low = middle
    return path[::-1]


def consistency_proof(old: int, new: int, read: NodeReader) -> list[bytes]:
    """The path that proves the tree of `old` leaves to be the beginning of the tree of `new` (RFC 9162, 2.1.4.1)."""
    if not 0 < old <= new:
        raise ValueError(f"no proof leads from size {old} to size {new}")
    low, high, whole = 0, new, True
    path: list[bytes] = []
    while old != high:
        middle = low + _split(high - low)
        if old <= middle:
            path.append(subtree_root(middle, high, read))
            high = middle
        else:
            path.append(subtree_root(low, middle, read))
            low, whole = middle, False
    if not whole:
        path.append(subtree_root(low, high, read))
    return path[::-1]


def verify_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes) -> None:
    """Check an inclusion proof (RFC 9162, 2.1.3.2); raises ProofError when it does not hold."""
    if not 0 <= index < size:
        raise ProofError("the leaf lies outside the tree")
    _require_hashes(leaf, root, *proof)
    place, last, reached = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            reached = node_hash(sibling, reached)
            place, last = _climb_to_right_child(place, last)
        else:
            reached = node_hash(reached, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    if reached != root:
        raise ProofError("the proof leads to another root")


def verify_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Check a consistency proof (RFC 9162, 2.1.4.2); raises ProofError when it does not hold.

    A tree without leaves is the beginning of every tree and proves nothing, so it is refused.
    """
    if not 0 < old <= new:
        raise ProofError("no proof leads from the one size to the other")
    if old == new:
        if proof or old_root != new_root:
            raise ProofError("two trees of one size are equal, without a proof")
        return
    _require_hashes(old_root, new_root, *proof)
    if not proof:
        raise ProofError("the proof is missing")
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    old_reached, new_reached = _climb_both(old - 1, new - 1, path)
    if old_reached != old_root or new_reached != new_root:
        raise ProofError("the proof leads to other roots")


def _climb_both(place: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes]:
    while place & 1:
        place, last = place >> 1, last >> 1
    old_reached = new_reached = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            old_reached, new_reached = node_hash(sibling, old_reached), node_hash(sibling, new_reached)
            place, last = _climb_to_right_child(place, last)
        else:
            new_reached = node_hash(new_reached, sibling)
        place, last = place >> 1, last >> 1
    if last:
        raise ProofError("the proof is too short")
    return old_reached, new_reached


def _climb_to_right_child(place: int, last: int) -> tuple[int, int]:
    """A node without a right sibling is carried up as it is, until it is a right child (or the root)."""
    while place and not place & 1:
        place, last = place >> 1, last >> 1
    return place, last


def _require_hashes(*hashes: bytes) -> None:
    if any(len(one) != HASH_LENGTH for one in hashes):
        raise ProofError("a hash of the wrong length")
