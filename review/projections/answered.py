"""What of a comment's row says what was done with it: nothing at first, then the last disposition and its answer."""

from __future__ import annotations

from typing import Any

from review.domain.acts import Recorded
from review.domain.comments import CommentDisposed
from review.domain.vocabulary import CommentState
from review.projections.schema import sealed_values

NOT_YET: dict[str, Any] = {
    "disposition": None,
    **sealed_values("motive", None),
    **sealed_values("evidence", None),
    "in_version": None,
    "answer_block": None,
    "duplicate_of": None,
    "disposed_by": None,
    "disposed_at": None,
    "disposed_position": None,
    "wording_taken": False,
    "unchanged": False,
    **sealed_values("dissent", None),
    "answered_at": None,
    "admitted": None,
    **sealed_values("late_motive", None),
}


def disposed(it: Recorded, event: CommentDisposed) -> dict[str, Any]:
    return {
        "state": CommentState.DISPOSED,
        "disposition": event.disposition,
        **sealed_values("motive", event.motive),
        **sealed_values("evidence", event.evidence),
        "in_version": event.in_version,
        "answer_block": event.block,
        "duplicate_of": event.duplicate_of,
        "disposed_by": it.envelope.person,
        "disposed_at": it.at,
        "disposed_position": it.position,
        "wording_taken": event.wording_taken,
        "unchanged": False,
    }
