"""Recording that the trail was checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from review.application import EvaluationCommand, Work
from review.domain.errors import NoSuchChoice
from review.domain.permissions import Permission
from review.domain.verifications import TrailVerified


@dataclass(frozen=True, kw_only=True)
class RecordVerification(EvaluationCommand):
    """Somebody checked the trail up to a position and found so many records that do not fit."""

    needs: ClassVar[Permission] = Permission.REPLAY
    while_halted: ClassVar[bool] = True
    upto: int
    root: bytes
    findings: int

    def execute(self, work: Work) -> None:
        if not 0 <= self.upto <= work.head_position or self.findings < 0:
            raise NoSuchChoice(field="upto", value=self.upto)
        work.begin(TrailVerified(upto=self.upto, root=self.root, findings=self.findings))
