"""Secret addresses of calendars: one for a person, replaced by a new one. The database holds only the hash of each."""

from __future__ import annotations

import hashlib
from uuid import UUID, uuid4

import sqlalchemy as sa

from review.store.engine import Clock, Gate, writing
from review.store.faults import in_library_terms
from review.store.tables import account, feed

_MINE = feed.c.person == sa.bindparam("of")
_END = feed.delete().where(_MINE)
_START = feed.insert()
_SINCE = sa.select(feed.c.made_at).where(_MINE)
_WHOSE = (
    sa.select(feed.c.person)
    .select_from(feed.outerjoin(account, account.c.person == feed.c.person))
    .where(feed.c.secret == sa.bindparam("hashed"), account.c.closed_at.is_(None))
)


class Feeds:
    """Who knows the secret reads the calendar: no password and no session come with it."""

    def __init__(self, engine: sa.Engine, gate: Gate, clock: Clock) -> None:
        self._engine, self._gate, self._clock = engine, gate, clock

    def renew(self, person: UUID) -> UUID:
        """A new secret; the one before is worth nothing from now on."""
        secret = uuid4()
        row = {"person": person, "secret": _hash(secret), "made_at": self._clock()}
        with in_library_terms(), writing(self._engine, self._gate) as tx:
            tx.execute(_END, {"of": person})
            tx.execute(_START, row)
        return secret

    def end(self, person: UUID) -> None:
        """Nobody reads the calendar of this person any more; nothing where nobody could."""
        with in_library_terms(), writing(self._engine, self._gate) as tx:
            tx.execute(_END, {"of": person})

    def since(self, person: UUID) -> int | None:
        """When the address of this person was made; None where there is none."""
        with in_library_terms(), self._engine.connect() as tx:
            return tx.scalar(_SINCE, {"of": person})

    def whose(self, secret: UUID) -> UUID | None:
        """Whose calendar a secret opens; nobody's once the account is closed."""
        with in_library_terms(), self._engine.connect() as tx:
            return tx.scalar(_WHOSE, {"hashed": _hash(secret)})


def _hash(secret: UUID) -> bytes:
    return hashlib.sha256(secret.bytes).digest()
