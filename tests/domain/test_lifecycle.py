"""The six phases follow from what happened, in any order it happened."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest

from review.domain import moments
from review.domain.lifecycle import Course, Phase, phase, steps

TURNS = ["tor_submitted", "tor_approved", "report_submitted", "report_approved", "published"]


def test_the_phases_are_those_that_the_service_publishes_in_their_order() -> None:
    assert [one.value for one in Phase] == [
        "exploration",
        "tor_adoption",
        "research",
        "report_adoption",
        "policy_response",
        "publication",
    ]


@pytest.mark.parametrize("reached", range(6))
def test_each_turn_brings_the_next_phase(reached: int) -> None:
    course = Course(opened=1, **{name: index + 2 for index, name in enumerate(TURNS[:reached])})
    assert phase(course) is list(Phase)[reached]
    found = steps(course)
    assert [step.is_current for step in found] == [index == reached for index in range(6)]
    assert [step.is_done for step in found] == [index < reached for index in range(6)]
    assert [step.since for step in found] == [1, *range(2, reached + 2), *[None] * (5 - reached)]


def test_exactly_one_phase_is_current_whatever_is_known() -> None:
    for known in itertools.product([None, 5], repeat=5):
        found = steps(Course(opened=1, **dict(zip(TURNS, known, strict=True))))
        assert sum(step.is_current for step in found) == 1
        assert not any(step.is_done and step.is_current for step in found)


def test_a_report_that_is_here_before_the_terms_are_approved_leads_nowhere_yet() -> None:
    course = Course(opened=1, tor_submitted=2, report_submitted=3)
    assert phase(course) is Phase.TOR_ADOPTION
    assert [step.since for step in steps(course)] == [1, 2, None, None, None, None]


def test_a_deadline_on_a_day_runs_until_the_last_minute_of_that_day_in_the_netherlands() -> None:
    assert moments.of(moments.end_of(date(2026, 7, 1))).isoformat() == "2026-07-01T23:59:00+02:00"
    assert moments.of(moments.end_of(date(2026, 1, 1))).isoformat() == "2026-01-01T23:59:00+01:00"
    for day in (date(2026, 3, 29), date(2026, 10, 25)):  # the clock is put forward, and back
        assert moments.day_of(moments.end_of(day)) == day


def test_a_moment_survives_the_way_there_and_back() -> None:
    for when in (datetime(2026, 3, 29, 1, 30, tzinfo=UTC), datetime(1969, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)):
        assert moments.of(moments.at(when)) == when
    assert moments.day_of(moments.at(datetime(2026, 6, 30, 22, 30, tzinfo=UTC))) == date(2026, 7, 1)
