"""What lies before a director who decides: exactly what is approved, what changed, who spoke, who was silent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from markupsafe import Markup

from review.documents.comparing import change_html
from review.documents.difference import Comparison, compare
from review.domain.acts import Acting, Pseudonym, Reader, Words
from review.domain.attendance import Attendance
from review.domain.permissions import Permission
from review.domain.visibility import NOBODY, may_replay
from review.domain.vocabulary import BodyKind, Capacity, CommentState, Disposition, Position
from review.projections import (
    absences,
    approvals,
    comments,
    drafts,
    evaluations,
    flags,
    groups,
    minority,
    passkeys,
    rounds,
    trail,
)
from review.projections.people import Names
from review.projections.schema import Tx
from review.projections.standing import standing
from review.projections.tallies import Share, Tally, shares, tallies_of
from review.store.readings import Reading
from review.web.acting import groups_of, offered
from review.web.clauses import ClauseView, gate
from review.web.pointing import place_of
from review.web.renderings import Text, difference_labels, passages_door, text_of
from review.web.session import review

SHOWN = 10
"""So many changed passages stand on the page; the others are a link away."""
LEADS = frozenset({Capacity.CHAIR, Capacity.DEPUTY_CHAIR})


@dataclass(frozen=True, slots=True)
class ChangedPassage:
    place: str
    html: Markup


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed since a version: that which this reader saw last, or was approved last, or came before."""

    base: int
    why: str  #: seen, approved or before
    compared: Comparison
    shown: tuple[ChangedPassage, ...]

    @property
    def more(self) -> int:
        return len(self.compared.changes) - len(self.shown)


@dataclass(frozen=True, slots=True)
class Dissent:
    comment: comments.Comment
    place: str


@dataclass(frozen=True, slots=True)
class Participant:
    """What a member did with a round; silence is a datum too."""

    seat: groups.Seat | None
    answer: Position | None
    responded_at: int | None
    remark: Words | None
    opened_at: int | None
    comments: int
    pseudonym: Pseudonym | None = None


@dataclass(frozen=True, slots=True)
class RoundTold:
    round: rounds.Round
    participants: tuple[Participant, ...]
    took: Mapping[UUID, Attendance]  #: by seat what every member whom this reader may know did

    @property
    def silent(self) -> int:
        return sum(one.responded_at is None for one in self.participants)


