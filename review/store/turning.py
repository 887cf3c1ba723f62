"""Turning a log to its next epoch key: all that is wrapped under the old one is wrapped anew."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import sqlalchemy as sa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from review.store.sealing import rewrap
from review.store.tables import text, unsubmitted

STEP = 5000


def turn(tx: sa.Connection, log: UUID, epoch: int, old: AESGCM, new: AESGCM) -> None:
    """Wrap every text of this log, also those not submitted yet, under the next epoch key."""
    for table in (text, unsubmitted):
        of, anew = _old(table), _anew(table)
        after = UUID(int=0)
        while rows := tx.execute(of, {"log": log, "epoch": epoch, "after": after, "some": STEP}).all():
            wrapped = ((key, rewrap(old, new, log, key, secret)) for key, secret in rows)
            tx.execute(anew, [{"of": key, "anew": secret, "to": epoch + 1} for key, secret in wrapped])
            after = rows[-1].key


def _old(table: sa.Table) -> sa.Select[Any]:
    it = table.c
    question = sa.select(it.key, it.wrapped).where(it.log == sa.bindparam("log"), it.epoch == sa.bindparam("epoch"))
    return question.where(it.key > sa.bindparam("after")).order_by(it.key).limit(sa.bindparam("some"))


def _anew(table: sa.Table) -> sa.Update:
    new: dict[str, Any] = {"wrapped": sa.bindparam("anew"), "epoch": sa.bindparam("to")}
    return table.update().where(table.c.key == sa.bindparam("of")).values(new)
