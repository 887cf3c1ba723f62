"""Accounts: how a person signs in. Secrets are rows, not events: a password hash can be changed and forgotten.

Whether a login exists, is closed or is locked cannot be told from the answer nor from the time it takes.
"""

from __future__ import annotations

import threading
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple
from uuid import UUID

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from review.store.engine import Clock, Gate, gate_for, microseconds, writing
from review.store.faults import in_library_terms
from review.store.feeds import Feeds
from review.store.sessions import Session, Sessions
from review.store.tables import account, vault_state

__all__ = ["Accounts", "LoginTaken", "PasswordHash", "Session", "Sessions"]

_SECOND = 1_000_000
ATTEMPTS = 5  #: wrong passwords before the account is locked for a while
FIRST_DELAY, LONGEST_DELAY = 30 * _SECOND, 3600 * _SECOND
LONGEST_PASSWORD = 1024
LONGEST_LOGIN = 254
_hasher = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)
_hashing = threading.BoundedSemaphore(2)  # each takes 19 MiB and a core: more at once is a way to stop the server

_BY_LOGIN = sa.select(
    account.c.person, account.c.password, account.c.attempts, account.c.locked_until, account.c.closed_at
).where(account.c.login == sa.bindparam("name"))
_TAKEN = sa.select(account.c.person).where(account.c.login == sa.bindparam("name"))
_LOGIN = sa.select(account.c.login).where(account.c.person == sa.bindparam("of"))
_ADD = account.insert()
_OF = account.c.person == sa.bindparam("of")
_REOPEN = (
    account.update()
    .where(_OF, account.c.closed_at.is_not(None))
    .values(
        login=sa.bindparam("login"),
        password=sa.bindparam("password"),
        attempts=sa.bindparam("attempts"),
        locked_until=sa.bindparam("locked_until"),
        closed_at=None,
    )
)
_COUNT = account.update().where(_OF).values(attempts=sa.bindparam("to"), locked_until=sa.bindparam("until"))
_REPLACE = account.update().where(_OF).values(password=sa.bindparam("hashed"), attempts=0, locked_until=0)
_REHASH = account.update().where(_OF).values(password=sa.bindparam("hashed"))
_CLOSE = account.update().where(_OF, account.c.closed_at.is_(None)).values(closed_at=sa.bindparam("moment"))
#: A write that changes nothing, so that an unknown login takes as long as a known one.
_AS_MUCH_WORK = vault_state.update().values(generation=vault_state.c.generation)


class LoginTaken(ValueError):
    """Another account has this login name."""


@dataclass(frozen=True, slots=True)
class PasswordHash:
    """A password made ready to be kept, before the write lock is taken: that work takes a while on purpose."""

    encoded: str

    @classmethod
    def of(cls, password: str) -> PasswordHash:
        """Argon2id, 19 MiB, two rounds. ValueError for an empty or an endless password."""
        if not 0 < len(password) <= LONGEST_PASSWORD:
            raise ValueError(f"a password has between 1 and {LONGEST_PASSWORD} characters")
        with _hashing:
            return cls(_hasher.hash(_plain(password)))


class _Attempt(NamedTuple):
    person: UUID
    password: str


