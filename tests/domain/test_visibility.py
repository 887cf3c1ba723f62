"""Who sees which comment, asked of every combination and of a second reading of the rules."""

from __future__ import annotations

import itertools
from uuid import UUID

import pytest

from review.application import uuid7
from review.domain.acts import Acting, Reader
from review.domain.errors import Unknown
from review.domain.visibility import CommentFacts, may_know, may_read, may_replay, require_reading, sees_comment
from review.domain.vocabulary import BodyKind, Capacity, RoundMode, Visibility

C, B, V, M = Capacity, BodyKind, Visibility, RoundMode
AUTHOR, SEAT, ROUND = uuid7(), uuid7(), uuid7()
TEAM = {C.TEAM_LEAD, C.EVALUATOR, C.SECRETARY}
MEMBERS = {C.CHAIR, C.DEPUTY_CHAIR, C.POLICY_REPRESENTATIVE, C.EVALUATION_REPRESENTATIVE, C.EXTERNAL_EXPERT}
NEVER = {
    C.EXTERNAL_RESEARCHER,
    C.ADVISER,
    C.COPY_RECIPIENT,
    C.CLASSIFICATION_AUTHORITY,
    C.RECORDS_MANAGER,
    C.DATA_PROTECTION_OFFICER,
    C.ADMINISTRATOR,
}


def reader(
    capacity: Capacity | None,
    *,
    body: BodyKind | None = None,
    organisation: str = "BZ/DAF",
    window: bool = False,
    person: UUID | None = None,
) -> Reader:
    person = person or uuid7()
    if capacity is None:
        return Reader(person=person, moment=0)
    held = Acting(person=person, seat=uuid7(), capacity=capacity, organisation=organisation, body=body, window=window)
    return Reader(person=person, holds=(held,), moment=0)


def facts(visibility: Visibility = V.GROUP, mode: RoundMode = M.OPEN, *, round_open: bool = True) -> CommentFacts:
    return CommentFacts(
        author=AUTHOR,
        seat=SEAT,
        organisation="UvT",
        round=ROUND,
        body=B.REFERENCE_GROUP,
        mode=mode,
        round_open=round_open,
        visibility=visibility,
    )


@pytest.mark.parametrize("visibility", list(V))
@pytest.mark.parametrize("mode", list(M))
@pytest.mark.parametrize("round_open", [True, False])
def test_its_author_and_the_auditor_always_see_it(visibility: Visibility, mode: RoundMode, round_open: bool) -> None:
    it = facts(visibility, mode, round_open=round_open)
    assert sees_comment(reader(None, person=AUTHOR), it, frozenset())
    assert sees_comment(reader(C.AUDITOR), it, frozenset())


@pytest.mark.parametrize("capacity", sorted(NEVER))
def test_who_does_not_read_along_with_others_sees_none(capacity: Capacity) -> None:
    for visibility, mode, round_open in itertools.product(V, M, (True, False)):
        it = facts(visibility, mode, round_open=round_open)
        for body in (None, B.REFERENCE_GROUP, B.CORRESPONDENTS):
            assert not sees_comment(reader(capacity, body=body, organisation="UvT"), it, frozenset({ROUND}))


@pytest.mark.parametrize("mode", list(M))
@pytest.mark.parametrize("round_open", [True, False])
def test_the_team_sees_at_once_what_is_meant_for_it(mode: RoundMode, round_open: bool) -> None:
    """A secretary belongs to the team here: who runs the round reads what comes in."""
    for capacity in TEAM:
        body = B.REFERENCE_GROUP if capacity is C.SECRETARY else B.EVALUATION_TEAM
        one = reader(capacity, body=body)
        assert sees_comment(one, facts(V.GROUP, mode, round_open=round_open), frozenset())
        assert sees_comment(one, facts(V.TEAM, mode, round_open=round_open), frozenset())
        assert not sees_comment(one, facts(V.CHAIR, mode, round_open=round_open), frozenset())
        assert not sees_comment(one, facts(V.OWN_ORGANISATION, mode, round_open=round_open), frozenset())


@pytest.mark.parametrize("capacity", sorted(MEMBERS))
def test_a_colleague_in_the_group_sees_as_the_mode_allows(capacity: Capacity) -> None:
    colleague = reader(capacity, body=B.REFERENCE_GROUP)
    mine, none = frozenset({ROUND}), frozenset[UUID]()
    assert sees_comment(colleague, facts(mode=M.OPEN), none)
    assert sees_comment(colleague, facts(mode=M.PSEUDONYMOUS), none)
    assert not sees_comment(colleague, facts(mode=M.BLIND_UNTIL_OWN), none)
    assert sees_comment(colleague, facts(mode=M.BLIND_UNTIL_OWN), mine)
    assert not sees_comment(colleague, facts(mode=M.BLIND_UNTIL_OWN), frozenset({uuid7()}))
    assert not sees_comment(colleague, facts(mode=M.BLIND_UNTIL_CLOSE), mine)
    for mode in M:
        assert sees_comment(colleague, facts(mode=mode, round_open=False), none)


