"""The clauses of the gates by name: what each rests on, which can be waived, and by whom."""

from __future__ import annotations

from enum import StrEnum

from review.domain.vocabulary import BodyKind


class ClauseName(StrEnum):
    SOUNDING_BOARD_CLOSED = "sounding_board_closed"
    REFERENCE_GROUP_CLOSED = "reference_group_closed"
    SOUNDING_BOARD_HEARD = "sounding_board_heard"
    REFERENCE_GROUP_HEARD = "reference_group_heard"
    PRESENTED = "presented"
    COMMENTS_DISPOSED = "comments_disposed"
    ACCEPTED_CHANGED = "accepted_changed"
    COMMENTS_PLACED = "comments_placed"
    FLAGS_SETTLED = "flags_settled"
    SOURCES_STATED = "sources_stated"
    TRACKS_DONE = "tracks_done"
    TRACEABILITY_CHECKED = "traceability_checked"
    INDEPENDENT_OPINION = "independent_opinion"
    PLEDGES_SIGNED = "pledges_signed"
    QUALITY_JUDGED = "quality_judged"
    VERSION_UNCHANGED = "version_unchanged"


class Ground(StrEnum):
    """What a clause rests on. Each is asked of the record by itself: one that cannot be read takes no other with it."""

    ROUNDS = "rounds"
    QUORUMS = "quorums"
    PRESENTATIONS = "presentations"
    COMMENTS = "comments"
    CHANGES = "changes"
    PLACEMENTS = "placements"
    FLAGS = "flags"
    SOURCES = "sources"
    TRACKS = "tracks"
    CHECKS = "checks"
    OPINIONS = "opinions"
    PLEDGES = "pledges"
    JUDGEMENTS = "judgements"
    REQUEST = "request"
    WAIVERS = "waivers"


GROUND_OF: dict[ClauseName, Ground] = {
    ClauseName.SOUNDING_BOARD_CLOSED: Ground.ROUNDS,
    ClauseName.REFERENCE_GROUP_CLOSED: Ground.ROUNDS,
    ClauseName.SOUNDING_BOARD_HEARD: Ground.QUORUMS,
    ClauseName.REFERENCE_GROUP_HEARD: Ground.QUORUMS,
    ClauseName.PRESENTED: Ground.PRESENTATIONS,
    ClauseName.COMMENTS_DISPOSED: Ground.COMMENTS,
    ClauseName.ACCEPTED_CHANGED: Ground.CHANGES,
    ClauseName.COMMENTS_PLACED: Ground.PLACEMENTS,
    ClauseName.FLAGS_SETTLED: Ground.FLAGS,
    ClauseName.SOURCES_STATED: Ground.SOURCES,
    ClauseName.TRACKS_DONE: Ground.TRACKS,
    ClauseName.TRACEABILITY_CHECKED: Ground.CHECKS,
    ClauseName.INDEPENDENT_OPINION: Ground.OPINIONS,
    ClauseName.PLEDGES_SIGNED: Ground.PLEDGES,
    ClauseName.QUALITY_JUDGED: Ground.JUDGEMENTS,
    ClauseName.VERSION_UNCHANGED: Ground.REQUEST,
}
"""By clause; what can be waived rests on the waivers as well, as long as it is not met by itself."""


WAIVABLE: dict[ClauseName, str] = {
    ClauseName.SOUNDING_BOARD_CLOSED: "G1",
    ClauseName.REFERENCE_GROUP_CLOSED: "G1",
    ClauseName.SOUNDING_BOARD_HEARD: "G6",
    ClauseName.REFERENCE_GROUP_HEARD: "G6",
    ClauseName.PRESENTED: "G3",
    ClauseName.PLEDGES_SIGNED: "P5",
    ClauseName.QUALITY_JUDGED: "G15",
}
QUORUM_OF: dict[ClauseName, BodyKind] = {
    ClauseName.SOUNDING_BOARD_HEARD: BodyKind.SOUNDING_BOARD,
    ClauseName.REFERENCE_GROUP_HEARD: BodyKind.REFERENCE_GROUP,
}
CHAIR_MAY_WAIVE: frozenset[ClauseName] = frozenset(QUORUM_OF)
"""Condition 14: a chair waives quorum, of the own group; round deadlines are no clause of these gates."""


ROUND_OF: dict[ClauseName, BodyKind] = {
    ClauseName.SOUNDING_BOARD_CLOSED: BodyKind.SOUNDING_BOARD,
    ClauseName.REFERENCE_GROUP_CLOSED: BodyKind.REFERENCE_GROUP,
}
