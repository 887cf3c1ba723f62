"""What the sentences of the trail call documents, groups, clauses, outcomes and rooms; Dutch in telling.po."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from review.domain.gates import ClauseName, Outcome
from review.domain.vocabulary import BodyKind, Confirmation, DocumentKind
from review.web.translations import lazy_gettext as _

DOCUMENTS: dict[DocumentKind, Any] = {
    DocumentKind.TERMS_OF_REFERENCE: _("the Terms of Reference"),
    DocumentKind.REPORT: _("the report"),
}
BODIES: dict[BodyKind, Any] = {
    BodyKind.EVALUATION_TEAM: _("the evaluation team"),
    BodyKind.SOUNDING_BOARD: _("the sounding board"),
    BodyKind.REFERENCE_GROUP: _("the reference group"),
    BodyKind.STEERING_GROUP: _("the steering group"),
    BodyKind.CORRESPONDENTS: _("the correspondents"),
}
CLAUSES: dict[StrEnum, Any] = {
    ClauseName.SOUNDING_BOARD_CLOSED: _("the sounding board has given its advice"),
    ClauseName.REFERENCE_GROUP_CLOSED: _("the reference group has given its advice"),
    ClauseName.SOUNDING_BOARD_HEARD: _("enough members of the sounding board were heard"),
    ClauseName.REFERENCE_GROUP_HEARD: _("enough members of the reference group were heard"),
    ClauseName.PRESENTED: _("presented to the steering group"),
    ClauseName.COMMENTS_DISPOSED: _("every comment has been dealt with"),
    ClauseName.ACCEPTED_CHANGED: _("every accepted comment changed the text where it was promised"),
    ClauseName.COMMENTS_PLACED: _("no comment on an earlier version floats"),
    ClauseName.FLAGS_SETTLED: _("every classification flag has been settled"),
    ClauseName.SOURCES_STATED: _("the level of every source has been stated"),
    ClauseName.TRACKS_DONE: _("every track of the research is accepted, or dropped with a reason"),
    ClauseName.TRACEABILITY_CHECKED: _("somebody who held no interview found nothing that points at a respondent"),
    ClauseName.INDEPENDENT_OPINION: _("an independent expert has given an opinion"),
    ClauseName.PLEDGES_SIGNED: _("everybody who does research in the team has signed the ethics pledge"),
    ClauseName.QUALITY_JUDGED: _("an independent member has judged the quality of this version as the final report"),
    ClauseName.VERSION_UNCHANGED: _("this is the latest version, and the one that was asked for"),
}
OUTCOMES: dict[StrEnum, Any] = {
    Outcome.NOT_APPLICABLE: _("does not apply"),
    Outcome.UNSATISFIED: _("not yet"),
    Outcome.SATISFIED: _("met"),
    Outcome.OVERRIDDEN: _("waived"),
    Outcome.BYPASSED: _("passed over"),
    Outcome.ERROR: _("could not be determined"),
}
CONFIRMATIONS: dict[StrEnum, Any] = {
    Confirmation.PASSWORD: _("the password given again"),
    Confirmation.PASSKEY: _("a passkey"),
}
ROOMS: dict[str, Any] = {
    "access": _("Access to information"),
    "account": _("Accounts"),
    "amendment": _("Amendments"),
    "approval": _("Approvals"),
    "briefing": _("Technical briefings"),
    "change": _("Explained changes"),
    "comment": _("Comments"),
    "commitment": _("Commitments"),
    "compromise": _("Compromise"),
    "copy": _("Word files read in"),
    "draft": _("Versions"),
    "embargo": _("Embargo"),
    "erasure": _("Erasures"),
    "evaluation": _("Evaluation"),
    "finding": _("Findings and lessons"),
    "file": _("Case files"),
    "flag": _("Classification flags"),
    "group": _("Groups"),
    "installation": _("Installation"),
    "interest": _("Interests"),
    "interview": _("Interviews"),
    "mandate": _("Mandates"),
    "matrix": _("Response matrices"),
    "meeting": _("Meetings"),
    "member": _("Absences"),
    "minority": _("Minority statements"),
    "office": _("Offices"),
    "parliament": _("Parliament"),
    "passkey": _("Passkeys"),
    "person": _("People"),
    "policy": _("Policy response"),
    "plan": _("Planning"),
    "presentation": _("Presentations"),
    "pledge": _("Ethics pledges"),
    "progress": _("Public page"),
    "publication": _("Publication"),
    "response": _("Responses"),
    "quality": _("Quality"),
    "quorum": _("Quorum"),
    "risk": _("Risks"),
    "round": _("Rounds"),
    "seat": _("Seats"),
    "signal": _("Integrity signals"),
    "source": _("Sources"),
    "theory": _("Theory of change"),
    "track": _("Tracks"),
    "traceability": _("Checks on traceability"),
    "trail": _("Checks of the trail"),
    "waiver": _("Waivers"),
    "withholding": _("Withheld findings"),
}
"""By the first word of an event's name."""
