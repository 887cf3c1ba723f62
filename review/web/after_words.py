"""The words and colours of what comes after the approval of the report; ``labels`` takes them in."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

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
    WithholdingState: {
        WithholdingState.PROPOSED: "warn",
        WithholdingState.CONSULTED: "act",
        WithholdingState.WITHHELD: "bad",
        WithholdingState.REFUSED: "ok",
        WithholdingState.RELEASED: "ok",
    },
}
