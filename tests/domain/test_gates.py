"""The gate of a version: every clause alone, every combination, and what a waiver does to it."""

from __future__ import annotations

import itertools

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from review.application import uuid7
from review.domain.gates import (
    CHAIR_MAY_WAIVE,
    GROUND_OF,
    WAIVABLE,
    ClauseName,
    Ground,
    Outcome,
    Quorum,
    Standing,
    clauses,
    holding,
    record,
    unmet,
)
from review.domain.vocabulary import BodyKind, Capacity, DocumentKind

B, N, Is = BodyKind, ClauseName, Outcome
ROOT = b"r" * 32
READY = Standing(
    draft=uuid7(),
    kind=DocumentKind.TERMS_OF_REFERENCE,
    version=3,
    root=ROOT,
    closed_rounds=((B.SOUNDING_BOARD, 11), (B.REFERENCE_GROUP, 23)),
    quorums=(Quorum(B.SOUNDING_BOARD, 5, 11, 0), Quorum(B.REFERENCE_GROUP, 6, 23, 0)),
    presented=(31,),
    flags=1,
    sources=2,
    tracks_done=(29,),
    interviewed=True,
    traced=(33,),
    opinion_needed=True,
    opinions=(34,),
    pledged=(35,),
    judges=1,
    judged=(36,),
    requested=40,
    requested_version=3,
    requested_root=ROOT,
    latest=3,
)
BREAKING: dict[ClauseName, dict[str, object]] = {
    N.SOUNDING_BOARD_CLOSED: {"closed_rounds": ((B.REFERENCE_GROUP, 23),)},
    N.REFERENCE_GROUP_CLOSED: {"open_rounds": ((B.REFERENCE_GROUP, 35),)},
    N.SOUNDING_BOARD_HEARD: {
        "quorums": (Quorum(B.SOUNDING_BOARD, 5, 11, 1), Quorum(B.REFERENCE_GROUP, 6, 23, 0)),
    },
    N.REFERENCE_GROUP_HEARD: {
        "quorums": (Quorum(B.SOUNDING_BOARD, 5, 11, 0), Quorum(B.REFERENCE_GROUP, 6, 23, 2)),
    },
    N.PRESENTED: {"presented": ()},
    N.COMMENTS_DISPOSED: {"open_comments": (12, 13)},
    N.ACCEPTED_CHANGED: {"untrue": (14,)},
    N.COMMENTS_PLACED: {"floating": (14,)},
    N.FLAGS_SETTLED: {"open_flags": (17,)},
    N.SOURCES_STATED: {"unstated_sources": (5,)},
    N.TRACKS_DONE: {"tracks_open": (33,)},
    N.TRACEABILITY_CHECKED: {"traced": ()},
    N.INDEPENDENT_OPINION: {"opinions": ()},
    N.PLEDGES_SIGNED: {"unpledged": 2},
    N.QUALITY_JUDGED: {"judged": ()},
    N.VERSION_UNCHANGED: {"latest": 4},
}
RULE_OF = {
    N.SOUNDING_BOARD_CLOSED: "G1",
    N.REFERENCE_GROUP_CLOSED: "G1",
    N.SOUNDING_BOARD_HEARD: "G6",
    N.REFERENCE_GROUP_HEARD: "G6",
    N.PRESENTED: "G3",
    N.COMMENTS_DISPOSED: "C3",
    N.ACCEPTED_CHANGED: "C6",
    N.COMMENTS_PLACED: "C1",
    N.FLAGS_SETTLED: "K8",
    N.SOURCES_STATED: "K1",
    N.TRACKS_DONE: "4.2",
    N.TRACEABILITY_CHECKED: "P1",
    N.INDEPENDENT_OPINION: "G7",
    N.PLEDGES_SIGNED: "P5",
    N.QUALITY_JUDGED: "G15",
    N.VERSION_UNCHANGED: "R3",
}
WAITS_FOR = {
    N.SOUNDING_BOARD_CLOSED: Capacity.CHAIR,
    N.REFERENCE_GROUP_CLOSED: Capacity.CHAIR,
    N.SOUNDING_BOARD_HEARD: Capacity.CHAIR,
    N.REFERENCE_GROUP_HEARD: Capacity.CHAIR,
    N.PRESENTED: Capacity.TEAM_LEAD,
    N.COMMENTS_DISPOSED: Capacity.EVALUATOR,
    N.ACCEPTED_CHANGED: Capacity.TEAM_LEAD,
    N.COMMENTS_PLACED: Capacity.EVALUATOR,
    N.FLAGS_SETTLED: Capacity.CLASSIFICATION_AUTHORITY,
    N.SOURCES_STATED: Capacity.EVALUATOR,
    N.TRACKS_DONE: Capacity.TEAM_LEAD,
    N.TRACEABILITY_CHECKED: Capacity.EVALUATOR,
    N.INDEPENDENT_OPINION: Capacity.EXTERNAL_EXPERT,
    N.PLEDGES_SIGNED: Capacity.EVALUATOR,
    N.QUALITY_JUDGED: Capacity.EXTERNAL_EXPERT,
    N.VERSION_UNCHANGED: Capacity.TEAM_LEAD,
}


