"""Registering sources, stating their level, and the authority's acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.acts import Reader
from review.domain.errors import AboveCeiling
from review.domain.permissions import Permission
from review.domain.sources import LevelGround, Source, SourceRegistered, require_authority
from review.domain.vocabulary import Level, SourceType
from review.projections import sources


@dataclass(frozen=True, kw_only=True)
class RegisterSource(EvaluationCommand):
    """The team registers a source with its owner, and its level where that is known (rule K1).

    Of a state secret only a neutral title and the place where it is kept are taken, at most 200 characters (rule K2).
    """

    needs: ClassVar[Permission] = Permission.REGISTER_SOURCE
    title: str
    type: SourceType
    owner: str
    level: Level | None = None
    locator: str = ""

    def execute(self, work: Work) -> None:
        secret = self.level is not None and self.level.is_state_secret
        limit = SECRET_LIMIT if secret else texts.TITLE_LIMIT
        title = texts.required(self.title, "title", texts.TITLE_LIMIT)
        locator = texts.optional(self.locator, "locator", 1_000)
        if secret and (len(title) > limit or len(locator or "") > limit):
            raise AboveCeiling(limit=limit)
        registered = SourceRegistered(
            number=work.next_number("sources"),
            title=work.seal(title),
            type=self.type,
            owner=texts.organisation(self.owner),
            level=self.level,
            locator=work.seal_optional(locator),
        )
        work.begin(registered)


SECRET_LIMIT = 200


@dataclass(frozen=True, kw_only=True)
class StateLevel(EvaluationCommand):
    """The team states the level of a source as its owner gave it."""

    needs: ClassVar[Permission] = Permission.REGISTER_SOURCE
    source: UUID
    level: Level
    basis: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Source, self.source)
        it.require_in_use()
        basis = texts.optional(self.basis, "basis")
        if self.level.is_state_secret:
            _require_short(work, self.source, basis)
        work.keep(it, it.state_level(self.level, work.seal_optional(basis)))


@dataclass(frozen=True, kw_only=True)
class ReclassifySource(EvaluationCommand):
    """The authority of the owner sets, revises or ends the level of a source, and says until when it holds (K3, K4)."""

    needs: ClassVar[Permission] = Permission.SET_LEVEL
    source: UUID
    level: Level
    ground: LevelGround
    motive: str
    review_on: date | None = None
    review_event: str = ""

    def execute(self, work: Work) -> None:
        it = work.load(Source, self.source)
        it.require_in_use()
        held = work.review.reader(work.tx, work.person, self.evaluation).holds
        require_authority(work.acting, held, sources.owner(work.tx, self.evaluation, self.source))
        motive, event = texts.required(self.motive, "motive"), texts.optional(self.review_event, "review_event")
        if self.level.is_state_secret:
            _require_short(work, self.source, motive, event)
        term = (self.review_on, work.seal_optional(event))
        work.keep(it, it.reclassify(self.level, self.ground, work.seal(motive), term, work.today))


def _require_short(work: Work, source: UUID, *new: str | None) -> None:
    """Also what was written before the level was known is no more than a reference (rule K2). Raises AboveCeiling."""
    system = Reader(person=work.review.installation.id, moment=work.now)
    written = work.review.door().open_all(sources.written(work.tx, work.log, source), system)
    if any(isinstance(text, str) and len(text) > SECRET_LIMIT for text in (*new, *written.values())):
        raise AboveCeiling(limit=SECRET_LIMIT)


@dataclass(frozen=True, kw_only=True)
class WithdrawSource(EvaluationCommand):
    """A source is no longer used; it stays in the register, struck out."""

    needs: ClassVar[Permission] = Permission.REGISTER_SOURCE
    source: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Source, self.source)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.withdraw(motive))
