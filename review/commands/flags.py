"""Pointing at a sensitive reference, consulting its owner, and settling what happens to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import moments, texts
from review.domain.errors import BadPeriod, NoSuchChoice, NoSuchPassage, NotPermitted, Unknown
from review.domain.flags import ClassificationFlag, FlagRaised
from review.domain.permissions import Permission
from review.domain.sources import require_ended
from review.domain.vocabulary import Capacity, FlagGround, Level, Settlement
from review.projections import drafts, flags, sources

NOTE_LIMIT = 1_000
"""A flag explains without quoting (rule C7): the note is kept short."""


@dataclass(frozen=True, kw_only=True)
class RaiseFlag(EvaluationCommand):
    """Somebody points at a reference that may be sensitive."""

    needs: ClassVar[Permission] = Permission.RAISE_FLAG
    draft: UUID
    number: int
    block: int
    level: Level
    ground: FlagGround
    source: UUID | None = None
    note: str = ""

    def execute(self, work: Work) -> None:
        it = drafts.bare(work.tx, self.evaluation, self.draft, self.number)
        if self.level is Level.UNCLASSIFIED:
            raise NoSuchChoice(field="level", value=self.level)
        if self.block not in work.review.blocks_of(work.tx, work.log, self.draft, it.number):
            raise NoSuchPassage(block=self.block)
        if self.source is not None:
            sources.owner(work.tx, self.evaluation, self.source)
        note = work.seal_optional(texts.optional(self.note, "note", NOTE_LIMIT))
        raised = FlagRaised(
            number=work.next_number("flags"),
            draft=self.draft,
            draft_version=self.number,
            block=self.block,
            source=self.source,
            level=self.level,
            ground=self.ground,
            note=note,
        )
        work.begin(raised)


@dataclass(frozen=True, kw_only=True)
class DoubtFlag(EvaluationCommand):
    """It is doubtful whether the reference is sensitive; its owner will be consulted (rule K8)."""

    needs: ClassVar[Permission] = Permission.RECORD_CONSULTATION
    flag: UUID
    directorate: str
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(ClassificationFlag, self.flag)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.doubt(texts.organisation(self.directorate), motive))


@dataclass(frozen=True, kw_only=True)
class RecordConsultation(EvaluationCommand):
    """The owner of the source was consulted."""

    needs: ClassVar[Permission] = Permission.RECORD_CONSULTATION
    flag: UUID
    directorate: str
    occurred_on: date
    outcome: str

    def execute(self, work: Work) -> None:
        it = work.load(ClassificationFlag, self.flag)
        raised = moments.day_of(flags.bare(work.tx, self.evaluation, self.flag).at)
        if not raised <= self.occurred_on <= work.today:
            raise BadPeriod(field="occurred_on")
        outcome = work.seal(texts.required(self.outcome, "outcome"))
        directorate = texts.organisation(self.directorate)
        work.keep(it, it.record_consultation(directorate, self.occurred_on, outcome))


@dataclass(frozen=True, kw_only=True)
class AgreeSettlement(EvaluationCommand):
    """The classification authority agrees how a flag is settled."""

    needs: ClassVar[Permission] = Permission.SETTLE_FLAG
    flag: UUID
    settlement: Settlement
    motive: str

    def execute(self, work: Work) -> None:
        require(work, Capacity.CLASSIFICATION_AUTHORITY)
        it = work.load(ClassificationFlag, self.flag)
        raiser = flags.raiser(work.tx, self.evaluation, self.flag)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.agree(work.person, raiser, self.settlement, motive))


@dataclass(frozen=True, kw_only=True)
class SettleFlag(EvaluationCommand):
    """The team lead applies what the authority agreed to."""

    needs: ClassVar[Permission] = Permission.SETTLE_FLAG
    flag: UUID
    settlement: Settlement
    motive: str = ""
    in_version: int | None = None

    def execute(self, work: Work) -> None:
        require(work, Capacity.TEAM_LEAD)
        it = work.load(ClassificationFlag, self.flag)
        found = flags.bare(work.tx, self.evaluation, self.flag)
        if self.in_version is not None:
            latest = drafts.bare(work.tx, self.evaluation, found.draft).latest
            if not 1 <= self.in_version <= latest + 1:
                raise NoSuchPassage(version=self.in_version)
        if found.source is not None:
            require_ended(self.settlement, sources.level_of(work.tx, self.evaluation, found.source))
        motive = work.seal_optional(texts.optional(self.motive, "motive"))
        work.keep(it, it.settle(work.person, found.person, self.settlement, motive, self.in_version))


@dataclass(frozen=True, kw_only=True)
class ReopenFlag(EvaluationCommand):
    """A settled flag is taken up again."""

    needs: ClassVar[Permission] = Permission.RAISE_FLAG
    flag: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(ClassificationFlag, self.flag)
        if not it.version:
            raise Unknown(what="flag")
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.reopen(motive))


def require(work: Work, capacity: Capacity) -> None:
    """The two acts of a settlement belong to two capacities (condition 10)."""
    if work.acting.capacity is not capacity:
        raise NotPermitted(act=Permission.SETTLE_FLAG, capacity=work.acting.capacity)
