"""Interests: what a member declares of them, and which organisations are evaluated (rule G8)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event, Sealed
from review.domain.errors import Missing


class InterestDeclared(Event, frozen=True, kw_only=True):
    """What holds for a seat, in one round or (``round`` None) in the whole evaluation; only a later one corrects it."""

    NAME: ClassVar[str] = "interest.declared"
    seat: UUID
    round: UUID | None = None
    has_interest: bool
    note: Sealed | None = None


class PartiesNamed(Event, frozen=True, kw_only=True):
    """The organisations whose policy or acts are evaluated, all of them; a later one replaces the list."""

    NAME: ClassVar[str] = "evaluation.parties-named"
    organisations: tuple[str, ...]


def declare(seat: UUID, review_round: UUID | None, has_interest: bool, note: Sealed | None) -> InterestDeclared:
    """Raises Missing for an interest of which nothing is told."""
    if has_interest and note is None:
        raise Missing(field="note")
    return InterestDeclared(seat=seat, round=review_round, has_interest=has_interest, note=note)


def is_evaluated(organisation: str, parties: Iterable[str]) -> bool:
    """Whether an organisation is one of the parties, or a part of one: ``Def`` holds ``Def/EVA``."""
    return any(organisation == party or organisation.startswith(f"{party}/") for party in parties)
