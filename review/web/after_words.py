"""The words and colours of what comes after the approval of the report; ``labels`` takes them in."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.items import ItemKind
from review.domain.policy import Answer
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
}
TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
    Answer: {Answer.ENDORSED: "ok", Answer.PARTLY_ENDORSED: "warn", Answer.NOT_ENDORSED: "bad"},
}