def but(**changes: object) -> Standing:
    return msgspec.structs.replace(READY, **changes)


def outcomes(it: Standing) -> dict[ClauseName, Outcome]:
    return {clause.name: clause.outcome for clause in clauses(it)}


def test_every_clause_is_asked_once_and_names_its_rule() -> None:
    assert [clause.name for clause in clauses(READY)] == list(ClauseName)
    assert {clause.name: clause.rule for clause in clauses(READY)} == RULE_OF
    assert set(outcomes(READY).values()) == {Is.SATISFIED}
    assert unmet(READY) == ()


@pytest.mark.parametrize("broken", list(ClauseName))
def test_one_broken_clause_shuts_the_gate_and_says_who_is_waited_for(broken: ClauseName) -> None:
    left = unmet(but(**BREAKING[broken]))
    assert [clause.name for clause in left] == [broken]
    assert left[0].outcome is Is.UNSATISFIED
    assert left[0].waits_for is WAITS_FOR[broken]


def test_every_combination_of_broken_clauses_is_told() -> None:
    for size in range(len(BREAKING) + 1):
        for broken in itertools.combinations(BREAKING, size):
            if {N.SOUNDING_BOARD_HEARD, N.REFERENCE_GROUP_HEARD} <= set(broken):
                continue  # both break one field: see the test of two quorums
            changes: dict[str, object] = {}
            for name in broken:
                changes |= BREAKING[name]
            left = {clause.name for clause in unmet(but(**changes))}
            assert left == set(broken), broken


def test_a_round_that_is_open_again_breaks_its_clause_though_one_was_closed() -> None:
    it = but(open_rounds=((B.SOUNDING_BOARD, 50),))
    found = {clause.name: clause for clause in clauses(it)}[N.SOUNDING_BOARD_CLOSED]
    assert (found.outcome, found.proofs, found.count) == (Is.UNSATISFIED, (50,), 1)


def test_the_proofs_are_the_youngest_records_that_satisfy_and_all_that_break() -> None:
    it = but(closed_rounds=((B.SOUNDING_BOARD, 11), (B.SOUNDING_BOARD, 19)), presented=(3, 31), open_comments=(7, 9))
    found = {clause.name: clause for clause in clauses(it)}
    assert found[N.SOUNDING_BOARD_CLOSED].proofs == (19,)
    assert found[N.PRESENTED].proofs == (31,)
    assert (found[N.COMMENTS_DISPOSED].proofs, found[N.COMMENTS_DISPOSED].count) == ((7, 9), 2)


def test_whoever_gave_a_comment_its_place_proves_that_none_floats() -> None:
    met = {clause.name: clause for clause in clauses(but(placed=(21, 22)))}[N.COMMENTS_PLACED]
    assert (met.outcome, met.proofs) == (Is.SATISFIED, (21, 22))
    floating = {clause.name: clause for clause in clauses(but(placed=(21,), floating=(7, 9)))}[N.COMMENTS_PLACED]
    assert (floating.outcome, floating.proofs, floating.count) == (Is.UNSATISFIED, (7, 9), 2)


