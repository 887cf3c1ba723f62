"""What milestones, and the grounds on which a plan moves, are called; Dutch in translations/nl/planning.po."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.access import AccessAnswer
from review.domain.planning import MilestoneKind, RevisionGround
from review.domain.tracks import TrackKind, TrackState
from review.web.translations import lazy_gettext as _

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    MilestoneKind: {
        MilestoneKind.TOR_SUBMITTED: _("draft Terms of Reference ready"),
        MilestoneKind.TOR_DISCUSSED: _("Terms of Reference before the reference group"),
        MilestoneKind.TOR_PRESENTED: _("Terms of Reference presented to the steering group"),
        MilestoneKind.TOR_APPROVED: _("Terms of Reference approved"),
        MilestoneKind.TOR_PUBLISHED: _("Terms of Reference published"),
        MilestoneKind.REPORT_SUBMITTED: _("first version of the report"),
        MilestoneKind.REPORT_DISCUSSED: _("report before the reference group"),
        MilestoneKind.REPORT_APPROVED: _("report approved"),
        MilestoneKind.REPORT_PUBLISHED: _("report published"),
        MilestoneKind.OTHER: _("other milestone"),
    },
    TrackKind: {
        TrackKind.LITERATURE_REVIEW: _("literature review"),
        TrackKind.DOCUMENT_ANALYSIS: _("document analysis"),
        TrackKind.INTERVIEWS: _("interviews"),
        TrackKind.FIELDWORK: _("fieldwork"),
        TrackKind.OTHER: _("another kind"),
    },
    TrackState: {
        TrackState.PLANNED: _("planned"),
        TrackState.CONTRACTED: _("given out"),
        TrackState.RUNNING: _("running"),
        TrackState.POSTPONED: _("postponed"),
        TrackState.DELIVERED: _("delivered"),
        TrackState.ACCEPTED: _("accepted by the team lead"),
        TrackState.DROPPED: _("dropped"),
    },
    AccessAnswer: {
        AccessAnswer.GRANTED: _("granted"),
        AccessAnswer.PARTLY: _("granted for a part"),
        AccessAnswer.REFUSED: _("refused"),
    },
    RevisionGround: {
        RevisionGround.ACCESS: _("access to information"),
        RevisionGround.SECURITY: _("security"),
        RevisionGround.HEALTH: _("health"),
        RevisionGround.CAPACITY: _("capacity of the team"),
        RevisionGround.CONTRACTING: _("contracting out"),
        RevisionGround.CONTENT: _("content of the research"),
        RevisionGround.OTHER: _("another ground"),
    },
}
TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
    AccessAnswer: {AccessAnswer.GRANTED: "ok", AccessAnswer.PARTLY: "warn", AccessAnswer.REFUSED: "bad"},
    TrackState: {
        TrackState.CONTRACTED: "act",
        TrackState.RUNNING: "act",
        TrackState.POSTPONED: "warn",
        TrackState.DELIVERED: "gold",
        TrackState.ACCEPTED: "ok",
    },
}
STEPS: dict[str, Any] = {
    "contracted": _("Given out"),
    "started": _("Started"),
    "postponed": _("Postponed"),
    "resumed": _("Resumed"),
    "reassigned": _("Given to somebody else"),
    "dropped": _("Dropped"),
    "delivered": _("Delivered"),
    "returned": _("Sent back"),
    "accepted": _("Accepted"),
}
"""What became of a track, by the second word of the event's name."""
