"""Texts that are not submitted yet: sealed rows of one person that change in place, and of which nothing is recorded.

Only the person's own rows are ever asked for, save when a passage is forgotten whose words they may hold. The box says
whose it is and where it belongs too, so a row that somebody with the database gave another owner opens for nobody:
that is for whoever reads the box to check.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.store.engine import Clock, microseconds, open_unit
from review.store.faults import in_library_terms
from review.store.sealing import Unreadable
from review.store.tables import unsubmitted as table
from review.store.vault import Vault

_PERSON = sa.select(table).where(table.c.person == sa.bindparam("of")).order_by(table.c.made_at, table.c.id)
_ONE = sa.select(table).where(table.c.person == sa.bindparam("of"), table.c.id == sa.bindparam("one"))
_LOG = sa.select(table).where(table.c.log == sa.bindparam("of")).order_by(table.c.made_at, table.c.id)
_COUNT = sa.select(sa.func.count()).where(
    table.c.person == sa.bindparam("of"), table.c.round == sa.bindparam("asked"), table.c.seat == sa.bindparam("held")
)
_TAKE = table.delete().where(table.c.person == sa.bindparam("of"), table.c.id.in_(sa.bindparam("ids", expanding=True)))
_CHANGE = (
    table.update()
    .where(table.c.person == sa.bindparam("of"), table.c.id == sa.bindparam("one"))
    .values({name: sa.bindparam(f"n_{name}") for name in ("key", "epoch", "wrapped", "box", "commitment")})
    .values(revision=table.c.revision + 1, changed_at=sa.bindparam("moment"))
)


@dataclass(frozen=True, slots=True)
class Place:
    """Whose it is and where it belongs."""

    log: UUID
    person: UUID
    seat: UUID
    round: UUID


@dataclass(frozen=True, slots=True)
class Kept:
    """One such text; ``text`` None: it does not open."""

    id: UUID
    place: Place
    revision: int
    made_at: int
    changed_at: int
    text: str | None


class UnsubmittedTexts:
    """Those of this database. Safe for use by many threads."""

    def __init__(self, engine: sa.Engine, vault: Vault, *, clock: Clock = microseconds) -> None:
        self._engine = engine
        self._vault = vault
        self._clock = clock

    def of(self, person: UUID, *, again: int = 2) -> list[Kept]:
        """All that this person has not submitted, the oldest first."""
        rows = self._rows(_PERSON, {"of": person})
        found = [self._opened(row) for row in rows]
        if again and any(one.text is None for one in found):  # an erasure may have turned the key after our question
            return self.of(person, again=again - 1)
        return found

    def of_log(self, log: UUID) -> list[Kept]:
        """All that nobody in this log has submitted; for forgetting only."""
        return [self._opened(row) for row in self._rows(_LOG, {"of": log})]

    def one(self, person: UUID, id: UUID) -> Kept | None:
        found = next(iter(self._rows(_ONE, {"of": person, "one": id})), None)
        return None if found is None else self._opened(found)

    def count(self, place: Place) -> int:
        rows = self._rows(_COUNT, {"of": place.person, "asked": place.round, "held": place.seat})
        return int(rows[0][0])

    def keep(self, tx: sa.Connection, id: UUID, place: Place, text: str, *, epoch: int) -> None:
        """Write it, new or over what is there, in the transaction that holds the lock of the log under this epoch."""
        sealer = self._vault.sealer(place.log)
        key, commitment = sealer.seal(text)
        sealer.renew(epoch)
        sealed = {name: sealer.rows[0][name] for name in ("epoch", "wrapped", "box")}
        sealed |= {"key": key, "commitment": commitment}
        now = self._clock()
        changed: dict[str, Any] = {f"n_{name}": value for name, value in sealed.items()}
        if tx.execute(_CHANGE, changed | {"of": place.person, "one": id, "moment": now}).rowcount:
            return
        where = {"log": place.log, "person": place.person, "seat": place.seat, "round": place.round}
        tx.execute(table.insert(), sealed | where | {"id": id, "revision": 1, "made_at": now, "changed_at": now})

    def take(self, tx: sa.Connection, person: UUID, ids: Collection[UUID]) -> int:
        """Remove them: they were submitted, or thrown away."""
        return tx.execute(_TAKE, {"of": person, "ids": list(ids)}).rowcount

    def clear(self, tx: sa.Connection, log: UUID) -> None:
        """Remove all of a log, whosesoever they are."""
        tx.execute(table.delete().where(table.c.log == log))

    def _opened(self, row: Any) -> Kept:
        try:
            text = self._vault.open_apart(row)
        except Unreadable:
            text = None
        place = Place(row.log, row.person, row.seat, row.round)
        return Kept(row.id, place, row.revision, row.made_at, row.changed_at, text)

    def _rows(self, question: sa.Select[Any], given: dict[str, Any]) -> Sequence[sa.Row[Any]]:
        """Never the view of a long reading: what was submitted meanwhile must not be found here too."""
        with in_library_terms():
            unit = open_unit(self._engine)
            if unit is not None:
                return unit.tx.execute(question, given).all()
            with self._engine.connect() as tx:
                return tx.execute(question, given).all()
