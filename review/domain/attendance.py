"""What a member did with a round: silence is told apart from agreement, and from not being able to take part."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

import msgspec

from review.domain.vocabulary import Position


class Attendance(StrEnum):
    """What a member did with a round; who is still writing is nobody's business, so there is no word for it."""

    NOT_OPENED = "not_opened"
    OPENED = "opened"  #: opened the version, and said nothing
    NO_COMMENTS = "no_comments"
    SUBMITTED = "submitted"
    SUBMITTED_LATE = "submitted_late"
    ABSENT = "absent"
    RECUSED = "recused"


class Took(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What one member did with one round, as it stood; without the seat where members spoke under a pseudonym."""

    round: UUID
    attendance: Attendance
    seat: UUID | None = None


def attendance(
    *,
    recused: bool,
    absent: bool,
    answer: Position | None,
    responded_at: int | None,
    closes_at: int,
    opened: bool,
) -> Attendance:
    """Who stood aside did not answer, whatever came before; an answer outweighs an absence that was expected."""
    if recused:
        return Attendance.RECUSED
    if responded_at is not None:
        if responded_at > closes_at:
            return Attendance.SUBMITTED_LATE
        return Attendance.NO_COMMENTS if answer is Position.NO_COMMENTS else Attendance.SUBMITTED
    if absent:
        return Attendance.ABSENT
    return Attendance.OPENED if opened else Attendance.NOT_OPENED
