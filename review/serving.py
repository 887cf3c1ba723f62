"""Serving the pages from one process, with checkpoints signed in the background."""

from __future__ import annotations

import logging
import threading

from flask import Flask
from waitress.server import TcpWSGIServer, create_server

from review import receiving
from review.application import Review
from review.store.checkpoints import TrailBroken

SEAL_EVERY = 15.0
"""Seconds between checkpoints of logs that grew; an approval is sealed at once."""
THREADS = 8
_LOG = logging.getLogger("toetssteen")


def serve(app: Flask, review: Review, *, port: int, host: str = "127.0.0.1") -> None:
    """Serve until interrupted."""
    stop = threading.Event()
    sealer = threading.Thread(target=_seal, args=(review, stop), name="sealer", daemon=True)
    sealer.start()
    try:
        server(app, port=port, host=host).run()
    finally:
        stop.set()
        sealer.join(5)


def server(app: Flask, *, port: int, host: str = "127.0.0.1") -> TcpWSGIServer:
    """The server on its port, not running yet; ``host`` is one address, and port 0 is any that is free."""
    made: TcpWSGIServer = create_server(
        app, host=host, port=port, threads=THREADS, ident="toetssteen", max_request_body_size=receiving.MOST_READ
    )
    made.channel_class = receiving.Channel
    return made


def _seal(review: Review, stop: threading.Event) -> None:
    while not stop.wait(SEAL_EVERY):
        try:
            if review.keeper is not None:
                review.keeper.seal_all()
        except TrailBroken:
            _LOG.exception("a log does not extend its last checkpoint; run: toetssteen verify")
        except Exception:  # the next round tries again; serving goes on
            _LOG.exception("could not sign checkpoints")
