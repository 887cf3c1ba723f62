"""Who comes in past the program, with every wall torn down, and what stood in the log before."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg

from review.application import uuid7
from review.commands.comments import RaiseComment
from review.commands.erasures import CarryOutErasure, RequestErasure
from review.commands.rounds import OpenRound
from review.domain.acts import sealed_in
from review.domain.vocabulary import BodyKind, CommentKind, DocumentKind, ErasureGround, Visibility
from review.store.walls import WALLED, missing
from review.verification import verify
from review.verifier import Verdict
from tests.given import World


class Intruder:
    """Somebody who owns the database: comes in past the program, with every wall torn down."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.review = world.review
        self.log = world.known.evaluation
        self.folder = folder
        url = self.review.engine.url
        self.is_sqlite = url.get_backend_name() == "sqlite"
        if self.is_sqlite:
            with self.review.reading() as tx:
                assert not missing(tx)
            self.connection: Any = sqlite3.connect(str(url.database), isolation_level=None)
            for (name,) in self.connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
                self.connection.execute(f"DROP TRIGGER {name}")
        else:
            address = url.set(drivername="postgresql").render_as_string(hide_password=False)
            self.connection = psycopg.connect(address, autocommit=True, options="-c search_path=log,reading")
            for table in WALLED:
                self.connection.execute(f"ALTER TABLE log.{table} DISABLE TRIGGER ALL")

    def leave(self) -> None:
        """Put the walls back, so that the database can be put back too instead of being made anew."""
        if not self.is_sqlite:
            for table in WALLED:
                self.connection.execute(f"ALTER TABLE log.{table} ENABLE TRIGGER ALL")

    def key(self, value: UUID) -> Any:
        return value.bytes if self.is_sqlite else value

    def ask(self, question: str, *given: Any) -> list[Any]:
        mark = "?" if self.is_sqlite else "%s"
        found = self.connection.execute(question.replace("?", mark), given)
        return list(found.fetchall()) if found.description else []

    def read(self, column: str, position: int) -> Any:
        return self.ask(f"SELECT {column} FROM event WHERE log = ? AND position = ?", self.key(self.log), position)[0][
            0
        ]

    def write(
        self, column: str, position: int, value: Any, *, found_at: int | None = None, log: UUID | None = None
    ) -> None:
        where = (self.key(log or self.log), position if found_at is None else found_at)
        self.ask(f"UPDATE event SET {column} = ? WHERE log = ? AND position = ?", value, *where)

    def check(self) -> Verdict:
        return verify(self.review, self.log)

    def last(self) -> int:
        return int(self.ask("SELECT max(position) FROM event WHERE log = ?", self.key(self.log))[0][0])


def tell(world: World) -> None:
    known = world.known
    world.submit("the team lead", DocumentKind.TERMS_OF_REFERENCE)
    draft = known.drafts[DocumentKind.TERMS_OF_REFERENCE]
    due = world.in_days(14)
    opened = OpenRound(evaluation=known.evaluation, draft=draft, number=1, body=BodyKind.SOUNDING_BOARD, closes_at=due)
    review_round = world.do("the chair of the sounding board", opened).subject
    for text, visibility in (("Zichtbaar voor de groep", Visibility.GROUP), ("Alleen de voorzitter", Visibility.CHAIR)):
        raised = RaiseComment(
            evaluation=known.evaluation,
            round=review_round,
            block=2,
            kind=CommentKind.METHOD,
            text=text,
            visibility=visibility,
        )
        known.comments.append(world.do("the peer reader", raised).subject)
    key = text_of(world, known.comments[0])
    asked = RequestErasure(
        evaluation=known.evaluation,
        subject=known.comments[0],
        keys=(key,),
        ground=ErasureGround.SPILL,
        motive="Hier stond een naam",
    )
    erasure = world.do("the data protection officer", asked).subject
    world.do("the records manager", CarryOutErasure(evaluation=known.evaluation, erasure=erasure))


def text_of(world: World, stream: UUID) -> UUID:
    """The key of the first text of this thing."""
    with world.review.reading() as tx:
        first = next(it for it in world.review.records(tx, world.known.evaluation) if it.stream == stream)
    return next(sealed_in(first.event)).key


def other(column: str, value: Any, chance: random.Random) -> Any:
    """The value with one byte changed; an empty command becomes one."""
    match value:
        case None:
            return uuid7()
        case UUID():
            return UUID(bytes=flipped(value.bytes, chance))
        case bytes():
            return flipped(value, chance)
        case int():
            return value + 4096
        case str():
            place = chance.randrange(len(value))
            return value[:place] + ("x" if value[place] != "x" else "y") + value[place + 1 :]
    raise AssertionError(column, value)


def flipped(value: bytes, chance: random.Random) -> bytes:
    changed = bytearray(value)
    changed[chance.randrange(len(value))] ^= 1 << chance.randrange(8)
    return bytes(changed)
