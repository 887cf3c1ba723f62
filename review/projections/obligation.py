"""One thing that has to happen in an evaluation: what it is, for whom it waits, since when and until when."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec

from review.domain.acts import Words
from review.domain.filing import ClosingClause
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind
from review.projections.damage import Part


class What(StrEnum):
    """What has to be done."""

    SEAT_TEAM = "seat_team"
    SUBMIT_FIRST = "submit_first"
    OPEN_ROUND = "open_round"
    RESPOND = "respond"
    SUBMIT_DRAFTS = "submit_drafts"
    CLOSE_ROUND = "close_round"
    DISPOSE = "dispose"
    ANSWER = "answer"
    WEIGH_OBJECTIONS = "weigh_objections"
    CHANGE_TEXT = "change_text"
    STATE_LEVELS = "state_levels"
    LOOK_AT_FLAG = "look_at_flag"
    CONSULT = "consult"
    AGREE_SETTLEMENT = "agree_settlement"
    APPLY_SETTLEMENT = "apply_settlement"
    HEAR_MEMBERS = "hear_members"
    PRESENT = "present"
    PLAN_TRACKS = "plan_tracks"
    START_TRACK = "start_track"
    DELIVER_TRACK = "deliver_track"
    ACCEPT_TRACK = "accept_track"
    RESUME_TRACK = "resume_track"
    SUBMIT_REPORT = "submit_report"
    MEET_BOARD = "meet_board"
    SIGN_PLEDGE = "sign_pledge"
    JUDGE_QUALITY = "judge_quality"
    FINISH_TRACKS = "finish_tracks"
    REQUEST_APPROVAL = "request_approval"
    RENEW_REQUEST = "renew_request"
    APPROVE = "approve"
    REVISE = "revise"
    REPLACE = "replace"  #: the latest version was withdrawn
    MEET_CONDITION = "meet_condition"
    FOLLOW_UP = "follow_up"
    REVIEW_SUSPENSION = "review_suspension"
    ASSESS_SIGNAL = "assess_signal"
    CLEAR_CLOSING = "clear_closing"
    DECIDE_ERASURE = "decide_erasure"
    REVIEW_LEVEL = "review_level"
    REVIEW_ACCESS = "review_access"
    HANDLE_COMPROMISE = "handle_compromise"  #: ``after`` says how far it is
    REBUILD = "rebuild"  #: rows are damaged: what rests on them cannot be told, and no gate opens
    FOLLOW = "follow"  #: after the approval of the report: ``after`` says what


class Why(StrEnum):
    """Why it lies before this person."""

    ASKED = "asked"
    WRITER = "writer"
    AUTHOR = "author"
    TEAM = "team"
    LEAD = "lead"
    CHAIR = "chair"
    SECRETARY = "secretary"
    OWNER = "owner"  #: the own organisation owns the source, or is the directorate to be consulted
    AUTHORITY = "authority"
    DIRECTOR = "director"
    OFFICER = "officer"
    AUDITOR = "auditor"
    TRACK = "track"  #: does the track
    ASSESSOR = "assessor"  #: may say what was done with a signal
    EXPERT = "expert"  #: an independent member
    KEEPER = "keeper"  #: one of the two who close the file


class Obligation(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that has to happen; ``awaited`` are the people who can do it, in ``capacity``.

    Of a round only the reader is named here; ``desk`` names the others where they are shown.

    ``count`` is how many comments, sources or people it is about, as far as this reader may know (0: not told);
    ``done`` how many of them are done. ``blocked``: something else comes first.
    """

    what: What
    evaluation: UUID
    title: Words
    capacity: Capacity | None
    awaited: tuple[UUID, ...]
    since: int
    why: Why | None = None
    due: int | None = None
    count: int = 0
    done: int = 0
    total: int = 0  #: how many there are that the reader may know of, where ``count`` is a part of them
    blocked: bool = False
    draft: UUID | None = None
    version: int = 0
    kind: DocumentKind | None = None
    part: int = 0
    body: BodyKind | None = None
    round: UUID | None = None
    subject: UUID | None = None  #: the flag, the request for approval, the erasure, the track or the signal
    number: int = 0  #: of the flag, the condition or the track
    after: str = ""
    organisation: str = ""  #: who owns the source or is to be consulted
    damaged: tuple[Part, ...] = ()  #: what cannot be read
    missing: tuple[ClosingClause, ...] = ()  #: what the closing of the file waits for
