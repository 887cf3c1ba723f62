"""Whose passkeys are known, which of them count, and what was signed with them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.approvals import ApprovalGranted
from review.domain.errors import Unknown
from review.domain.passkeys import PasskeyConfirmed, PasskeyEndAsked, PasskeyEnded, PasskeyProposed, PasskeyState
from review.projections.people import Names
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

passkeys = sa.Table(
    "passkeys",
    metadata,
    identity(),
    column("holder", Id, index=True),
    column("credential", sa.LargeBinary),
    column("key", sa.LargeBinary),
    column("site", sa.Text),
    column("state", sa.Text),
    moment("proposed_at"),
    column("confirmed_by", Id, nullable=True),
    moment("confirmed_at", nullable=True),
    column("confirmed", Big, nullable=True),
    column("asked_by", Id, nullable=True),
    *sealed_columns("motive", nullable=True),
    moment("ended_at", nullable=True),
)
uses = sa.Table(
    "passkey_uses",
    metadata,
    identity("approval"),
    column("passkey", Id, index=True),
    column("count", Big),
    moment("at"),
)
COUNTING = (PasskeyState.CONFIRMED, PasskeyState.ENDING)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case PasskeyProposed() as event:
            row = {"id": it.stream, "holder": event.holder, "credential": event.credential, "key": event.key}
            row |= {"site": event.site, "state": PasskeyState.PROPOSED, "proposed_at": it.at}
            row |= dict.fromkeys(("confirmed_by", "confirmed_at", "confirmed", "asked_by", "ended_at"))
            yield Insert(passkeys, row | sealed_values("motive", None))
        case PasskeyConfirmed():
            values = {"state": PasskeyState.CONFIRMED, "confirmed_by": it.envelope.person, "confirmed_at": it.at}
            yield Update(passkeys, (it.stream,), values | {"confirmed": it.position})
        case PasskeyEndAsked() as event:
            values = {"state": PasskeyState.ENDING, "asked_by": event.by}
            yield Update(passkeys, (it.stream,), values | sealed_values("motive", event.motive))
        case PasskeyEnded():
            yield Update(passkeys, (it.stream,), {"state": PasskeyState.ENDED, "ended_at": it.at})
        case ApprovalGranted() as event:
            if event.signature is not None:
                count = int.from_bytes(event.signature.authenticator_data[33:37], "big")
                row = {"approval": it.stream, "passkey": event.signature.passkey, "count": count, "at": it.at}
                yield Insert(uses, row)


@dataclass(frozen=True, slots=True)
class Key:
    """A passkey that counts, as decisions need it."""

    id: UUID
    credential: bytes
    key: bytes
    site: str
    confirmed: int  #: the record of the installation's log that makes it count


_COUNTING = (
    sa.select(passkeys)
    .where(passkeys.c.holder == sa.bindparam("holder"), passkeys.c.confirmed.is_not(None))
    .where(passkeys.c.state.in_(COUNTING))
    .order_by(passkeys.c.confirmed)
)


def counting(tx: sa.Connection, person: UUID) -> list[Key]:
    """The passkeys with which this person signs."""
    rows = tx.execute(_COUNTING, {"holder": person}).all()
    return [Key(row.id, row.credential, row.key, row.site, row.confirmed) for row in rows]


def last_count(tx: sa.Connection, passkey: UUID) -> int:
    """The highest number its own counter has shown here; 0 where it does not count."""
    return tx.scalar(sa.select(sa.func.max(uses.c.count)).where(uses.c.passkey == passkey)) or 0


def is_known(tx: sa.Connection, credential: bytes) -> bool:
    return tx.execute(sa.select(passkeys.c.id).where(passkeys.c.credential == credential)).first() is not None


def key_of(tx: sa.Connection, passkey: UUID) -> bytes:
    """Raises Unknown."""
    found: bytes | None = tx.scalar(sa.select(passkeys.c.key).where(passkeys.c.id == passkey))
    if found is None:
        raise Unknown(what="passkey")
    return found


@dataclass(frozen=True, slots=True)
class Passkey:
    id: UUID
    holder: UUID
    name: Words
    key: bytes
    site: str
    state: PasskeyState
    proposed_at: int
    confirmed_by: UUID | None
    confirmed_at: int | None
    asked_by: UUID | None
    motive: Words | None
    ended_at: int | None


def listed(tx: sa.Connection, door: Door, reader: Reader, holder: UUID | None = None) -> list[Passkey]:
    """Those of one person, or of everybody; the youngest first."""
    query = sa.select(passkeys).order_by(passkeys.c.proposed_at.desc())
    rows = tx.execute(query if holder is None else query.where(passkeys.c.holder == holder)).mappings().all()
    names = Names(tx, door, reader, (row["holder"] for row in rows))
    opened = Opened(door, reader, rows, "motive")
    return [
        Passkey(
            row["id"],
            row["holder"],
            names[row["holder"]],
            row["key"],
            row["site"],
            PasskeyState(row["state"]),
            row["proposed_at"],
            row["confirmed_by"],
            row["confirmed_at"],
            row["asked_by"],
            opened.of(row, "motive"),
            row["ended_at"],
        )
        for row in rows
    ]
