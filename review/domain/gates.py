"""What must be true before a version may be approved: named clauses. Pure; the page shows what the act enforces."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from enum import StrEnum
from uuid import UUID

import msgspec

from review.domain.clause_names import CHAIR_MAY_WAIVE as CHAIR_MAY_WAIVE
from review.domain.clause_names import GROUND_OF as GROUND_OF
from review.domain.clause_names import QUORUM_OF as QUORUM_OF
from review.domain.clause_names import ROUND_OF as ROUND_OF
from review.domain.clause_names import WAIVABLE as WAIVABLE
from review.domain.clause_names import ClauseName as ClauseName
from review.domain.clause_names import Ground as Ground
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind

RULES = "2026-6"
"""The version of this rule set; an approval stores it with the outcomes, which are never computed again."""


class Outcome(StrEnum):
    NOT_APPLICABLE = "not_applicable"
    UNSATISFIED = "unsatisfied"
    SATISFIED = "satisfied"
    OVERRIDDEN = "overridden"  #: a waiver took its place
    BYPASSED = "bypassed"
    ERROR = "error"  #: could not be judged, because what it rests on cannot be read


class Clause(msgspec.Struct, frozen=True):
    """One clause with the positions of the records that prove or break it, and who is waited for."""

    name: ClauseName
    rule: str
    outcome: Outcome
    proofs: tuple[int, ...] = ()
    waits_for: Capacity | None = None
    count: int = 0

    @property
    def is_met(self) -> bool:
        return self.outcome in (Outcome.SATISFIED, Outcome.OVERRIDDEN, Outcome.NOT_APPLICABLE)


class ClauseRecord(msgspec.Struct, frozen=True, array_like=True):
    """A clause as an approval keeps it."""

    name: ClauseName
    rule: str
    outcome: Outcome
    proofs: tuple[int, ...]


def holding(
    waivers: Iterable[tuple[ClauseName, int]], running: Collection[BodyKind], quorums: Iterable[Quorum] = ()
) -> tuple[tuple[ClauseName, int], ...]:
    """The waivers that hold while rounds of these groups run: a round that is held after all is waited for.

    Who waives a quorum knows what came of the round: it holds for no round that closed later. Where none was held it
    holds for the quorum as it was set then, and for no later one.
    """
    since = {one.body: one.closed or one.position for one in quorums}
    return tuple(
        (name, position)
        for name, position in waivers
        if ROUND_OF.get(name) not in running and (name not in QUORUM_OF or position > since.get(QUORUM_OF[name], -1))
    )


class Quorum(msgspec.Struct, frozen=True):
    """How the latest closed round of a group stands against its quorum: how many demands of it are not met.

    As long as the group closed no round on the document nobody was heard, and none of them is.
    """

    body: BodyKind
    position: int  #: where the quorum was set
    closed: int  #: 0: no round was closed
    missing: int


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """The facts that the gate of one document version looks at; positions of records, oldest first."""

    draft: UUID
    kind: DocumentKind
    version: int
    root: bytes
    closed_rounds: tuple[tuple[BodyKind, int], ...] = ()  #: rounds on any version of this document, closed
    open_rounds: tuple[tuple[BodyKind, int], ...] = ()
    quorums: tuple[Quorum, ...] = ()  #: of the groups that have one
    presented: tuple[int, ...] = ()
    open_comments: tuple[int, ...] = ()
    untrue: tuple[int, ...] = ()  #: accepted comments whose change does not stand in this version
    floating: tuple[int, ...] = ()  #: comments on earlier versions without a sure place in this one
    placed: tuple[int, ...] = ()  #: the acts by which people gave others theirs
    open_flags: tuple[int, ...] = ()
    flags: int = 0
    disposed: tuple[int, ...] = ()  #: the last disposition of each comment
    promised: tuple[int, ...] = ()  #: those of them by which the text was to change
    settled: tuple[int, ...] = ()  #: the last settlement of each flag
    stated: tuple[int, ...] = ()  #: where each source got its level
    unstated_sources: tuple[int, ...] = ()
    sources: int = 0
    interviewed: bool = False  #: whether a report rests on interviews
    traced: tuple[int, ...] = ()  #: the check of this version that found nothing traceable
    opinion_needed: bool = False  #: whether this is the report of a periodic report
    opinions: tuple[int, ...] = ()  #: of independent experts, on any version of this document
    pledged: tuple[int, ...] = ()  #: the ethics pledges of those who do research in the team
    unpledged: int = 0  #: how many of them did not sign one
    judges: int = 0  #: independent members who can judge the quality of this version
    judged: tuple[int, ...] = ()  #: what independent members judged of it as the final report
    waivers: tuple[tuple[ClauseName, int], ...] = ()
    tracks_done: tuple[int, ...] = ()  #: of a report, its tracks of research that are accepted or dropped
    tracks_open: tuple[int, ...] = ()
    requested: int | None = None  #: position of the pending request for approval
    requested_version: int | None = None
    requested_root: bytes | None = None
    latest: int = 0
    failed: frozenset[Ground] = frozenset()  #: what could not be read; the facts about it say nothing


def clauses(it: Standing) -> tuple[Clause, ...]:
    """Every clause of the gate of this document, in the order in which a director reads them."""
    rounds = [
        _round_clause(it, ClauseName.SOUNDING_BOARD_CLOSED, BodyKind.SOUNDING_BOARD),
        _round_clause(it, ClauseName.REFERENCE_GROUP_CLOSED, BodyKind.REFERENCE_GROUP),
    ]
    heard = [_heard(it, name, body) for name, body in QUORUM_OF.items()]
    presented = _presented(it)
    rest = (
        _none_left(ClauseName.COMMENTS_DISPOSED, "C3", it.open_comments, it.disposed, Capacity.EVALUATOR),
        _none_left(ClauseName.ACCEPTED_CHANGED, "C6", it.untrue, it.promised, Capacity.TEAM_LEAD),
        _none_left(ClauseName.COMMENTS_PLACED, "C1", it.floating, it.placed, Capacity.EVALUATOR),
        _none_left(ClauseName.FLAGS_SETTLED, "K8", it.open_flags, it.settled, Capacity.CLASSIFICATION_AUTHORITY),
        _none_left(ClauseName.SOURCES_STATED, "K1", it.unstated_sources, it.stated, Capacity.EVALUATOR),
        _tracks(it),
        _needed(ClauseName.TRACEABILITY_CHECKED, "P1", it.interviewed, it.traced, Capacity.EVALUATOR),
        _needed(ClauseName.INDEPENDENT_OPINION, "G7", it.opinion_needed, it.opinions, Capacity.EXTERNAL_EXPERT),
        _pledged(it),
        _needed(ClauseName.QUALITY_JUDGED, "G15", bool(it.judges or it.judged), it.judged, Capacity.EXTERNAL_EXPERT),
        _unchanged(it),
    )
    found = (*rounds, *heard, presented, *rest)
    return tuple(_judged(it, clause) for clause in found) if it.failed or it.waivers else found


def unmet(it: Standing, *, asking: bool = False) -> tuple[Clause, ...]:
    """The clauses that keep the gate shut. ``asking``: before the request exists, its own clause is left out."""
    own = ClauseName.VERSION_UNCHANGED if asking else None
    left = (clause for clause in clauses(it) if not clause.is_met)
    return tuple(clause for clause in left if clause.name is not own or clause.outcome is Outcome.ERROR)


def record(found: tuple[Clause, ...]) -> tuple[ClauseRecord, ...]:
    return tuple(ClauseRecord(clause.name, clause.rule, clause.outcome, clause.proofs) for clause in found)


def _round_clause(it: Standing, name: ClauseName, body: BodyKind) -> Clause:
    closed = tuple(position for kind, position in it.closed_rounds if kind is body)
    still_open = tuple(position for kind, position in it.open_rounds if kind is body)
    if still_open or not closed:
        return Clause(name, "G1", Outcome.UNSATISFIED, still_open, Capacity.CHAIR, len(still_open))
    return Clause(name, "G1", Outcome.SATISFIED, closed[-1:])


def _heard(it: Standing, name: ClauseName, body: BodyKind) -> Clause:
    """A quorum waits until enough were heard, also where no round is held; without one the clause does not apply."""
    found = next((one for one in it.quorums if one.body is body), None)
    if found is None:
        return Clause(name, "G6", Outcome.NOT_APPLICABLE)
    proofs = (found.position, found.closed) if found.closed else (found.position,)
    if found.missing:
        return Clause(name, "G6", Outcome.UNSATISFIED, proofs, Capacity.CHAIR, found.missing)
    return Clause(name, "G6", Outcome.SATISFIED, proofs)


def _presented(it: Standing) -> Clause:
    if it.kind is not DocumentKind.TERMS_OF_REFERENCE:
        return Clause(ClauseName.PRESENTED, "G3", Outcome.NOT_APPLICABLE)
    if it.presented:
        return Clause(ClauseName.PRESENTED, "G3", Outcome.SATISFIED, it.presented[-1:])
    return Clause(ClauseName.PRESENTED, "G3", Outcome.UNSATISFIED, (), Capacity.TEAM_LEAD)


def _none_left(
    name: ClauseName, rule: str, left: tuple[int, ...], proofs: tuple[int, ...], waits_for: Capacity
) -> Clause:
    """Nothing of its kind may be left; ``proofs`` are the records by which the others were done."""
    if left:
        return Clause(name, rule, Outcome.UNSATISFIED, left, waits_for, len(left))
    return Clause(name, rule, Outcome.SATISFIED, proofs)


def _needed(name: ClauseName, rule: str, asked: bool, proofs: tuple[int, ...], waits_for: Capacity) -> Clause:
    """Something that has to be there, where it is asked at all."""
    if not asked:
        return Clause(name, rule, Outcome.NOT_APPLICABLE)
    if proofs:
        return Clause(name, rule, Outcome.SATISFIED, proofs)
    return Clause(name, rule, Outcome.UNSATISFIED, (), waits_for)


def _tracks(it: Standing) -> Clause:
    """A report waits for the research that it rests on; a part of a report does not wait for the other tracks."""
    name, rule = ClauseName.TRACKS_DONE, "4.2"
    if not (it.tracks_done or it.tracks_open):
        return Clause(name, rule, Outcome.NOT_APPLICABLE)
    if it.tracks_open:
        return Clause(name, rule, Outcome.UNSATISFIED, it.tracks_open, Capacity.TEAM_LEAD, len(it.tracks_open))
    return Clause(name, rule, Outcome.SATISFIED, it.tracks_done)


def _pledged(it: Standing) -> Clause:
    """Research begins with the approval of the Terms of Reference: whoever does it has signed by then."""
    name, rule = ClauseName.PLEDGES_SIGNED, "P5"
    if it.kind is not DocumentKind.TERMS_OF_REFERENCE or not (it.pledged or it.unpledged):
        return Clause(name, rule, Outcome.NOT_APPLICABLE)
    if it.unpledged:
        return Clause(name, rule, Outcome.UNSATISFIED, (), Capacity.EVALUATOR, it.unpledged)
    return Clause(name, rule, Outcome.SATISFIED, it.pledged)


def _unchanged(it: Standing) -> Clause:
    name, rule = ClauseName.VERSION_UNCHANGED, "R3"
    if it.requested is None:
        return Clause(name, rule, Outcome.UNSATISFIED, (), Capacity.TEAM_LEAD)
    same = it.requested_version == it.latest == it.version and it.requested_root == it.root
    outcome = Outcome.SATISFIED if same else Outcome.UNSATISFIED
    return Clause(name, rule, outcome, (it.requested,), None if same else Capacity.TEAM_LEAD)


def _judged(it: Standing, clause: Clause) -> Clause:
    """No waiver takes the place of a clause that cannot be judged: nobody knows what it would stand for."""
    grounds = {GROUND_OF[clause.name]}
    if clause.outcome is Outcome.UNSATISFIED and clause.name in WAIVABLE:
        grounds.add(Ground.WAIVERS)
    if grounds & it.failed:
        return Clause(clause.name, clause.rule, Outcome.ERROR, (), Capacity.ADMINISTRATOR)
    return _waived(it, clause)


def _waived(it: Standing, clause: Clause) -> Clause:
    proofs = tuple(position for name, position in it.waivers if name is clause.name)
    if clause.outcome is Outcome.UNSATISFIED and proofs:
        return Clause(clause.name, clause.rule, Outcome.OVERRIDDEN, proofs)
    return clause
