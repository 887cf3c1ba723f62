"""What was weak in what a report rests on when it was approved, in words."""

from __future__ import annotations

from collections.abc import Iterable

from review.domain.cautioned import Cautioned
from review.web.labels import label


def cautions_told(cautions: Iterable[Cautioned]) -> str:
    """*2 × one type of source, 1 × attributes*"""
    return ", ".join(f"{one.count} × {label(one.about)}" for one in cautions)
