"""Why a passage changed from one version to the next, where no comment asked for it."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event, Sealed


class ChangeExplained(Event, frozen=True, kw_only=True):
    """``block`` of this version, or of the one before where it was taken out, reads otherwise for this reason."""

    NAME: ClassVar[str] = "change.explained"
    draft: UUID
    draft_version: int
    block: int
    reason: Sealed
