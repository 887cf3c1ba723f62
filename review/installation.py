"""Founding and opening an installation: database, keys, read tables, checkpoints; and rebuilding what is projected."""

from __future__ import annotations

import gc
import hashlib
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlalchemy.schema import CreateIndex, CreateTable

from review.application import Clock, Command, Review
from review.domain.acts import Actor, Envelope, Event, Fact
from review.domain.people import InstallationFounded, SigningKeyRegistered
from review.domain.vocabulary import Capacity, Origin
from review.projections import catalogue, erasures
from review.projections.bulk import HELD, Bulk
from review.projections.schema import metadata
from review.records import encode_envelope
from review.settings import Settings, prepare
from review.store import engine as engines
from review.store import walls
from review.store.checkpoints import CheckpointKeeper, Signer, TrailBroken
from review.store.ids import uuid7
from review.store.migrating import may_migrate, migrate
from review.store.recorder import logs
from review.store.tables import event
from review.store.vault import Vault

_LOG = logging.getLogger("toetssteen")
_stamp = sa.Table("read_schema", sa.MetaData(), sa.Column("fingerprint", sa.Text, nullable=False))


class NotFounded(Exception):
    """The database holds no installation."""


def found(settings: Settings, *, demo: bool = False, clock: Clock = engines.microseconds) -> Review:
    """Make database and keys where they are missing and found the installation; an existing one is opened as it is."""
    prepare(settings)
    _bring_up(settings)
    engine = engines.connect(settings.database_url)
    vault = Vault(engine, settings.keys, create=True)
    review = Review(engine, vault, clock=clock)
    make_read_tables(review)
    try:
        _ = review.installation
    except LookupError:
        _found(review, settings, demo=demo)
    return _ready(review, settings)


def open_(settings: Settings, *, clock: Clock = engines.microseconds) -> Review:
    """Open an installation. Raises NotFounded, or KeysMissing when the data are there and their keys are not."""
    require_file(settings)
    _bring_up(settings)
    engine = engines.connect(settings.database_url)
    review = Review(engine, Vault(engine, settings.keys), clock=clock)
    make_read_tables(review)
    try:
        _ = review.installation
    except LookupError as error:
        raise NotFounded(str(error)) from None
    return _ready(review, settings)


def require_file(settings: Settings) -> None:
    """Raises NotFounded where a database that would be a file is not there: looking for it makes none."""
    if settings.file is not None and not settings.file.exists():
        raise NotFounded(f"there is no installation in {settings.data}; look at --data, or begin with: toetssteen init")


def _bring_up(settings: Settings) -> None:
    """Migrate; with the owner's address given, the application's role gets what it needs and no more."""
    if settings.admin_url is None:
        if not may_migrate(settings.database_url):
            return  # the role of the application: whoever owns the database has migrated
        migrate(settings.database_url)
        return
    migrate(settings.admin_url)
    role = sa.make_url(settings.database_url).username
    if role and role != sa.make_url(settings.admin_url).username:
        owner = engines.connect(settings.admin_url, pool_size=1)
        with owner.begin() as tx:
            walls.grants(tx, role)
        owner.dispose()


def open_for_checking(settings: Settings) -> Review:
    """Open an installation as it lies there, to check it: nothing is migrated, rebuilt, finished or signed."""
    require_file(settings)
    engine = engines.connect(settings.database_url)
    review = Review(engine, Vault(engine, settings.keys))
    try:
        _ = review.installation
    except LookupError as error:
        raise NotFounded(str(error)) from None
    return review


def all_logs(review: Review) -> list[UUID]:
    """Every log, also one that only a moved record names."""
    with review.reading() as tx:
        return sorted({*logs(tx), *tx.scalars(sa.select(event.c.log).distinct())})


def _found(review: Review, settings: Settings, *, demo: bool) -> None:
    log = uuid4()
    review.vault.open_log(log)
    origin = f"toetssteen/{log.hex[:12]}"
    signer = Signer.make(settings.keys, origin)
    events: list[Event] = [
        InstallationFounded(demo=demo, origin=origin),
        SigningKeyRegistered(verifier_key=signer.vkey),
    ]
    command = uuid7()
    envelope = Envelope(person=log, capacity=Capacity.ADMINISTRATOR, seat=log, command=command, origin=Origin.CLI)
    facts = [Fact(log, version, event) for version, event in enumerate(events, 1)]
    with review.on(log).log_recorder.transaction(command, create=True):
        review.on(log).save(*facts, envelope=encode_envelope(envelope), project=review.projecting(log, envelope, facts))


