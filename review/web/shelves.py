"""What a process keeps of texts it made ready: dropped as a whole when the vault changes, for a text may be erased."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Shelf(Generic[K, V]):
    """Keeps the ``most`` things that were asked for last, each made from texts as the vault had them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._generation = 0
        self._kept: OrderedDict[K, V] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: K, generation: int) -> V | None:
        """What is kept, unless the vault changed since."""
        with self._lock:
            if self._generation != generation:
                self._kept.clear()
                self._generation = generation
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def keep(self, key: K, made: V, generation: int) -> V:
        """Keeps it, unless the vault changed since ``generation``, the one before its texts were opened."""
        with self._lock:
            if self._generation == generation:
                self._kept[key] = made
                while len(self._kept) > self._most:
                    self._kept.popitem(last=False)
        return made

    def clear(self) -> None:
        """Drops everything that is kept."""
        with self._lock:
            self._kept.clear()
