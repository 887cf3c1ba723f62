"""Accounts: passwords, the lock after wrong ones, and that nothing can be told from outside."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from review.store.accounts import ATTEMPTS, FIRST_DELAY, LONGEST_DELAY, Accounts, LoginTaken, PasswordHash
from review.store.engine import reading, writing
from review.store.ids import uuid7
from review.store.tables import account

PASSWORD = "vier woorden en een komma,"


class Clock:
    """A clock that stands still until it is moved."""

    now = 1_700_000_000_000_000

    def __call__(self) -> int:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(engine: sa.Engine, clock: Clock) -> Accounts:
    return Accounts(engine, clock=clock)


@pytest.fixture(scope="module")
def prepared() -> PasswordHash:
    return PasswordHash.of(PASSWORD)


@pytest.fixture
def person(engine: sa.Engine, accounts: Accounts, prepared: PasswordHash) -> UUID:
    somebody = uuid7()
    with writing(engine) as tx:
        accounts.add(tx, somebody, "Winter@example.nl", prepared)
    return somebody


def test_the_right_password_signs_in_and_a_wrong_one_does_not(accounts: Accounts, person: UUID) -> None:
    assert accounts.check("winter@example.nl", PASSWORD) == person
    assert accounts.check(" WINTER@EXAMPLE.NL ", PASSWORD) == person
    assert accounts.check("winter@example.nl", PASSWORD + ".") is None
    assert accounts.check("winter@example.nl", "") is None
    assert accounts.check("zomer@example.nl", PASSWORD) is None


def test_passwords_are_argon2id_of_19_mebibytes_and_never_in_clear(
    engine: sa.Engine, person: UUID, accounts: Accounts
) -> None:
    with reading(engine) as tx:
        kept = tx.scalar(sa.select(account.c.password))
        assert accounts.login_of(tx, person) == "winter@example.nl"
        assert accounts.login_of(tx, uuid7()) is None
        assert accounts.person_of(tx, "Winter@Example.nl") == person
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert PASSWORD not in kept


@pytest.mark.parametrize(
    "login", ["", " ", "\x00", "\ud800", "x" * 100_000, "' OR 1=1 --", "%", "winter@example.nl\x00"]
)
def test_hostile_logins_are_only_wrong(accounts: Accounts, person: UUID, login: str) -> None:
    assert accounts.check(login, PASSWORD) is None


@pytest.mark.parametrize("password", ["\x00", "\ud800", "x" * 1_000_000])
def test_hostile_passwords_are_only_wrong(accounts: Accounts, person: UUID, password: str) -> None:
    assert accounts.check("winter@example.nl", password) is None


def test_a_login_name_is_given_once(
    engine: sa.Engine, accounts: Accounts, person: UUID, prepared: PasswordHash
) -> None:
    for login, kind in (("WINTER@example.nl", LoginTaken), ("  ", ValueError), ("x" * 255, ValueError)):
        with pytest.raises(kind), writing(engine) as tx:
            accounts.add(tx, uuid7(), login, prepared)


def test_an_account_is_part_of_the_transaction_that_opens_it(
    engine: sa.Engine, accounts: Accounts, prepared: PasswordHash
) -> None:
    with pytest.raises(ZeroDivisionError), writing(engine) as tx:
        accounts.add(tx, uuid7(), "vliet", prepared)
        raise ZeroDivisionError
    assert accounts.check("vliet", PASSWORD) is None


def test_empty_and_endless_passwords_are_not_taken() -> None:
    for password in ("", "x" * 1025):
        with pytest.raises(ValueError, match="characters"):
            PasswordHash.of(password)


def test_five_wrong_passwords_lock_the_account_for_longer_and_longer(
    accounts: Accounts, person: UUID, clock: Clock
) -> None:
    for _ in range(ATTEMPTS):
        assert accounts.check("winter@example.nl", "fout") is None
    assert accounts.check("winter@example.nl", PASSWORD) is None, "locked, also for the right one"
    clock.now += FIRST_DELAY - 1
    assert accounts.check("winter@example.nl", PASSWORD) is None
    clock.now += 1
    assert accounts.check("winter@example.nl", "fout") is None
    clock.now += FIRST_DELAY
    assert accounts.check("winter@example.nl", PASSWORD) is None, "the second lock is twice as long"
    clock.now += FIRST_DELAY
    assert accounts.check("winter@example.nl", PASSWORD) == person
    assert accounts.check("winter@example.nl", "fout") is None
    assert accounts.check("winter@example.nl", PASSWORD) == person, "signing in starts the count anew"


def test_the_lock_does_not_grow_for_ever(engine: sa.Engine, accounts: Accounts, person: UUID, clock: Clock) -> None:
    with writing(engine) as tx:
        tx.execute(account.update().values(attempts=10_000))
    assert accounts.check("winter@example.nl", "fout") is None
    clock.now += LONGEST_DELAY
    assert accounts.check("winter@example.nl", PASSWORD) == person


def test_many_attempts_at_once_do_not_get_past_the_lock(engine: sa.Engine, accounts: Accounts, person: UUID) -> None:
    with ThreadPoolExecutor(12) as pool:
        list(pool.map(lambda number: accounts.check("winter@example.nl", f"gok {number}"), range(12)))
    with reading(engine) as tx:
        assert tx.scalar(sa.select(account.c.attempts)) == ATTEMPTS, "the others were not even tried"


def test_a_new_password_replaces_the_old_and_lifts_the_lock(
    engine: sa.Engine, accounts: Accounts, person: UUID
) -> None:
    for _ in range(ATTEMPTS):
        accounts.check("winter@example.nl", "fout")
    with writing(engine) as tx:
        accounts.set_password(tx, person, "een heel ander wachtwoord")
        with pytest.raises(LookupError):
            accounts.set_password(tx, uuid7(), "voor niemand bedoeld")
    assert accounts.check("winter@example.nl", PASSWORD) is None
    assert accounts.check("winter@example.nl", "een heel ander wachtwoord") == person


def test_a_closed_account_signs_nobody_in(engine: sa.Engine, accounts: Accounts, person: UUID) -> None:
    with writing(engine) as tx:
        accounts.close(tx, person)
    assert accounts.check("winter@example.nl", PASSWORD) is None


def test_a_password_kept_in_an_older_way_is_kept_anew(engine: sa.Engine, accounts: Accounts, person: UUID) -> None:
    with writing(engine) as tx:
        weak = PasswordHasher(time_cost=1, memory_cost=1024, parallelism=1).hash(PASSWORD)
        tx.execute(account.update().values(password=weak))
    assert accounts.check("winter@example.nl", PASSWORD) == person
    with reading(engine) as tx:
        assert "m=19456,t=2" in (tx.scalar(sa.select(account.c.password)) or "")
    assert accounts.check("winter@example.nl", PASSWORD) == person


def test_unknown_wrong_closed_and_locked_do_the_same_work(
    engine: sa.Engine, accounts: Accounts, person: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Counted instead of timed: one password hash and one write each, whoever is asked for."""

    def work(login: str) -> tuple[int, list[str]]:
        hashed.clear()
        said.clear()
        assert accounts.check(login, "fout") is None
        return len(hashed), [statement.split()[0] for statement in said if not statement.startswith("BEGIN")]

    hashed: list[str] = []
    said: list[str] = []
    verify = PasswordHasher.verify

    def counting(self: PasswordHasher, *given: str) -> bool:
        hashed.append("")
        return bool(verify(self, *given))

    monkeypatch.setattr(PasswordHasher, "verify", counting)
    sa.event.listen(engine, "before_cursor_execute", lambda *given: said.append(given[2]))
    wrong, unknown = work("winter@example.nl"), work("niemand")
    for _ in range(ATTEMPTS):
        accounts.check("winter@example.nl", "fout")
    locked = work("winter@example.nl")
    with writing(engine) as tx:
        accounts.close(tx, person)
    assert wrong == unknown == locked == work("winter@example.nl") == (1, ["SELECT", "UPDATE"])


def test_accounts_of_two_people_are_apart(
    engine: sa.Engine, accounts: Accounts, person: UUID, prepared: PasswordHash, made: Callable[..., object]
) -> None:
    other = uuid7()
    with writing(engine) as tx:
        accounts.add(tx, other, "berg", prepared)
    for _ in range(ATTEMPTS):
        accounts.check("berg", "fout")
    assert accounts.check("berg", PASSWORD) is None
    assert accounts.check("winter@example.nl", PASSWORD) == person
