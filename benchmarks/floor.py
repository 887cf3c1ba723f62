"""The physical limit: the rows of one comment by plain SQLAlchemy Core, seven statements in one transaction."""

from __future__ import annotations

import os
import sqlite3
from typing import Any

import sqlalchemy as sa

from benchmarks.scene import fresh
from review.store.ids import uuid7

meta = sa.MetaData()
Id, Bytes = sa.LargeBinary, sa.LargeBinary
event = sa.Table(
    "event",
    meta,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stream", Id),
    sa.Column("version", sa.Integer),
    sa.Column("name", sa.Text),
    sa.Column("at", sa.BigInteger),
    sa.Column("envelope", Bytes),
    sa.Column("state", Bytes),
    sa.UniqueConstraint("stream", "version"),
)
leaf = sa.Table(
    "leaf", meta, sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False), sa.Column("hash", Bytes)
)
command = sa.Table("command", meta, sa.Column("id", Id, primary_key=True), sa.Column("position", sa.BigInteger))
text = sa.Table(
    "text", meta, sa.Column("key", Id, primary_key=True), sa.Column("wrapped", Bytes), sa.Column("box", Bytes)
)
evaluation = sa.Table("evaluation", meta, sa.Column("id", Id, primary_key=True), sa.Column("comments", sa.BigInteger))
comment = sa.Table(
    "comment",
    meta,
    sa.Column("id", Id, primary_key=True),
    sa.Column("evaluation", Id),
    sa.Column("round", Id),
    sa.Column("block", sa.Integer),
    sa.Column("kind", sa.Text),
    sa.Column("text_key", Id),
    sa.Column("text_commitment", Bytes),
    sa.Column("person", Id),
    sa.Column("capacity", sa.Text),
    sa.Column("at", sa.BigInteger),
    sa.Column("state", sa.Text),
)
line = sa.Table(
    "line",
    meta,
    sa.Column("position", sa.BigInteger, primary_key=True, autoincrement=False),
    sa.Column("stream", Id),
    sa.Column("name", sa.Text),
    sa.Column("person", Id),
    sa.Column("at", sa.BigInteger),
)
INSERTS = tuple(table.insert() for table in (event, leaf, command, text, comment, line))
COUNT = evaluation.update().where(evaluation.c.id == sa.bindparam("which")).values(comments=evaluation.c.comments + 1)
PERSON, ROUND, SUBJECT = (os.urandom(16) for _ in range(3))
STATE, ENVELOPE, BOX = os.urandom(420), os.urandom(330), os.urandom(280)


class Floor:
    """Writes one comment's rows and commits."""

    def __init__(self, address: str) -> None:
        self.engine = plain_engine(fresh(address))
        meta.create_all(self.engine)
        with self.engine.begin() as tx:
            tx.execute(evaluation.insert(), {"id": SUBJECT, "comments": 0})
        self.position = 0

    def comment(self) -> None:
        self.position += 1
        position, stream, key = self.position, uuid7().bytes, uuid7().bytes
        rows: tuple[dict[str, Any], ...] = (
            {"position": position, "stream": stream, "version": 1, "name": "comment.raised", "at": position}
            | {"envelope": ENVELOPE, "state": STATE},
            {"position": position, "hash": os.urandom(32)},
            {"id": uuid7().bytes, "position": position},
            {"key": key, "wrapped": BOX[:60], "box": BOX},
            {"id": stream, "evaluation": SUBJECT, "round": ROUND, "block": 2, "kind": "method", "text_key": key}
            | {"text_commitment": BOX[:32], "person": PERSON, "capacity": "external_expert", "at": position}
            | {"state": "open"},
            {"position": position, "stream": stream, "name": "comment.raised", "person": PERSON, "at": position},
        )
        with self.engine.begin() as tx:
            if self.engine.dialect.name == "sqlite":
                tx.exec_driver_sql("BEGIN IMMEDIATE")
            for insert, row in zip(INSERTS, rows, strict=True):
                tx.execute(insert, row)
            tx.execute(COUNT, {"which": SUBJECT})


def plain_engine(address: str) -> sa.Engine:
    """An engine as anybody would make it, with the same durability as ours."""
    if not address.startswith("sqlite"):
        return sa.create_engine(sa.make_url(address).set(drivername="postgresql+psycopg"))
    engine = sa.create_engine(address)

    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=20000"):
            connection.execute(f"PRAGMA {pragma}")

    sa.event.listen(engine, "connect", set_up)
    return engine
