"""The ethics pledge of whoever does research: integrity, accountability, respect, beneficence (rule P5)."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from review.domain.acts import Event

EDITION = 1
"""Which text of the pledge is shown now; a pledge says which one was signed."""


class PledgeSigned(Event, frozen=True, kw_only=True):
    """Signed by the person who acted, in this evaluation."""

    NAME: ClassVar[str] = "pledge.signed"
    seat: UUID
    edition: int
