"""One evaluation at a glance: how far it is, what waits for whom, its documents, rounds, comments, flags and sources.

The trail shows the same for any moment in the past, over the read tables as they were then: everything here is asked of
``tx`` and of the moment of the reader, and the partial ``evaluations/_overview.html`` offers no acts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from review.domain import moments
from review.domain.acts import Door, Reader, Words
from review.domain.gates import Ground
from review.domain.lifecycle import State
from review.domain.turns import ahead
from review.domain.visibility import may_read
from review.domain.vocabulary import (
    ApprovalState,
    BodyKind,
    Capacity,
    CommentState,
    DocumentKind,
    FlagState,
    Level,
)
from review.projections import (
    approvals,
    counts,
    course,
    desk,
    drafts,
    evaluations,
    flags,
    groups,
    publication,
    rounds,
    sources,
)
from review.projections.conditions import Condition, Revocation, revocations_of, standing
from review.projections.damage import Part, Rows, ask, ask_all, damaged
from review.projections.schema import Tx
from review.web.obligations import Line, lines
from review.web.step_words import STEPS, capacities_of
from review.web.translations import gettext
from review.web.version_states import VersionState

Kind = TypeVar("Kind", bound=StrEnum)
NOT_COUNTED = frozenset({CommentState.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class VersionView:
    number: int
    at: int
    blocks: int
    note: Words | None
    withdrawal: Words | None  #: why it was
    state: VersionState
    is_latest: bool
    approval: UUID | None  #: the decision on this version, where one was asked


@dataclass(frozen=True, slots=True)
class DocumentView:
    id: UUID
    kind: DocumentKind
    part: int
    approved: int | None
    latest: VersionView
    earlier: tuple[VersionView, ...]  #: the newest first
    state: State | None  #: on its own line; of an approved part: the line it came along; None: it cannot be told
    turns: tuple[Line, ...]  #: what waits for whom on it now


@dataclass(frozen=True, slots=True)
class RoundView:
    round: rounds.Round
    is_overdue: bool
    is_mine: bool  #: the reader was asked and has not responded

    @property
    def asked(self) -> int:
        return len(self.round.participations)


@dataclass(frozen=True, slots=True)
class GroupView:
    body: BodyKind
    chair: Words | None  #: who leads it now, or acts for who does
    is_acting: bool
    seats: int
    organisations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    total: int
    unstated: int
    levels: tuple[tuple[Level, int], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """Everything the partial shows. Where ``may_read`` is false, what stands in documents and comments is left out."""

    evaluation: evaluations.Evaluation
    may_read: bool
    now: int
    state: State | None  #: None: it cannot be told
    waits: tuple[Line, ...]  #: what can happen now
    later: tuple[Line, ...]  #: what has to wait for that
    documents: tuple[DocumentView, ...]
    conditions: tuple[Condition, ...]  #: that nobody confirmed yet
    revoked: tuple[Revocation, ...]  #: approvals withdrawn whose document has no approved version now
    rounds: tuple[RoundView, ...]
    comments: tuple[tuple[CommentState, int], ...]  #: those this reader may see
    flags: tuple[tuple[FlagState, int], ...]
    sources: SourceView
    groups: tuple[GroupView, ...]
    published: tuple[publication.Publication, ...]
    damaged: frozenset[Part]  #: what cannot be read, and is left out

    @property
    def comment_count(self) -> int:
        return sum(number for _state, number in self.comments)

    @property
    def flag_count(self) -> int:
        return sum(number for _state, number in self.flags)

    @property
    def may_amend(self) -> bool:
        """Whether there are approved Terms of Reference, and no report that answers to them yet is approved."""
        terms = (it for it in self.documents if it.kind is DocumentKind.TERMS_OF_REFERENCE)
        return any(it.approved for it in terms) and self.evaluation.course.report_approved is None

    @property
    def parts(self) -> list[DocumentView]:
        """The documents of a report in parts, as long as the whole is not approved."""
        reports = [it for it in self.documents if it.kind is DocumentKind.REPORT]
        in_parts = any(it.part for it in reports) and not any(it.approved and not it.part for it in reports)
        return reports if in_parts else []

    @property
    def next_step(self) -> str:
        """What leads on from here, and who does it."""
        ways = [f"{STEPS[turn.step]} ({capacities_of(turn)})" for turn in ahead(self.state)] if self.state else []
        return gettext("What leads on from here: %(ways)s.", ways="; ".join(ways)) if ways else ""


def overview(tx: Tx, door: Door, reader: Reader, evaluation: UUID) -> Overview:
    """One evaluation as this reader may see it; whether the reader may know of it was asked before. Raises Unknown."""
    reads = may_read(reader)
    it = evaluations.one(tx, door, reader, evaluation)
    about = (tx, door, reader, evaluation)
    found_rounds = ask_all(tx, Ground.ROUNDS, lambda: rounds.of_evaluation(*about))
    waiting = lines(tx, door, reader, desk.waiting_in(*about))
    now = tuple(one for one in waiting if not one.obligation.blocked)
    state, states = ask(tx, Rows.STATE, lambda: course.states_in(*about), lambda: (None, {}))
    found_approvals = ask_all(tx, Ground.REQUEST, lambda: approvals.of_evaluation(*about))
    responded = rounds.responded_by(tx, evaluation, reader.seats)
    heaps = ask_all(tx, Ground.COMMENTS, lambda: counts.heaps(tx, reader.person, [evaluation]))
    documents = ask_all(tx, Rows.DOCUMENTS, lambda: drafts.documents(*about))
    bare = {one.id for one in documents if one.approved is None}
    revoked = {one.draft: one for one in reversed(ask_all(tx, Rows.CONDITIONS, lambda: revocations_of(*about)))}
    flagged = ask_all(tx, Ground.FLAGS, lambda: flags.of_evaluation(*about))
    register = ask_all(tx, Ground.SOURCES, lambda: sources.register(*about))
    seated = ask_all(tx, Rows.SEATS, lambda: groups.of_evaluation(*about))
    conditions = ask_all(tx, Rows.CONDITIONS, lambda: standing(*about))
    shown = counts.by_state(counts.seen(heaps, reader, responded))
    return Overview(
        evaluation=it,
        may_read=reads,
        now=reader.moment,
        state=state,
        waits=now,
        later=tuple(one for one in waiting if one.obligation.blocked),
        documents=tuple(
            _document(one, found_rounds, found_approvals, states.get(one.id), now, notes=reads) for one in documents
        ),
        conditions=tuple(conditions),
        revoked=tuple(one for one in revoked.values() if one.draft in bare),
        rounds=tuple(_round(one, reader) for one in found_rounds),
        comments=tuple((state, n) for state, n in shown.items() if n and state not in NOT_COUNTED),
        flags=_tally(FlagState, (one.state for one in flagged)),
        sources=_sources(register),
        groups=tuple(_group(one, reader) for one in seated),
        published=tuple(ask_all(tx, Rows.AFTERWARDS, lambda: publication.of_evaluation(*about))),
        damaged=damaged(tx),
    )


def _document(
    it: drafts.Document,
    found: list[rounds.Round],
    decisions: list[approvals.Approval],
    state: State | None,
    waits: Iterable[Line],
    *,
    notes: bool,
) -> DocumentView:
    versions = tuple(_version(it, one, found, decisions, notes=notes) for one in it.versions)
    turns = tuple(one for one in waits if one.obligation.draft == it.id)
    return DocumentView(it.id, it.kind, it.part, it.approved, versions[0], versions[1:], state, turns)


def _version(
    document: drafts.Document,
    it: drafts.Version,
    found: list[rounds.Round],
    decisions: list[approvals.Approval],
    *,
    notes: bool,
) -> VersionView:
    about = [one for one in decisions if one.draft == it.draft and one.draft_version == it.number]
    decision = about[0] if about else None  # the youngest comes first
    under_review = any(one.is_open and (one.draft, one.draft_version) == (it.draft, it.number) for one in found)
    return VersionView(
        it.number,
        it.at,
        it.blocks,
        it.note if notes else None,
        it.withdrawal if notes else None,
        _state(document, it, decision.state if decision else None, under_review=under_review),
        it.is_latest,
        decision.id if decision else None,
    )


def _state(
    document: drafts.Document, it: drafts.Version, decided: ApprovalState | None, *, under_review: bool
) -> VersionState:
    if it.withdrawn_at is not None:
        return VersionState.WITHDRAWN
    if document.approved == it.number:
        return VersionState.APPROVED
    if decided is ApprovalState.RETURNED:
        return VersionState.RETURNED
    if not it.is_latest and not under_review:
        return VersionState.SUPERSEDED
    if decided is ApprovalState.REQUESTED:
        return VersionState.REQUESTED
    return VersionState.UNDER_REVIEW if under_review else VersionState.SUBMITTED


def _round(it: rounds.Round, reader: Reader) -> RoundView:
    mine = it.participation(reader.seats)
    waits = it.is_open and mine is not None and mine.responded_at is None
    return RoundView(it, it.is_open and it.closes_at < reader.moment, waits)


def _sources(found: list[sources.Source]) -> SourceView:
    used = [one for one in found if not one.withdrawn]
    levels = _tally(Level, (one.level for one in used if one.level is not None))
    return SourceView(len(used), sum(one.level is None for one in used), levels)


def _group(it: groups.Group, reader: Reader) -> GroupView:
    held = [seat for seat in it.seats if seat.is_held(moments.day_of(reader.moment))]
    chair = next((seat for seat in held if seat.capacity is Capacity.CHAIR), None)
    acting = next((seat for seat in held if _acts(seat, reader.moment)), None)
    lead = next((seat for seat in held if seat.capacity is Capacity.TEAM_LEAD), None)
    first = acting or chair or lead
    organisations = tuple(dict.fromkeys(seat.organisation for seat in held))
    return GroupView(it.body, first.name if first else None, acting is not None, len(held), organisations)


def _acts(seat: groups.Seat, now: int) -> bool:
    if not seat.acting or seat.acting_from is None or seat.acting_from > now:
        return False
    return seat.acting_until is None or now <= seat.acting_until


def _tally(kind: type[Kind], found: Iterable[Kind]) -> tuple[tuple[Kind, int], ...]:
    """How many of each, in the order of the list, without the empty ones."""
    counted = Counter(found)
    return tuple((one, counted[one]) for one in kind if counted[one])
