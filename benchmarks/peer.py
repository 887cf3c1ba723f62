"""The peer, in a process of its own: SQLAlchemy-Continuum writing one comment with its history."""

from __future__ import annotations

import subprocess
import sys
from types import TracebackType

from benchmarks.scene import fresh


class Peer:
    """Writes comments beside this database while it is entered; only what a comment takes there is counted."""

    def __init__(self, address: str) -> None:
        command = [sys.executable, "-m", "benchmarks.continuum", fresh(address)]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Peer:
        return self

    def comments(self, count: int) -> float:
        """So many comments; the median time of one, in seconds. Raises ValueError when the process came to an end."""
        assert self._process.stdin is not None and self._process.stdout is not None
        print(count, file=self._process.stdin, flush=True)
        return float(self._process.stdout.readline())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.communicate()
