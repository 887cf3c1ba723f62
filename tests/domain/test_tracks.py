"""Tracks: which act in which state, who drops, delivers and accepts."""

from __future__ import annotations

import pytest

from review.application import uuid7
from review.domain.acts import Acting, Event
from review.domain.errors import DirectorNeeded, NotOnTrack, OwnTrack, TrackElsewhere, Unknown
from review.domain.tracks import (
    AFTER,
    BEFORE,
    Track,
    TrackContracted,
    TrackDelivered,
    TrackDropped,
    TrackKind,
    TrackPlanned,
    TrackReassigned,
    TrackStarted,
    TrackState,
)
from review.domain.vocabulary import Capacity
from tests.domain.deciding import AUTHOR, OTHER, TEXT, given, then_refused

SEAT, ELSE = uuid7(), uuid7()
PLANNED = TrackPlanned(number=1, kind=TrackKind.FIELDWORK, title=TEXT, seat=SEAT)
OUT, STARTED, DELIVERED = TrackContracted(party=TEXT), TrackStarted(), TrackDelivered()


def acting(capacity: Capacity, seat: object = None) -> Acting:
    return Acting(person=AUTHOR, seat=seat or uuid7(), capacity=capacity)


LEAD, DIRECTOR = acting(Capacity.TEAM_LEAD), acting(Capacity.DIRECTOR)


@pytest.mark.parametrize("act", BEFORE)
@pytest.mark.parametrize("state", TrackState)
def test_every_act_in_every_state(act: type[Event], state: TrackState) -> None:
    track = Track(id=uuid7(), version=3, state=state)
    if state in BEFORE[act]:
        track.require(act)
    else:
        then_refused(TrackElsewhere, lambda: track.require(act), what=state)


def test_nothing_happens_to_what_was_never_planned_and_nothing_after_the_end() -> None:
    then_refused(Unknown, lambda: given(Track).require(TrackStarted))
    assert set(BEFORE) - set(AFTER) == {TrackReassigned}
    assert all(TrackState.ACCEPTED not in states and TrackState.DROPPED not in states for states in BEFORE.values())


def test_what_affects_a_main_question_is_dropped_by_the_director() -> None:
    plain, main = (
        given(Track, PLANNED),
        given(Track, TrackPlanned(number=1, kind=TrackKind.OTHER, title=TEXT, main_question=True)),
    )
    assert not plain.drop(LEAD, TEXT, TEXT, main_question=False).main_question
    then_refused(DirectorNeeded, lambda: plain.drop(LEAD, TEXT, TEXT, main_question=True))
    then_refused(DirectorNeeded, lambda: main.drop(LEAD, TEXT, TEXT, main_question=False))
    assert main.drop(DIRECTOR, TEXT, TEXT, main_question=False).main_question
    assert given(Track, PLANNED, TrackDropped(motive=TEXT, effect=TEXT)).state is TrackState.DROPPED


def test_an_external_researcher_delivers_the_own_track_and_accepts_none() -> None:
    track = given(Track, PLANNED, OUT, STARTED)
    assert track.deliver(acting(Capacity.EXTERNAL_RESEARCHER, SEAT), None) == DELIVERED
    assert track.deliver(LEAD, None) == DELIVERED
    then_refused(NotOnTrack, lambda: track.deliver(acting(Capacity.EXTERNAL_RESEARCHER, ELSE), None))
    delivered = given(Track, PLANNED, OUT, STARTED, DELIVERED)
    then_refused(OwnTrack, lambda: delivered.accept(AUTHOR, AUTHOR, None))
    assert delivered.accept(OTHER, AUTHOR, None).note is None
    again = given(Track, PLANNED, OUT, TrackReassigned(motive=TEXT, seat=ELSE), STARTED, DELIVERED)
    assert again.accept(AUTHOR, AUTHOR, None).note is None, "the team's own work"
    assert given(Track, PLANNED, OUT, STARTED, TrackReassigned(motive=TEXT)).state is TrackState.RUNNING
