"""Declaring an interest, and naming the organisations that are evaluated."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from review.application import EvaluationCommand, Work
from review.domain import texts
from review.domain.errors import BadOrganisation, NotInvited
from review.domain.interests import PartiesNamed, declare
from review.domain.permissions import Permission
from review.domain.rounds import Round

NOTE_LIMIT = 4_000
MOST_PARTIES = 40


@dataclass(frozen=True, kw_only=True)
class DeclareInterest(EvaluationCommand):
    """A member says whether there is an interest in what is evaluated, for one round or for the whole evaluation."""

    needs: ClassVar[Permission] = Permission.COMMENT
    round: UUID | None = None
    has_interest: bool
    note: str = ""

    def execute(self, work: Work) -> None:
        seat = work.acting.seat
        if seat is None or work.acting.group is None:
            raise NotInvited()
        if self.round is not None:
            work.load(Round, self.round).require_invited(seat)
        note = work.seal_optional(texts.optional(self.note, "note", NOTE_LIMIT))
        work.begin(declare(seat, self.round, self.has_interest, note))


@dataclass(frozen=True, kw_only=True)
class NameParties(EvaluationCommand):
    """The team lead or the director names the organisations that are evaluated."""

    needs: ClassVar[Permission] = Permission.OPEN_EVALUATION
    organisations: tuple[str, ...]

    def execute(self, work: Work) -> None:
        codes = tuple(dict.fromkeys(texts.organisation(code) for code in self.organisations))
        if len(codes) > MOST_PARTIES:
            raise BadOrganisation(field="organisations", code=codes[MOST_PARTIES])
        work.begin(PartiesNamed(organisations=codes))
