"""The reading log: who opened what."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from review.store.engine import writing
from review.store.ids import uuid7
from review.store.readings import Reading, Readings


@pytest.fixture
def readings(engine: sa.Engine) -> Readings:
    times = iter(range(10, 100, 10))
    return Readings(engine, clock=lambda: next(times))


def test_readings_are_found_by_log_subject_person_and_time(readings: Readings) -> None:
    log, draft, jonker, veld, seat = (uuid7() for _ in range(5))
    readings.record(jonker, seat, log, "show", draft, 174)
    readings.record(veld, None, log, "export", draft)
    readings.record(jonker, seat, uuid7(), "show", "people")
    first, second = readings.of(log=log)
    assert first == Reading(10, jonker, seat, log, "show", str(draft), 174)
    assert second == Reading(20, veld, None, log, "export", str(draft), 1)
    assert [one.at for one in readings.of(person=jonker)] == [10, 30]
    assert [one.at for one in readings.of(subject=draft)] == [10, 20]
    assert [one.at for one in readings.of(since=20)] == [20, 30]
    assert readings.of(log=log, person=uuid7()) == []


def test_a_reading_inside_a_transaction_shares_its_fate(engine: sa.Engine, readings: Readings) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine):
        readings.record(uuid7(), None, uuid7(), "show", "x")
        assert len(readings.of()) == 1
        raise ZeroDivisionError
    assert readings.of() == []


def test_what_a_person_opened_is_told_once_each(readings: Readings) -> None:
    log, jonker, veld = (uuid7() for _ in range(3))
    for person, purpose, subject in ((jonker, "version", "a"), (jonker, "version", "a"), (jonker, "passages", "b")):
        readings.record(person, None, log, purpose, subject)
    readings.record(veld, None, log, "version", "c")
    readings.record(jonker, None, uuid7(), "version", "d")
    assert readings.opened(log=log, person=jonker, purpose="version") == {"a"}