def test_the_director_is_blind_too_while_a_round_is_blind() -> None:
    director = reader(C.DIRECTOR)
    assert sees_comment(director, facts(mode=M.OPEN), frozenset())
    assert not sees_comment(director, facts(mode=M.BLIND_UNTIL_CLOSE), frozenset())
    assert sees_comment(director, facts(mode=M.BLIND_UNTIL_CLOSE, round_open=False), frozenset())


def test_another_group_sees_nothing_of_it() -> None:
    for capacity in (C.PEER_READER, C.CHAIR, C.DEPUTY_CHAIR):
        other = reader(capacity, body=B.SOUNDING_BOARD, window=True, organisation="UvT")
        for visibility, mode in itertools.product(V, M):
            assert not sees_comment(other, facts(visibility, mode, round_open=False), frozenset({ROUND}))


def test_for_the_chair_means_who_chairs_that_group_now_and_the_director() -> None:
    it = facts(V.CHAIR)
    assert sees_comment(reader(C.DIRECTOR), it, frozenset())
    assert sees_comment(reader(C.CHAIR, body=B.REFERENCE_GROUP), it, frozenset())
    assert not sees_comment(reader(C.CHAIR, body=B.SOUNDING_BOARD), it, frozenset())
    assert not sees_comment(reader(C.DEPUTY_CHAIR, body=B.REFERENCE_GROUP), it, frozenset())
    assert sees_comment(reader(C.DEPUTY_CHAIR, body=B.REFERENCE_GROUP, window=True), it, frozenset())
    assert not sees_comment(reader(C.EXTERNAL_EXPERT, body=B.REFERENCE_GROUP), it, frozenset())


def test_for_the_own_organisation_means_members_of_it_in_the_same_group() -> None:
    it = facts(V.OWN_ORGANISATION)
    same = reader(C.POLICY_REPRESENTATIVE, body=B.REFERENCE_GROUP, organisation="UvT")
    assert sees_comment(same, it, frozenset())
    assert not sees_comment(reader(C.POLICY_REPRESENTATIVE, body=B.REFERENCE_GROUP), it, frozenset())
    assert not sees_comment(reader(C.PEER_READER, body=B.SOUNDING_BOARD, organisation="UvT"), it, frozenset())
    assert not sees_comment(reader(C.DIRECTOR, organisation="UvT"), it, frozenset())


def test_one_of_several_seats_is_enough() -> None:
    outside = reader(C.COPY_RECIPIENT, body=B.CORRESPONDENTS)
    both = Reader(person=outside.person, holds=(*outside.holds, *reader(C.EVALUATOR).holds), moment=0)
    assert not sees_comment(outside, facts(), frozenset())
    assert sees_comment(both, facts(), frozenset())


READ = {
    C.DIRECTOR,
    C.CHAIR,
    C.DEPUTY_CHAIR,
    C.TEAM_LEAD,
    C.EVALUATOR,
    C.EXTERNAL_RESEARCHER,
    C.PEER_READER,
    C.POLICY_REPRESENTATIVE,
    C.EVALUATION_REPRESENTATIVE,
    C.EXTERNAL_EXPERT,
    C.ADVISER,
    C.COPY_RECIPIENT,
    C.CLASSIFICATION_AUTHORITY,
    C.SECRETARY,
    C.AUDITOR,
}


@pytest.mark.parametrize("capacity", list(C))
def test_who_reads_who_knows_and_who_replays(capacity: Capacity) -> None:
    one = reader(capacity)
    assert may_read(one) == (capacity in READ)
    assert may_know(one) == (capacity in READ | {C.RECORDS_MANAGER, C.DATA_PROTECTION_OFFICER})
    assert may_replay(one) == (capacity in {C.DIRECTOR, C.TEAM_LEAD, C.RECORDS_MANAGER, C.AUDITOR})


def test_to_somebody_without_a_seat_it_does_not_exist() -> None:
    assert not may_know(reader(None))
    assert not may_replay(reader(None))
    with pytest.raises(Unknown):
        require_reading(reader(None))
    with pytest.raises(Unknown):
        require_reading(reader(C.ADMINISTRATOR))
