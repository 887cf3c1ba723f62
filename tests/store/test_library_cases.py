"""The recorder passes the eventsourcing library's own cases, on both databases.

The cases are unittest classes, which take no parametrised fixtures: so there is one class for each database.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import pytest
import sqlalchemy as sa
from eventsourcing import persistence as es

from review.store.ids import uuid7
from review.store.recorder import Recorder
from tests.store.writing_down import assert_tree_fits

if os.environ.get("TOETSSTEEN_NO_SKIPS") != "1":
    pytest.importorskip("Crypto", reason="the library's cases need its extra: pip install 'eventsourcing[crypto]'")
from eventsourcing.tests import persistence as cases


class Silent(Recorder):
    """The library's aggregate recorders answer nothing; apart from that the case asks what we promise."""

    def insert_events(self, stored_events: Sequence[es.StoredEvent], **given: Any) -> Any:
        super().insert_events(stored_events, **given)


class Logs:
    """Gives a case new logs in the database of the test, and checks their trees afterwards."""

    kind: type[Recorder] = Recorder
    engine: sa.Engine
    made: list[Recorder]

    def create_recorder(self) -> Recorder:
        recorder = self.kind(self.engine, uuid7())
        with recorder.transaction(create=True):
            pass
        self.made.append(recorder)
        return recorder

    def checked(self, engine: sa.Engine) -> Iterator[None]:
        self.engine, self.made = engine, []
        yield
        for recorder in self.made:
            assert_tree_fits(recorder)


class OnSqlite(Logs):
    @pytest.fixture(autouse=True)
    def _database(self, sqlite_url: str, opened: Callable[[str], sa.Engine]) -> Iterator[None]:
        yield from self.checked(opened(sqlite_url))


@pytest.mark.postgres
class OnPostgresql(Logs):
    @pytest.fixture(autouse=True)
    def _database(self, postgres_url: str, opened: Callable[[str], sa.Engine]) -> Iterator[None]:
        yield from self.checked(opened(postgres_url))


class Subscribing(cases.ApplicationRecorderTestCase):
    def test_insert_subscribe(self) -> None:
        self.optional_test_insert_subscribe()


class TestAggregateOnSqlite(OnSqlite, cases.AggregateRecorderTestCase):
    kind = Silent


class TestAggregateOnPostgresql(OnPostgresql, cases.AggregateRecorderTestCase):
    kind = Silent


class TestApplicationOnSqlite(OnSqlite, Subscribing):
    pass


class TestApplicationOnPostgresql(OnPostgresql, Subscribing):
    pass


class TestProcessOnSqlite(OnSqlite, cases.ProcessRecorderTestCase):
    pass


class TestProcessOnPostgresql(OnPostgresql, cases.ProcessRecorderTestCase):
    pass


class TestTrackingOnSqlite(OnSqlite, cases.TrackingRecorderTestCase):
    pass


class TestTrackingOnPostgresql(OnPostgresql, cases.TrackingRecorderTestCase):
    pass


class TestNonInterleavingOnSqlite(OnSqlite, cases.NonInterleavingNotificationIDsBaseCase):
    pass


class TestNonInterleavingOnPostgresql(OnPostgresql, cases.NonInterleavingNotificationIDsBaseCase):
    pass


del Subscribing
