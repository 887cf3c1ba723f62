"""The read tables as they were after a record: folded once, kept as an image, opened anew for whoever asks.

An image is the whole in-memory database as bytes, so that no connection is shared between threads.
"""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import sqlalchemy as sa

from review.application import Review
from review.domain.acts import Recorded
from review.projections import catalogue
from review.records import decoded

KEPT = 12
_Key = tuple[UUID, int, int]


class Replay:
    """Opens moments of the past of one installation, and keeps the last few."""

    def __init__(self, review: Review) -> None:
        self._review = review
        self._images: OrderedDict[_Key, bytes] = OrderedDict()
        self._lock = threading.Lock()

    @contextmanager
    def at(self, tx: sa.Connection, evaluation: UUID, position: int) -> Iterator[sa.Connection]:
        """The read tables right after the act that this record is part of. Raises LookupError where there is none."""
        moment = self._review.record(tx, evaluation, position).at
        position = self._end_of_act(tx, evaluation, position)
        image = self._image(tx, evaluation, position, moment)
        with catalogue.in_memory() as then:
            _sqlite(then).deserialize(image)
            yield then

    def _end_of_act(self, tx: sa.Connection, evaluation: UUID, position: int) -> int:
        """The last record of the same command: between its records there never was a moment."""
        command = self._review.record(tx, evaluation, position).envelope.command
        while True:
            rows = self._review.on(evaluation).log_recorder.rows(tx, after=position, upto=position + 1)
            if not rows or decoded(evaluation, rows[0]).envelope.command != command:
                return position
            position += 1

    def _image(self, tx: sa.Connection, evaluation: UUID, position: int, moment: int) -> bytes:
        people = self._people(tx, moment)
        key = (evaluation, position, people[-1].position if people else 0)
        with self._lock:
            if key in self._images:
                self._images.move_to_end(key)
                return self._images[key]
        acts = self._review.records(tx, evaluation, upto=position)
        with catalogue.as_of([*people, *acts]) as then:
            then.commit()
            image = _sqlite(then).serialize()
        with self._lock:
            self._images[key] = image
            while len(self._images) > KEPT:
                self._images.popitem(last=False)
        return image

    def _people(self, tx: sa.Connection, moment: int) -> list[Recorded]:
        """What the installation knew by then: people and their offices."""
        return [it for it in self._review.records(tx, self._review.installation.id) if it.at <= moment]


def _sqlite(tx: sa.Connection) -> sqlite3.Connection:
    found = tx.connection.driver_connection
    if not isinstance(found, sqlite3.Connection):
        raise TypeError("an image is a database of SQLite")
    return found