@dataclass(frozen=True, slots=True)
class Table:
    """Dispositions by organisation; ``columns`` are those that occur, None: still open."""

    columns: tuple[Disposition | None, ...]
    rows: tuple[Tally, ...]
    totals: dict[Disposition | None, int]
    disputed: int
    total: int


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything the page of a request for approval shows."""

    approval: approvals.Approval
    evaluation: evaluations.Evaluation
    version: drafts.Version
    seen: int  #: the last record when this was put together
    contributors: tuple[Words, ...]
    changes: Changes | None
    table: Table
    dissents: tuple[Dissent, ...]
    minority: tuple[minority.Statement, ...]
    rounds: tuple[RoundTold, ...]
    flags: tuple[flags.Flag, ...]
    presentations: tuple[approvals.Presentation, ...]
    waivers: tuple[approvals.Waiver, ...]
    clauses: tuple[ClauseView, ...]
    led: tuple[BodyKind, ...]  #: groups that advised and are led by this reader
    is_contributor: bool
    sees_participation: bool  #: who answered and who was silent is for those who decide, lead or check
    granting: tuple[Acting, ...]  #: capacities in which this reader may try each act
    returning: tuple[Acting, ...]
    has_passkey: bool  #: and so decides with it
    withdrawing: tuple[Acting, ...]

    @property
    def unmet(self) -> tuple[ClauseView, ...]:
        return tuple(clause for clause in self.clauses if not clause.is_met)

    @property
    def may_grant(self) -> bool:
        return bool(self.granting) and not self.is_contributor and not self.unmet


def decision(tx: Tx, reader: Reader, it: approvals.Approval) -> Decision:
    """Put together what counts for this request, as this reader may see it."""
    door = review().door()
    document = next(one for one in drafts.documents(tx, door, reader, it.evaluation) if one.id == it.draft)
    version = next(one for one in document.versions if one.number == it.draft_version)
    readings = review().readings.of_subjects(it.evaluation, [one.root.hex() for one in document.versions])
    names = Names(tx, door, reader, version.contributors)
    found = shares(tx, reader, it.evaluation, it.draft)
    disputed = comments.disputed(tx, door, reader, it.draft)
    asked = [one for one in rounds.of_evaluation(tx, door, reader, it.evaluation) if one.draft == it.draft]
    text = _text(tx, reader, version)
    return Decision(
        approval=it,
        evaluation=evaluations.one(tx, door, reader, it.evaluation),
        version=version,
        seen=trail.last(tx, it.evaluation),
        contributors=tuple(names[person] for person in version.contributors),
        changes=_changes(tx, reader, _base(document, version, reader, readings), text),
        table=table(found),
        dissents=tuple(Dissent(one, place_of(text, one.anchors)) for one in disputed),
        minority=tuple(minority.of_version(tx, door, reader, it.draft, it.draft_version)),
        rounds=tuple(_told_rounds(tx, reader, document, asked, found, readings)),
        flags=tuple(one for one in flags.of_evaluation(tx, door, reader, it.evaluation) if one.draft == it.draft),
        presentations=_of_draft(approvals.presentations_of(tx, door, reader, it.evaluation), it.draft),
        waivers=_of_draft(approvals.waivers_of(tx, door, reader, it.evaluation), it.draft),
        clauses=tuple(gate(tx, door, reader, it.evaluation, standing(tx, it.evaluation, it.draft, it.draft_version))),
        led=_led(reader, asked),
        is_contributor=reader.person in version.contributors,
        sees_participation=may_replay(reader) or bool(_led(reader, asked)),
        granting=offered(reader, Permission.APPROVE),
        returning=offered(reader, Permission.RETURN_FOR_REVISION),
        has_passkey=bool(passkeys.counting(tx, reader.person)),
        withdrawing=offered(reader, Permission.REQUEST_APPROVAL),
    )


def _of_draft(found: Iterable[approvals.Presentation | approvals.Waiver], draft: UUID) -> tuple[Any, ...]:
    return tuple(one for one in found if one.draft == draft)


def _led(reader: Reader, asked: Iterable[rounds.Round]) -> tuple[BodyKind, ...]:
    """The groups that advised on this document and that the reader leads as well."""
    mine = {acting.body for acting in reader.holds if acting.capacity in LEADS}
    return tuple(dict.fromkeys(one.body for one in asked if one.body in mine))


# -- what changed


def _text(tx: Tx, reader: Reader, it: drafts.Version) -> Text:
    entries = review().versions.entries(tx, it.evaluation, it.draft, it.number)
    return text_of(entries, it.root, passages_door(it.evaluation, it.draft), reader)


def _changes(tx: Tx, reader: Reader, since: tuple[drafts.Version | None, str], text: Text) -> Changes | None:
    base, why = since
    if base is None:
        return None
    old = _text(tx, reader, base)
    compared = compare(list(old.blocks.items()), list(text.blocks.items()))
    labels = difference_labels()
    shown = (
        ChangedPassage(
            text.name(change.number) if change.new is not None else old.name(change.number),
            Markup(change_html(change, labels)),  # noqa: S704  # the documents floor escapes every word
        )
        for change in compared.changes[:SHOWN]
    )
    return Changes(base.number, why, compared, tuple(shown))


def _base(
    document: drafts.Document, version: drafts.Version, reader: Reader, readings: Iterable[Reading]
) -> tuple[drafts.Version | None, str]:
    """The version that this one is compared with: seen last by this reader, approved last, or the one before."""
    earlier = [one for one in document.versions if one.number < version.number]
    opened = {one.subject for one in readings if one.person == reader.person}
    seen = next((one for one in earlier if one.root.hex() in opened), None)
    if seen is not None:
        return seen, "seen"
    approved = next((one for one in earlier if one.approved_at is not None), None)
    if approved is not None:
        return approved, "approved"
    return (earlier[0], "before") if earlier else (None, "")


# -- comments, rounds and participation


def table(found: Sequence[Share]) -> Table:
    """Organisation by disposition over the comments that this reader sees."""
    rows = tuple(tallies_of(found))
    totals: dict[Disposition | None, int] = {}
    for row in rows:
        for disposition, count in row.counts.items():
            totals[disposition] = totals.get(disposition, 0) + count
    order: tuple[Disposition | None, ...] = (*Disposition, None)
    columns = tuple(one for one in order if totals.get(one))
    return Table(columns, rows, totals, sum(row.disputed for row in rows), sum(totals.values()))


def _told_rounds(
    tx: Tx,
    reader: Reader,
    document: drafts.Document,
    asked: Sequence[rounds.Round],
    found: Sequence[Share],
    readings: Sequence[Reading],
) -> Iterator[RoundTold]:
    """Each round with what every member did: responded, opened it and kept silent, or never opened it."""
    roots = {one.number: one.root.hex() for one in document.versions}
    read = {one.id: [it for it in readings if it.subject == roots[one.draft_version]] for one in asked}
    took = absences.took_part_in(tx, {of: {one.person for one in opened} for of, opened in read.items()})
    seats = {}
    if asked:
        seats = {seat.id: seat for group in groups_of(tx, asked[0].evaluation) for seat in group.seats}
    for one in asked:
        opened = {it.person: it.at for it in read[one.id] if it.purpose == "version" and _during(one, it.at)}
        parts = tuple(_participant(part, seats, opened, one, found) for part in one.participations)
        yield RoundTold(one, parts, absences.known_of(took[one.id], one, reader))


def _during(one: rounds.Round, at: int) -> bool:
    return one.opened_at <= at and (one.closed_at is None or at <= one.closed_at)


def _participant(
    part: rounds.Participation,
    seats: dict[UUID, groups.Seat],
    opened: dict[UUID, int],
    one: rounds.Round,
    found: Sequence[Share],
) -> Participant:
    seat = seats.get(part.seat)
    person = seat.person if seat is not None else NOBODY
    said = (it for it in found if it.round == one.id and it.pseudonym == part.pseudonym)
    own = [it for it in said if it.person == person]
    return Participant(
        seat,
        part.answer,
        part.responded_at,
        part.remark,
        opened.get(seat.person) if seat is not None else None,
        sum(it.count for it in own if it.state is not CommentState.WITHDRAWN),
        part.pseudonym,
    )
