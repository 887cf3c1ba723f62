"""Showing the public how far an evaluation is: only where the evaluation chose to, under a title chosen for it."""

from __future__ import annotations

from typing import ClassVar

from review.domain.acts import Event, Sealed


class ProgressShown(Event, frozen=True, kw_only=True):
    """From now on anybody may see the phase and what was published."""

    NAME: ClassVar[str] = "progress.shown"
    title: Sealed


class ProgressHidden(Event, frozen=True, kw_only=True):
    NAME: ClassVar[str] = "progress.hidden"