def test_a_report_needs_no_presentation() -> None:
    it = but(kind=DocumentKind.REPORT, presented=())
    assert outcomes(it)[N.PRESENTED] is Is.NOT_APPLICABLE
    assert unmet(it) == ()


@pytest.mark.parametrize(
    "changed",
    [
        {"requested": None, "requested_version": None, "requested_root": None},
        {"latest": 4},
        {"requested_version": 2},
        {"requested_root": b"x" * 32},
        {"root": b"x" * 32},
    ],
)
def test_the_version_must_be_the_one_that_was_requested(changed: dict[str, object]) -> None:
    assert [clause.name for clause in unmet(but(**changed))] == [N.VERSION_UNCHANGED]


def test_asking_leaves_out_the_clause_of_the_request_itself_and_no_other() -> None:
    assert unmet(but(requested=None, requested_version=None, requested_root=None), asking=True) == ()
    for name, broken in BREAKING.items():
        if name is not N.VERSION_UNCHANGED:
            assert [clause.name for clause in unmet(but(**broken), asking=True)] == [name]


@pytest.mark.parametrize("name", list(ClauseName))
def test_a_waiver_overrides_its_own_clause_and_only_where_that_is_broken(name: ClauseName) -> None:
    waived = {"waivers": ((name, 44),)}
    assert outcomes(but(**waived))[name] is Is.SATISFIED
    found = {clause.name: clause for clause in clauses(but(**BREAKING[name], **waived))}
    assert (found[name].outcome, found[name].proofs) == (Is.OVERRIDDEN, (44,))
    assert all(clause.is_met for clause in found.values())


def test_what_may_be_waived_is_a_short_list() -> None:
    assert {name: RULE_OF[name] for name in WAIVABLE} == WAIVABLE
    quorums = {N.SOUNDING_BOARD_HEARD, N.REFERENCE_GROUP_HEARD}
    rest = {N.SOUNDING_BOARD_CLOSED, N.REFERENCE_GROUP_CLOSED, N.PRESENTED, N.PLEDGES_SIGNED, N.QUALITY_JUDGED}
    assert set(WAIVABLE) == rest | quorums
    assert quorums == CHAIR_MAY_WAIVE


def test_two_quorums_stand_apart_and_none_does_not_apply() -> None:
    both = (Quorum(B.SOUNDING_BOARD, 5, 11, 3), Quorum(B.REFERENCE_GROUP, 6, 23, 2))
    left = {clause.name: clause for clause in unmet(but(quorums=both))}
    assert {name: (one.count, one.proofs) for name, one in left.items()} == {
        N.SOUNDING_BOARD_HEARD: (3, (5, 11)),
        N.REFERENCE_GROUP_HEARD: (2, (6, 23)),
    }
    none = outcomes(but(quorums=()))
    assert {none[N.SOUNDING_BOARD_HEARD], none[N.REFERENCE_GROUP_HEARD]} == {Is.NOT_APPLICABLE}


def test_a_waiver_of_a_quorum_holds_for_no_round_that_closed_later() -> None:
    quorum = (Quorum(B.REFERENCE_GROUP, 6, 23, 2),)
    before, after = (N.REFERENCE_GROUP_HEARD, 20), (N.REFERENCE_GROUP_HEARD, 24)
    assert holding((before, after), [], quorum) == (after,)
    assert holding((before,), []) == (before,)
    unheld = (Quorum(B.REFERENCE_GROUP, 22, 0, 2),)
    assert holding((before, after), [], unheld) == (after,)