def _ready(review: Review, settings: Settings) -> Review:
    """Finish what a crash interrupted, and sign checkpoints from now on."""
    review.keeper = keeper(review, settings)
    review.after_commit.append(_seal_at_once(review))
    finish_erasures(review)
    return review


def keeper(review: Review, settings: Settings) -> CheckpointKeeper:
    """Who signs the heads of the logs of this installation."""
    it = review.installation
    signer = Signer.load(settings.keys)
    return CheckpointKeeper(review.engine, signer, lambda log: f"{it.origin}/{log}", clock=lambda: review.clock())


def _seal_at_once(review: Review) -> Callable[[UUID, Command], None]:
    def listen(log: UUID, command: Command) -> None:
        if not command.seals_checkpoint:
            return
        finish_erasures(review, log)
        if review.keeper is not None:
            try:
                review.keeper.seal(log)
            except TrailBroken:
                _LOG.exception("a log does not extend its last checkpoint; run: toetssteen verify")

    return listen


def finish_erasures(review: Review, only: UUID | None = None) -> int:
    """Destroy the keys that acts have condemned and that are still there."""
    with review.reading() as tx:
        condemned = erasures.carried_out(tx)
    gone = 0
    for log, keys in condemned.items():
        if only in (None, log):
            with review.reading() as tx:
                left = review.held_texts(tx, log, keys)
            if left:
                gone += review.vault.erase(log, sorted(left))
    return gone


def operator(review: Review) -> Actor:
    """Whoever works on the machine itself: may keep people and accounts, and reads no content."""
    return Actor(person=review.installation.id, origin=Origin.CLI)


# -- read tables


@cache
def fingerprint() -> str:
    """Of the shape of the read tables and of their indexes."""
    tables = metadata.sorted_tables
    made = [*map(CreateTable, tables), *(CreateIndex(one) for table in tables for one in _indexes(table))]
    shape = "".join(map(str, made))
    return hashlib.sha256(shape.encode()).hexdigest()


@cache
def _made_anew(dialect: str) -> tuple[list[str], list[str]]:
    """The statements that drop every read table and make it again, and those that make their indexes.

    Rendered once, for that takes longest.
    """
    said = [f"DROP TABLE IF EXISTS {table.name}" for table in (_stamp, *reversed(metadata.sorted_tables))]

    def say(statement: Any, *_: Any, **__: Any) -> None:
        said.append(str(statement.compile(dialect=mock.dialect)))

    mock: Any = sa.create_mock_engine(f"{dialect}://", say)
    metadata.create_all(mock, checkfirst=False)
    _stamp.create(mock, checkfirst=False)
    indexes = [statement for statement in said if "INDEX" in statement.split(maxsplit=3)[:3]]
    return [statement for statement in said if statement not in indexes], indexes


def _indexes(table: sa.Table) -> list[sa.Index]:
    """In an order of their own: a table keeps them as a set."""
    return sorted(table.indexes, key=lambda one: str(one.name))


def make_read_tables(review: Review) -> None:
    """Make the read tables where they are missing, and rebuild them where this release shapes them otherwise."""
    if not has_read_tables(review):
        rebuild(review)


def has_read_tables(review: Review) -> bool:
    """Whether the read tables are there, shaped as this release shapes them."""
    with review.engine.connect() as tx:
        return sa.inspect(tx).has_table(_stamp.name) and tx.scalar(sa.select(_stamp.c.fingerprint)) == fingerprint()


def rebuild(review: Review, progress: Callable[[int], object] = lambda _: None, *, held: int = HELD) -> int:
    """Drop every read table and project the logs again, in one transaction; ``progress`` gets the records done.

    ``held`` rows of a table stay in memory meanwhile.
    """
    with _collector_off(), engines.writing(review.engine, engines.gate_for(review.engine)) as tx:
        engines.in_read_schema(tx)
        tables, orders = _made_anew(tx.dialect.name)
        for statement in tables:
            tx.exec_driver_sql(statement)
        done = 0
        bulk = Bulk(tx, held)
        for log in logs(tx):
            for it in review.records(tx, log):
                bulk.take(catalogue.changes(it))
                done += 1
                if done % 1000 == 0:
                    progress(done)
        bulk.write()
        for statement in orders:  # an index is made faster than it is kept
            tx.exec_driver_sql(statement)
        tx.execute(_stamp.insert().values(fingerprint=fingerprint()))
        progress(done)
    return done


@contextmanager
def _collector_off() -> Iterator[None]:
    """Many small things are made and none of them in circles: looking for garbage doubles the time."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
