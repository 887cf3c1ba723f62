"""What compromises and access reviews are called: what may have gone wrong, how far it is, what was found."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.access_reviews import ReviewOutcome, ReviewScope
from review.domain.compromises import CompromiseKind, CompromiseOutcome, CompromiseState
from review.web.translations import lazy_gettext as _

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    CompromiseKind: {
        CompromiseKind.ABOVE_CEILING: _("information came in that is not allowed here"),
        CompromiseKind.WRONG_RECIPIENT: _("something was sent to the wrong person"),
        CompromiseKind.LOST: _("a print, computer or data carrier was lost"),
        CompromiseKind.READ_BY_OTHERS: _("others read along or listened in"),
        CompromiseKind.OTHER: _("something else"),
    },
    CompromiseOutcome: {
        CompromiseOutcome.COMPROMISED: _("it reached others"),
        CompromiseOutcome.NOT_EXCLUDED: _("it cannot be ruled out that it reached others"),
        CompromiseOutcome.EXCLUDED: _("it reached nobody else"),
    },
    ReviewScope: {
        ReviewScope.EVERYTHING: _("everything"),
        ReviewScope.PRIVILEGED: _("privileged offices"),
    },
    ReviewOutcome: {
        ReviewOutcome.IN_ORDER: _("in order"),
        ReviewOutcome.TO_BE_MENDED: _("to be mended"),
    },
    CompromiseState: {
        CompromiseState.REPORTED: _("reported"),
        CompromiseState.CONTAINED: _("contained"),
        CompromiseState.INVESTIGATED: _("investigated"),
        CompromiseState.CLOSED: _("closed"),
    },
}
TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
    CompromiseState: {
        CompromiseState.REPORTED: "bad",
        CompromiseState.CONTAINED: "warn",
        CompromiseState.INVESTIGATED: "act",
    },
    ReviewOutcome: {ReviewOutcome.IN_ORDER: "ok", ReviewOutcome.TO_BE_MENDED: "bad"},
}
STEPS: dict[CompromiseState, Any] = {
    CompromiseState.CONTAINED: _("Contained: what was done at once"),
    CompromiseState.INVESTIGATED: _("Investigated: what was found out"),
    CompromiseState.CLOSED: _("Closed: what was done about it"),
}
"""What was done about it, by the state it led to."""
