"""Sessions of signed-in people, kept on the server. The database holds only the hash of each token."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.store.engine import Clock, Gate, gate_for, microseconds, open_unit, writing
from review.store.faults import in_library_terms
from review.store.tables import account, session

_MINUTE = 60 * 1_000_000
IDLE, ABSOLUTE, TOUCH = 30 * _MINUTE, 12 * 60 * _MINUTE, _MINUTE

_token = session.c.token == sa.bindparam("hashed")
_FIND = (
    sa.select(*session.c)
    .select_from(session.outerjoin(account, account.c.person == session.c.person))
    .where(account.c.closed_at.is_(None))
)
_ONE = _FIND.where(_token)
_OF = _FIND.where(session.c.person == sa.bindparam("of")).order_by(session.c.started_at)
_START = session.insert()
_SEEN = session.update().where(_token).values(seen_at=sa.bindparam("moment"))
_STEP_UP = session.update().where(_token).values(token=sa.bindparam("anew"), stepped_up_at=sa.bindparam("moment"))
_NOTE = session.update().where(_token).values(attributes=sa.bindparam("noted"))
_END = session.delete().where(_token)
_END_ALL = session.delete().where(session.c.person == sa.bindparam("of"), session.c.token != sa.bindparam("but"))
_END_OLD = session.delete().where(
    sa.or_(session.c.seen_at < sa.bindparam("idle"), session.c.started_at < sa.bindparam("absolute"))
)


@dataclass(frozen=True, slots=True)
class Session:
    """One sign-in. ``reference`` names it to its owner, for ending it from elsewhere; it opens nothing."""

    reference: str
    person: UUID
    started_at: int
    seen_at: int
    stepped_up_at: int | None
    attributes: dict[str, Any]


class Sessions:
    """The sessions of this installation: over after 30 minutes without a sign of life, and after 12 hours anyhow."""

    def __init__(self, engine: sa.Engine, *, gate: Gate | None = None, clock: Clock = microseconds) -> None:
        self._engine = engine
        self._gate = gate or gate_for(engine)
        self._clock = clock

    def start(self, person: UUID, attributes: Mapping[str, Any] | None = None) -> str:
        """A new session; answers its token, which is kept nowhere else than with the person."""
        token, now = secrets.token_urlsafe(32), self._clock()
        row = {
            "token": _hash(token),
            "person": person,
            "started_at": now,
            "seen_at": now,
            "stepped_up_at": None,
            "attributes": json.dumps(dict(attributes or {})),
        }
        with in_library_terms(), writing(self._engine, self._gate) as tx:
            tx.execute(_END_OLD, {"idle": now - IDLE, "absolute": now - ABSOLUTE})
            tx.execute(_START, row)
        return token

    def find(self, token: str) -> Session | None:
        """The living session of this token. Notes the sign of life, at most once a minute."""
        now, hashed = self._clock(), _hash(token)
        rows = self._ask(_ONE, {"hashed": hashed})
        if not rows or not _alive(rows[0], now):
            return None
        if now - rows[0].seen_at >= TOUCH:
            self._write(_SEEN, {"hashed": hashed, "moment": now})
        return _session(rows[0])

    def step_up(self, token: str) -> str | None:
        """The person proved again who it is: answers the new token of the session, the old one is void."""
        anew = secrets.token_urlsafe(32)
        if self.find(token) is None:
            return None
        return anew if self._write(_STEP_UP, _rotation(token, anew, self._clock())) else None

    def note(self, token: str, attributes: Mapping[str, Any]) -> None:
        """Replace what the session remembers, such as the language."""
        self._write(_NOTE, {"hashed": _hash(token), "noted": json.dumps(dict(attributes))})

    def end(self, token: str) -> None:
        """Sign out; nothing when it was over already."""
        self._write(_END, {"hashed": _hash(token)})

    def of(self, person: UUID) -> Sequence[Session]:
        """The living sessions of this person, the oldest first."""
        now = self._clock()
        return [_session(row) for row in self._ask(_OF, {"of": person}) if _alive(row, now)]

    def revoke(self, person: UUID, reference: str) -> bool:
        """End one session of this person by its reference; False when there is none."""
        for row in self._ask(_OF, {"of": person}):
            if _reference(row.token) == reference:
                return self._write(_END, {"hashed": row.token}) > 0
        return False

    def revoke_all(self, person: UUID, *, but: str = "") -> int:
        """End the sessions of this person, if need be except the one with this token; answers how many."""
        return self._write(_END_ALL, {"of": person, "but": _hash(but)})

    def _ask(self, question: sa.Select[Any], parameters: Mapping[str, Any]) -> Sequence[sa.Row[*tuple[Any, ...]]]:
        with in_library_terms():
            unit = open_unit(self._engine)
            if unit is not None:
                return unit.tx.execute(question, parameters).all()
            with self._engine.connect() as tx:
                return tx.execute(question, parameters).all()

    def _write(self, statement: sa.Executable, parameters: Mapping[str, Any]) -> int:
        with in_library_terms(), writing(self._engine, self._gate) as tx:
            return tx.execute(statement, parameters).rowcount


def _rotation(token: str, anew: str, now: int) -> dict[str, Any]:
    return {"hashed": _hash(token), "anew": _hash(anew), "moment": now}


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _reference(hashed: bytes) -> str:
    return hashed[:8].hex()


def _alive(row: sa.Row[*tuple[Any, ...]], now: int) -> bool:
    return bool(now - row.seen_at < IDLE and now - row.started_at < ABSOLUTE)


def _session(row: sa.Row[*tuple[Any, ...]]) -> Session:
    return Session(
        _reference(row.token), row.person, row.started_at, row.seen_at, row.stepped_up_at, json.loads(row.attributes)
    )
