"""How far an evaluation is: the phases as IOB itself names them and the states of section 4.1 of the domain rules.

Both are computed from what happened and never kept by hand. ``state`` tells in which state the facts put an evaluation;
what moves it from which state to which is the table in ``turns``. The two are written apart, and the tests play every
turn in every state as every capacity against both.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from review.domain.vocabulary import BodyKind, DocumentKind


class Phase(StrEnum):
    EXPLORATION = "exploration"
    TOR_ADOPTION = "tor_adoption"
    RESEARCH = "research"
    REPORT_ADOPTION = "report_adoption"
    POLICY_RESPONSE = "policy_response"
    PUBLICATION = "publication"


class Course(msgspec.Struct, frozen=True, kw_only=True):
    """When the turning points of an evaluation came, in microseconds UTC; None: not yet."""

    opened: int
    tor_submitted: int | None = None
    tor_approved: int | None = None
    report_submitted: int | None = None
    report_approved: int | None = None
    published: int | None = None


class Step(msgspec.Struct, frozen=True):
    phase: Phase
    since: int | None
    is_done: bool
    is_current: bool


def steps(course: Course) -> tuple[Step, ...]:
    """The stepper: every phase with the moment it began."""
    reached = _reached(course)
    return tuple(
        Step(phase, start if index <= reached else None, is_done=index < reached, is_current=index == reached)
        for index, (phase, start) in enumerate(zip(Phase, _starts(course), strict=True))
    )


def phase(course: Course) -> Phase:
    return _PHASES[_reached(course)]


_PHASES = tuple(Phase)


def _reached(course: Course) -> int:
    """The last phase that all before it led to: a report that is here early leads nowhere yet."""
    return next((at for at, start in enumerate(_starts(course)) if start is None), len(_PHASES)) - 1


def _starts(course: Course) -> tuple[int | None, ...]:
    return (
        course.opened,
        course.tor_submitted,
        course.tor_approved,
        course.report_submitted,
        course.report_approved,
        course.published,
    )


class State(StrEnum):
    """In the order in which an evaluation passes them."""

    EXPLORATION = "exploration"
    TOR_DRAFTING = "tor_drafting"
    TOR_PEER_REVIEW = "tor_peer_review"
    TOR_REFERENCE_REVIEW = "tor_reference_review"
    TOR_REVISION = "tor_revision"
    TOR_PRESENTATION = "tor_presentation"
    AWAITING_TOR_ADOPTION = "awaiting_tor_adoption"
    RESEARCH = "research"
    REPORT_DRAFTING = "report_drafting"
    REPORT_PEER_REVIEW = "report_peer_review"
    REPORT_REFERENCE_REVIEW = "report_reference_review"
    CLASSIFICATION_CLEARANCE = "classification_clearance"
    REPORT_REVISION = "report_revision"
    AWAITING_REPORT_ADOPTION = "awaiting_report_adoption"
    POLICY_RESPONSE = "policy_response"
    PARLIAMENT = "parliament"
    PUBLISHED = "published"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    DESTROYED = "destroyed"
    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"


S = State
PHASES: dict[State, Phase] = {
    S.EXPLORATION: Phase.EXPLORATION,
    **dict.fromkeys(
        (
            S.TOR_DRAFTING,
            S.TOR_PEER_REVIEW,
            S.TOR_REFERENCE_REVIEW,
            S.TOR_REVISION,
            S.TOR_PRESENTATION,
            S.AWAITING_TOR_ADOPTION,
        ),
        Phase.TOR_ADOPTION,
    ),
    S.RESEARCH: Phase.RESEARCH,
    **dict.fromkeys(
        (
            S.REPORT_DRAFTING,
            S.REPORT_PEER_REVIEW,
            S.REPORT_REFERENCE_REVIEW,
            S.CLASSIFICATION_CLEARANCE,
            S.REPORT_REVISION,
            S.AWAITING_REPORT_ADOPTION,
        ),
        Phase.REPORT_ADOPTION,
    ),
    S.POLICY_RESPONSE: Phase.POLICY_RESPONSE,
    S.PARLIAMENT: Phase.POLICY_RESPONSE,
    S.PUBLISHED: Phase.PUBLICATION,
    S.CLOSED: Phase.PUBLICATION,
    S.TRANSFERRED: Phase.PUBLICATION,
    S.DESTROYED: Phase.PUBLICATION,
}
"""The phase, as the service itself names them, of every state but those in which nothing moves."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one document; moments in microseconds UTC."""

    kind: DocumentKind
    part: int = 0
    submitted_at: int  #: the latest version
    open_rounds: frozenset[BodyKind] = frozenset()
    closed_rounds: frozenset[BodyKind] = frozenset()  #: or waived
    last_closed_at: int = 0
    presented: bool = False  #: the latest version, or the clause was waived
    requested: bool = False
    returned: bool = False  #: the latest version was sent back for revision, or withdrawn
    approved: bool = False
    open_flags: int = 0


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of one evaluation."""

    documents: tuple[Document, ...] = ()
    suspended: bool = False
    withdrawn: bool = False
    report_due: bool = False  #: the policy response is in
    sent: bool = False  #: to a Chamber
    published: bool = False
    closed: bool = False
    transferred: bool = False
    destroyed: bool = False


def state(it: Facts) -> State:
    """The state that these facts amount to."""
    for is_so, reached in (
        (it.withdrawn, S.WITHDRAWN),
        (it.suspended, S.SUSPENDED),
        (it.destroyed, S.DESTROYED),
        (it.transferred, S.TRANSFERRED),
        (it.closed, S.CLOSED),
        (it.published, S.PUBLISHED),
        (it.sent or it.report_due, S.PARLIAMENT),
    ):
        if is_so:
            return reached
    terms = next((one for one in it.documents if one.kind is DocumentKind.TERMS_OF_REFERENCE), None)
    if terms is None or not terms.approved:  # a report that is here early leads nowhere yet
        return S.EXPLORATION if terms is None else state_of(terms)
    reports = [one for one in it.documents if one.kind is DocumentKind.REPORT]
    if any(one.approved and not one.part for one in reports):
        return S.POLICY_RESPONSE
    return furthest_behind(reports) if reports else S.RESEARCH


def furthest_behind(parts: Iterable[Document]) -> State:
    """Of a report in parts, each with a line of its own, the state of the part that waits longest."""
    order = list(State)
    return min((state_of(one) for one in parts), key=order.index)


def state_of(it: Document) -> State:
    """The line of one document, of its latest version. Of a part of a report that is approved: the whole waits."""
    terms = it.kind is DocumentKind.TERMS_OF_REFERENCE
    if it.requested:
        return S.AWAITING_TOR_ADOPTION if terms else S.AWAITING_REPORT_ADOPTION
    if BodyKind.REFERENCE_GROUP in it.open_rounds:
        return S.TOR_REFERENCE_REVIEW if terms else S.REPORT_REFERENCE_REVIEW
    if it.open_rounds:
        return S.TOR_PEER_REVIEW if terms else S.REPORT_PEER_REVIEW
    if not it.closed_rounds:
        return S.TOR_DRAFTING if terms else S.REPORT_DRAFTING
    if not terms:
        return S.CLASSIFICATION_CLEARANCE if it.open_flags else S.REPORT_REVISION
    advised = {BodyKind.SOUNDING_BOARD, BodyKind.REFERENCE_GROUP} <= it.closed_rounds
    if advised and not it.returned and (it.presented or it.submitted_at > it.last_closed_at):
        return S.TOR_PRESENTATION
    return S.TOR_REVISION
