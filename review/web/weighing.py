"""What was found, weighed: what each finding rests on and answers, what is weak, and what nobody answered yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from review.documents.questions import Question, unanswered
from review.domain.acts import Reader
from review.domain.findings import Aspect, Caution, FindingKind, aspects_missing, triangulated_as, weigh
from review.domain.vocabulary import EvaluationType, SourceType
from review.projections import evaluations, findings
from review.projections import sources as register
from review.projections.findings import Finding
from review.projections.schema import Tx
from review.web.evidence import Asked, asked_in
from review.web.session import review

TYPES = tuple(one for one in SourceType if triangulated_as(one) is one)
"""The types of source that count apart."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """All findings, conclusions, lessons and recommendations of one evaluation, with what is weak in them."""

    all: Sequence[Finding]
    cautions: Mapping[UUID, tuple[Caution, ...]]
    sources: Mapping[UUID, register.Source]
    asked: Asked
    missing: tuple[Aspect, ...]

    @property
    def held(self) -> list[Finding]:
        return [one for one in self.all if not one.withdrawn]

    def of(self, kind: FindingKind) -> list[Finding]:
        return [one for one in self.all if one.kind is kind]

    def one(self, id: UUID) -> Finding | None:
        return next((one for one in self.all if one.id == id), None)

    def answers(self, block: int) -> list[Finding]:
        """The findings and conclusions that answer a question."""
        return [one for one in self.held if block in one.questions]

    @property
    def unanswered(self) -> list[Question]:
        return unanswered(self.asked.tree, {block for one in self.held for block in one.questions})

    @property
    def weak(self) -> list[Finding]:
        return [one for one in self.held if self.cautions.get(one.id)]

    def cited(self, it: Finding, kind: SourceType) -> list[register.Source]:
        """The sources in use of one type that it rests on, by number."""
        found = [self.sources[one] for one in it.sources if one in self.sources]
        fitting = [one for one in found if not one.withdrawn and triangulated_as(one.type) is kind]
        return sorted(fitting, key=lambda one: one.number)


def evidence_of(tx: Tx, reader: Reader, evaluation: UUID, *, noted: bool = True) -> Evidence:
    """Asked by whoever may see the findings. ``noted``: the words of the questions are shown as well."""
    door = review().door()
    asked = asked_in(tx, reader, evaluation, noted=noted)
    found = findings.of_evaluation(tx, door, reader, evaluation)
    weighed = findings.weighed(found, findings.source_types(tx, evaluation), asked.tree.blocks)
    known = {one.id: one for one in register.register(tx, door, reader, evaluation)}
    of_mission = evaluations.one(tx, door, reader, evaluation).type is EvaluationType.FINAL_EVALUATION
    missing = aspects_missing(weighed) if of_mission else ()
    return Evidence(found, weigh(weighed, asked.tree.grounds), known, asked, missing)
