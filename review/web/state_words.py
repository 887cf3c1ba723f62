"""The words for the states of an evaluation; Dutch in lifecycle.po."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.lifecycle import State
from review.web.translations import lazy_gettext as _

STATES: dict[StrEnum, Any] = {
    State.EXPLORATION: _("being explored"),
    State.TOR_DRAFTING: _("Terms of Reference being drafted"),
    State.TOR_PEER_REVIEW: _("Terms of Reference before the sounding board"),
    State.TOR_REFERENCE_REVIEW: _("Terms of Reference before the reference group"),
    State.TOR_REVISION: _("Terms of Reference being revised"),
    State.TOR_PRESENTATION: _("Terms of Reference before the steering group"),
    State.AWAITING_TOR_ADOPTION: _("Terms of Reference before the director"),
    State.RESEARCH: _("research under way"),
    State.REPORT_DRAFTING: _("report being drafted"),
    State.REPORT_PEER_REVIEW: _("report before the sounding board"),
    State.REPORT_REFERENCE_REVIEW: _("report before the reference group"),
    State.CLASSIFICATION_CLEARANCE: _("classification of the report being settled"),
    State.REPORT_REVISION: _("report being revised"),
    State.AWAITING_REPORT_ADOPTION: _("report before the director"),
    State.POLICY_RESPONSE: _("policy response being written"),
    State.PARLIAMENT: _("on its way to parliament"),
    State.PUBLISHED: _("published"),
    State.CLOSED: _("file closed"),
    State.TRANSFERRED: _("file transferred"),
    State.DESTROYED: _("texts destroyed"),
    State.SUSPENDED: _("suspended"),
    State.WITHDRAWN: _("ended"),
}
"""Used in the sentence that begins with "Now:"."""
