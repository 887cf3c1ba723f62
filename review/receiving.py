"""Taking requests in: a body too large for any page is read to its end and thrown away, so that a page can say so.

A server that answers while the browser still sends is not heard: the browser shows that the connection was broken.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any

from waitress.buffers import OverflowableBuffer
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.task import ErrorTask

MB = 1024 * 1024
LARGEST_BODY = 26 * MB
"""Bytes of a request that are kept: as much as the page that takes the largest file allows, with its other fields."""
MOST_READ = 1024 * MB
"""Bytes of a request that are read at all. Whoever sends more is cut off."""
CUT_OFF = (
    '<!doctype html><html lang="nl"><meta charset="utf-8"><title>Te groot – Toetssteen</title>'
    "<h1>Te groot</h1><p>Wat u stuurde is te groot: hoogstens 25 MB in één keer. Er is niets gewijzigd. Ga terug en"
    ' kies een kleiner bestand.</p><p lang="en">What you sent is too large: at most 25 MB in one go. Nothing was'
    ' changed. Go back and choose a smaller file.</p><p><a href="/">Toetssteen</a></p></html>'
)


class Body(OverflowableBuffer):  # type: ignore[misc]  # waitress carries no types
    """The body of one request: in memory while small, then in a temporary file, and only counted once too large."""

    buf: Any

    def __init__(self, overflow: int) -> None:
        super().__init__(overflow)
        self._received = 0

    def __len__(self) -> int:
        return self._received

    def append(self, piece: bytes) -> None:
        self._received += len(piece)
        if self._received <= LARGEST_BODY:
            super().append(piece)
        elif self.buf is not None:
            self.close()
            self.buf = None

    def getfile(self) -> IO[bytes]:
        if self._received > LARGEST_BODY:
            return BytesIO()
        kept: IO[bytes] = super().getfile()
        return kept


class Request(HTTPRequestParser):  # type: ignore[misc]  # waitress carries no types
    """A request whose length is told to the pages as it was, whether its body was kept or not."""

    def parse_header(self, header_plus: bytes) -> None:
        super().parse_header(header_plus)
        if self.body_rcv is not None:
            self.body_rcv.buf = Body(self.adj.inbuf_overflow)


class Refusal(ErrorTask):  # type: ignore[misc]  # waitress carries no types
    """What is answered where no page is asked: in words for people where they sent too much."""

    def execute(self) -> None:
        if self.request.error.code != 413:
            super().execute()
            return
        said = CUT_OFF.encode()
        self.status = "413 Content Too Large"
        self.response_headers.append(("Content-Type", "text/html; charset=utf-8"))
        self.set_close_on_finish()
        self.content_length = len(said)
        self.write(said)


class Channel(HTTPChannel):  # type: ignore[misc]  # waitress carries no types
    """One connection of a browser."""

    parser_class = Request
    error_task_class = Refusal
