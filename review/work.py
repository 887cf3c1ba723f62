"""A command and its work: what happens between taking the lock of a log and giving it back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast
from uuid import UUID

import msgspec
import sqlalchemy as sa
from eventsourcing.application import AggregateNotFoundError

from review.domain import moments, texts
from review.domain.acts import Acting, Aggregate, Envelope, Event, Fact, Recorded, Sealed
from review.domain.errors import NoSuchChoice
from review.domain.permissions import Permission
from review.memory import Memory
from review.projections import evaluations
from review.records import REGISTRY, encode_envelope
from review.store.ids import uuid7
from review.store.merkle import root_of_peaks
from review.store.recorder import Writer
from review.store.vault import Sealer

if TYPE_CHECKING:
    from review.application import Review

T = TypeVar("T")
State = TypeVar("State", bound=Aggregate)
WIDE = frozenset({"starts_at", "ends_at", "closes_at", "seen", "upto", "findings"})
"""Fields that hold moments and positions; every other number of a command counts things and fits 32 bits."""


@dataclass(frozen=True, slots=True)
class Done:
    """What a command did: its log, the positions of its records, and the thing it made or touched first.

    The same for a repeated command id as for the first time.
    """

    log: UUID
    first: int
    last: int
    subject: UUID


@dataclass(frozen=True, kw_only=True)
class Command:
    """A sentence in the imperative. ``needs`` is its row in the permission table."""

    needs: ClassVar[Permission]
    creates_log: ClassVar[bool] = False
    seals_checkpoint: ClassVar[bool] = False
    while_halted: ClassVar[bool] = False
    """Whether it may be done in an evaluation that is suspended or has ended."""

    command_id: UUID = field(default_factory=uuid7)

    def log(self, review: Review) -> UUID:
        """The log that this command writes to."""
        raise NotImplementedError

    def prepare(self, review: Review, sealer: Sealer) -> Any:
        """Slow work outside the lock: parse, hash, seal. The answer is ``work.prepared``."""
        return None

    def execute(self, work: Work) -> None:
        """Decide under the lock and keep what happened. Raises Refused."""
        raise NotImplementedError

    def group(self, work: Work) -> UUID | None:
        """The group this act is about: whose chair may instruct a secretary."""
        return None


def canonical(command: Command) -> bytes:
    """The command without its id: what tells a repetition from another command.

    Raises NoSuchChoice for a number that no record or table could hold.
    """
    fields = {name: _sound(name, value) for name, value in vars(command).items() if name != "command_id"}
    return type(command).__name__.encode() + b"\0" + msgspec.json.encode(fields, order="sorted")


def _sound(name: str, value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(_sound(name, one) for one in value)
    if isinstance(value, msgspec.Struct):
        return {field: _sound(field, getattr(value, field)) for field in value.__struct_fields__}
    if isinstance(value, str):
        return texts.without_surrogates(value)
    if isinstance(value, int) and not isinstance(value, bool):
        limit = 1 << (63 if name in WIDE else 31)
        if not -limit <= value < limit:
            raise NoSuchChoice(field=name, value=str(value)[:40])
    return value


@dataclass(frozen=True, kw_only=True)
class EvaluationCommand(Command):
    """A command in the log of one evaluation."""

    evaluation: UUID

    def log(self, review: Review) -> UUID:
        return self.evaluation


@dataclass(frozen=True, kw_only=True)
class InstallationCommand(Command):
    """A command in the log of the installation."""

    def log(self, review: Review) -> UUID:
        return review.installation.id


@dataclass(frozen=True, slots=True)
class Looking:
    """Stands where a writer stands when acts are only tried: it writes nothing."""

    tx: sa.Connection
    at: int
    position: int = 0
    peaks: Sequence[bytes] = ()
    epoch: int = 0


class Work:
    """One command at work, inside the write transaction of its log."""

    def __init__(
        self,
        review: Review,
        log: UUID,
        writer: Writer | Looking,
        memory: Memory,
        acting: Acting,
        sealer: Sealer,
        prepared: Any,
    ) -> None:
        self.review = review
        self.log = log
        self.acting = acting
        self.prepared = prepared
        self.head_position = writer.position
        self.head_root = root_of_peaks(writer.peaks)
        self._writer = writer
        self._memory = memory
        self._sealer = sealer
        self._facts: list[Fact] = []
        self._versions: dict[UUID, int] = {}
        self._numbered: Counter[str] = Counter()
        self._found: dict[Hashable, object] = {}

    @property
    def epoch(self) -> int:
        """Under which this log seals its texts now."""
        return self._writer.epoch

    @property
    def tx(self) -> sa.Connection:
        return self._writer.tx

    @property
    def now(self) -> int:
        """The moment these records will carry, microseconds UTC."""
        return self._writer.at

    @property
    def today(self) -> date:
        return moments.day_of(self._writer.at)

    @property
    def person(self) -> UUID:
        return self.acting.person

    def seal(self, text: str) -> Sealed:
        return Sealed(*self._sealer.seal(text))

    def seal_optional(self, text: str | None) -> Sealed | None:
        return None if text is None else self.seal(text)

    def load(self, kind: type[State], stream: UUID) -> State:
        """The state of this stream; version 0 when it has no events in this log."""

        def read() -> State:
            try:
                return self.review.on(self.log).repository.get(stream, projector_func=kind.fold)
            except AggregateNotFoundError:
                return kind(id=stream)

        found = self._memory.stream(stream, read)
        return found if isinstance(found, kind) else read()

    def foresee(self, kind: type[State], streams: Collection[UUID]) -> None:
        """Read the states of many streams in few questions, for ``load`` to find."""
        wanted = [one for one in dict.fromkeys(streams) if not self._memory.holds(one)]
        rows = self.review.on(self.log).log_recorder.streams(self.tx, wanted)
        for stream, records in groupby(rows, key=itemgetter(0)):
            facts = [Fact(stream, version, REGISTRY.decode(name, state)) for _, version, name, state in records]
            self._memory.learn(kind.fold(None, facts) or kind(id=stream))

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What is asked of many things in one act is read once: nothing is projected before the act is done."""
        if key not in self._found:
            self._found[key] = read()
        return cast(T, self._found[key])

    def silent_in(self, review_round: UUID, read: Callable[[], frozenset[UUID]]) -> frozenset[UUID]:
        """The seats that answered "no comments" in a round; as long as nobody answers, they are read once."""
        return self._memory.recall(("silent", review_round), read)

    def told(self, key: Hashable, found: object) -> None:
        """What ``once`` answers from now on."""
        self._found[key] = found

    def records_of(self, stream: UUID) -> list[Recorded]:
        """Everything that was recorded about one thing so far."""
        return self.review.records_of(self.tx, self.log, stream)

    def next_number(self, of: str) -> int:
        """The number of the next comment, flag or source of this evaluation. Raises Unknown."""
        last: int = self._memory.recall(("number", of), lambda: evaluations.next_number(self.tx, self.log, of) - 1)
        self._numbered[of] += 1
        return last + self._numbered[of]

    def keep(self, aggregate: Aggregate, *events: Event) -> UUID:
        """Record these events next in the stream of a loaded aggregate."""
        version = self._versions.setdefault(aggregate.id, aggregate.version)
        for event in events:
            version += 1
            self._facts.append(Fact(aggregate.id, version, event))
        self._versions[aggregate.id] = version
        return aggregate.id

    def begin(self, event: Event, stream: UUID | None = None) -> UUID:
        """Record the first event of a new stream; answers its id."""
        return self.keep(Aggregate(id=stream or uuid7()), event)

    def finish(self, envelope: Envelope) -> Done | None:
        """Append, seal and project all that was kept. None where nothing was."""
        if not self._facts:
            return None

        project = self.review.projecting(self.log, envelope, self._facts)
        kept = {"envelope": encode_envelope(envelope), "texts": self._sealer.rows, "project": project}
        self.review.on(self.log).save(*self._facts, **kept)
        self._memory.advance(self._writer.position, self._writer.peaks, self._facts)
        return Done(
            self.log, self.head_position + 1, self.head_position + len(self._facts), self._facts[0].originator_id
        )
