"""The Merkle tree of RFC 6962, computed anew from what lies before us."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from hashlib import sha256

HASH = 32
EMPTY_ROOT = sha256(b"").digest()


def fields(*parts: bytes) -> bytes:
    """Parts with their lengths in front: they read back in one way only."""
    return b"".join([b"%d:%b" % (len(part), part) for part in parts])


def leaf_hash(data: bytes) -> bytes:
    return sha256(b"\x00" + data).digest()


class Tree:
    """A growing tree that can answer its root at every size it has had."""

    def __init__(self) -> None:
        self.size = 0
        self._levels = [bytearray()]

    def add(self, leaf: bytes) -> list[bytes]:
        """Append a leaf; answers the nodes it completed, leaf first."""
        levels, index, node = self._levels, self.size, leaf
        levels[0] += leaf
        done = [leaf]
        level = 0
        while index & 1:
            node = sha256(b"\x01" + levels[level][-2 * HASH : -HASH] + node).digest()
            level += 1
            if level == len(levels):
                levels.append(bytearray())
            levels[level] += node
            done.append(node)
            index >>= 1
        self.size += 1
        return done

    def peaks(self, size: int | None = None) -> list[bytes]:
        """The roots of the complete subtrees of the first `size` leaves, largest first."""
        size = self.size if size is None else size
        found, covered = [], 0
        for level in range(size.bit_length() - 1, -1, -1):
            if size >> level & 1:
                start = (covered >> level) * HASH
                found.append(bytes(self._levels[level][start : start + HASH]))
                covered += 1 << level
        return found

    def root(self, size: int | None = None) -> bytes:
        """The root over the first `size` leaves (all of them when not said)."""
        peaks = self.peaks(size)
        if not peaks:
            return EMPTY_ROOT
        root = peaks.pop()
        while peaks:
            root = sha256(b"\x01" + peaks.pop() + root).digest()
        return root


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over these leaf hashes."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


class Trunk:
    """Two readings of one log: by the content of its records and by the leaves stored with them.

    They are one tree until a record does not fit its stored leaf. From there both grow on, and a signed root that fits
    the second shows that the content of that record was changed after signing, and the others were not.
    """

    def __init__(self) -> None:
        self.by_content = Tree()
        self.by_leaves: Tree | None = None
        self.cut = False  #: records are missing: no root can be computed from here on
        self.breaks: list[int] = []  #: the records that do not fit what was stored of the tree

    def add(self, leaf: bytes, stored: bytes | None) -> tuple[list[bytes], list[bytes]]:
        """The nodes that the next record completes, in both readings."""
        if stored is not None and stored != leaf and self.by_leaves is None:
            self.by_leaves = copy.deepcopy(self.by_content)
        first = self.by_content.add(leaf)
        if self.by_leaves is None:
            return first, first
        return first, self.by_leaves.add(leaf if stored is None else stored)

    def fits(self, root: bytes, size: int | None = None) -> bool:
        """Whether the content of the first `size` records gives this root."""
        return not self.cut and self.by_content.root(size) == root

    def leaves_fit(self, root: bytes, size: int | None = None) -> bool:
        """Whether the leaves stored with the first `size` records give this root."""
        return not self.cut and (self.by_leaves or self.by_content).root(size) == root

    def peaks(self) -> list[bytes]:
        """The stored form of the right edge, in both readings."""
        return [b"".join(tree.peaks()) for tree in (self.by_content, self.by_leaves) if tree is not None]
