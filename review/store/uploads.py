"""Uploaded files between two pages: read, shown to whoever brought them, not yet part of any record.

They are sealed as every text is, belong to one person, and are gone within a day, or as soon as texts are erased.
"""

from __future__ import annotations

from uuid import UUID

import sqlalchemy as sa

from review.store.engine import Clock, Gate, gate_for, microseconds, writing
from review.store.faults import in_library_terms
from review.store.keyring import Absent
from review.store.sealing import Unreadable, unbox, unwrap
from review.store.tables import upload
from review.store.vault import Vault

KEPT = 24 * 3600 * 1_000_000  #: microseconds
MOST = 5  #: of one person at a time: the oldest makes room

_ADD = upload.insert()
_EXPIRED = upload.delete().where(upload.c.at < sa.bindparam("before"))
_DROP = upload.delete().where(upload.c.key == sa.bindparam("of"), upload.c.person == sa.bindparam("by"))
_OWN = sa.select(upload.c.key).where(upload.c.person == sa.bindparam("by")).order_by(upload.c.at.desc())
_FIND = sa.select(upload).where(
    upload.c.key == sa.bindparam("of"),
    upload.c.person == sa.bindparam("by"),
    upload.c.log == sa.bindparam("log"),
    upload.c.purpose == sa.bindparam("purpose"),
    upload.c.at >= sa.bindparam("since"),
)


class Uploads:
    """The uploads of this installation."""

    def __init__(
        self, engine: sa.Engine, vault: Vault, *, gate: Gate | None = None, clock: Clock = microseconds
    ) -> None:
        self._engine = engine
        self._vault = vault
        self._gate = gate or gate_for(engine)
        self._clock = clock

    def keep(self, log: UUID, person: UUID, purpose: str, content: str) -> UUID:
        """Keeps what somebody brought, for a day; answers how it is asked for again."""
        sealer = self._vault.sealer(log)
        key, commitment = sealer.seal(content)
        row = {name: value for name, value in sealer.rows[0].items() if name != "quarantined"}
        now = self._clock()
        with in_library_terms(), writing(self._engine, self._gate) as tx:
            tx.execute(_EXPIRED, {"before": now - KEPT})
            for old in tx.execute(_OWN, {"by": person}).scalars().all()[MOST - 1 :]:
                tx.execute(_DROP, {"of": old, "by": person})
            tx.execute(_ADD, {**row, "person": person, "purpose": purpose, "at": now, "commitment": commitment})
        return key

    def find(self, log: UUID, person: UUID, purpose: str, key: UUID) -> str | None:
        """What this person brought for this purpose; None where it is not there any more."""
        asked = {"of": key, "by": person, "log": log, "purpose": purpose, "since": self._clock() - KEPT}
        with in_library_terms(), self._engine.connect() as tx:
            row = tx.execute(_FIND, asked).one_or_none()
        if row is None:
            return None
        try:
            secret = unwrap(self._vault.wrapper(row.log, row.epoch), row.log, row.key, row.wrapped)
            return unbox(secret, row.key, row.box, row.commitment)
        except (Absent, Unreadable):
            return None

    def drop(self, person: UUID, key: UUID) -> None:
        """Forgets an upload of this person."""
        with in_library_terms(), writing(self._engine, self._gate) as tx:
            tx.execute(_DROP, {"of": key, "by": person})
