"""SQLAlchemy-Continuum writing one comment with its history: ``python -m benchmarks.continuum ADDRESS``.

For every line that says a number it writes so many comments and prints the median time of one, in seconds. A process
of its own, because Continuum listens to every engine of the process it is loaded in: what is measured beside it, and
every test, would be slower for it.
"""

from __future__ import annotations

import sys
import time
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Session, configure_mappers
from sqlalchemy_continuum import make_versioned

from benchmarks.floor import plain_engine
from benchmarks.scene import TEXT
from benchmarks.timing import median_of

make_versioned(user_cls=None)


class Base(DeclarativeBase):
    pass


class Evaluation(Base):
    __versioned__: dict[str, Any] = {}  # noqa: RUF012  the name and kind that Continuum looks for
    __tablename__ = "peer_evaluation"
    id = sa.Column(sa.Integer, primary_key=True)
    comments = sa.Column(sa.Integer)


class Comment(Base):
    __versioned__: dict[str, Any] = {}  # noqa: RUF012  the same
    __tablename__ = "peer_comment"
    id = sa.Column(sa.Integer, primary_key=True)
    evaluation = sa.Column(sa.Integer)
    number = sa.Column(sa.Integer)
    round = sa.Column(sa.Integer)
    draft = sa.Column(sa.Integer)
    draft_version = sa.Column(sa.Integer)
    block = sa.Column(sa.Integer)
    kind = sa.Column(sa.Text)
    text = sa.Column(sa.Text)
    proposal = sa.Column(sa.Text)
    visibility = sa.Column(sa.Text)
    late = sa.Column(sa.Boolean)
    person = sa.Column(sa.Text)
    seat = sa.Column(sa.Integer)
    capacity = sa.Column(sa.Text)
    organisation = sa.Column(sa.Text)
    at = sa.Column(sa.BigInteger)
    state = sa.Column(sa.Text)
    disposition = sa.Column(sa.Text)
    motive = sa.Column(sa.Text)


configure_mappers()
FIELDS: dict[str, Any] = {
    "evaluation": 1,
    "round": 1,
    "draft": 1,
    "draft_version": 1,
    "block": 2,
    "kind": "method",
    "text": TEXT,
    "visibility": "group",
    "late": False,
    "person": "lid",
    "seat": 1,
    "capacity": "external_expert",
    "organisation": "BZ/DOE",
    "state": "open",
}


class Continuum:
    """Writes one comment and the counter of its evaluation through the ORM, with versions of both.

    Its comment has the fields that ours has; it decides nothing, seals nothing and keeps no line of who did what.
    """

    def __init__(self, address: str) -> None:
        self.engine = plain_engine(address)
        Base.metadata.create_all(self.engine)
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "begin", lambda tx: tx.exec_driver_sql("BEGIN IMMEDIATE"))
        with Session(self.engine) as session:
            session.add(Evaluation(id=1, comments=0))
            session.commit()

    def comment(self) -> None:
        with Session(self.engine) as session:
            evaluation = session.get_one(Evaluation, 1, with_for_update=True)
            evaluation.comments += 1  # type: ignore[assignment]  # a plain Column has no type of its own
            session.add(Comment(**FIELDS, number=evaluation.comments, at=time.time_ns() // 1000))
            session.commit()


if __name__ == "__main__":
    written = Continuum(sys.argv[1])
    for asked in sys.stdin:
        print(median_of(int(asked), written.comment), flush=True)
