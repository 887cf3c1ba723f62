"""Recording what was found, concluded and learnt, and on what it rests."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.documents.questions import questions
from review.domain import texts
from review.domain.errors import NoSuchChoice, PledgeNeeded
from review.domain.findings import (
    Aspect,
    Finding,
    FindingKind,
    FindingRecorded,
    FindingRevised,
    require_grounds,
)
from review.domain.goals import GoalLevel
from review.domain.permissions import Permission
from review.domain.vocabulary import DocumentKind
from review.passages import passages
from review.projections import drafts, findings, pledges, sources

TEXT_LIMIT = 5_000


@dataclass(frozen=True, kw_only=True)
class _Worded(EvaluationCommand):
    """What recording and revising share: the words, and what they are linked to."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    text: str
    level: GoalLevel | None = None
    aspects: tuple[Aspect, ...] = ()
    questions: tuple[int, ...] = ()
    sources: tuple[UUID, ...] = ()
    rests_on: tuple[UUID, ...] = ()

    def linked(self, work: Work, kind: FindingKind, itself: UUID | None = None) -> dict[str, Any]:
        """The fields of the event. Raises NoSuchChoice, CannotRestOn, Missing, TooLong."""
        text = texts.required(self.text, "text", TEXT_LIMIT)
        if self.questions and not set(self.questions) <= asked(work):
            raise NoSuchChoice(field="questions")
        if not set(self.sources) <= sources.in_use(work.tx, self.evaluation):
            raise NoSuchChoice(field="sources")
        held = findings.held(work.tx, self.evaluation)
        require_grounds(kind, {one: of for one, of in held.items() if one != itself}, self.rests_on)
        return {
            "text": work.seal(text),
            "level": self.level,
            "aspects": tuple(one for one in Aspect if one in self.aspects),
            "questions": tuple(sorted(set(self.questions))),
            "sources": tuple(sorted(set(self.sources))),
            "rests_on": tuple(sorted(set(self.rests_on))),
        }


def asked(work: Work) -> frozenset[int]:
    """The blocks of the questions in the latest version of the Terms of Reference."""
    draft = drafts.draft_of(work.tx, work.log, DocumentKind.TERMS_OF_REFERENCE, 0)
    if draft is None:
        return frozenset()
    number = drafts.bare(work.tx, work.log, draft).number
    return questions(list(passages(work.review, work.tx, work.log, draft, number).items())).blocks


@dataclass(frozen=True, kw_only=True)
class RecordFinding(_Worded):
    """The team records a finding, conclusion, lesson or recommendation with what it rests on and what it answers."""

    kind: FindingKind

    def execute(self, work: Work) -> None:
        if work.person not in pledges.signed(work.tx, self.evaluation):
            raise PledgeNeeded()
        number = findings.next_number(work.tx, self.evaluation, self.kind)
        work.begin(FindingRecorded(kind=self.kind, number=number, **self.linked(work, self.kind)))


@dataclass(frozen=True, kw_only=True)
class ReviseFinding(_Worded):
    """The team words it anew or links it otherwise, and says why."""

    finding: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Finding, self.finding)
        it.require_held()
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, FindingRevised(**self.linked(work, it.kind, it.id), motive=motive))


@dataclass(frozen=True, kw_only=True)
class WithdrawFinding(EvaluationCommand):
    """The team takes it back; it stays on record, struck out, and nothing rests on it any more."""

    needs: ClassVar[Permission] = Permission.RECORD_EVIDENCE
    finding: UUID
    motive: str

    def execute(self, work: Work) -> None:
        it = work.load(Finding, self.finding)
        motive = work.seal(texts.required(self.motive, "motive"))
        work.keep(it, it.withdraw(motive))
