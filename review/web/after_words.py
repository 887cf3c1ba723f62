"""The words and colours of what comes after the approval of the report; ``labels`` takes them in."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.filing import ClosingClause, ClosingOutcome
from review.domain.items import ItemKind
from review.domain.parliament import Chamber
from review.domain.policy import Answer
from review.domain.withholdings import WithholdingState
from review.web.translations import lazy_gettext as _

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    ItemKind: {
        ItemKind.FINDING: _("finding"),
        ItemKind.RECOMMENDATION: _("recommendation"),
    },
    Answer: {
        Answer.ENDORSED: _("fully endorsed"),
        Answer.PARTLY_ENDORSED: _("partly endorsed"),
        Answer.NOT_ENDORSED: _("not endorsed"),
    },
    ClosingClause: {
        ClosingClause.PUBLISHED: _("the report is public"),
        ClosingClause.BRIEFINGS_HELD: _("every briefing that was asked for was held or cancelled"),
        ClosingClause.FINDINGS_TOLD: _("every withheld finding was told in a closed briefing"),
        ClosingClause.COMMITMENTS_HANDED_OVER: _("every commitment is done or handed over"),
        ClosingClause.TRAIL_VERIFIED: _("the trail was verified after that, and nothing was found"),
    },
    ClosingOutcome: {
        ClosingOutcome.NOT_APPLICABLE: _("does not apply"),
        ClosingOutcome.UNSATISFIED: _("not yet"),
        ClosingOutcome.SATISFIED: _("met"),
    },
    Chamber: {
        Chamber.HOUSE: _("House of Representatives"),
        Chamber.SENATE: _("Senate"),
    },
    WithholdingState: {
        WithholdingState.PROPOSED: _("proposed"),
        WithholdingState.CONSULTED: _("consulted"),
        WithholdingState.WITHHELD: _("withheld"),
        WithholdingState.REFUSED: _("to be published"),
        WithholdingState.RELEASED: _("released"),
    },
}
TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
    Answer: {Answer.ENDORSED: "ok", Answer.PARTLY_ENDORSED: "warn", Answer.NOT_ENDORSED: "bad"},
    ClosingOutcome: {ClosingOutcome.UNSATISFIED: "bad", ClosingOutcome.SATISFIED: "ok"},
    WithholdingState: {
        WithholdingState.PROPOSED: "warn",
        WithholdingState.CONSULTED: "act",
        WithholdingState.WITHHELD: "bad",
        WithholdingState.REFUSED: "ok",
        WithholdingState.RELEASED: "ok",
    },
}
