"""Commitments: what was promised, how it stands, and who keeps watch over it in the end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.commitments import Commitment
from review.domain.errors import NotYet, Unknown
from review.domain.items import Item, ItemKind
from review.domain.permissions import Permission
from review.projections import policy


@dataclass(frozen=True, kw_only=True)
class _Afterwards(EvaluationCommand):
    needs: ClassVar[Permission] = Permission.RECORD_AFTERWARDS


@dataclass(frozen=True, kw_only=True)
class MakeCommitment(_Afterwards):
    """A directorate promises something by a day, in answer to a finding or recommendation or in a debate."""

    what: str
    owner: str
    due_on: date
    kind: ItemKind | None = None
    number: str = ""

    def execute(self, work: Work) -> None:
        """Raises NotYet before the report was sent, Unknown for what was not named."""
        if policy.stream_of(work.tx, self.evaluation) is None:
            raise NotYet(what="report_sent")
        item = None if self.kind is None else Item(self.kind, self.number)
        if item is not None and not policy.is_named(work.tx, self.evaluation, item):
            raise Unknown(what="item")
        what = work.seal(texts.required(self.what, "what"))
        work.begin(Commitment.make(what, texts.organisation(self.owner), self.due_on, item, work.today))


@dataclass(frozen=True, kw_only=True)
class FollowUpCommitment(_Afterwards):
    """How it stands with a commitment, and whether it is done."""

    commitment: UUID
    occurred_on: date
    remark: str
    done: bool = False

    def execute(self, work: Work) -> None:
        it = work.load(Commitment, self.commitment)
        remark = work.seal(texts.required(self.remark, "remark"))
        work.keep(it, it.follow_up(self.occurred_on, remark, work.today, done=self.done))


@dataclass(frozen=True, kw_only=True)
class HandOverCommitment(_Afterwards):
    """Somebody else keeps watch over a commitment from now on."""

    commitment: UUID
    organisation: str
    remark: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Commitment, self.commitment)
        remark = work.seal_optional(texts.optional(self.remark, "remark"))
        work.keep(it, it.hand_over(texts.organisation(self.organisation), remark))
