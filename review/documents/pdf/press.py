"""The press: sheets in, PDF/A-2a and PDF/UA-1 files out; one at a time, within bounds of time and memory."""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess  # the press runs apart, so that its memory never stays in the server
import sys
import threading
from collections import OrderedDict
from pathlib import Path

from review.documents.pdf.sheet import Sheet, encoded
from review.documents.pdf.worker import REFUSED

log = logging.getLogger(__name__)
FOLDER = Path(__file__).parent
SECONDS = 120
MEMORY = 6 << 30
QUEUE = 60.0
KEPT = 48 << 20


class NotPrinted(Exception):
    """There is no file. ``problem``: ``busy`` (others go first), ``too_large`` (no time or memory), ``refused``."""

    def __init__(self, problem: str, said: str = "") -> None:
        super().__init__(problem, said)
        self.problem = problem


class Press:
    """Prints one sheet at a time and keeps the latest files by what stands on them.

    A file is found again by the whole of its contents, so nobody is given a sheet made for other eyes; ``generation``
    (the state of the vault) drops everything when a text is forgotten.
    """

    def __init__(self, *, seconds: int = SECONDS, memory: int = MEMORY, queue: float = QUEUE) -> None:
        self.seconds, self.memory, self.queue = seconds, memory, queue
        self._turn = threading.Lock()
        self._kept: OrderedDict[bytes, bytes] = OrderedDict()
        self._generation = 0

    def print(self, sheet: Sheet, generation: int = 0) -> bytes:
        """The file. Raises NotPrinted."""
        text = encoded(sheet)
        key = hashlib.sha256(f"{sheet.moment}\n{text}".encode()).digest()
        if not self._turn.acquire(timeout=self.queue):
            raise NotPrinted("busy")
        try:
            if generation != self._generation:
                self._kept.clear()
                self._generation = generation
            found = self._kept.get(key)
            if found is None:
                found = self._made(sheet, text)
                self._keep(key, found)
            self._kept.move_to_end(key)
            return found
        finally:
            self._turn.release()

    def _made(self, sheet: Sheet, text: str) -> bytes:
        try:
            return self._run(sheet, text)
        except NotPrinted as refused:
            if refused.problem != "refused":
                raise
        return self._run(sheet, encoded(sheet, basic=True))

    def _run(self, sheet: Sheet, text: str) -> bytes:
        worker = [sys.executable, "-I", str(FOLDER / "worker.py"), str(FOLDER), str(self.seconds), str(self.memory)]
        given = json.dumps({"moment": sheet.moment}).encode() + b"\n" + text.encode()
        try:
            done = subprocess.run(worker, input=given, capture_output=True, timeout=self.seconds, check=False)  # noqa: S603  our own file and numbers
        except subprocess.TimeoutExpired as slow:
            raise NotPrinted("too_large") from slow
        if done.returncode == 0:
            return done.stdout
        said = done.stderr.decode(errors="replace")[-400:]
        log.error("the press ended with %s: %s", done.returncode, said)
        raise NotPrinted("refused" if done.returncode == REFUSED else "too_large", said)

    def _keep(self, key: bytes, made: bytes) -> None:
        self._kept[key] = made
        while sum(map(len, self._kept.values())) > KEPT and len(self._kept) > 1:
            self._kept.popitem(last=False)
