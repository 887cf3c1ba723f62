"""Sessions: short-lived, endable from elsewhere, and useless to who reads the database."""

from __future__ import annotations

from uuid import UUID

import pytest
import sqlalchemy as sa

from review.store.accounts import Accounts, PasswordHash
from review.store.engine import reading, writing
from review.store.ids import uuid7
from review.store.sessions import ABSOLUTE, IDLE, TOUCH, Sessions
from review.store.tables import session


class Clock:
    """A clock that stands still until it is moved."""

    now = 1_700_000_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def sessions(engine: sa.Engine, clock: Clock) -> Sessions:
    return Sessions(engine, clock=clock)


@pytest.fixture
def person() -> UUID:
    return uuid7()


def test_a_session_is_found_by_its_token_only(sessions: Sessions, person: UUID, clock: Clock) -> None:
    token = sessions.start(person, {"language": "nl"})
    found = sessions.find(token)
    assert found is not None
    assert (found.person, found.started_at, found.seen_at, found.stepped_up_at) == (person, clock.now, clock.now, None)
    assert found.attributes == {"language": "nl"}
    for wrong in ("", token[:-1], token.swapcase(), found.reference, "\x00", "\ud800", "x" * 100_000):
        assert sessions.find(wrong) is None


def test_the_database_does_not_know_the_token(engine: sa.Engine, sessions: Sessions, person: UUID) -> None:
    tokens = {sessions.start(person) for _ in range(3)}
    assert len(tokens) == 3
    assert min(map(len, tokens)) == 43, "32 random bytes"
    with reading(engine) as tx:
        kept = repr(tx.execute(sa.select(session)).all())
    assert not any(token in kept for token in tokens)


def test_a_session_ends_after_half_an_hour_of_silence(sessions: Sessions, person: UUID, clock: Clock) -> None:
    token = sessions.start(person)
    clock.now += IDLE - 1
    assert sessions.find(token) is not None
    clock.now += IDLE - 1
    assert sessions.find(token) is not None, "a sign of life counts"
    clock.now += IDLE
    assert sessions.find(token) is None
    assert sessions.of(person) == []


def test_a_session_ends_after_twelve_hours_whatever_is_done(sessions: Sessions, person: UUID, clock: Clock) -> None:
    token, end = sessions.start(person), clock.now + ABSOLUTE
    while clock.now < end - IDLE:
        clock.now += IDLE - 1
        assert sessions.find(token) is not None
    clock.now = end
    assert sessions.find(token) is None


def test_a_sign_of_life_is_written_once_a_minute(
    engine: sa.Engine, sessions: Sessions, person: UUID, clock: Clock
) -> None:
    token = sessions.start(person)
    said: list[str] = []
    sa.event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    clock.now += TOUCH - 1
    sessions.find(token)
    assert [statement.split()[0] for statement in said] == ["SELECT"]
    clock.now += 1
    for _ in range(3):
        sessions.find(token)
    assert sum(statement.startswith("UPDATE") for statement in said) == 1


def test_a_closed_account_has_no_sessions(engine: sa.Engine, sessions: Sessions, person: UUID) -> None:
    accounts = Accounts(engine)
    with writing(engine) as tx:
        accounts.add(tx, person, "hartog", PasswordHash("not a hash"))
    token = sessions.start(person)
    assert sessions.find(token) is not None
    with writing(engine) as tx:
        accounts.close(tx, person)
    assert sessions.find(token) is None
    assert sessions.of(person) == []


def test_signing_out_ends_one_session(sessions: Sessions, person: UUID) -> None:
    here, there = sessions.start(person), sessions.start(person)
    sessions.end(here)
    sessions.end(here)
    assert sessions.find(here) is None
    assert sessions.find(there) is not None


def test_stepping_up_gives_a_new_token_and_voids_the_old(sessions: Sessions, person: UUID, clock: Clock) -> None:
    token = sessions.start(person, {"language": "en"})
    clock.now += 5
    renewed = sessions.step_up(token)
    assert renewed is not None
    assert sessions.find(token) is None
    found = sessions.find(renewed)
    assert found is not None
    assert (found.stepped_up_at, found.started_at, found.attributes) == (clock.now, clock.now - 5, {"language": "en"})
    assert sessions.step_up(token) is None


def test_what_a_session_remembers_can_be_replaced(sessions: Sessions, person: UUID) -> None:
    token = sessions.start(person)
    sessions.note(token, {"persona": "jonker"})
    found = sessions.find(token)
    assert found is not None
    assert found.attributes == {"persona": "jonker"}


def test_people_see_their_sessions_and_end_them_from_elsewhere(sessions: Sessions, person: UUID) -> None:
    first, second, third = (sessions.start(person) for _ in range(3))
    other, stranger = uuid7(), sessions.start(uuid7())
    assert len(sessions.of(person)) == 3
    reference = next(one.reference for one in sessions.of(person) if one == sessions.find(first))
    assert sessions.revoke(other, reference) is False
    assert sessions.revoke(person, reference) is True
    assert sessions.revoke(person, reference) is False
    assert sessions.find(first) is None
    assert sessions.revoke_all(person, but=second) == 1
    assert sessions.find(third) is None
    assert sessions.find(second) is not None
    assert sessions.revoke_all(person) == 1
    assert sessions.find(stranger) is not None


def test_sessions_that_are_over_are_cleared_away(
    engine: sa.Engine, sessions: Sessions, person: UUID, clock: Clock
) -> None:
    for _ in range(3):
        sessions.start(person)
    clock.now += IDLE + 1
    sessions.start(person)
    with reading(engine) as tx:
        assert tx.scalar(sa.select(sa.func.count()).select_from(session)) == 1
