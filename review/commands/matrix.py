"""Carrying out what stands in a matrix that came back filled in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Protocol
from uuid import UUID

from review.application import EvaluationCommand, Review, Work
from review.domain import texts
from review.domain.errors import DuplicateTarget, NotPermitted, TooMany
from review.domain.matrix import MatrixFormat, MatrixImported
from review.domain.permissions import Permission
from review.foreseeing import foresee
from review.projections import remarks
from review.store.vault import Sealer

AT_ONCE = 1_000
"""So many rows in one act: more would keep the log of the evaluation locked for others. The rest comes after."""


class Disposing(Protocol):
    """A command that deals with one comment, the same as by hand."""

    needs: ClassVar[Permission]

    @property
    def evaluation(self) -> UUID: ...

    @property
    def comment(self) -> UUID: ...

    @property
    def duplicate_of(self) -> int | None: ...

    def prepare(self, review: Review, sealer: Sealer) -> Any: ...

    def execute(self, work: Work) -> None: ...


@dataclass(frozen=True, kw_only=True)
class ImportMatrix(EvaluationCommand):
    """The team carries out the changed rows of a file in one act, all of them or none, each by the rules of the hand.

    ``rows`` and ``refused`` count what was read and what was shown as refused before this act. Without changed rows
    nothing is recorded.
    """

    needs: ClassVar[Permission] = Permission.DISPOSE
    fingerprint: bytes
    name: str
    format: MatrixFormat
    rows: int
    refused: int
    acts: tuple[Disposing, ...]

    def prepare(self, review: Review, sealer: Sealer) -> list[Any]:
        return [act.prepare(review, sealer) for act in self.acts]

    def execute(self, work: Work) -> None:
        if not self.acts:
            return
        if len(self.acts) > AT_ONCE:
            raise TooMany(limit=AT_ONCE)
        require_one_way(work, self.evaluation, self.acts)
        foresee(work, [act.comment for act in self.acts])
        for act, prepared in zip(self.acts, work.prepared, strict=True):
            if act.needs is not self.needs or act.evaluation != self.evaluation:
                raise NotPermitted(act=act.needs)
            work.prepared = prepared
            act.execute(work)
        imported = MatrixImported(
            fingerprint=self.fingerprint,
            name=work.seal(texts.optional(self.name, "name", texts.TITLE_LIMIT) or "-"),
            format=self.format,
            rows=self.rows,
            changed=len(self.acts),
            refused=self.refused,
        )
        work.begin(imported)


def require_one_way(work: Work, evaluation: UUID, acts: tuple[Disposing, ...]) -> None:
    """What becomes a duplicate in an act is no original in the same one: circles would not be seen until it is done.

    Raises DuplicateTarget.
    """
    made = {act.comment: act.duplicate_of for act in acts if act.duplicate_of is not None}
    if any(remarks.by_number(work.tx, evaluation, number) in made for number in set(made.values())):
        raise DuplicateTarget()