def test_a_quorum_waits_for_a_round_that_is_not_held() -> None:
    waived = ((N.REFERENCE_GROUP_CLOSED, 30),)
    it = but(quorums=(Quorum(B.REFERENCE_GROUP, 6, 0, 2),), closed_rounds=((B.SOUNDING_BOARD, 11),), waivers=waived)
    (left,) = unmet(it)
    assert (left.name, left.count, left.proofs) == (N.REFERENCE_GROUP_HEARD, 2, (6,))


POSITIONS = st.lists(st.integers(1, 500), max_size=4).map(lambda found: tuple(sorted(set(found))))
ROUNDS = st.lists(st.tuples(st.sampled_from([B.SOUNDING_BOARD, B.REFERENCE_GROUP]), st.integers(1, 500)), max_size=4)


@given(
    closed=ROUNDS.map(tuple),
    still_open=ROUNDS.map(tuple),
    presented=POSITIONS,
    comments=POSITIONS,
    flags=POSITIONS,
    sources=POSITIONS,
    waivers=st.lists(st.tuples(st.sampled_from(ClauseName), st.integers(1, 500)), max_size=5).map(tuple),
    requested=st.none() | st.integers(1, 500),
    kind=st.sampled_from(DocumentKind),
)
def test_whatever_the_facts_the_gate_is_open_only_when_nothing_is_left(
    closed: tuple[tuple[BodyKind, int], ...],
    still_open: tuple[tuple[BodyKind, int], ...],
    presented: tuple[int, ...],
    comments: tuple[int, ...],
    flags: tuple[int, ...],
    sources: tuple[int, ...],
    waivers: tuple[tuple[ClauseName, int], ...],
    requested: int | None,
    kind: DocumentKind,
) -> None:
    it = but(
        closed_rounds=closed,
        open_rounds=still_open,
        presented=presented,
        open_comments=comments,
        open_flags=flags,
        unstated_sources=sources,
        waivers=waivers,
        requested=requested,
        kind=kind,
    )
    assert Outcome.BYPASSED not in outcomes(it).values(), "a waiver is the only way past a clause (rule A5)"
    waived = {name for name, _ in waivers}
    bodies_closed = {body for body, _ in closed} - {body for body, _ in still_open}
    needed = {
        N.SOUNDING_BOARD_CLOSED: B.SOUNDING_BOARD in bodies_closed,
        N.REFERENCE_GROUP_CLOSED: B.REFERENCE_GROUP in bodies_closed,
        N.PRESENTED: bool(presented) or kind is DocumentKind.REPORT,
        N.COMMENTS_DISPOSED: not comments,
        N.COMMENTS_PLACED: True,
        N.FLAGS_SETTLED: not flags,
        N.SOURCES_STATED: not sources,
        N.VERSION_UNCHANGED: requested is not None,
    }
    assert {clause.name for clause in unmet(it)} == {name for name, met in needed.items() if not met} - waived
    assert [one.name for one in record(clauses(it))] == list(ClauseName)


@pytest.mark.parametrize("ground", [one for one in Ground if one is not Ground.WAIVERS])
def test_what_cannot_be_read_leaves_its_own_clauses_unjudged_and_no_waiver_lifts_them(ground: Ground) -> None:
    waived = tuple((name, 50) for name in WAIVABLE)
    failed = {name: Is.ERROR for name, it in GROUND_OF.items() if it is ground}
    for it in (but(failed=frozenset({ground})), but(failed=frozenset({ground}), waivers=waived)):
        assert outcomes(it) == dict.fromkeys(ClauseName, Is.SATISFIED) | failed
        assert (
            {clause.name for clause in unmet(it)} == {clause.name for clause in unmet(it, asking=True)} == set(failed)
        )
        assert {clause.waits_for for clause in unmet(it)} == {Capacity.ADMINISTRATOR}


def test_without_the_waivers_only_what_they_could_lift_is_unjudged() -> None:
    lost = frozenset({Ground.WAIVERS})
    assert unmet(but(failed=lost)) == ()
    broken = outcomes(but(failed=lost, presented=(), open_comments=(12,)))
    assert broken[N.PRESENTED] is Is.ERROR
    assert broken[N.COMMENTS_DISPOSED] is Is.UNSATISFIED
