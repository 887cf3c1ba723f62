"""What interviews are called: whom respondents speak for, and what becomes of a conversation."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.interviews import (
    ConsentScope,
    InterviewMode,
    InterviewState,
    ReportAnswer,
    RespondentCategory,
    WithdrawalGround,
)
from review.web.translations import lazy_gettext as _

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    RespondentCategory: {
        RespondentCategory.HOME_STAFF: _("staff of the ministries"),
        RespondentCategory.DEPLOYED_STAFF: _("staff who were deployed"),
        RespondentCategory.POLITICIAN: _("ministers and members of parliament"),
        RespondentCategory.DIPLOMATIC_POST: _("staff of an embassy or mission"),
        RespondentCategory.MISSION_STAFF: _("staff of the mission itself"),
        RespondentCategory.HOST_GOVERNMENT: _("government of the host country"),
        RespondentCategory.CIVIL_SOCIETY: _("civil society"),
        RespondentCategory.INTERNATIONAL_ORGANISATION: _("international organisation"),
        RespondentCategory.PARTNER_COUNTRY: _("partner country"),
        RespondentCategory.ACADEMIC: _("science and think tanks"),
        RespondentCategory.OTHER: _("another category"),
    },
    InterviewMode: {
        InterviewMode.IN_PERSON: _("in person"),
        InterviewMode.VIDEO: _("by video"),
        InterviewMode.TELEPHONE: _("by telephone"),
        InterviewMode.IN_WRITING: _("in writing"),
    },
    ConsentScope: {
        ConsentScope.BACKGROUND: _("background only: nothing of it is repeated"),
        ConsentScope.PARAPHRASED: _("in the words of the team, with the category"),
        ConsentScope.QUOTED: _("quoted, with the category"),
    },
    ReportAnswer: {
        ReportAnswer.AGREED: _("agreed with it"),
        ReportAnswer.CORRECTED: _("corrected it"),
        ReportAnswer.SILENT: _("did not answer"),
    },
    WithdrawalGround: {
        WithdrawalGround.BY_RESPONDENT: _("the respondent withdraws"),
        WithdrawalGround.SAFETY: _("it is not safe"),
        WithdrawalGround.OBSTRUCTED: _("the conversation was made impossible"),
        WithdrawalGround.NOT_NEEDED: _("it is not needed any more"),
    },
    InterviewState: {
        InterviewState.PLANNED: _("planned"),
        InterviewState.CONSENTED: _("consent given"),
        InterviewState.HELD: _("held"),
        InterviewState.PSEUDONYMISED: _("without names"),
        InterviewState.REPORTED_BACK: _("reported back"),
        InterviewState.USED: _("used"),
        InterviewState.WITHDRAWN: _("let go"),
        InterviewState.KEY_SHREDDED: _("identity destroyed"),
    },
}
TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
    InterviewState: {
        InterviewState.CONSENTED: "act",
        InterviewState.HELD: "warn",
        InterviewState.PSEUDONYMISED: "act",
        InterviewState.REPORTED_BACK: "act",
        InterviewState.USED: "ok",
    },
}
STEPS: dict[str, Any] = {
    "consented": _("Consent given"),
    "held": _("Held"),
    "pseudonymised": _("Names taken out of the report"),
    "reported-back": _("Reported back to the respondent"),
    "used": _("Used as a source"),
    "withdrawn": _("Let go"),
    "identity-seen": _("Somebody learned who it is"),
}
"""What became of an interview, by the second word of the event's name."""