class Accounts:
    """The accounts of this installation. What takes a ``tx`` is part of the caller's transaction."""

    def __init__(self, engine: sa.Engine, *, gate: Gate | None = None, clock: Clock = microseconds) -> None:
        self._engine = engine
        self._gate = gate or gate_for(engine)
        self._clock = clock
        self.feeds = Feeds(engine, self._gate, clock)
        _dummy()

    def add(self, tx: sa.Connection, person: UUID, login: str, password: str | PasswordHash) -> None:
        """Give this person a way to sign in, anew after a closing; LoginTaken when the name is another's."""
        name = _name(login)
        if not 0 < len(name) <= LONGEST_LOGIN:
            raise ValueError(f"a login name has between 1 and {LONGEST_LOGIN} characters")
        if tx.scalar(_TAKEN, {"name": name}) not in (None, person):
            raise LoginTaken(f"the login name {name} is taken")
        row = {"person": person, "login": name, "password": _encoded(password), "attempts": 0, "locked_until": 0}
        if tx.execute(_REOPEN, row | {"of": person}).rowcount == 0:
            tx.execute(_ADD, row)

    def set_password(self, tx: sa.Connection, person: UUID, password: str | PasswordHash) -> None:
        """Replace the password and lift a lock; LookupError for a person without an account."""
        if tx.execute(_REPLACE, {"of": person, "hashed": _encoded(password)}).rowcount != 1:
            raise LookupError(f"no account for {person}")

    def login_of(self, tx: sa.Connection, person: UUID) -> str | None:
        """The login name of this person, if there is an account."""
        return tx.scalar(_LOGIN, {"of": person})

    def person_of(self, tx: sa.Connection, login: str) -> UUID | None:
        """Whose account has this login name; proves nothing about who asks."""
        return tx.scalar(_TAKEN, {"name": _name(login)})

    def close(self, tx: sa.Connection, person: UUID) -> None:
        """From now on nobody signs in here, and the sessions of this person end."""
        tx.execute(_CLOSE, {"of": person, "moment": self._clock()})

    def check(self, login: str, password: str) -> UUID | None:
        """The person who may sign in, or None: wrong, unknown, closed and locked all look alike.

        Every attempt is counted before it is tried, so that many at once cannot get past the lock.
        """
        with in_library_terms():
            attempt = self._attempt(_name(login)) if 0 < len(password) <= LONGEST_PASSWORD else None
            fits = _fits(attempt.password if attempt else _dummy(), password[:LONGEST_PASSWORD])
            if attempt is None or not fits:
                return None
            self._admit(attempt, password)
            return attempt.person

    def _attempt(self, name: str) -> _Attempt | None:
        with writing(self._engine, self._gate) as tx:
            found = tx.execute(_BY_LOGIN.with_for_update(), {"name": name}).one_or_none()
            now = self._clock()
            if found is None or found.closed_at is not None or found.locked_until > now:
                tx.execute(_AS_MUCH_WORK)
                return None
            attempts = found.attempts + 1
            tx.execute(_COUNT, {"of": found.person, "to": attempts, "until": _locked_until(attempts, now)})
            return _Attempt(found.person, found.password)

    def _admit(self, attempt: _Attempt, password: str) -> None:
        stronger = PasswordHash.of(password) if _hasher.check_needs_rehash(attempt.password) else None
        with writing(self._engine, self._gate) as tx:
            tx.execute(_COUNT, {"of": attempt.person, "to": 0, "until": 0})
            if stronger is not None:
                tx.execute(_REHASH, {"of": attempt.person, "hashed": stronger.encoded})


def _locked_until(attempts: int, now: int) -> int:
    """After so many attempts: twice as long for each further one."""
    if attempts < ATTEMPTS:
        return 0
    return now + min(FIRST_DELAY << min(attempts - ATTEMPTS, 16), LONGEST_DELAY)


def _name(login: str) -> str:
    """The name as it is kept and compared; whatever a hostile form holds becomes something a database can be asked."""
    writable = login.replace("\x00", "\ufffd").encode("utf-8", "replace").decode()
    return unicodedata.normalize("NFKC", writable).strip().casefold()


def _plain(password: str) -> bytes:
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _encoded(password: str | PasswordHash) -> str:
    return password.encoded if isinstance(password, PasswordHash) else PasswordHash.of(password).encoded


@cache
def _dummy() -> str:
    """What a login that does not exist is compared with, so that it takes as long."""
    return PasswordHash.of("nobody signs in with this").encoded


def _fits(encoded: str, password: str) -> bool:
    with _hashing:
        try:
            return _hasher.verify(encoded, _plain(password))
        except VerificationError:
            return False
