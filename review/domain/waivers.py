"""The only bypass of a gate: a waiver with capacity and motive, visible for ever (rule A5)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event, Sealed
from review.domain.errors import NoSuchChoice, NotPermitted
from review.domain.gates import CHAIR_MAY_WAIVE, WAIVABLE, ClauseName
from review.domain.vocabulary import Capacity


class WaiverGranted(Event, frozen=True, kw_only=True):
    """Holds for one clause of the gate of one document version."""

    NAME: ClassVar[str] = "waiver.granted"
    draft: UUID
    draft_version: int
    clause: ClauseName
    rule: str
    motive: Sealed


def grant(capacity: Capacity, draft: UUID, draft_version: int, clause: ClauseName, motive: Sealed) -> WaiverGranted:
    """Raises NoSuchChoice for a clause that nobody may waive, NotPermitted for the chair outside condition 14."""
    rule = WAIVABLE.get(clause)
    if rule is None:
        raise NoSuchChoice(field="clause", value=clause)
    chair = capacity is Capacity.CHAIR and clause in CHAIR_MAY_WAIVE
    if capacity is not Capacity.DIRECTOR and not chair:
        raise NotPermitted(act="waive", capacity=capacity)
    return WaiverGranted(draft=draft, draft_version=draft_version, clause=clause, rule=rule, motive=motive)
