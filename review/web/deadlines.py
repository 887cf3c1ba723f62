"""What is still due in an evaluation on which day, each for those whom it waits for; ``calendars`` makes a feed of it.

No text but titles: a calendar lies in other programs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from review.domain import moments
from review.domain.acts import Reader
from review.domain.evaluations import Halt
from review.domain.gates import Ground
from review.domain.policy import foreseen
from review.domain.vocabulary import Capacity
from review.projections import (
    commitments,
    conditions,
    mandates,
    meetings,
    planning,
    policy,
    publication,
    rounds,
    tracks,
)
from review.projections.damage import Part, Rows, ask
from review.projections.drafts import documents
from review.projections.evaluations import Evaluation
from review.projections.schema import Tx
from review.web import moving
from review.web.labels import label
from review.web.links import capitalised
from review.web.session import review
from review.web.times import day
from review.web.translations import gettext
from review.web.words import plain

C = Capacity


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day by which something is due; ``key`` is its own for ever, so that a calendar moves it and adds no second."""

    key: str
    day: date
    title: str
    evaluation: UUID


def deadlines_of(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    """Those of one evaluation; whether the reader may read in it was asked before."""
    if it.halt not in (Halt.WITHDRAWN, Halt.CLOSED):
        for rows, of in DEADLINES:
            yield from _of_rows(rows, of, tx, reader, it)


def _of_rows(rows: Part, of: Deadlines, tx: Tx, reader: Reader, it: Evaluation) -> list[Deadline]:
    return ask(tx, rows, lambda: list(of(tx, reader, it)), lambda: [_unread(it)])


def _due(it: Evaluation, key: str, on: date, said: str) -> Deadline:
    return Deadline(key, on, f"{said} – {plain(it.title)}", it.id)


def _unread(it: Evaluation) -> Deadline:
    """In the place of days that cannot be read: nobody is to think that nothing is due."""
    said = gettext("Not every deadline can be read: have the rows made again (toetssteen rebuild)")
    return _due(it, f"{it.id}-unread", moments.day_of(review().clock()), said)


def _rounds(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    for one in rounds.of_evaluation(tx, review().door(), reader, it.id):
        if one.is_open:
            said = gettext("Round closes: %(body)s, %(document)s", body=label(one.body), document=label(one.kind))
            yield _due(it, str(one.id), moments.day_of(one.closes_at), said)


def _milestones(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    plan = planning.of_evaluation(tx, review().door(), reader, it.id)
    for one in plan.open if plan else ():
        if one.planned:
            key = f"{plan.id}-{one.number}" if plan else ""
            yield _due(it, key, one.planned.last, capitalised(moving.name_of(one)))


def _tracks(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    """For who does a track and for the team lead."""
    for one in tracks.of_evaluation(tx, review().door(), reader, it.id):
        if one.due and not one.is_done and (reader.has(C.TEAM_LEAD) or one.seat in reader.seats):
            yield _due(it, str(one.id), one.due.last, gettext("Track %(number)s due", number=one.number))


def _conditions(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    """For director and team lead: on this day a condition that nobody confirmed lapses."""
    if not reader.has(C.DIRECTOR, C.TEAM_LEAD):
        return
    found = conditions.standing(tx, review().door(), reader, it.id)
    kinds = {one.id: one.kind for one in documents(tx, review().door(), reader, it.id)} if found else {}
    for one in found:
        words = {"number": one.number, "document": label(kinds[one.draft])}
        said = gettext("Condition %(number)s of the approval lapses: %(document)s", **words)
        yield _due(it, f"{one.approval}-{one.number}", one.due_on, said)


def _terms(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    """The response for everybody; what is sent and published for those who record it."""
    if it.course.report_approved is None:
        return
    response = policy.of_evaluation(tx, review().door(), reader, it.id)
    days = foreseen(moments.day_of(it.course.report_approved))
    if response is None or response.received_on is None:
        on = response.response_due if response else days.response_due
        yield _due(it, f"{it.id}-response", on, gettext("Policy response due"))
    if not reader.has(C.DIRECTOR, C.SECRETARY):
        return
    if response is None:
        yield _due(it, f"{it.id}-sending", days.send_due, gettext("Report to be sent to the directorates"))
    if it.course.published is None:
        on = response.parliament_due if response else days.parliament_due
        yield _due(it, f"{it.id}-parliament", on, gettext("Report to both Chambers and published"))


def _promised(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    """Commitments and embargoes, for those who record what becomes of them."""
    if it.course.report_approved is None or not reader.has(C.DIRECTOR, C.SECRETARY):
        return
    for one in commitments.of_evaluation(tx, review().door(), reader, it.id):
        if one.is_open:
            yield _due(it, str(one.id), one.due_on, gettext("Commitment of %(owner)s due", owner=one.owner))
    for embargo in publication.embargoes_of(tx, review().door(), reader, it.id):
        if embargo.runs(moments.day_of(reader.moment)):
            yield _due(it, str(embargo.id), embargo.ends_on, gettext("Embargo ends"))


def _suspension(_tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    if it.halt is Halt.SUSPENDED and it.review_on and reader.has(C.DIRECTOR):
        yield _due(it, f"{it.id}-suspension", it.review_on, gettext("Look at the suspension again"))


def _mandates(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    """For who holds a mandate, and for the directors, who give them."""
    for one in mandates.of_evaluation(tx, review().door(), reader, it.id):
        concerned = one.person == reader.person or reader.has(C.DIRECTOR)
        if concerned and not one.ended and reader.moment <= one.ends_at:
            yield _due(it, str(one.id), moments.day_of(one.ends_at), gettext("Mandate to decide on approval ends"))


def _actions(tx: Tx, reader: Reader, it: Evaluation) -> Iterator[Deadline]:
    """For who agreed to do it."""
    for meeting in meetings.of_evaluation(tx, review().door(), reader, it.id):
        for one in meeting.actions:
            if one.due_on and one.done_at is None and one.seat in reader.seats:
                words = {"number": one.number, "day": day(meeting.occurred_on)}
                said = gettext("Action %(number)s of the meeting of %(day)s", **words)
                yield _due(it, f"{one.meeting}-{one.number}", one.due_on, said)


Deadlines = Callable[[Tx, Reader, Evaluation], Iterator[Deadline]]
DEADLINES: tuple[tuple[Part, Deadlines], ...] = (
    (Ground.ROUNDS, _rounds),
    (Rows.PLAN, _milestones),
    (Ground.TRACKS, _tracks),
    (Rows.CONDITIONS, _conditions),
    (Rows.AFTERWARDS, _terms),
    (Rows.AFTERWARDS, _promised),
    (Rows.EVALUATIONS, _suspension),
    (Rows.SEATS, _mandates),
    (Rows.MEETINGS, _actions),
)
"""By the rows that they rest on."""
