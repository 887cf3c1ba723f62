"""The stairwell: every command passes here on its way to the log, and every question on its way to the read tables."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection, Container, Iterator, Sequence
from contextlib import contextmanager
from random import Random, SystemRandom
from typing import Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from eventsourcing import persistence as es

from review.among import among
from review.domain.acts import Acting, Actor, Envelope, Fact, Reader, Recorded
from review.domain.drafts import Draft
from review.domain.errors import CommandReused, InstructionNeeded, NoSeat, Refused, Unknown
from review.domain.evaluations import Running
from review.domain.permissions import cell, require
from review.domain.vocabulary import Capacity
from review.door import VaultDoor
from review.memory import Memory
from review.projections import catalogue, groups, holdings, mandates, people, trail
from review.records import LogApplication, decoded
from review.sets import Sets
from review.store import engine as engines
from review.store.accounts import Accounts, Sessions
from review.store.checkpoints import CheckpointKeeper
from review.store.ids import uuid7
from review.store.readings import Readings
from review.store.recorder import Project, Recorder, StaleSeal, logs
from review.store.tables import text
from review.store.unsubmitted import UnsubmittedTexts
from review.store.uploads import Uploads
from review.store.vault import KeysMissing, Sealer, Vault
from review.versions import Versions
from review.work import Command, Done, EvaluationCommand, InstallationCommand, Looking, Work, canonical

_HELD = sa.select(text.c.key).where(among(text.c.key), text.c.log == sa.bindparam("log"))
Clock = Callable[[], int]
PAGE, SHORT = 5_000, 100
"""How many records are read from a log at a time; and where one act is looked for, which nearly always has fewer."""

__all__ = ["Command", "Done", "EvaluationCommand", "InstallationCommand", "Review", "Work", "uuid7"]


class Review:
    """One installation: its database, its vault, its clock and its chance."""

    def __init__(self, engine: sa.Engine, vault: Vault, *, clock: Clock = engines.microseconds) -> None:
        self.engine = engine
        self.vault = vault
        self.clock = clock
        self.chance: Random = SystemRandom()
        self.accounts = Accounts(engine, clock=lambda: self.clock())
        self.sessions = Sessions(engine, clock=lambda: self.clock())
        self.readings = Readings(engine, clock=lambda: self.clock())
        self.uploads = Uploads(engine, vault, clock=lambda: self.clock())
        self.versions = Versions(self.record)
        self.sets = Sets(UnsubmittedTexts(engine, vault, clock=lambda: self.clock()))
        self.keeper: CheckpointKeeper | None = None
        self.after_commit: list[Callable[[UUID, Command], None]] = []
        self._gate = engines.gate_for(engine)
        self._applications: dict[UUID, LogApplication] = {}
        self._memories: dict[UUID, Memory] = {}
        self._making = threading.Lock()
        self._installation: people.Installation | None = None

    # -- what there is

    @property
    def installation(self) -> people.Installation:
        """Raises LookupError before the installation is founded."""
        if self._installation is None:
            with self.reading() as tx:
                self._installation = people.installation(tx)
        if self._installation is None:
            raise LookupError("there is no installation in this database yet; run: toetssteen init")
        return self._installation

    @property
    def is_demo(self) -> bool:
        return self.installation.demo

    def on(self, log: UUID) -> LogApplication:
        """The library's application on this log."""
        found = self._applications.get(log)
        if found is None:
            with self._making:
                recorder = Recorder(self.engine, log, gate=self._gate, clock=lambda: self.clock())
                found = self._applications.setdefault(log, LogApplication(recorder))
        return found

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """One consistent view of the read tables; texts erased elsewhere meanwhile are no longer answered."""
        with engines.reading(self.engine, self.vault.refresh) as tx:
            yield tx

    def door(self, note: Callable[[Reader, int], None] | None = None) -> VaultDoor:
        return VaultDoor(self.vault, note)

    def reader(self, tx: sa.Connection, person: UUID, evaluation: UUID | None = None) -> Reader:
        return holdings.reader(tx, person, evaluation, self.clock())

    def records(
        self, tx: sa.Connection, log: UUID, *, after: int = 0, upto: int | None = None, at_once: int = PAGE
    ) -> Iterator[Recorded]:
        """The decoded records of a log, in order; never all of them in memory at once."""
        for rows in self.on(log).log_recorder.pages(tx, at_once, after=after, upto=upto):
            for row in rows:
                yield decoded(log, row)

    def record(self, tx: sa.Connection, log: UUID, position: int) -> Recorded:
        """Raises LookupError."""
        return decoded(log, self.on(log).log_recorder.row(tx, position))

    def records_at(self, tx: sa.Connection, log: UUID, positions: Collection[int]) -> list[Recorded]:
        """The records at these positions, in this order; asked in one go. Raises LookupError."""
        return [decoded(log, row) for row in self.on(log).log_recorder.rows_at(tx, positions)]

    def records_of(self, tx: sa.Connection, log: UUID, stream: UUID) -> list[Recorded]:
        """The decoded records of one stream of a log, in order."""
        return [decoded(log, row) for row in self.on(log).log_recorder.stream(tx, stream)]

    def blocks_of(self, tx: sa.Connection, log: UUID, draft: UUID, number: int) -> Container[int]:
        """The block numbers of a version. Raises Unknown."""
        return self.versions.entries(tx, log, draft, number)

    def next_block(self, log: UUID, draft: UUID) -> int:
        """The first block number that this document has never used."""
        found: Draft = self.on(log).repository.get(draft, projector_func=Draft.fold)
        return found.next_block

    def opened_by(self, log: UUID, subject: str, apart_from: Collection[UUID] = ()) -> set[UUID]:
        """The people whom the reading log shows to have opened a subject."""
        return {one.person for one in self.readings.of(log=log, subject=subject)} - set(apart_from)

    def held_texts(self, tx: sa.Connection, log: UUID, keys: Collection[UUID]) -> set[UUID]:
        """Those of these keys under which the vault holds a text of this log."""
        return set(tx.scalars(_HELD, {"ids": keys, "log": log})) if keys else set()

    def projecting(self, log: UUID, envelope: Envelope, facts: Sequence[Fact]) -> Project:
        """What writes the read rows of these facts, in the transaction that records them."""

        def project(tx: sa.Connection, rows: Sequence[dict[str, Any]]) -> None:
            made = [
                Recorded(log, row["position"], row["at"], fact.originator_id, row["version"], envelope, fact.event)
                for row, fact in zip(rows, facts, strict=True)
            ]
            catalogue.apply(tx, made)

        return project

    # -- what can be done

    def do(self, command: Command, actor: Actor) -> Done:
        """Carry out a command, decided under the write lock of its log.

        A repeated command id gets its first answer, also where the act would now be refused. Raises Refused; and the
        library's PersistenceError when the database cannot write, with nothing half done.
        """
        log = command.log(self)
        if command.creates_log:
            self._require_before(command, actor)  # a key file is made for nobody who may not open a log
            self.vault.open_log(log)
        try:
            return self._carry_out(log, command, actor)
        except (Refused, es.IntegrityError) as error:
            done = self._answer(log, command, actor)
            if done is not None:
                return done
            if isinstance(error, Refused):
                raise
            raise CommandReused() from error
        except KeysMissing:
            self._require_log(log)
            raise

    def _require_log(self, log: UUID) -> None:
        with self.reading() as tx:
            if log not in logs(tx):
                raise Unknown(what="evaluation") from None

    def _carry_out(self, log: UUID, command: Command, actor: Actor) -> Done:
        digest = self.vault.digest(log, canonical(command))
        for attempt in range(3):
            sealer = self.vault.sealer(log)
            prepared = command.prepare(self, sealer)
            try:
                done = self._write(log, command, actor, sealer, prepared, digest)
                break
            except StaleSeal:  # an erasure came between sealing and the lock: seal again under the new epoch
                if attempt == 2:
                    raise
        for listener in self.after_commit:
            listener(log, command)
        return done

    def _write(self, log: UUID, command: Command, actor: Actor, sealer: Sealer, prepared: Any, digest: bytes) -> Done:
        recorder = self.on(log).log_recorder
        with recorder.transaction(command.command_id, create=command.creates_log) as writer:
            evaluation = log if isinstance(command, EvaluationCommand) else None
            memory = self._memories.setdefault(log, Memory()).at(writer.position, writer.peaks)
            acting = self._acting(writer.tx, writer.at, evaluation, actor, memory)
            work = Work(self, log, writer, memory, acting, sealer, prepared)
            self._require(work, command)
            if evaluation is not None and not (command.while_halted or command.creates_log):
                work.load(Running, log).require()
            command.execute(work)
            envelope = Envelope(
                person=acting.person,
                capacity=acting.capacity,
                seat=acting.seat,
                on_behalf_of=acting.organisation,
                instructed_by=acting.instructed_by,
                acts_for=holdings.acts_for(writer.tx, acting, command.needs),
                command=command.command_id,
                digest=digest,
                request=actor.request,
                origin=actor.origin,
            )
            done = work.finish(envelope)
        return done or Done(log, 0, 0, log)

    def rehearsal(self, tx: sa.Connection, log: UUID, actor: Actor) -> Work:
        """A work in which a command can be executed to see whether it would be refused; nothing of it is kept.

        It decides on what this transaction reads; under the lock everything is decided again. Raises NoSeat.
        """
        now, acting = self.clock(), self._acting(tx, self.clock(), log, actor)
        head = self.on(log).log_recorder.head(tx)
        return Work(self, log, Looking(tx, now, *head[::2]), Memory(), acting, self.vault.sealer(log), None)

    def _require_before(self, command: Command, actor: Actor) -> None:
        with self.reading() as tx:
            require(self._acting(tx, self.clock(), None, actor), command.needs)

    def _acting(
        self, tx: sa.Connection, moment: int, evaluation: UUID | None, actor: Actor, memory: Memory | None = None
    ) -> Acting:
        if actor.seat is None or actor.seat == actor.person:
            return self._operator(actor)
        seat, found = actor.seat, None
        if evaluation is not None:
            row = (memory or Memory()).recall(("seat", seat), lambda: holdings.seat(tx, seat, evaluation))
            found = holdings.acting_in_seat(row, actor.person, moment)
            found = found or mandates.acting_under(tx, seat, evaluation, actor.person, moment)
        if found is None:
            found = holdings.acting_in_office(tx, seat, actor.person, moment)
        if found is None:
            raise NoSeat()
        return msgspec.structs.replace(found, instructed_by=actor.instructed_by) if actor.instructed_by else found

    def _operator(self, actor: Actor) -> Acting:
        """Who works on the machine itself acts as the installation: for its people and keys, never for content."""
        if self._installation is not None and actor.person == self._installation.id:
            return Acting(person=actor.person, seat=actor.person, capacity=Capacity.ADMINISTRATOR)
        raise NoSeat()

    def _require(self, work: Work, command: Command) -> None:
        require(work.acting, command.needs)
        by = work.acting.instructed_by
        if by is None:
            return
        if cell(command.needs, work.acting.capacity) != "3":
            raise NoSeat()
        group = command.group(work)
        may = groups.leaders(work.tx, work.log, group, work.today, work.now) | holdings.directors(work.tx, work.today)
        if by not in may:
            raise InstructionNeeded()

    def _answer(self, log: UUID, command: Command, actor: Actor) -> Done | None:
        """What this command id did before; CommandReused when it was another command or another person's."""
        with engines.reading(self.engine) as tx:
            recorder = self.on(log).log_recorder
            found = recorder.answer(tx, command.command_id)
            if found is None:
                return None
            first = decoded(found[0], found[1])
            by = first.envelope
            same_actor = (by.person, by.seat, by.instructed_by) == (
                actor.person,
                actor.seat or actor.person,
                actor.instructed_by,
            )
            if found[0] != log or not same_actor:
                raise CommandReused()
            if by.digest != self.vault.digest(log, canonical(command)) and not trail.erased_since(
                tx, log, first.position
            ):  # what commands are known by goes with an erasure: then the id and the actor have to do
                raise CommandReused()
            last = first.position
            for it in self.records(tx, log, after=first.position, at_once=SHORT):
                if it.envelope.command != command.command_id:
                    break
                last = it.position
        return Done(log, first.position, last, first.stream)
