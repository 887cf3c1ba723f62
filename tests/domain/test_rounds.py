"""Rounds: open until an act closes them, for those who were asked."""

from __future__ import annotations

from typing import Any

import pytest

from review.application import uuid7
from review.domain.errors import AlreadyDone, BadPeriod, NotInvited, RoundClosed, RoundOpen, Unknown
from review.domain.moments import LAST
from review.domain.rounds import (
    ResponseSubmitted,
    Round,
    RoundClosedByAct,
    RoundExtended,
    RoundOpened,
    RoundReopened,
)
from review.domain.vocabulary import BodyKind, ClosingGround, DocumentKind, Position, RoundMode
from tests.domain.deciding import TEXT, given, then_refused

NOW, LATER, LATEST = 1_000, 2_000, 3_000
SEATS = (uuid7(), uuid7())
OPENED = RoundOpened(
    kind=DocumentKind.REPORT,
    part=2,
    draft=uuid7(),
    draft_version=4,
    group=uuid7(),
    body=BodyKind.REFERENCE_GROUP,
    mode=RoundMode.BLIND_UNTIL_OWN,
    question=TEXT,
    closes_at=LATER,
    seats=SEATS,
)
CLOSED = RoundClosedByAct(ground=ClosingGround.DEADLINE)
REOPENED = RoundReopened(closes_at=LATEST, motive=TEXT)


def opening(closes_at: int) -> RoundOpened:
    return Round.open(
        (OPENED.kind, OPENED.part),
        OPENED.draft,
        OPENED.draft_version,
        OPENED.group,
        OPENED.body,
        OPENED.mode,
        OPENED.question,
        closes_at,
        OPENED.seats,
        NOW,
    )


def respond(it: Round, seat: Any = SEATS[0], *, responded: bool = False) -> ResponseSubmitted:
    return it.respond(seat, Position.NO_COMMENTS, None, responded=responded)


def test_opening_says_who_is_asked_about_what_until_when() -> None:
    assert opening(LATER) == OPENED
    it = given(Round, OPENED)
    assert (it.is_open, it.seats, it.draft_version, it.body) == (True, frozenset(SEATS), 4, BodyKind.REFERENCE_GROUP)


@pytest.mark.parametrize("closes_at", [NOW, NOW - 1, 0, -1, LAST + 1])
def test_a_deadline_lies_ahead_and_on_the_calendar(closes_at: int) -> None:
    then_refused(BadPeriod, lambda: opening(closes_at), field="closes_on")
    then_refused(BadPeriod, lambda: given(Round, OPENED, CLOSED).reopen(closes_at, TEXT, NOW))


@pytest.mark.parametrize("closes_at", [LATER, LATER - 1, LAST + 1])
def test_an_extension_moves_the_deadline_on(closes_at: int) -> None:
    then_refused(BadPeriod, lambda: given(Round, OPENED).extend(closes_at, TEXT))
    assert given(Round, OPENED).extend(LATEST, TEXT) == RoundExtended(closes_at=LATEST, motive=TEXT)
    assert given(Round, OPENED, RoundExtended(closes_at=LATEST, motive=TEXT)).closes_at == LATEST


def test_a_deadline_that_passed_closes_nothing_by_itself() -> None:
    given(Round, OPENED).require_open()


def test_a_closed_round_takes_nothing() -> None:
    over = given(Round, OPENED, CLOSED)
    for decide in (
        over.require_open,
        lambda: over.extend(LATEST, TEXT),
        lambda: over.close(ClosingGround.WAIVED, TEXT),
        lambda: respond(over),
    ):
        then_refused(RoundClosed, decide)


def test_a_reopened_round_is_open_for_the_same_people() -> None:
    then_refused(RoundOpen, lambda: given(Round, OPENED).reopen(LATEST, TEXT, NOW))
    assert given(Round, OPENED, CLOSED).reopen(LATEST, TEXT, NOW) == REOPENED
    again = given(Round, OPENED, CLOSED, REOPENED)
    assert (again.is_open, again.closes_at, again.seats) == (True, LATEST, frozenset(SEATS))
    assert again.close(ClosingGround.WAIVED, TEXT).motive == TEXT


def test_who_was_asked_answers_once() -> None:
    it = given(Round, OPENED)
    assert respond(it) == ResponseSubmitted(round=it.id, seat=SEATS[0], position=Position.NO_COMMENTS)
    then_refused(AlreadyDone, lambda: respond(it, responded=True), what="responded")
    then_refused(NotInvited, lambda: respond(it, uuid7()))


def test_what_was_never_opened_is_unknown() -> None:
    nothing = given(Round)
    for decide in (
        nothing.require_open,
        lambda: nothing.close(ClosingGround.WAIVED, TEXT),
        lambda: nothing.extend(LATEST, TEXT),
        lambda: nothing.reopen(LATEST, TEXT, NOW),
        lambda: respond(nothing),
    ):
        then_refused(Unknown, decide, what="round")
