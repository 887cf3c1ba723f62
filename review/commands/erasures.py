"""Forgetting a text: asked by one officer, carried out when the other agrees (condition 19)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.erasures import Erasure, ErasureRequested
from review.domain.errors import AlreadyDone, Missing, Unknown
from review.domain.permissions import Permission
from review.domain.sets import Unsubmitted
from review.domain.vocabulary import ErasureGround
from review.projections import erasures, repeating


def _passages(work: Work, subject: UUID, keys: tuple[UUID, ...]) -> repeating.Passages:
    door, system = work.review.door(), Reader(person=work.review.installation.id, moment=work.now)
    return repeating.of_passages(work.tx, door, system, work.log, subject, keys, work.review.record)


def _repeating(work: Work, found: repeating.Passages, keys: tuple[UUID, ...]) -> tuple[UUID, ...]:
    """What repeats the passages and was not named itself, as far as it is there."""
    also = {key for one in found.repeats.values() for key in one.all} - set(keys)
    return tuple(sorted(work.review.held_texts(work.tx, work.log, also)))


@dataclass(frozen=True, kw_only=True)
class RequestErasure(EvaluationCommand):
    """An officer asks that texts be forgotten. ``keys`` are keys of texts in the records of ``subject``.

    With a passage goes what repeats it: quotes and proposed wordings of comments on it, the files it came in with.
    """

    needs: ClassVar[Permission] = Permission.DECIDE_ERASURE
    while_halted: ClassVar[bool] = True
    subject: UUID
    keys: tuple[UUID, ...]
    ground: ErasureGround
    motive: str

    def execute(self, work: Work) -> None:
        if not self.keys:
            raise Missing(field="keys")
        if work.review.held_texts(work.tx, work.log, self.keys) != set(self.keys):
            raise Unknown(what="text")
        if not erasures.written_in(work.records_of(self.subject)).issuperset(self.keys):
            raise Unknown(what="text")
        if not erasures.waiting(work.tx, work.log).isdisjoint(self.keys):
            raise AlreadyDone(what="erasure_requested")
        motive = work.seal(texts.required(self.motive, "motive"))
        also = _repeating(work, _passages(work, self.subject, self.keys), self.keys)
        work.begin(
            ErasureRequested(
                keys=(*self.keys, *also),
                subject=self.subject,
                ground=self.ground,
                motive=motive,
                repeated=len(also),
            )
        )


@dataclass(frozen=True, kw_only=True)
class CarryOutErasure(EvaluationCommand):
    """The other officer agrees: the keys are destroyed, everywhere and for ever; the record stays."""

    needs: ClassVar[Permission] = Permission.DECIDE_ERASURE
    while_halted: ClassVar[bool] = True
    seals_checkpoint: ClassVar[bool] = True
    erasure: UUID

    def execute(self, work: Work) -> None:
        it = work.load(Erasure, self.erasure)
        asked = erasures.asked_by(work.tx, work.log, self.erasure)
        found = repeating.Passages() if it.subject is None else _passages(work, it.subject, it.named)
        also = _repeating(work, found, it.named)
        work.keep(it, it.carry_out(work.acting.capacity, work.person, asked, also))
        if it.subject is not None and found.where:
            self._forget_in_sets(work, it.subject, found)

    def _forget_in_sets(self, work: Work, draft: UUID, found: repeating.Passages) -> None:
        """What members have not submitted yet points at the passage from now on, and no longer at its words."""
        system = Reader(person=work.review.installation.id, moment=work.now)
        opened = work.review.door().open_all(found.where.values(), system)
        said = {where: words for where, text in found.where.items() if isinstance(words := opened[text], str)}
        rounds_on = repeating.versions_of_rounds(work.tx, draft)

        def without(it: Unsubmitted) -> Unsubmitted:
            number = rounds_on.get(it.round)
            return it.without({block: words for (version, block), words in said.items() if version == number})

        work.review.sets.change(work.tx, work.log, without, epoch=work.epoch)


@dataclass(frozen=True, kw_only=True)
class RefuseErasure(EvaluationCommand):
    """An officer refuses; the texts stay."""

    needs: ClassVar[Permission] = Permission.DECIDE_ERASURE
    while_halted: ClassVar[bool] = True
    erasure: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Erasure, self.erasure)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.refuse(motive))
