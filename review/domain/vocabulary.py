"""The closed lists everyone shares: capacities, bodies, kinds, levels; the field's own words in English."""

from __future__ import annotations

import re
from enum import StrEnum

ORGANISATION = re.compile(r"[A-Za-z][A-Za-z0-9&.-]{0,15}(/[A-Za-z0-9][A-Za-z0-9&.-]{0,15})?")
"""An organisation is a short public code such as ``BZ/DAF``: it stands in clear in the log, so it is never prose."""


class Capacity(StrEnum):
    """In which role somebody acts (*in hoedanigheid van*); one person may hold several, and picks one per act."""

    DIRECTOR = "director"  #: adopts ToR and report, finally responsible for content
    CHAIR = "chair"  #: leads a group
    DEPUTY_CHAIR = "deputy_chair"  #: acts for the chair, only inside a recorded window
    TEAM_LEAD = "team_lead"  #: submits versions, owns the planning
    EVALUATOR = "evaluator"  #: writes drafts, disposes of comments
    EXTERNAL_RESEARCHER = "external_researcher"  #: contracted for one track, sees that track only
    PEER_READER = "peer_reader"  #: member of the sounding board
    POLICY_REPRESENTATIVE = "policy_representative"  #: member on behalf of a policy directorate
    EVALUATION_REPRESENTATIVE = "evaluation_representative"  #: member for another evaluation unit
    EXTERNAL_EXPERT = "external_expert"  #: independent member, personal expertise
    ADVISER = "adviser"  #: advises on one aspect, is no member
    COPY_RECIPIENT = "copy_recipient"  #: gets drafts, is no member
    CLASSIFICATION_AUTHORITY = "classification_authority"  #: sets, revises or ends a classification
    SECRETARY = "secretary"  #: runs rounds, meetings, minutes on instruction
    RECORDS_MANAGER = "records_manager"  #: retention, transfer, destruction
    DATA_PROTECTION_OFFICER = "data_protection_officer"  #: supervises privacy
    AUDITOR = "auditor"  #: reads and replays; writes only that it checked, and that it unmasked
    ADMINISTRATOR = "administrator"  #: accounts and keys; reads no content


OFFICES = frozenset(
    {
        Capacity.DIRECTOR,
        Capacity.RECORDS_MANAGER,
        Capacity.DATA_PROTECTION_OFFICER,
        Capacity.AUDITOR,
        Capacity.ADMINISTRATOR,
    }
)
"""Capacities held in the installation; the others are seats in one evaluation."""


class BodyKind(StrEnum):
    """A body around an evaluation."""

    EVALUATION_TEAM = "evaluation_team"
    SOUNDING_BOARD = "sounding_board"
    REFERENCE_GROUP = "reference_group"
    STEERING_GROUP = "steering_group"
    CORRESPONDENTS = (
        "correspondents"  #: who is no member of a group: copy recipients, advisers, classification officers
    )


_C = Capacity
CAPACITIES_OF: dict[BodyKind, frozenset[Capacity]] = {
    BodyKind.EVALUATION_TEAM: frozenset({_C.TEAM_LEAD, _C.EVALUATOR, _C.EXTERNAL_RESEARCHER, _C.SECRETARY}),
    BodyKind.SOUNDING_BOARD: frozenset({_C.CHAIR, _C.DEPUTY_CHAIR, _C.PEER_READER, _C.SECRETARY}),
    BodyKind.REFERENCE_GROUP: frozenset(
        {
            _C.CHAIR,
            _C.DEPUTY_CHAIR,
            _C.POLICY_REPRESENTATIVE,
            _C.EVALUATION_REPRESENTATIVE,
            _C.EXTERNAL_EXPERT,
            _C.SECRETARY,
        }
    ),
    BodyKind.STEERING_GROUP: frozenset({_C.CHAIR, _C.DEPUTY_CHAIR, _C.SECRETARY}),
    BodyKind.CORRESPONDENTS: frozenset({_C.ADVISER, _C.COPY_RECIPIENT, _C.CLASSIFICATION_AUTHORITY}),
}
"""Which seats a body has."""

REVIEWING_BODIES = frozenset({BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP})
INVITED = frozenset(
    {
        _C.CHAIR,
        _C.DEPUTY_CHAIR,
        _C.PEER_READER,
        _C.POLICY_REPRESENTATIVE,
        _C.EVALUATION_REPRESENTATIVE,
        _C.EXTERNAL_EXPERT,
    }
)
"""The seats of a reviewing body that are asked for a response when a round opens."""
INDEPENDENT = frozenset({_C.EXTERNAL_EXPERT})
TEAM = frozenset({_C.TEAM_LEAD, _C.EVALUATOR})


class EvaluationType(StrEnum):
    """RPE rules hang on the type."""

    EVALUATION = "evaluation"
    FINAL_EVALUATION = "final_evaluation"
    POLICY_REVIEW = "policy_review"
    PERIODIC_REPORT = "periodic_report"


class DocumentKind(StrEnum):
    """A document is (evaluation, kind, part)."""

    TERMS_OF_REFERENCE = "terms_of_reference"
    REPORT = "report"


