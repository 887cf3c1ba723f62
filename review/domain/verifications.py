"""An auditor's check of the trail: the only record an auditor adds."""

from __future__ import annotations

from typing import ClassVar

from review.domain.acts import Event


class TrailVerified(Event, frozen=True, kw_only=True):
    """``upto`` and ``root`` name the log as it was checked; ``findings`` counts what did not fit."""

    NAME: ClassVar[str] = "trail.verified"
    upto: int
    root: bytes
    findings: int
