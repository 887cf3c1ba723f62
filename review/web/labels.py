"""What the fixed words of the domain are called on the page: English here, Dutch in translations/nl/labels.po."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from flask import Flask
from jinja2 import pass_context
from jinja2.runtime import Context

from review.domain.attendance import Attendance
from review.domain.lifecycle import Phase, State
from review.domain.placements import Tier
from review.domain.signals import SignalKind, SignalOutcome
from review.domain.vocabulary import (
    ApprovalState,
    BodyKind,
    Capacity,
    ClosingGround,
    CommentKind,
    CommentState,
    Confirmation,
    Disposition,
    DocumentKind,
    ErasureGround,
    EvaluationType,
    FlagGround,
    FlagState,
    Level,
    Origin,
    Position,
    RoundMode,
    Settlement,
    SourceType,
    Visibility,
)
from review.web import after_words, evidence_words, interview_words, plan_words, safety_words, state_words
from review.web.translations import lazy_gettext as _

LABELS: dict[type[StrEnum], dict[StrEnum, Any]] = {
    **evidence_words.LABELS,
    Phase: {
        Phase.EXPLORATION: _("Exploration"),
        Phase.TOR_ADOPTION: _("Adoption of the ToR"),
        Phase.RESEARCH: _("Research"),
        Phase.REPORT_ADOPTION: _("Adoption of the report"),
        Phase.POLICY_RESPONSE: _("Policy response"),
        Phase.PUBLICATION: _("Publication"),
    },
    State: state_words.STATES,
    SignalKind: {
        SignalKind.CONFLICT_OF_INTEREST: _("conflict of interest"),
        SignalKind.SELECTIVE_SUPPLY: _("selective supply of information"),
        SignalKind.SELECTIVE_INTERPRETATION: _("selective interpretation"),
        SignalKind.STEERING_OR_PRESSURE: _("steering or pressure"),
    },
    SignalOutcome: {
        SignalOutcome.FOUNDED: _("founded"),
        SignalOutcome.NOT_FOUNDED: _("not founded"),
        SignalOutcome.PASSED_ON: _("passed on"),
    },
    Capacity: {
        Capacity.DIRECTOR: _("director"),
        Capacity.CHAIR: _("chair"),
        Capacity.DEPUTY_CHAIR: _("deputy chair"),
        Capacity.TEAM_LEAD: _("team lead"),
        Capacity.EVALUATOR: _("evaluator"),
        Capacity.EXTERNAL_RESEARCHER: _("external researcher"),
        Capacity.PEER_READER: _("peer reader"),
        Capacity.POLICY_REPRESENTATIVE: _("representative of a policy directorate"),
        Capacity.EVALUATION_REPRESENTATIVE: _("representative of an evaluation unit"),
        Capacity.EXTERNAL_EXPERT: _("external expert"),
        Capacity.ADVISER: _("adviser"),
        Capacity.COPY_RECIPIENT: _("copy recipient"),
        Capacity.CLASSIFICATION_AUTHORITY: _("classification authority"),
        Capacity.SECRETARY: _("secretary"),
        Capacity.RECORDS_MANAGER: _("records manager"),
        Capacity.DATA_PROTECTION_OFFICER: _("data protection officer"),
        Capacity.AUDITOR: _("auditor"),
        Capacity.ADMINISTRATOR: _("administrator"),
    },
    BodyKind: {
        BodyKind.EVALUATION_TEAM: _("evaluation team"),
        BodyKind.SOUNDING_BOARD: _("sounding board"),
        BodyKind.REFERENCE_GROUP: _("reference group"),
        BodyKind.STEERING_GROUP: _("steering group"),
        BodyKind.CORRESPONDENTS: _("correspondents"),
    },
    EvaluationType: {
        EvaluationType.EVALUATION: _("evaluation"),
        EvaluationType.FINAL_EVALUATION: _("final evaluation"),
        EvaluationType.POLICY_REVIEW: _("policy review"),
        EvaluationType.PERIODIC_REPORT: _("periodic report"),
    },
    DocumentKind: {
        DocumentKind.TERMS_OF_REFERENCE: _("Terms of Reference"),
        DocumentKind.REPORT: _("report"),
    },
    Level: {
        Level.UNCLASSIFIED: _("unclassified"),
        Level.DEP_V: _("Dep. VERTROUWELIJK"),
        Level.STG_C: _("Stg. CONFIDENTIEEL"),
        Level.STG_G: _("Stg. GEHEIM"),
        Level.STG_ZG: _("Stg. ZEER GEHEIM"),
    },
    RoundMode: {
        RoundMode.OPEN: _("open: members see each other's comments"),
        RoundMode.BLIND_UNTIL_OWN: _("blind until the own response is in"),
        RoundMode.BLIND_UNTIL_CLOSE: _("blind until the round closes"),
        RoundMode.PSEUDONYMOUS: _("under a pseudonym: nobody sees who wrote what"),
    },
    ClosingGround: {
        ClosingGround.DEADLINE: _("deadline passed"),
        ClosingGround.ALL_RESPONDED: _("everyone responded"),
        ClosingGround.WAIVED: _("closed early, with a motive"),
        ClosingGround.VERSION_WITHDRAWN: _("its version was withdrawn"),
    },
    Attendance: {
        Attendance.NOT_OPENED: _("not opened"),
        Attendance.OPENED: _("opened, no response"),
        Attendance.NO_COMMENTS: _("no comments"),
        Attendance.SUBMITTED: _("submitted"),
        Attendance.SUBMITTED_LATE: _("submitted late"),
        Attendance.ABSENT: _("absent, announced"),
        Attendance.RECUSED: _("stands aside"),
    },
    Position: {
        Position.AGREES: _("agrees"),
        Position.AGREES_IF_DEALT_WITH: _("agrees, provided that the comments are dealt with"),
        Position.OBJECTS: _("objects"),
        Position.COMMENTS: _("responded with comments"),
        Position.NO_COMMENTS: _("responded: no comments"),
    },
    CommentKind: {
        CommentKind.FACTUAL_ERROR: _("factual error"),
        CommentKind.METHOD: _("method"),
        CommentKind.INTERPRETATION: _("interpretation"),
        CommentKind.SCOPE: _("scope"),
        CommentKind.EDITORIAL: _("editorial"),
        CommentKind.TRACEABILITY: _("traceability"),
        CommentKind.CLASSIFICATION: _("classification"),
        CommentKind.QUESTION: _("question"),
    },
    Visibility: {
        Visibility.GROUP: _("the whole group"),
        Visibility.TEAM: _("the evaluation team only"),
        Visibility.CHAIR: _("the chair only"),
        Visibility.OWN_ORGANISATION: _("my own organisation and the team"),
    },
    Disposition: {
        Disposition.ACCEPTED: _("accepted"),
        Disposition.PARTIALLY_ACCEPTED: _("partially accepted"),
        Disposition.REJECTED: _("not accepted"),
        Disposition.NOTED: _("noted"),
        Disposition.ANSWERED: _("answered"),
        Disposition.OUT_OF_SCOPE: _("out of scope"),
        Disposition.DEFERRED: _("deferred"),
        Disposition.DUPLICATE: _("duplicate"),
    },
    CommentState: {
        CommentState.OPEN: _("open"),
        CommentState.DISPOSED: _("disposed of"),
        CommentState.CONFIRMED: _("confirmed by the author"),
        CommentState.DISPUTED: _("objection maintained"),
        CommentState.WITHDRAWN: _("withdrawn"),
        CommentState.NOT_ADMITTED: _("late, not taken along"),
    },
    Tier: {
        Tier.SAME_TEXT: _("same text"),
        Tier.WORD_MAP: _("text edited, the words are still there"),
        Tier.EXACT_ELSEWHERE: _("same words, in another passage"),
        Tier.NEAR: _("proposal: words like these, near by"),
        Tier.FUZZY: _("proposal: words like these, elsewhere"),
        Tier.BLOCK: _("proposal: same passage, other words"),
        Tier.ORPHAN: _("floating: neither passage nor words found"),
        Tier.CONFIRMED: _("place confirmed"),
        Tier.REATTACHED: _("placed anew"),
        Tier.GONE: _("passage is gone"),
    },
    SourceType: {
        SourceType.INTERVIEW: _("interview"),
        SourceType.DOCUMENT: _("document"),
        SourceType.LITERATURE: _("literature"),
        SourceType.MESSAGE: _("message"),
        SourceType.FIELDWORK: _("fieldwork"),
        SourceType.SURVEY: _("survey"),
    },
    FlagGround: {
        FlagGround.NATIONAL_SECURITY: _("national security"),
        FlagGround.INTERNATIONAL_RELATIONS: _("international relations"),
        FlagGround.SAFETY_OF_PERSONS: _("safety of persons"),
        FlagGround.TRACEABLE_RESPONDENT: _("traceable respondent"),
        FlagGround.FOREIGN_MARKING: _("foreign marking"),
    },
    FlagState: {
        FlagState.RAISED: _("raised"),
        FlagState.DOUBTED: _("in doubt"),
        FlagState.CONSULTED: _("consulted"),
        FlagState.AGREED: _("agreed"),
        FlagState.SETTLED: _("settled"),
    },
    Settlement: {
        Settlement.KEPT: _("reference kept"),
        Settlement.REPHRASED: _("rephrased"),
        Settlement.REMOVED: _("reference removed"),
        Settlement.DECLASSIFIED: _("declassified"),
        Settlement.WITHHELD: _("withheld, told orally"),
    },
    ApprovalState: {
        ApprovalState.REQUESTED: _("approval requested"),
        ApprovalState.GRANTED: _("approved"),
        ApprovalState.RETURNED: _("returned for revision"),
        ApprovalState.WITHDRAWN: _("withdrawn"),
        ApprovalState.REVOKED: _("approval withdrawn"),
    },
    ErasureGround: {
        ErasureGround.ERASURE_REQUEST: _("request for erasure"),
        ErasureGround.SPILL: _("text above the ceiling"),
        ErasureGround.RETENTION_ENDED: _("retention ended"),
    },
    Confirmation: {
        Confirmation.PASSWORD: _("password given again"),
        Confirmation.PASSKEY: _("passkey"),
    },
    Origin: {
        Origin.WEB: _("web"),
        Origin.API: _("API"),
        Origin.CLI: _("command line"),
        Origin.SYSTEM: _("system"),
    },
}
"""By list, because members of different lists are equal where their values are (``open``)."""

TONES: dict[type[StrEnum], dict[StrEnum, str]] = {
    **evidence_words.TONES,
    Tier: {
        Tier.NEAR: "warn",
        Tier.FUZZY: "warn",
        Tier.BLOCK: "warn",
        Tier.ORPHAN: "bad",
        **dict.fromkeys((Tier.SAME_TEXT, Tier.WORD_MAP, Tier.EXACT_ELSEWHERE, Tier.CONFIRMED, Tier.REATTACHED), "ok"),
    },
    Attendance: {
        Attendance.NOT_OPENED: "bad",
        Attendance.OPENED: "warn",
        Attendance.NO_COMMENTS: "ok",
        Attendance.SUBMITTED: "ok",
        Attendance.SUBMITTED_LATE: "warn",
    },
    CommentState: {
        CommentState.OPEN: "warn",
        CommentState.DISPOSED: "act",
        CommentState.CONFIRMED: "ok",
        CommentState.DISPUTED: "bad",
    },
    Disposition: {
        Disposition.ACCEPTED: "ok",
        Disposition.PARTIALLY_ACCEPTED: "act",
        Disposition.REJECTED: "bad",
        Disposition.DEFERRED: "warn",
    },
    FlagState: {
        FlagState.RAISED: "warn",
        FlagState.DOUBTED: "bad",
        FlagState.CONSULTED: "act",
        FlagState.AGREED: "act",
        FlagState.SETTLED: "ok",
    },
    ApprovalState: {
        ApprovalState.REQUESTED: "act",
        ApprovalState.GRANTED: "ok",
        ApprovalState.RETURNED: "warn",
        ApprovalState.REVOKED: "bad",
    },
    Level: {Level.DEP_V: "warn", Level.STG_C: "bad", Level.STG_G: "bad", Level.STG_ZG: "bad"},
}
"""The colour of a state chip; the word always stands beside it. What is not here is neutral."""
for _room in (after_words, safety_words, evidence_words, interview_words, plan_words):
    LABELS |= _room.LABELS
    TONES |= _room.TONES


def install(app: Flask) -> None:
    app.jinja_env.filters["label"] = _label_in_context
    app.jinja_env.filters["tone"] = tone


def label(value: StrEnum | None) -> str:
    """The word for a member of one of the domain's lists, in the language of the page; its value where it has none."""
    return "" if value is None else str(LABELS.get(type(value), {}).get(value, value))


def tone(value: StrEnum) -> str:
    return TONES.get(type(value), {}).get(value, "")


@pass_context
def _label_in_context(_context: Context, value: StrEnum | None) -> str:
    return label(value)
