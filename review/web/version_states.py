"""How a version of a document stands, in a word and a colour."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.web.translations import lazy_gettext as _


class VersionState(StrEnum):
    """How a version stands, for the eye of who looks for the one that counts."""

    APPROVED = "approved"
    REQUESTED = "requested"
    RETURNED = "returned"
    UNDER_REVIEW = "under_review"
    SUBMITTED = "submitted"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


VERSION_STATES: dict[VersionState, tuple[Any, str]] = {
    VersionState.APPROVED: (_("approved"), "ok"),
    VersionState.REQUESTED: (_("approval requested"), "act"),
    VersionState.RETURNED: (_("returned for revision"), "warn"),
    VersionState.UNDER_REVIEW: (_("under review"), "act"),
    VersionState.SUBMITTED: (_("submitted"), ""),
    VersionState.SUPERSEDED: (_("superseded"), ""),
    VersionState.WITHDRAWN: (_("withdrawn"), "bad"),
}
"""The word and the colour of a version's state."""


def version_state(state: VersionState) -> str:
    return str(VERSION_STATES[state][0])


def version_tone(state: VersionState) -> str:
    return VERSION_STATES[state][1]