class Level(StrEnum):
    """Classification, from low to high (VIRBI); above the ceiling only a reference is kept, never text."""

    UNCLASSIFIED = "UNCLASSIFIED"
    DEP_V = "DEP_V"
    STG_C = "STG_C"
    STG_G = "STG_G"
    STG_ZG = "STG_ZG"

    @property
    def rank(self) -> int:
        return list(Level).index(self)

    @property
    def is_state_secret(self) -> bool:
        return self.rank >= Level.STG_C.rank


CEILING = Level.DEP_V
"""What this product may hold as text. It makes no claim to hold state secrets."""


class RoundMode(StrEnum):
    """What members see of each other's comments while the round is open."""

    OPEN = "open"
    BLIND_UNTIL_OWN = "blind_until_own"
    BLIND_UNTIL_CLOSE = "blind_until_close"
    PSEUDONYMOUS = "pseudonymous"


class ClosingGround(StrEnum):
    """Why a round closed."""

    DEADLINE = "deadline"
    ALL_RESPONDED = "all_responded"
    WAIVED = "waived"
    VERSION_WITHDRAWN = "version_withdrawn"  #: it ended without advice: the team took its version back


class Position(StrEnum):
    """What a member answers to a round as a whole: on this version, never carried over to the next one."""

    AGREES = "agrees"
    AGREES_IF_DEALT_WITH = "agrees_if_dealt_with"  #: on condition that the comments are dealt with
    OBJECTS = "objects"
    COMMENTS = "comments"  #: comments, and no opinion on the version as a whole
    NO_COMMENTS = "no_comments"  #: an act of its own: silence is something else


WITH_COMMENTS = tuple(one for one in Position if one is not Position.NO_COMMENTS)
"""What can be answered together with comments."""


class CommentKind(StrEnum):
    """The kind decides who disposes and what must be given with it."""

    FACTUAL_ERROR = "factual_error"
    METHOD = "method"
    INTERPRETATION = "interpretation"
    SCOPE = "scope"
    EDITORIAL = "editorial"
    TRACEABILITY = "traceability"
    CLASSIFICATION = "classification"
    QUESTION = "question"


class Visibility(StrEnum):
    """Who may read a comment besides its author; it can be widened by an act and never narrowed."""

    GROUP = "group"
    TEAM = "team"
    CHAIR = "chair"
    OWN_ORGANISATION = "own_organisation"


class Disposition(StrEnum):
    """What was done with a comment (rule C2)."""

    ACCEPTED = "accepted"
    PARTIALLY_ACCEPTED = "partially_accepted"
    REJECTED = "rejected"
    NOTED = "noted"
    ANSWERED = "answered"
    OUT_OF_SCOPE = "out_of_scope"
    DEFERRED = "deferred"
    DUPLICATE = "duplicate"


CHANGES_TEXT = frozenset({Disposition.ACCEPTED, Disposition.PARTIALLY_ACCEPTED})


class CommentState(StrEnum):
    """Where a comment stands."""

    OPEN = "open"
    DISPOSED = "disposed"
    CONFIRMED = "confirmed"  #: its author is satisfied with the disposition
    DISPUTED = "disputed"  #: its author maintains the objection (dissent)
    WITHDRAWN = "withdrawn"
    NOT_ADMITTED = "not_admitted"  #: it came late and the chair did not take it along


class SourceType(StrEnum):
    """Triangulation counts types of source."""

    INTERVIEW = "interview"
    DOCUMENT = "document"
    LITERATURE = "literature"
    MESSAGE = "message"
    FIELDWORK = "fieldwork"  #: what was seen on the spot
    SURVEY = "survey"


class FlagGround(StrEnum):
    """Why a reference may be sensitive; never a quotation (rule C7)."""

    NATIONAL_SECURITY = "national_security"
    INTERNATIONAL_RELATIONS = "international_relations"
    SAFETY_OF_PERSONS = "safety_of_persons"
    TRACEABLE_RESPONDENT = "traceable_respondent"
    FOREIGN_MARKING = "foreign_marking"


class FlagState(StrEnum):
    """Where a classification flag stands."""

    RAISED = "raised"
    DOUBTED = "doubted"
    CONSULTED = "consulted"
    AGREED = "agreed"  #: the classification authority agrees to a settlement
    SETTLED = "settled"


class Settlement(StrEnum):
    """How a flag ends."""

    KEPT = "kept"
    REPHRASED = "rephrased"
    REMOVED = "removed"
    DECLASSIFIED = "declassified"
    WITHHELD = "withheld"


class ApprovalState(StrEnum):
    """Where a request for approval stands."""

    REQUESTED = "requested"
    GRANTED = "granted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"  #: the request, by the team lead, before a decision
    REVOKED = "revoked"  #: the approval, by the director, after it was given


class Confirmation(StrEnum):
    """How somebody proved at a grave act who it is."""

    PASSWORD = "password"  # noqa: S105  a word of the vocabulary, no secret
    PASSKEY = "passkey"


class ErasureGround(StrEnum):
    """On which ground a text is forgotten."""

    ERASURE_REQUEST = "erasure_request"  #: GDPR article 17
    SPILL = "spill"  #: text above the content ceiling came in
    RETENTION_ENDED = "retention_ended"


class Origin(StrEnum):
    """Through which door an act came in (BIO2 8.15.01)."""

    WEB = "web"
    API = "api"
    CLI = "cli"
    SYSTEM = "system"
