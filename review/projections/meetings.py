"""Which meetings were held, who was there, what do the minutes say, and what was agreed?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from review.columns import Big, Id
from review.domain.acts import Door, Reader, Recorded, Words
from review.domain.meetings import ActionAgreed, ActionDone, MeetingHeld, MinutesRecorded
from review.domain.visibility import sees_meeting
from review.domain.vocabulary import BodyKind, Capacity
from review.projections import finding
from review.projections.finding import the_one
from review.projections.groups import seats
from review.projections.people import Names
from review.projections.schema import (
    Change,
    Insert,
    Opened,
    Update,
    column,
    identity,
    metadata,
    moment,
    sealed_columns,
    sealed_values,
)

meetings = sa.Table(
    "meetings",
    metadata,
    identity(),
    column("evaluation", Id, index=True),
    column("body_id", Id, index=True),
    column("body", sa.Text),
    column("number", sa.Integer),
    column("occurred_on", sa.Date),
    *sealed_columns("place"),
    *sealed_columns("subject"),
    column("round", Id, nullable=True),
    column("person", Id),
    moment("at"),
    column("position", Big),
)
attendances = sa.Table(
    "attendances",
    metadata,
    identity("meeting"),
    identity("seat"),
    column("present", sa.Boolean),
    column("place", sa.Integer),
)
minutes = sa.Table(
    "minutes",
    metadata,
    identity("meeting"),
    column("position", Big, primary_key=True),
    *sealed_columns("text"),
    column("person", Id),
    moment("at"),
)
actions = sa.Table(
    "actions",
    metadata,
    identity("meeting"),
    column("number", sa.Integer, primary_key=True),
    column("evaluation", Id, index=True),
    column("seat", Id),
    *sealed_columns("what"),
    column("due_on", sa.Date, nullable=True),
    moment("done_at", nullable=True),
    *sealed_columns("remark", nullable=True),
)


def changes(it: Recorded) -> Iterator[Change]:
    match it.event:
        case MeetingHeld() as event:
            yield from _held(it, event)
        case MinutesRecorded() as event:
            row = {"meeting": it.stream, "position": it.position, "person": it.envelope.person, "at": it.at}
            yield Insert(minutes, row | sealed_values("text", event.text))
        case ActionAgreed() as event:
            row = {
                "meeting": it.stream,
                "number": event.number,
                "evaluation": it.log,
                "seat": event.seat,
                "due_on": event.due_on,
                "done_at": None,
            }
            texts = sealed_values("what", event.what) | sealed_values("remark", None)
            yield Insert(actions, row | texts)
        case ActionDone() as event:
            values = {"done_at": it.at, **sealed_values("remark", event.remark)}
            yield Update(actions, (it.stream, event.number), values)


def _held(it: Recorded, event: MeetingHeld) -> Iterator[Change]:
    yield Insert(
        meetings,
        {
            "id": it.stream,
            "evaluation": it.log,
            "body_id": event.group,
            "body": event.body,
            "number": event.number,
            "occurred_on": event.occurred_on,
            **sealed_values("place", event.place),
            **sealed_values("subject", event.subject),
            "round": event.round,
            "person": it.envelope.person,
            "at": it.at,
            "position": it.position,
        },
    )
    for place, seat in enumerate((*event.present, *event.absent)):
        present = place < len(event.present)
        yield Insert(attendances, {"meeting": it.stream, "seat": seat, "present": present, "place": place})


@dataclass(frozen=True, slots=True)
class Attendance:
    seat: UUID
    person: UUID
    name: Words
    capacity: Capacity
    organisation: str
    body: BodyKind
    present: bool


@dataclass(frozen=True, slots=True)
class Minutes:
    """One recording of the minutes; the youngest counts, the earlier ones stay."""

    position: int
    text: Words
    name: Words
    at: int


@dataclass(frozen=True, slots=True)
class Action:
    meeting: UUID
    number: int
    seat: UUID
    name: Words
    what: Words
    due_on: date | None
    done_at: int | None
    remark: Words | None


@dataclass(frozen=True, slots=True)
class Meeting:
    id: UUID
    evaluation: UUID
    group: UUID
    body: BodyKind
    number: int
    occurred_on: date
    place: Words
    subject: Words
    round: UUID | None
    entered_by: Words
    at: int
    attended: tuple[Attendance, ...]
    minutes: tuple[Minutes, ...]  #: the youngest first
    actions: tuple[Action, ...]

    @property
    def present(self) -> list[Attendance]:
        return [one for one in self.attended if one.present]

    @property
    def absent(self) -> list[Attendance]:
        return [one for one in self.attended if not one.present]

    @property
    def open_actions(self) -> int:
        return sum(one.done_at is None for one in self.actions)


def of_evaluation(tx: sa.Connection, door: Door, reader: Reader, evaluation: UUID) -> list[Meeting]:
    """The meetings this reader may know of, the latest first."""
    query = sa.select(meetings).where(meetings.c.evaluation == evaluation)
    rows = tx.execute(query.order_by(meetings.c.occurred_on.desc(), meetings.c.position.desc())).mappings().all()
    return _meetings(tx, door, reader, rows)


def of_round(tx: sa.Connection, door: Door, reader: Reader, review_round: UUID) -> list[Meeting]:
    """The meetings at which a round was discussed, the latest first."""
    query = sa.select(meetings).where(meetings.c.round == review_round).order_by(meetings.c.position.desc())
    return _meetings(tx, door, reader, tx.execute(query).mappings().all())


def one(tx: sa.Connection, door: Door, reader: Reader, meeting: UUID) -> Meeting:
    """Raises Unknown, also where this reader may not see it."""
    rows = tx.execute(sa.select(meetings).where(meetings.c.id == meeting)).mappings().all()
    return the_one(_meetings(tx, door, reader, rows), "meeting")


def evaluation_of(tx: sa.Connection, meeting: UUID) -> UUID:
    """Raises Unknown."""
    return finding.evaluation_of(tx, meetings, meeting, "meeting")


def _meetings(tx: sa.Connection, door: Door, reader: Reader, rows: Sequence[sa.RowMapping]) -> list[Meeting]:
    kept = [row for row in rows if sees_meeting(reader, BodyKind(row["body"]))]
    if not kept:
        return []
    ids = [row["id"] for row in kept]
    attended = tx.execute(_ATTENDED, {"ids": ids}).mappings().all()
    written = tx.execute(_WRITTEN, {"ids": ids}).mappings().all()
    agreed = tx.execute(_AGREED, {"ids": ids}).mappings().all()
    names = Names(tx, door, reader, (row["person"] for rows in (kept, attended, written, agreed) for row in rows))
    opened = Opened(door, reader, kept, "place", "subject")
    texts, whats = Opened(door, reader, written, "text"), Opened(door, reader, agreed, "what", "remark")
    return [
        Meeting(
            row["id"],
            row["evaluation"],
            row["body_id"],
            BodyKind(row["body"]),
            row["number"],
            row["occurred_on"],
            opened.need(row, "place"),
            opened.need(row, "subject"),
            row["round"],
            names[row["person"]],
            row["at"],
            tuple(_attendance(one, names) for one in attended if one["meeting"] == row["id"]),
            tuple(_minutes(one, names, texts) for one in written if one["meeting"] == row["id"]),
            tuple(_action(one, names, whats) for one in agreed if one["meeting"] == row["id"]),
        )
        for row in kept
    ]


_IDS: sa.BindParameter[Any] = sa.bindparam("ids", expanding=True)
_ATTENDED = (
    sa.select(attendances, seats.c.person, seats.c.capacity, seats.c.organisation, seats.c.body)
    .join(seats, seats.c.id == attendances.c.seat)
    .where(attendances.c.meeting.in_(_IDS))
    .order_by(attendances.c.place)
)
_WRITTEN = sa.select(minutes).where(minutes.c.meeting.in_(_IDS)).order_by(minutes.c.position.desc())
_AGREED = (
    sa.select(actions, seats.c.person)
    .join(seats, seats.c.id == actions.c.seat)
    .where(actions.c.meeting.in_(_IDS))
    .order_by(actions.c.number)
)


def _minutes(row: sa.RowMapping, names: Names, opened: Opened) -> Minutes:
    return Minutes(row["position"], opened.need(row, "text"), names[row["person"]], row["at"])


def _attendance(row: sa.RowMapping, names: Names) -> Attendance:
    return Attendance(
        row["seat"],
        row["person"],
        names[row["person"]],
        Capacity(row["capacity"]),
        row["organisation"],
        BodyKind(row["body"]),
        row["present"],
    )


def _action(row: sa.RowMapping, names: Names, opened: Opened) -> Action:
    return Action(
        row["meeting"],
        row["number"],
        row["seat"],
        names[row["person"]],
        opened.need(row, "what"),
        row["due_on"],
        row["done_at"],
        opened.of(row, "remark"),
    )
