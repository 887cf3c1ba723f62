"""Risks: registering one, adding an option, saying that it happened, closing it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import msgspec

from review.application import EvaluationCommand, Work
from review.commands.revising import move_along
from review.domain import texts
from review.domain.errors import NoSuchChoice
from review.domain.permissions import Permission
from review.domain.planning import RevisionGround
from review.domain.risks import Option, Risk, RiskRegistered
from review.projections import risks, tracks


class EnteredOption(msgspec.Struct, frozen=True):
    text: str
    consequence: str = ""


def _option(work: Work, number: int, entered: EnteredOption) -> Option:
    text = work.seal(texts.required(entered.text, "option"))
    return Option(number, text, work.seal_optional(texts.optional(entered.consequence, "consequence")))


@dataclass(frozen=True, kw_only=True)
class RegisterRisk(EvaluationCommand):
    """What may go wrong is registered: by what it is seen, what is done in any case, what can be done then."""

    needs: ClassVar[Permission] = Permission.KEEP_RISKS
    title: str
    trigger: str = ""
    measures: str = ""
    options: tuple[EnteredOption, ...] = ()
    watched_by: UUID | None = None

    def execute(self, work: Work) -> None:
        """Raises NoSuchChoice for a seat that is none of the evaluation team now."""
        if self.watched_by is not None and self.watched_by not in tracks.team(work.tx, work.log, work.now):
            raise NoSuchChoice(field="watched_by", value=str(self.watched_by))
        registered = RiskRegistered(
            number=risks.next_number(work.tx, work.log),
            title=work.seal(texts.required(self.title, "title", texts.TITLE_LIMIT)),
            trigger=work.seal_optional(texts.optional(self.trigger, "trigger")),
            measures=work.seal_optional(texts.optional(self.measures, "measures")),
            options=tuple(_option(work, number, one) for number, one in enumerate(self.options, 1)),
            seat=self.watched_by,
        )
        work.begin(registered)


@dataclass(frozen=True, kw_only=True)
class AddOption(EvaluationCommand):
    """Another thing that can be done when a risk comes true."""

    needs: ClassVar[Permission] = Permission.KEEP_RISKS
    risk: UUID
    option: EnteredOption

    def execute(self, work: Work) -> None:
        it = work.load(Risk, self.risk)
        one = _option(work, 0, self.option)
        work.keep(it, it.add(one.text, one.consequence))


@dataclass(frozen=True, kw_only=True)
class RecordOccurrence(EvaluationCommand):
    """A risk came true: which option was chosen and why, and which milestones move, in one act."""

    needs: ClassVar[Permission] = Permission.KEEP_RISKS
    risk: UUID
    option: int
    motive: str
    ground: RevisionGround = RevisionGround.OTHER
    moves: tuple[tuple[int, str], ...] = ()

    def execute(self, work: Work) -> None:
        it = work.load(Risk, self.risk)
        work.keep(it, it.occur(self.option, work.seal(texts.required(self.motive, "motive"))))
        move_along(work, self.ground, self.motive, self.moves, it.id)


@dataclass(frozen=True, kw_only=True)
class CloseRisk(EvaluationCommand):
    """A risk is there no longer, for a reason."""

    needs: ClassVar[Permission] = Permission.KEEP_RISKS
    risk: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Risk, self.risk)
        work.keep(it, it.close(work.seal(texts.required(self.motive, "motive"))))
